"""A situation from JSON: values, and every problem at once."""

from datetime import UTC, datetime

import jsonschema
import pytest

from farled.strategy.situation import Situation
from farled.strategy.situation_json import parse_situation, situation_schema
from farled.terms.contacts import ContactType, Need
from farled.terms.findings import Finding

FULL = {
    "service": "permit",
    "contact_type": "transaction",
    "matter": "recurring",
    "direction": "inbound",
    "initiator": "customer",
    "group": "all",
    "ability": "assisted",
    "acting_as": "self",
    "preference": "phone",
    "language": "SV-fi",
    "assurance": "low",
    "needs": ["meeting"],
    "audience": "one",
    "case_open": False,
    "planned": "letter",
    "reachable": ["letter"],
    "at": "2026-01-31T09:30:00+01:00",
}


def _findings(data: object) -> tuple[Finding, ...]:
    found = parse_situation(data)
    assert isinstance(found, tuple)
    return found


def test_every_key_is_read():
    situation = parse_situation(FULL)

    assert isinstance(situation, Situation)
    assert situation.contact_type is ContactType.TRANSACTION
    assert situation.language == "sv-FI"
    assert situation.needs == {Need.MEETING}
    assert situation.reachable == {"letter"}
    assert situation.at == datetime(2026, 1, 31, 8, 30, tzinfo=UTC)


def test_null_is_not_known():
    assert parse_situation(dict.fromkeys(FULL)) == Situation()
    assert parse_situation({}) == Situation()


def test_no_known_address_differs_from_not_knowing():
    nowhere = parse_situation({"reachable": []})

    assert isinstance(nowhere, Situation)
    assert nowhere.reachable == frozenset()


def test_all_problems_come_at_once():
    data = {"servce": "x", "contact_type": "transactoin", "at": "2026-01-31T09:30"}

    found = _findings(data)

    assert [finding.code for finding in found] == ["F151", "F153", "F154"]
    assert [finding.params["nearest"] for finding in found[:2]] == [
        "service",
        "transaction",
    ]
    assert found[1].place.path == ("contact_type",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "F150"),
        (None, "F150"),
        ({"service": 7}, "F152"),
        ({"service": " "}, "F152"),
        ({"service": "\ud800"}, "F152"),
        ({"direction": 1}, "F153"),
        ({"needs": "meeting"}, "F156"),
        ({"needs": ["meating"]}, "F153"),
        ({"reachable": [None]}, "F152"),
        ({"case_open": "no"}, "F157"),
        ({"language": "swe_dish"}, "F158"),
        ({"at": 1769848200}, "F155"),
        ({"at": "2026-02-30T09:30:00Z"}, "F155"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "F155"),
        ({"at": "2026-01-31"}, "F154"),
    ],
)
def test_unusable_value_is_named(data, code):
    assert [finding.code for finding in _findings(data)] == [code]


@pytest.mark.parametrize("data", [FULL, {}, dict.fromkeys(FULL), {"needs": []}])
def test_schema_accepts_what_is_read(data):
    schema = situation_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(data, schema)


@pytest.mark.parametrize("data", [[], {"servce": "x"}, {"needs": ["meating"]}])
def test_schema_refuses_what_is_refused(data):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, situation_schema())
