"""What changes in an example the day something is put in place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.support.examples import loaded

from farled.strategy.compiling import compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.decision import Decision
from farled.strategy.document import Strategy
from farled.strategy.document.channels import Established
from farled.strategy.situation import Situation
from farled.terms.contacts import Ability, Audience, ContactType, Direction

_OPENS = date(2012, 5, 1)
_ZONE = ZoneInfo("Europe/Stockholm")


def _with_my_page_from(day: date) -> Strategy:
    strategy = loaded("skatteverket")
    opened = (Established(valid_from=day),)
    channels = tuple(
        c.model_copy(update={"established": opened}) if c.id == "my-pages" else c
        for c in strategy.channels
    )
    return strategy.model_copy(update={"channels": channels})


def _supplement_on(day: date, contact_type: ContactType) -> Decision:
    situation = Situation(
        service="supplement",
        contact_type=contact_type,
        direction=Direction.OUTBOUND,
        group="citizens",
        ability=Ability.INDEPENDENT,
        audience=Audience.ONE,
        at=datetime(day.year, day.month, day.day, 10, tzinfo=_ZONE),
    )
    return decide(compile_strategy(_with_my_page_from(_OPENS)), situation)


@pytest.mark.req("DR-07", "DR-08")
def test_a_call_leads_in_a_running_case_until_my_page_opens():
    before = _supplement_on(date(2012, 4, 30), ContactType.INTERACTION)
    after = _supplement_on(_OPENS, ContactType.INTERACTION)

    assert before.recommended == "phone-officer"
    assert after.recommended == "my-pages"


@pytest.mark.req("DR-08", "DR-38")
def test_before_it_opens_my_page_is_excluded_with_the_reason():
    before = _supplement_on(date(2012, 4, 30), ContactType.INTERACTION)

    reasons = {e.channel: [r.code for r in e.reasons] for e in before.exclusions}

    assert reasons["my-pages"] == ["not-established"]


@pytest.mark.req("DR-08", "CP-05")
def test_documents_go_another_way_until_my_page_opens():
    before = _supplement_on(date(2012, 4, 30), ContactType.TRANSACTION)
    after = _supplement_on(_OPENS, ContactType.TRANSACTION)

    assert before.recommended == "e-services"
    assert after.recommended == "my-pages"
