"""Exports that other tools open: counts agree, nobody can be found, nothing runs."""

import csv
import io
import json
import warnings
from xml.etree import ElementTree as ET

import pytest
from tests.support.facts import factset

from farled.exchange.eventlogs import (
    CSV_COLUMNS,
    ExportOptions,
    count_traces,
    safe_cell,
    write_csv,
    write_ocel,
    write_xes,
)
from farled.terms.errors import FarledError

OPTIONS = ExportOptions(key=b"an export's own secret")
NASTY = "<&\"'> =1+1 \x00\x0b\ufffe Åsa 🚢 \u202e"
ROWS = [
    {
        "contact_id": "K-1",
        "case_key": "case-one",
        "party_key": "ana",
        "occurred_at": "2026-03-29T01:30",
        "channel": "e-form",
        "service": "permit",
        "contact_type": "transaction",
        "wait_s": 12,
    },
    {
        "contact_id": "K-2",
        "case_key": "case-one",
        "party_key": "ana",
        "occurred_at": "2026-03-29T03:30",
        "channel": "phone",
        "service": "permit",
        "contact_type": "interaction",
        "unit": NASTY,
    },
    {
        "contact_id": "K-3",
        "party_key": "bo",
        "occurred_at": "2026-03-30",
        "channel": "phone",
        "service": "permit",
    },
    {"contact_id": "K-4", "occurred_at": "2026-03-31", "channel": "desk"},
]


def text(pieces):
    return b"".join(pieces).decode()


@pytest.fixture
def pm4py():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("pm4py")


@pytest.mark.req("ME-19")
def test_peer_opens_the_object_centric_log_with_equal_counts(pm4py, tmp_path):
    path = tmp_path / "contacts.json"
    path.write_bytes(b"".join(write_ocel(factset(ROWS), OPTIONS)))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        log = pm4py.read_ocel2_json(str(path))

    assert len(log.events) == 4
    assert sorted(log.objects[log.object_type_column]) == [
        "case",
        "channel",
        "channel",
        "channel",
        "party",
        "party",
        "service",
    ]
    assert len(log.relations) == 4 + 4 + 3 + 1
    assert sorted(log.events[log.event_activity]) == [
        "contact",
        "contact",
        "interaction",
        "transaction",
    ]


@pytest.mark.req("ME-19")
def test_peer_opens_the_trace_log_with_equal_counts(pm4py, tmp_path):
    path = tmp_path / "contacts.xes"
    path.write_bytes(b"".join(write_xes(factset(ROWS), OPTIONS)))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        log = pm4py.read_xes(str(path))

    counts = count_traces(factset(ROWS))
    assert (counts.facts, counts.events, counts.without_trace) == (4, 3, 1)
    assert len(log) == counts.events
    assert log["case:concept:name"].nunique() == counts.traces == 2
    assert list(log["time:timestamp"].astype(str))[:2] == [
        "2026-03-29 00:30:00+00:00",
        "2026-03-29 01:30:00+00:00",
    ]


def test_object_centric_log_has_the_shape_of_the_standard():
    log = json.loads(text(write_ocel(factset(ROWS), OPTIONS)))

    assert list(log) == ["eventTypes", "objectTypes", "events", "objects"]
    ids = {one["id"] for one in log["objects"]}
    related = {r["objectId"] for event in log["events"] for r in event["relationships"]}
    assert related == ids
    declared = {a["name"] for kind in log["eventTypes"] for a in kind["attributes"]}
    used = {a["name"] for event in log["events"] for a in event["attributes"]}
    assert used <= declared


def test_empty_facts_give_empty_documents():
    log = json.loads(text(write_ocel(factset([]), OPTIONS)))
    tree = ET.fromstring(text(write_xes(factset([]), OPTIONS)))  # noqa: S314 - our own

    assert (log["events"], log["objects"]) == ([], [])
    assert tree.findall("{http://www.xes-standard.org/}trace") == []
    assert text(write_csv(factset([]), OPTIONS)).splitlines() == [",".join(CSV_COLUMNS)]


@pytest.mark.parametrize("write", [write_ocel, write_xes, write_csv])
def test_keys_are_new_in_every_export(write):
    one = text(write(factset(ROWS), OPTIONS))
    same = text(write(factset(ROWS), OPTIONS))
    other = text(write(factset(ROWS), ExportOptions(key=b"another export's key")))

    assert one == same
    assert one != other
    assert [key for key in ("ana", "case-one", "K-1") if key in one] == []


def test_one_export_key_gives_one_pseudonym_in_every_format():
    log = json.loads(text(write_ocel(factset(ROWS), OPTIONS)))
    (case,) = [
        o["id"].removeprefix("case:") for o in log["objects"] if o["type"] == "case"
    ]

    assert case in text(write_xes(factset(ROWS), OPTIONS))
    assert case in text(write_csv(factset(ROWS), OPTIONS))


def test_characters_that_xml_cannot_hold_are_replaced():
    tree = ET.fromstring(text(write_xes(factset(ROWS), OPTIONS)))  # noqa: S314 - our own

    units = [e.get("value") for e in tree.iter() if e.get("key") == "org:group"]
    assert units == [
        NASTY.replace("\x00", "�").replace("\x0b", "�").replace("\ufffe", "�")
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_taken_for_a_formula(start):
    evil = f"{start}cmd|' /C calc'!A0"
    rows = [{**ROWS[0], "unit": evil, "wait_s": -5, "source": evil}]

    table = text(write_csv(factset(rows), OPTIONS, ["unit", "wait_s", "source"]))
    (_, cells) = csv.reader(io.StringIO(table, newline=""))
    assert cells == [f"'{evil}", "-5", f"'{evil}"]
    assert safe_cell(evil) == f"'{evil}"


def test_key_that_can_be_guessed_is_refused():
    with pytest.raises(FarledError) as caught:
        ExportOptions(key=b"short")
    assert caught.value.code == "export-key-too-short"


def test_activity_must_be_one_that_names_events():
    with pytest.raises(FarledError) as caught:
        ExportOptions(key=OPTIONS.key, activity="party_key")
    assert caught.value.code == "not-an-activity"
