"""Decisions by Lindhaga, the invented municipality, against a table written by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.support.examples import Row, compiled, golden_rows, loaded, mismatches

from farled.strategy.checking import check_strategy
from farled.strategy.deciding import decide
from farled.strategy.document import HEADINGS, Strategy
from farled.strategy.situation import Situation
from farled.strategy.situation_json import parse_situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.findings import Severity

_ROWS = golden_rows("lindhaga")
_LOG_CODES = (
    *("phone", "web", "email", "letter", "fax", "visit", "social", "app", "chat"),
    *("sms", "e-service", "digital-post"),
)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name, marks=pytest.mark.req(*row.requirements))
        for row in _ROWS
    ],
)
def test_decision_is_what_the_strategy_says(row: Row):
    given = {name: value for name, value in row.given.items() if value is not None}
    situation = parse_situation(given)
    assert isinstance(situation, Situation), situation

    decision = decide(compiled(row.strategy), situation)

    assert mismatches(row, decision) == {}, row.why


def test_table_is_long_enough_to_review_the_strategy_by():
    assert len(_ROWS) >= 40


@pytest.mark.parametrize("version", ["lindhaga", "lindhaga-2027"])
def test_strategy_has_no_errors(version: str):
    findings = check_strategy(loaded(version))

    assert [f for f in findings if f.severity is Severity.ERROR] == []


@pytest.mark.req("CH-12")
def test_phone_opens_again_after_easter():
    good_friday = datetime(2026, 4, 3, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
    situation = Situation(
        service="general",
        contact_type=ContactType.INFORMATION,
        direction=Direction.INBOUND,
        initiator=Initiator.CUSTOMER,
        group="oldest",
        ability=Ability.EXCLUDED,
        acting_as=ActingAs.SELF,
        language="sv",
        assurance=Assurance.NONE,
        audience=Audience.ONE,
        case_open=False,
        at=good_friday,
    )

    decision = decide(compiled("lindhaga"), situation)

    assert decision.recommended == "phone"
    assert decision.opens == datetime(2026, 4, 7, 8, tzinfo=good_friday.tzinfo)


@pytest.mark.req("SM-09")
def test_strategy_has_all_ten_headings():
    assert set(HEADINGS) <= set(loaded("lindhaga").sections)


def test_codes_of_common_logs_mean_a_channel():
    channels = loaded("lindhaga").channels

    known = {code for c in channels for code in (c.id, *c.aka)}

    assert set(_LOG_CODES) <= known


def test_every_field_of_the_format_is_used():
    own = loaded("lindhaga")

    assert _fields_of(Strategy) - _fields_used(own) == set()


def _fields_used(part: object) -> set[str]:
    """Collect the fields that are set somewhere in a part and the parts in it."""
    found: set[str] = set()
    if hasattr(part, "model_fields_set"):
        for name in part.model_fields_set:
            found.add(f"{type(part).__name__}.{name}")
            found |= _fields_used(getattr(part, name))
    elif isinstance(part, tuple):
        found = set().union(*map(_fields_used, part))
    elif hasattr(part, "values") and not isinstance(part, str):
        found = set().union(*map(_fields_used, part.values()))
    return found


def _fields_of(kind: type) -> set[str]:
    """Collect the fields that the format has, over all kinds of part."""
    seen: set[str] = set()
    waiting = [kind]
    done: set[type] = set()
    while waiting:
        part = waiting.pop()
        if part in done:
            continue
        done.add(part)
        for name, field in part.model_fields.items():
            seen.add(f"{part.__name__}.{name}")
            waiting += _parts_in(field.annotation)
    return seen


def _parts_in(annotation: object) -> list[type]:
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return [annotation] if not annotation.__name__.startswith("Not") else []
    inner = getattr(annotation, "__args__", ())
    return [part for each in inner for part in _parts_in(each)]
