"""Imports are repeatable, whole, and give away nobody."""

import hmac
import json
from datetime import date

import pytest
from tests.support.logs import (
    KEY,
    bring_in,
    desk_mapping,
    log_rows,
    stored,
    write_csv,
)

from farled.analysis.factset import Provision
from farled.gateways.fact_files import open_facts, read_manifest
from farled.gateways.log_import import import_log
from farled.terms.errors import FarledError

ROWS = log_rows(60)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "facts"


@pytest.fixture
def log(tmp_path):
    return write_csv(tmp_path / "log.csv", ROWS)


def test_same_file_again_changes_nothing_and_says_so(log, out):
    first = bring_in(log, out)
    before = (out / "farled.json").read_bytes()

    again = bring_in(log, out)

    assert (first.new, first.unchanged) == (60, ())
    assert (again.new, again.unchanged, again.counts.received) == (0, ("log.csv",), 0)
    assert (out / "farled.json").read_bytes() == before


def test_same_file_under_another_name_is_known(log, out, tmp_path):
    bring_in(log, out)
    copy = tmp_path / "copy.csv"
    copy.write_bytes(log.read_bytes())

    assert bring_in(copy, out).unchanged == ("copy.csv",)


def test_extended_file_adds_only_new_contacts(log, out, tmp_path):
    bring_in(log, out)
    longer = write_csv(tmp_path / "longer.csv", log_rows(100))

    report = bring_in(longer, out)

    assert (report.counts.mapped, report.new, report.known) == (100, 40, 60)
    assert len(stored(out)) == 100


def test_changed_mapping_says_the_same_file_anew(log, out):
    bring_in(log, out)
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["channel"]["values"]["Phone"] = "ivr"
    exclude = [{"reason": "staff", "where": {"Channel": "Desk"}}]

    report = bring_in(log, out, desk_mapping(columns=columns, exclude=exclude))

    channels = {row["channel"] for row in stored(out)}
    source = read_manifest(out).sources["desk"]
    assert channels == {"ivr", "web", "letter"}
    assert (report.new, len(stored(out)), source.rows) == (0, 45, 45)
    assert (source.counts.received, len(source.imports)) == (60, 1)


def test_one_log_is_not_two_sources(log, out):
    bring_in(log, out)

    with pytest.raises(FarledError, match="log-of-another-source"):
        bring_in(log, out, desk_mapping(source="counter"))
    shared = desk_mapping(source="counter", shares_file_with=["desk"])
    assert bring_in(log, out, shared).new == 60


def test_several_files_make_one_report(out, tmp_path):
    paths = [
        write_csv(tmp_path / f"{start}.csv", log_rows(50, start)) for start in (0, 30)
    ]

    report = import_log(paths, desk_mapping(), out, key=KEY)

    assert report.files == ("0.csv", "30.csv")
    assert (report.counts.received, report.new, report.known) == (100, 80, 20)


def test_report_reconciles_as_json(log, out):
    told = json.loads(json.dumps(bring_in(log, out).to_json()))

    parts = ("unmapped", "excluded", "impossible", "quarantined")
    apart = sum(told[f"{part}_rows"] for part in parts)
    assert told["read"] == told["mapped"] + told["duplicates"] + apart == 60


@pytest.mark.req("SE-06")
def test_people_are_keyed_pseudonyms(log, out):
    bring_in(log, out)

    row = stored(out)[0]
    told = hmac.digest(KEY, b"party_key:P0", "sha256").hex()[:32]
    assert row["party_key"] == told
    text = b"".join(path.read_bytes() for path in out.rglob("*.parquet"))
    assert b"P49" not in text


@pytest.mark.req("ME-19")
def test_person_is_known_again_in_another_log(log, out, tmp_path):
    bring_in(log, out)
    other = write_csv(tmp_path / "other.csv", [["x1", *ROWS[7][1:]]])
    bring_in(other, out, desk_mapping(source="counter"))

    keys = {row["contact_id"]: row["party_key"] for row in stored(out)}
    assert keys["x1"] == keys["7"]


