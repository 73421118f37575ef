"""Logs are read whatever their kind, and every row of them is accounted for."""

import gzip
import json
from collections import Counter

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.logs import (
    COLUMNS,
    bring_in,
    desk_mapping,
    log_rows,
    stored,
    write_csv,
)

from farled.terms.errors import FarledError

ROWS = log_rows(40)


def channels(out):
    return Counter(row["channel"] for row in stored(out))


def services(out):
    return {row["service"] for row in stored(out)}


EVEN = {"phone": 10, "web": 10, "visit": 10, "letter": 10}


@pytest.mark.parametrize(
    ("options", "changes"),
    [
        ({}, {}),
        ({"delimiter": ";"}, {}),
        ({"delimiter": "\t"}, {}),
        ({"delimiter": "|"}, {"file": {"delimiter": "|"}}),
        ({"delimiter": "\t"}, {"file": {"delimiter": "tab"}}),
        ({"end": "\r\n"}, {}),
        ({"end": "\r"}, {}),
        ({"encoding": "utf-8-sig"}, {}),
        ({"encoding": "utf-16"}, {}),
        ({"encoding": "utf-16-le"}, {}),
        ({"encoding": "utf-16-be"}, {}),
        ({"encoding": "latin-1"}, {}),
        ({"encoding": "latin-1"}, {"file": {"encoding": "latin-1"}}),
    ],
)
def test_text_files_of_all_makes_are_read(tmp_path, options, changes):
    rows = [[*row[:4], "Öppen fråga", row[5]] for row in ROWS]
    path = write_csv(tmp_path / "log.csv", rows, **options)

    report = bring_in(path, tmp_path / "facts", desk_mapping(**changes))

    assert (report.counts.received, report.counts.mapped) == (40, 40)
    assert channels(tmp_path / "facts") == EVEN
    assert services(tmp_path / "facts") == {"oppen-fraga"}


def test_guessed_encoding_is_told(tmp_path):
    rows = [[*row[:4], "Öppen fråga", row[5]] for row in ROWS]
    path = write_csv(tmp_path / "log.csv", rows, encoding="cp1252")

    report = bring_in(path, tmp_path / "facts")

    assert [(f.code, f.params["encoding"]) for f in report.findings] == [
        ("M207", "cp1252")
    ]


def test_gzip_is_unpacked(tmp_path):
    plain = write_csv(tmp_path / "log.csv", ROWS)
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    assert bring_in(packed, tmp_path / "facts").counts.mapped == 40


def test_quoted_line_breaks_and_delimiters_belong_to_the_text(tmp_path):
    rows = [[*row[:4], 'one, "two"\r\nthree', row[5]] for row in ROWS]
    path = write_csv(tmp_path / "log.csv", rows)

    report = bring_in(path, tmp_path / "facts")

    assert report.counts.mapped == 40
    assert services(tmp_path / "facts") == {"one-two-three"}


def test_names_above_the_header_are_skipped(tmp_path):
    path = write_csv(tmp_path / "log.csv", ROWS)
    path.write_text("Export of the desk\n\n" + path.read_text())

    report = bring_in(path, tmp_path / "facts", desk_mapping(file={"header_row": 3}))

    assert (report.counts.received, report.counts.mapped) == (40, 40)


def test_header_in_the_middle_is_no_contact(tmp_path):
    path = write_csv(tmp_path / "log.csv", [*ROWS[:20], COLUMNS, *ROWS[20:]])

    report = bring_in(path, tmp_path / "facts")

    assert report.excluded == {"repeated-header": 1}
    assert (report.counts.received, report.counts.mapped) == (41, 40)


def workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_workbook_is_read(tmp_path):
    path = workbook(tmp_path / "log.xlsx", {"Log": [COLUMNS, *ROWS], "Empty": []})

    report = bring_in(path, tmp_path / "facts")

    assert (report.counts.received, report.counts.mapped) == (40, 40)
    assert channels(tmp_path / "facts") == EVEN


def test_formula_is_never_run_and_signs_stay_text(tmp_path):
    rows = [list(row) for row in ROWS[:4]]
    rows[0][5] = "=1+1"
    for row, sign in zip(rows[1:], "+-@", strict=True):
        row[4] = f"{sign}cmd"
    path = workbook(tmp_path / "log.xlsx", {"Log": [COLUMNS, *rows]})

    report = bring_in(path, tmp_path / "facts")

    facts = stored(tmp_path / "facts")
    assert report.counts.mapped == 4
    assert facts[0]["party_key"] is None
    assert json.loads(facts[1]["raw"])["service"] == "+cmd"


def test_sheet_is_asked_for_when_several_are_filled(tmp_path):
    sheets = {"A": [COLUMNS, *ROWS], "B": [COLUMNS, *ROWS]}
    path = workbook(tmp_path / "log.xlsx", sheets)

    with pytest.raises(FarledError, match="log-sheet-not-named"):
        bring_in(path, tmp_path / "facts")
    with pytest.raises(FarledError, match="log-sheet-missing"):
        bring_in(path, tmp_path / "facts", desk_mapping(file={"sheet": "C"}))
    report = bring_in(path, tmp_path / "facts", desk_mapping(file={"sheet": "B"}))
    assert report.counts.mapped == 40


