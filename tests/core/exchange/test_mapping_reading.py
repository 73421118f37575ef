"""A mapping is read whole, and everything wrong with it is told with its place."""

import json
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from farled.exchange.mapping import mapping_schema, read_mapping
from farled.exchange.mapping.document import MAPPABLE
from farled.exchange.store import describe_facts
from farled.terms.findings import Severity

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples" / "imports").glob("*.yaml"))
GOOD = """\
farled: 1
source: desk
time_zone: Europe/Stockholm
columns:
  contact_id: Nr
  occurred_at: Tid
  channel: {from: Kanal, values: {T: phone, 007: web}}
  direction: {value: inbound}
"""


def codes(text: str) -> list[tuple[str, int, int]]:
    found = read_mapping(text, file="city.yaml").findings
    return [(f.code, f.place.line, f.place.column) for f in found]


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_good_mapping_has_nothing_to_say():
    assert codes(GOOD) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_a_good_mapping(path):
    reading = read_mapping(path.read_text(encoding="utf-8"), file=path.name)

    assert reading.findings == ()
    assert reading.mapping is not None
    assert reading.mapping.source == path.stem


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_fits_the_published_schema(path):
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))

    jsonschema.validate(data, mapping_schema())


def test_raw_code_with_leading_zeros_stays_a_text():
    mapping = read_mapping(GOOD, file="city.yaml").mapping

    assert mapping is not None
    assert list(mapping.columns["channel"].values or {}) == ["T", "007"]


def test_unquoted_number_in_a_condition_stays_as_written():
    text = GOOD + "exclude: [{reason: test, where: {Nr: [007, 1.50, true]}}]\n"

    mapping = read_mapping(text, file="city.yaml").mapping

    assert mapping is not None
    assert mapping.exclude[0].where["Nr"].is_ == ("007", "1.50", "true")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed("source: desk", "source: Desk 1"), [("M105", 2, 9)]),
        (changed("source: desk\n", ""), [("M102", 1, 1)]),
        (changed("Stockholm", "Stokholm"), [("M117", 3, 12)]),
        (changed("contact_id: Nr", "contact: Nr"), [("M110", 5, 12), ("M116", 5, 3)]),
        (changed("occurred_at: Tid", "occurred_at: {frm: Tid}"), [("M101", 6, 17)]),
        (changed("inbound", "inn"), [("M114", 8, 22)]),
        (changed("T: phone", "T: [{code: phone}, {code: web}]"), [("M115", 7, 38)]),
        (changed("Tid", "{from: Tid, formats: dd.mm.yyyy}"), [("M118", 6, 37)]),
        (changed("Tid", "{from: Tid, formats: '%d.%m.%Y %I:%M'}"), [("M118", 6, 37)]),
        (
            changed("Tid", "{from: Tid, formats: ['%d/%m/%Y', '%m/%d/%Y']}"),
            [("M119", 6, 37)],
        ),
        (changed("Tid", "{from: Tid, take: last}"), [("M122", 6, 34)]),
        (changed("Tid", "{from: Tid, unit: hours}"), [("M113", 6, 34)]),
        (changed("Tid", "{from: Tid, value: x}"), [("M112", 6, 16), ("M113", 6, 35)]),
        (changed("Tid", "{formats: iso}"), [("M111", 6, 16)]),
        (changed("  direction: {value: inbound}\n", ""), [("M124", 5, 3)]),
        (GOOD + "  party_key: {from: P, pseudonymise: false}\n", [("M120", 9, 38)]),
        (GOOD + "latest_day: 31.12.2020\n", [("M106", 9, 13)]),
        (GOOD + "file: {delimiter: '||'}\n", [("M126", 9, 19)]),
        (GOOD + "file: {format: xls}\n", [("M104", 9, 16)]),
        (GOOD + "exclude: [{reason: x, where: {A: {}}}]\n", [("M121", 9, 34)]),
        (GOOD + "impossible: [{reason: x}]\n", [("M121", 9, 14)]),
        (
            GOOD + "impossible: [{reason: x, earlier: [ended_at, occurred_at]}]\n",
            [("M123", 9, 14)],
        ),
    ],
)
def test_each_trouble_is_told_at_its_place(text, expected):
    assert sorted(codes(text)) == sorted(expected)


def test_capitals_that_do_not_matter_may_not_collide():
    text = changed("values: {T: phone", "case: ignore, values: {T: phone, t: web")

    assert [code for code, _, _ in codes(text)] == ["M127"]


def test_missing_channel_is_a_warning_and_keeps_the_mapping_usable():
    text = "\n".join(line for line in GOOD.splitlines() if "channel" not in line)

    reading = read_mapping(text, file="city.yaml")

    assert [f.severity for f in reading.findings] == [Severity.WARNING]
    assert reading.mapping is not None


def test_all_findings_come_at_once():
    text = changed("source: desk", "source: Desk 1").replace("Stockholm", "Stokholm")

    assert "M105" in [code for code, _, _ in codes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\t",
        "[",
        "a: b: c",
        "farled: 1",
        "- 1",
        "null",
        "farled: [1]",
        "\x00",
        "&a *a",
    ],
)
def test_anything_that_is_no_mapping_gives_findings_with_a_line(text):
    reading = read_mapping(text, file="city.yaml")

    assert reading.mapping is None
    assert reading.findings
    assert all(f.place.file == "city.yaml" for f in reading.findings)


def test_published_schema_names_every_column_of_the_facts():
    schema = mapping_schema()
    columns = schema["properties"]["columns"]["propertyNames"]["enum"]

    assert columns == list(MAPPABLE)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_schema_in_the_reference_is_current():
    path = ROOT / "docs" / "reference" / "mapping.schema.json"

    assert json.loads(path.read_text(encoding="utf-8")) == mapping_schema()


def test_schema_of_facts_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(describe_facts())
