"""Every row that comes in is accounted for, whatever is wrong with it."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from tests.support.logs import (
    COLUMNS,
    bring_in,
    desk_mapping,
    log_rows,
    stored,
    write_csv,
)

from farled.gateways.fact_files import open_facts
from farled.terms.errors import FarledError

ROWS = log_rows(60)


def kept_apart(report):
    text = Path(report.set_aside[0]).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("count", [65_537, 1_048_577])
@pytest.mark.slow
def test_no_row_is_lost_beyond_what_sheets_hold(tmp_path, count):
    with (tmp_path / "log.csv").open("w") as file:
        file.write(",".join(COLUMNS) + "\n")
        for start in range(0, count, 50_000):
            rows = log_rows(min(50_000, count - start), start)
            file.writelines(",".join(row) + "\n" for row in rows)

    report = bring_in(tmp_path / "log.csv", tmp_path / "facts")

    assert (report.counts.received, report.counts.mapped) == (count, count)
    assert open_facts(tmp_path / "facts").facts.count().to_pyarrow().as_py() == count


BROKEN = {
    "too-few-columns": "900,2024-01-01 10:00",
    "too-many-columns": "901,2024-01-01 10:00,,Phone,Kind,P1,extra",
    "stray-quote": '902,2024-01-01 10:00,,"Phone"x,Kind,P1',
    "undecodable": "903,2024-01-01 10:00,,Phone,Kind\udcff,P1",
    "control-character": "904,2024-01-01 10:00,,Phone,Ki\0nd,P1",
    "occurred_at: not-a-date": "905,2024-13-01,,Phone,Kind,P1",
    "occurred_at: missing": "906,,,Phone,Kind,P1",
    "contact_id: missing": ",2024-01-01 10:00,,Phone,Kind,P1",
}


def lines_of(rows):
    return [",".join(row) for row in (COLUMNS, *rows)]


@pytest.mark.parametrize("reason", BROKEN)
@pytest.mark.parametrize("place", [1, 30, 61])
def test_broken_row_is_set_apart_with_its_line_and_reason(tmp_path, reason, place):
    lines = lines_of(ROWS)
    lines.insert(place, BROKEN[reason])
    path = tmp_path / "log.csv"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    if reason == "undecodable":  # another row tells that the file is UTF-8
        path.write_bytes(path.read_bytes().replace(b"Matter 1", "Möte".encode(), 1))

    report = bring_in(path, tmp_path / "facts")

    assert report.quarantined == {reason: 1}
    assert (report.counts.received, report.counts.mapped) == (61, 60)
    entry = kept_apart(report)[0]
    assert (entry["line"], entry["class"]) == (place + 1, "quarantined")


def test_quote_never_closed_takes_only_its_own_row(tmp_path):
    lines = lines_of(ROWS)
    lines.insert(20, '900,2024-01-01 10:00,,"Phone,Kind,P1')
    path = tmp_path / "log.csv"
    path.write_text("\n".join(lines))

    report = bring_in(path, tmp_path / "facts")

    assert report.quarantined == {"stray-quote": 1}
    assert report.counts.mapped == 60


@pytest.mark.parametrize("size", [60, 6_000])
def test_fast_and_careful_reading_agree(tmp_path, size):
    lines = lines_of(log_rows(size))
    places = random.Random(7).sample(range(1, size), 5)
    for place in sorted(places, reverse=True):
        lines.insert(place, BROKEN["too-few-columns"])
    path = tmp_path / "log.csv"
    path.write_text("\n".join(lines) + "\n")

    report = bring_in(path, tmp_path / "facts")

    assert report.counts.received == size + 5
    assert report.quarantined == {"too-few-columns": 5}
    expected = [
        n for n, line in enumerate(lines, 1) if line == BROKEN["too-few-columns"]
    ]
    assert [entry["line"] for entry in kept_apart(report)] == expected


def test_lines_are_told_right_after_broken_ones(tmp_path):
    lines = lines_of(log_rows(6_000))
    lines[3000:3000] = [BROKEN["too-many-columns"]] * 3
    lines.insert(5000, BROKEN["occurred_at: not-a-date"])
    lines.insert(3000, BROKEN["occurred_at: missing"])
    lines.insert(100, BROKEN["too-few-columns"])
    path = tmp_path / "log.csv"
    path.write_text("\n".join(lines) + "\n")

    report = bring_in(path, tmp_path / "facts")

    entries = {entry["line"]: entry["reason"] for entry in kept_apart(report)}
    assert sorted(entries) == [101, 3002, 3003, 3004, 3005, 5003]
    assert entries[3002] == "occurred_at:missing"
    assert entries[5003] == "occurred_at:not-a-date"


def test_mixed_encodings_set_the_odd_rows_apart(tmp_path):
    rows = [[*row[:4], "Öppet", row[5]] for row in ROWS]
    lines = [line.encode() for line in lines_of(rows)]
    lines[7] = lines[7].decode().encode("latin-1")
    path = tmp_path / "log.csv"
    path.write_bytes(b"\n".join(lines))

    report = bring_in(path, tmp_path / "facts")

    assert report.quarantined == {"undecodable": 1}
    assert report.counts.mapped == 59


def test_same_row_twice_is_a_duplicate(tmp_path):
    path = write_csv(tmp_path / "log.csv", [*ROWS, *ROWS[:3]])

    report = bring_in(path, tmp_path / "facts")

    assert (report.counts.mapped, report.counts.duplicate) == (60, 3)


def test_rows_may_be_told_unique_by_other_columns(tmp_path):
    rows = [[*row[:5], "P1"] for row in ROWS]

    report = bring_in(
        write_csv(tmp_path / "log.csv", rows),
        tmp_path / "facts",
        desk_mapping(unique=["Person", "Opened"]),
    )

    assert (report.counts.mapped, report.counts.duplicate) == (
        len({row[1] for row in rows}),
        60 - len({row[1] for row in rows}),
    )


def test_new_code_is_counted_and_kept_apart_never_guessed(tmp_path):
    rows = [
        [*r[:3], "Fax" if n % 10 == 0 else r[3], *r[4:]] for n, r in enumerate(ROWS)
    ]

    report = bring_in(write_csv(tmp_path / "log.csv", rows), tmp_path / "facts")

    assert report.unmapped == {"channel": {"Fax": 6}}
    assert (report.counts.mapped, report.counts.unmapped) == (54, 6)
    assert [f.code for f in report.findings] == ["M201"]
    assert {e["reason"] for e in kept_apart(report)} == {"channel"}


def test_value_missing_where_it_need_not_be_is_null(tmp_path):
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["service"] = {"from": "Kind", "values": {"Matter 1": "permits"}}

    report = bring_in(
        write_csv(tmp_path / "log.csv", ROWS),
        tmp_path / "facts",
        desk_mapping(columns=columns),
    )

    assert report.counts.mapped == 60
    assert report.unmapped["service"] == {f"Matter {n}": 12 for n in (0, 2, 3, 4)}
    services = Counter(row["service"] for row in stored(tmp_path / "facts"))
    assert services == {None: 48, "permits": 12}


def test_renamed_channel_means_one_thing_before_a_day_and_another_after(tmp_path):
    rows = [
        ["1", "2024-01-31 23:59", "", "Digital", "A", ""],
        ["2", "2024-02-01 00:00", "", "Digital", "A", ""],
        ["3", "2024-03-01 00:00", "", "Digital", "A", ""],
    ]
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["channel"]["values"] = {
        "Digital": [
            {"code": "web", "valid_until": "2024-01-31"},
            {"code": "app", "valid_from": "2024-02-01", "valid_until": "2024-02-29"},
        ]
    }

    report = bring_in(
        write_csv(tmp_path / "log.csv", rows),
        tmp_path / "facts",
        desk_mapping(columns=columns),
    )

    assert [row["channel"] for row in stored(tmp_path / "facts")] == ["web", "app"]
    assert report.unmapped == {"channel": {"Digital": 1}}


def test_what_cannot_be_true_is_kept_apart_with_its_reason(tmp_path):
    rows = [
        ["1", "2024-05-02 10:00", "2024-05-01 10:00", "Phone", "5", "4"],
        ["2", "2024-05-02 10:00", "", "Phone", "5", "4"],
        ["3", "2031-05-02 10:00", "", "Phone", "1", "4"],
        ["4", "2024-05-02 10:00", "", "Phone", "-1", "4"],
        ["5", "2024-05-02 10:00", "", "Phone", "1", "4"],
    ]
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["wait_s"] = "Kind"
    mapping = desk_mapping(
        columns=columns,
        impossible=[{"reason": "handled-over-offered", "more": ["Kind", "Person"]}],
        latest_day="2024-12-31",
    )

    report = bring_in(
        write_csv(tmp_path / "log.csv", rows), tmp_path / "facts", mapping
    )

    assert report.impossible == {
        "handled-over-offered": 2,
        "in-the-future": 1,
        "negative: wait_s": 1,
    }
    assert report.counts.mapped == 1


def test_ended_before_it_occurred_is_impossible(tmp_path):
    rows = [["1", "2024-05-02 10:00", "2024-05-02 09:59", "Phone", "A", ""]]

    report = bring_in(write_csv(tmp_path / "log.csv", rows), tmp_path / "facts")

    assert report.impossible == {"ended-before-it-occurred": 1}
    assert [f.code for f in report.findings] == ["M203", "M205"]


def swapped_rows(count):
    return [
        [r[0], f"{n % 28 + 1:02d}/03/2024", "", *r[3:]] for n, r in enumerate(count)
    ]


def test_day_and_month_swapped_throughout_is_refused(tmp_path):
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["occurred_at"] = {"from": "Opened", "formats": "%m/%d/%Y"}
    path = write_csv(tmp_path / "log.csv", swapped_rows(ROWS))

    with pytest.raises(FarledError, match="dates-look-swapped"):
        bring_in(path, tmp_path / "facts", desk_mapping(columns=columns))

    assert not (tmp_path / "facts" / "farled.json").exists()


def test_staff_rows_are_excluded_by_the_first_reason_that_fits(tmp_path):
    mapping = desk_mapping(
        exclude=[
            {"reason": "test", "where": {"Person": {"matches": "^P1$"}}},
            {"reason": "staff", "where": {"Channel": "Desk", "Kind": ["Matter 2"]}},
            {"reason": "nobody", "where": {"Person": {"empty": True}}},
        ]
    )
    rows = [["a", "2024-01-01", "", "Phone", "A", ""], *ROWS]

    report = bring_in(
        write_csv(tmp_path / "log.csv", rows), tmp_path / "facts", mapping
    )

    assert report.excluded == {"nobody": 1, "staff": 3, "test": 2}
    assert report.counts.received == 61


def test_pattern_that_cannot_be_used_is_told(tmp_path):
    mapping = desk_mapping(
        exclude=[{"reason": "x", "where": {"Person": {"matches": "(?=a"}}}]
    )

    with pytest.raises(FarledError, match="mapping-pattern-not-supported"):
        bring_in(write_csv(tmp_path / "log.csv", ROWS), tmp_path / "facts", mapping)
