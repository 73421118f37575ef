"""Ballerup's figures, each with its own denominator, on the strategy as it stands."""

from calendar import monthrange
from datetime import date

import pytest
from tests.support.facts import factset
from tests.support.tree import ROOT

from farled.analysis.goals import GoalCondition, evaluate_goals
from farled.gateways.strategy_files import load_strategy

YEARS = (2011, 2012, 2013, 2014, 2015)


def contacts(day: date, count: int, **columns: str) -> list[dict[str, object]]:
    base = {
        "occurred_at": day,
        "direction": "inbound",
        "contact_type": "transaction",
        "target_group": "citizens",
        "assisted": "none",
    }
    return [{**base, **columns} for _ in range(count)]


def day_of(day: date) -> list[dict[str, object]]:
    """Thirty contacts in and ten out; each year two more transactions are digital."""
    digital = 2 * (day.year - 2008)
    information = {"contact_type": "information"}
    return [
        *contacts(day, digital, channel="self-service", party_key="ana"),
        *contacts(day, 20 - digital, channel="phone", party_key="bo"),
        *contacts(day, 8, channel="website", **information),
        *contacts(day, 2, channel="phone", **information),
        *contacts(day, 10, channel="letter", direction="outbound"),
    ]


@pytest.fixture(scope="module")
def states():
    loaded = load_strategy(ROOT / "examples" / "strategies" / "ballerup.yaml")
    assert loaded.strategy is not None
    rows = [
        row
        for year in YEARS
        for number in range(1, 13)
        for day in (1, monthrange(year, number)[1])
        for row in day_of(date(year, number, day))
    ]
    found = evaluate_goals(factset(rows), loaded.strategy, on=date(2016, 1, 10), seed=1)
    return {state.goal: state for state in found}


@pytest.mark.req("ME-02", "ME-03")
def test_information_is_counted_among_information_alone(states):
    web, rest = states["information-on-website"], states["information-elsewhere"]

    assert (web.condition, web.value) == (GoalCondition.MET, 0.8)
    assert (rest.condition, rest.value) == (GoalCondition.MET, 0.2)
    assert web.n == 12 * 2 * 10


@pytest.mark.req("ME-04", "ME-05")
def test_requests_are_counted_among_what_comes_in(states):
    found = states["requests-by-digital-service"]

    assert (found.condition, found.value) == (GoalCondition.MET, 22 / 30)
    assert [(m.by, m.value) for m in found.milestones] == [
        (date(2012, 12, 31), 16 / 30)
    ]


@pytest.mark.req("ME-06")
def test_communication_is_counted_both_ways(states):
    found = states["half-of-all-communication"]

    assert (found.condition, found.value) == (GoalCondition.MET, 22 / 40)
    assert found.inherited_from is not None


@pytest.mark.req("ME-07")
def test_people_are_counted_not_contacts(states):
    found = states["people-who-serve-themselves"]

    # Ana serves herself, Bo calls; who read the website is nobody in particular.
    assert (found.condition, found.value, found.n) == (GoalCondition.OFF_TRACK, 0.5, 2)


@pytest.mark.req("ME-25", "ME-28")
def test_what_cannot_be_measured_says_why(states):
    assert states["strategy-in-place"].condition == GoalCondition.NOT_MEASURABLE
    assert [r.code for r in states["fewer-status-questions"].reasons] == [
        "column-not-provided"
    ]


def test_every_goal_names_a_measure_that_exists(states):
    codes = {reason.code for state in states.values() for reason in state.reasons}

    assert not codes & {"unknown-measure", "unknown-dimension", "unknown-selector"}