def test_key_of_the_folder_is_used_when_none_is_given(log, out):
    import_log([log], desk_mapping(), out)

    key = bytes.fromhex((out / "keys").read_text())
    told = hmac.digest(key, b"party_key:P0", "sha256").hex()[:32]
    assert stored(out)[0]["party_key"] == told


def test_short_key_is_refused(log, out):
    with pytest.raises(FarledError, match="key-too-short"):
        bring_in(log, out, key=b"short")


def test_raw_codes_are_kept_and_raw_people_are_not(log, out):
    bring_in(log, out)

    raw = json.loads(stored(out)[0]["raw"])
    assert raw == {"channel": "Phone", "service": "Matter 0"}


def test_rows_kept_apart_are_for_the_owner_alone(out, tmp_path):
    log = write_csv(
        tmp_path / "log.csv", [*ROWS, ["a", "no date", "", "Phone", "", ""]]
    )

    report = bring_in(log, out)

    mode = next((out / "quarantine").iterdir()).stat().st_mode
    assert len(report.set_aside) == 1
    assert mode & 0o777 == 0o600


def test_provision_of_every_column_is_told(log, out):
    bring_in(log, out)

    provided = open_facts(out).provided["desk"]
    assert provided["channel"] is Provision.PROVIDED
    assert provided["direction"] is Provision.CONSTANT
    assert provided["wait_s"] is Provision.NOT_PROVIDED
    assert provided["raw"] is Provision.PROVIDED


def test_future_is_impossible_when_today_is_told(log, out):
    report = bring_in(log, out, latest=date(2024, 1, 1))

    assert report.impossible == {"in-the-future": 36}


def test_half_a_year_in_one_log_is_whole_months(out, tmp_path):
    bring_in(write_csv(tmp_path / "log.csv", log_rows(3_000)), out)

    months = {row["month"] for row in stored(out)}
    parts = {part.month: part.rows for part in read_manifest(out).facts}
    assert set(parts) == months
    assert sum(parts.values()) == 3_000


def test_events_of_a_case_are_one_contact(out, tmp_path):
    rows = [
        ["c1", "2024-01-01 10:00", "2024-01-01 10:00", "Web", "A", ""],
        ["c2", "2024-01-02 10:00", "2024-01-02 10:00", "Desk", "A", ""],
        ["c1", "2024-01-05 10:00", "2024-01-05 10:00", "Phone", "A", ""],
        ["c1", "2024-01-03 10:00", "2024-01-03 10:00", "Letter", "A", ""],
        ["", "2024-01-03 10:00", "2024-01-03 10:00", "Letter", "A", ""],
    ]
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["ended_at"] = {"from": "Closed", "take": "last"}
    mapping = desk_mapping(columns=columns, journey={"case": "Nr"})

    report = bring_in(write_csv(tmp_path / "log.csv", rows), out, mapping)

    told = [(r["contact_id"], r["channel"], r["ended_at"].day) for r in stored(out)]
    assert told == [("c1", "web", 5), ("c2", "visit", 2)]
    assert report.excluded == {"later-event-of-the-case": 2}
    assert report.quarantined == {"contact_id: missing": 1}


def test_damaged_month_is_set_apart_and_comes_back_with_its_log(out, tmp_path):
    first = write_csv(tmp_path / "first.csv", log_rows(2_000))
    second = write_csv(tmp_path / "second.csv", log_rows(500, 5_000))
    bring_in(first, out)
    bring_in(second, out)
    harmed = sorted(out.glob("facts/*/*.parquet"))[1]
    harmed.write_bytes(harmed.read_bytes()[:-9])

    again = bring_in(second, out)

    name = harmed.relative_to(out).as_posix()
    assert [(f.code, f.params["files"]) for f in again.findings] == [("M209", (name,))]
    with pytest.raises(FarledError, match="facts-incomplete") as caught:
        open_facts(out)
    assert caught.value.params["logs"] == ("first.csv",)
    bring_in(first, out)
    assert len(stored(out)) == 2_500
    assert read_manifest(out).sources["desk"].rows == 2_500