def objects():
    return [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize("indent", [None, 2])
def test_json_list_is_read(tmp_path, indent):
    path = tmp_path / "log.json"
    path.write_text(json.dumps(objects(), indent=indent))

    report = bring_in(path, tmp_path / "facts")

    assert (report.counts.received, report.counts.mapped) == (40, 40)


def test_json_list_inside_is_read(tmp_path):
    path = tmp_path / "log.json"
    path.write_text(json.dumps({"data": {"rows": objects()}, "next": None}))

    mapping = desk_mapping(file={"records": "data.rows"})

    assert bring_in(path, tmp_path / "facts", mapping).counts.mapped == 40


def test_json_lines_set_broken_ones_apart(tmp_path):
    lines = [json.dumps(each) for each in objects()]
    path = tmp_path / "log.ndjson"
    path.write_text("\n".join([*lines[:10], "{broken", "[1]", *lines[10:], ""]))

    report = bring_in(path, tmp_path / "facts")

    assert report.quarantined == {"not-json": 1, "not-an-object": 1}
    assert (report.counts.received, report.counts.mapped) == (42, 40)


def test_json_that_breaks_off_is_refused_with_its_line(tmp_path):
    path = tmp_path / "log.json"
    path.write_text(json.dumps(objects(), indent=1)[:-200])

    with pytest.raises(FarledError) as caught:
        bring_in(path, tmp_path / "facts")

    assert caught.value.code == "log-json-broken"
    assert caught.value.params["line"] > 300
    assert not (tmp_path / "facts" / "farled.json").exists()


def test_inner_keys_of_json_are_columns_with_dots(tmp_path):
    nested = [{**each, "Kind": {"name": each["Kind"]}} for each in objects()]
    path = tmp_path / "log.json"
    path.write_text(json.dumps(nested))
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["service"] = {"from": "Kind.name", "as": "kebab"}

    report = bring_in(path, tmp_path / "facts", desk_mapping(columns=columns))

    assert report.counts.mapped == 40


def test_parquet_is_read(tmp_path):
    path = tmp_path / "log.parquet"
    pq.write_table(pa.Table.from_pylist(objects()), path)

    report = bring_in(path, tmp_path / "facts")

    assert (report.counts.received, report.counts.mapped) == (40, 40)
    assert channels(tmp_path / "facts") == EVEN


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("log.csv", b"", "log-empty"),
        ("log.csv", b"\n\n\n", "log-empty"),
        ("log.csv", b"\x00\x01\x02" * 500, "log-is-binary"),
        ("log.csv", b"%PDF-1.7\n", "log-kind-not-read"),
        ("log.csv", b"\xd0\xcf\x11\xe0" + b"\0" * 100, "log-kind-not-read"),
        ("log.csv", b"a,b\n1,2\n", "log-columns-missing"),
        (
            "log.csv",
            b"Nr,Opened,Closed,Channel,Kind,Person,Nr\n",
            "log-columns-doubled",
        ),
        ("log.csv.gz", gzip.compress(b"x" * 10_000, mtime=0)[:-20], "log-gzip-broken"),
        ("log.xlsx", b"PK\x03\x04 no workbook", "log-workbook-unreadable"),
        ("log.parquet", b"PAR1 no parquet PAR1", "log-parquet-unreadable"),
        ("log.json", b"{]", "log-columns-missing"),
        ("log.json", b"[1, 2", "log-json-broken"),
        ("log.json", b"[" * 100_000, "log-json-broken"),
    ],
    ids=range(13),  # the bytes of a gzip hold the time; ids must not
)
def test_what_is_no_log_is_refused_and_nothing_stored(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    if name == "log.json" and code == "log-columns-missing":
        report = bring_in(path, tmp_path / "facts")
        assert report.quarantined == {"not-json": 1}
        return

    with pytest.raises(FarledError, match=code):
        bring_in(path, tmp_path / "facts")

    assert not (tmp_path / "facts" / "farled.json").exists()


def test_wrong_delimiter_is_told_with_the_right_one(tmp_path):
    path = write_csv(tmp_path / "log.csv", ROWS, delimiter=";")

    with pytest.raises(FarledError) as caught:
        bring_in(path, tmp_path / "facts", desk_mapping(file={"delimiter": ","}))

    assert caught.value.code == "log-delimiter-differs"
    assert (caught.value.params["given"], caught.value.params["found"]) == (",", ";")


def test_missing_column_is_told_with_the_nearest(tmp_path):
    path = write_csv(tmp_path / "log.csv", ROWS)
    columns = desk_mapping().model_dump(by_alias=True)["columns"]
    columns["contact_id"] = "Number"

    with pytest.raises(FarledError) as caught:
        bring_in(path, tmp_path / "facts", desk_mapping(columns=columns))

    assert caught.value.params["columns"] == ("Number",)
    assert "Nr" in caught.value.params["found"]


def test_kind_that_differs_from_the_mapping_is_told(tmp_path):
    path = write_csv(tmp_path / "log.csv", ROWS)

    with pytest.raises(FarledError, match="log-kind-differs"):
        bring_in(path, tmp_path / "facts", desk_mapping(file={"format": "xlsx"}))


def test_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FarledError, match="log-not-found"):
        bring_in(tmp_path / "none.csv", tmp_path / "facts")
