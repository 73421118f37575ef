"""Goals: met, on their way or not, measured over whole months only."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.goals import GoalCondition, GoalState, evaluate_goals
from farled.analysis.goals.aims import Aim
from farled.analysis.intervals import Interval
from farled.strategy.document import Strategy

MET, ON, OFF, NO_DATA, UNMEASURED = (
    GoalCondition.MET,
    GoalCondition.ON_TRACK,
    GoalCondition.OFF_TRACK,
    GoalCondition.NO_DATA,
    GoalCondition.NOT_MEASURABLE,
)
CHANNELS = [
    {"id": "web", "names": "Webb", "family": "web"},
    {"id": "phone", "names": "Telefon", "family": "phone"},
    {"id": "letter", "names": "Brev", "family": "letter"},
]


def strategy(*goals: dict[str, object]) -> Strategy:
    return Strategy.model_validate(
        {
            "farled": 1,
            "id": "example",
            "version": "1",
            "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
            "channels": CHANNELS,
            "goals": [
                {"id": f"goal-{number}", "names": "G", **goal}
                for number, goal in enumerate(goals, 1)
            ],
        }
    )


def months(shares: list[int], start_year: int = 2010, of: int = 20) -> list[dict]:
    """Give each month `of` contacts in, so many of them on the web."""
    return [
        {
            "occurred_at": date(start_year + number // 12, number % 12 + 1, 1 + place),
            "direction": "inbound",
            "channel": "web" if place < digital else "phone",
            "source": "log",
        }
        for number, digital in enumerate(shares)
        for place in range(of)
    ]


def state(goal: dict[str, object], shares: list[int], on: date) -> GoalState:
    (found,) = evaluate_goals(factset(months(shares)), strategy(goal), on=on, seed=1)
    return found


DIGITAL = {"measure": "digital-share-inbound"}
HALF = {**DIGITAL, "comparator": "at-least", "target": 0.5, "by": "2012-12-31"}


@pytest.mark.req("ME-01", "ME-04", "ME-05")
def test_goal_is_met_by_the_twelve_months_up_to_its_day():
    found = state(HALF, [4] * 24 + [12] * 12 + [1] * 12, date(2013, 12, 31))

    assert (MET, 0.6, 12, date(2012, 12, 31)) == (
        found.condition,
        found.value,
        found.months,
        found.as_of,
    )
    assert (found.certain, found.n) == (True, 240)
    assert pytest.approx(found.gap) == -0.1


def test_met_by_the_sample_alone_is_not_certain():
    found = state(HALF, [4] * 24 + [11] * 12, date(2012, 12, 31))

    assert (found.condition, found.certain) == (MET, False)


def test_missed_day_says_so():
    found = state(HALF, [8] * 36, date(2013, 3, 1))

    assert (
        found.condition,
        [why.code for why in found.reasons],
    ) == (OFF, ["goal-date-passed"])


def test_month_that_is_not_over_is_not_counted():
    found = state(HALF, [8] * 13, date(2011, 1, 31))
    early = state(HALF, [8] * 12 + [20], date(2011, 1, 30))

    assert (date(2010, 12, 31), 0.4) == (early.as_of, early.value)
    # The facts end on the 20th; that the rest of January is empty is not known.
    assert date(2010, 12, 31) == found.as_of


def test_rising_share_is_on_track_and_says_how_likely():
    rising = [4 + number // 6 for number in range(30)]

    found = state(HALF, [*rising, 9], date(2012, 7, 31))

    assert found.condition == ON or found.projection.probability < 0.5
    assert found.projection.p10 <= found.projection.p50 <= found.projection.p90
    assert 0 <= found.projection.probability <= 1
    assert found.required_pace > 0
    assert found.recent_pace > 0


@pytest.mark.req("ME-18")
def test_steep_rise_is_likely_and_standstill_is_not():
    steep = [2 + number // 3 for number in range(31)]
    still = [5 + number % 2 for number in range(31)]
    late = {**HALF, "by": "2013-06-30", "target": 0.55}

    likely = state(late, steep, date(2012, 7, 31))
    unlikely = state(late, still, date(2012, 7, 31))

    assert (likely.condition, unlikely.condition) == (ON, OFF)
    assert likely.projection.probability > 0.9
    assert unlikely.projection.probability < 0.1


@pytest.mark.req("ME-27")
def test_milestones_are_met_missed_or_foreseen():
    goal = {
        **HALF,
        "by": "2013-12-31",
        "milestones": [
            {"by": "2010-12-31", "target": 0.2},
            {"by": "2011-12-31", "target": 0.6},
            {"by": "2013-06-30", "target": 0.1},
        ],
    }

    found = state(goal, [5] * 25 + [6] * 6, date(2012, 7, 31))

    assert [
        (milestone.condition, milestone.value) for milestone in found.milestones
    ] == [(MET, 0.25), (OFF, 0.25), (ON, None)]


def test_increase_counts_from_the_baseline():
    more = {**DIGITAL, "comparator": "increase", "baseline": 0.4}
    by_a_tenth = {**more, "target": 0.1}

    assert state(more, [9] * 13, date(2011, 1, 5)).condition == MET
    assert state(more, [8] * 13, date(2011, 1, 5)).condition == OFF
    assert state(by_a_tenth, [9] * 13, date(2011, 1, 5)).condition == OFF
    assert state(by_a_tenth, [10] * 13, date(2011, 1, 5)).condition == MET


def test_decrease_without_baseline_looks_at_the_year_before():
    less = {
        "measure": "channel-share",
        "where": {"channel": "phone"},
        "comparator": "decrease",
        "target": "not-provided",
    }

    falling = state(less, [5] * 12 + [8] * 12 + [8], date(2012, 1, 5))
    rising = state(less, [8] * 12 + [5] * 12 + [5], date(2012, 1, 5))
    alone = state(less, [8] * 13, date(2011, 1, 5))

    assert (
        falling.condition,
        falling.baseline_implied,
        falling.value,
    ) == (ON, True, 0.6)
    assert rising.condition == OFF
    assert (
        alone.condition,
        [why.code for why in alone.reasons],
    ) == (NO_DATA, ["nothing-to-compare-with"])


def test_path_from_the_baseline_decides_where_no_forecast_can():
    goal = {
        **HALF,
        "baseline": 0.3,
        "baseline_on": "2009-12-31",
        "by": "2014-12-31",
    }

    # A tenth of the way each half year: 0.34 a year on.
    assert state(goal, [7] * 11, date(2010, 11, 5)).condition == ON
    assert state(goal, [6] * 11, date(2010, 11, 5)).condition == OFF


def test_goals_that_cannot_be_measured_say_why():
    goals = strategy(
        {"not_measurable": "Finns inte i kontakterna"},
        {},
        {"measure": "happiness"},
        {**HALF, "where": {"mood": "good"}},
        {**HALF, "parameters": {"window_days": 3}},
        {**HALF, "measure": "ces-share"},
        {**DIGITAL, "comparator": "at-least"},
        {**HALF, "where": {"service": "parking"}},
    )

    found = evaluate_goals(factset(months([8] * 13)), goals, on=date(2012, 1, 1))

    assert [(state.condition, state.reasons[0].code) for state in found] == [
        (UNMEASURED, "goal-not-measurable"),
        (UNMEASURED, "goal-without-measure"),
        (UNMEASURED, "unknown-measure"),
        (UNMEASURED, "unknown-dimension"),
        (UNMEASURED, "unknown-parameter"),
        (NO_DATA, "surveys-needed"),
        (NO_DATA, "nothing-to-compare-with"),
        (NO_DATA, "nothing-relevant"),
    ]


def test_inherited_target_keeps_its_origin():
    goal = {**HALF, "inherited_from": "Den fælleskommunale strategi"}

    found = state(goal, [12] * 36, date(2013, 1, 1))

    assert found.inherited_from == "Den fælleskommunale strategi"


def test_facts_after_the_day_are_not_looked_at():
    shares = [4] * 24

    first = state(HALF, shares + [4] * 12, date(2011, 12, 31))
    second = state(HALF, shares + [20] * 12, date(2011, 12, 31))

    assert first == second


@pytest.mark.req("ME-07", "ME-23")
def test_people_and_volumes_are_measured_over_the_year():
    rows = [
        {**row, "party_key": f"p{place % 5}", "assisted": "none"}
        for place, row in enumerate(months([8] * 13))
    ]
    rows += [
        {"occurred_at": date(2010, m, 3), "channel": "letter", "direction": "outbound"}
        for m in range(1, 13)
    ]
    goals = strategy(
        {
            "measure": "self-sufficiency",
            "comparator": "at-least",
            "target": 0.8,
        },
        {"measure": "paper-volume", "comparator": "at-most", "target": 12},
    )

    people, paper = evaluate_goals(factset(rows), goals, on=date(2011, 1, 5))

    assert (people.condition, people.value, people.n) == (OFF, 0.0, 5)
    assert (paper.condition, paper.value) == (MET, 12)


@pytest.mark.parametrize(
    ("aim", "value", "holds", "gap"),
    [
        (Aim(0.5, 1), 0.5, True, 0.0),
        (Aim(0.5, 1), 0.4, False, 0.1),
        (Aim(0.5, -1), 0.6, False, 0.1),
        (Aim(0.5, 1, strict=True), 0.5, False, 0.0),
        (Aim(200, 0), 200, True, 0.0),
        (Aim(200, 0), 190, False, 10),
    ],
)
def test_aim_is_a_side_of_a_level(aim, value, holds, gap):
    assert (holds, pytest.approx(gap)) == (aim.holds(value), aim.gap(value))


def test_certain_needs_the_worse_end():
    assert Aim(0.5, 1).is_certain(Interval(0.51, 0.7)) is True
    assert Aim(0.5, 1).is_certain(Interval(0.49, 0.7)) is False
    assert Aim(0.5, -1).is_certain(Interval(0.3, 0.51)) is False
    assert Aim(0.5, 1).is_certain(None) is None
