"""What stands around a value: periods, small cells, reasons, bounds and breaks."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.factset import Provision
from farled.analysis.intervals import Interval
from farled.analysis.measures import BreakKind, Question, State, breaks, measure

SPRING = [date(2020, month, day) for month in (2, 3, 4) for day in (3, 9, 20)]


def spring(**columns: object):
    return factset(
        {"occurred_at": day, "direction": "inbound", "channel": "web", **columns}
        for day in SPRING
    )


def by(name, facts, **around: object):
    rows = measure(facts, "digital-share-inbound", Question(by=(name,), **around)).rows
    return {row.keys[name]: row for row in rows}


def test_month_at_the_edge_of_the_facts_is_partial():
    rows = by("month", spring())

    assert [row.partial for row in rows.values()] == [True, False, True]


def test_question_makes_periods_partial_too():
    rows = by("month", spring(), since=date(2020, 3, 4), until=date(2020, 3, 31))

    assert [(key, row.partial) for key, row in rows.items()] == [("2020-03", True)]


@pytest.mark.parametrize(
    ("name", "partial"),
    [
        ("year", {"2020": True}),
        ("quarter", {"2020-Q1": True, "2020-Q2": True}),
        ("week", {"2020-W11": False}),
        ("weekday", {1: False}),
    ],
)
def test_periods_are_known_by_their_days(name, partial):
    rows = by(name, spring())

    assert {key: rows[key].partial for key in partial} == partial


def test_small_cell_takes_a_second_with_it():
    units = ["north"] * 2 + ["south"] * 4 + ["west"] * 9
    facts = factset(
        {
            "occurred_at": SPRING[0],
            "direction": "inbound",
            "channel": "web",
            "unit": unit,
        }
        for unit in units
    )

    rows = by("unit", facts, small_cell=3)

    assert {key: row.value for key, row in rows.items()} == {
        "north": None,
        "south": None,
        "west": 1.0,
    }
    hidden = rows["north"]
    assert (hidden.n, hidden.relevant, hidden.numerator, hidden.interval) == (
        None,
        None,
        None,
        None,
    )
    assert [(r.code, r.params["fewer_than"]) for r in hidden.reasons] == [
        ("small-cell", 3)
    ]
    assert hidden.completeness is None
    assert by("unit", facts, small_cell=0)["north"].n == 2


def test_lone_small_row_is_withheld_alone():
    row = measure(spring(), "digital-share-inbound", Question(small_cell=50)).only

    assert (row.state, row.n) == (State.NOT_PROVIDED, None)


def test_no_facts_is_not_applicable():
    result = measure(factset([]), "channel-share", Question(by=("month",)))

    assert (result.only.state, result.covered) == (State.NOT_APPLICABLE, None)
    assert result.only.keys == {"month": None}


def test_column_nobody_gives_is_named():
    row = measure(spring(), "avoidable-contact-share").only

    assert (row.state, row.relevant) == (State.NOT_PROVIDED, 9)
    assert [(r.code, r.params["column"]) for r in row.reasons] == [
        ("column-not-provided", "reason")
    ]


def test_surveys_nobody_sent_are_asked_for():
    row = measure(spring(), "nki").only

    assert [r.code for r in row.reasons] == ["surveys-needed"]


def test_contacts_whose_window_is_open_await():
    facts = spring(party_key="ana", service="parking")
    late = measure(facts, "first-contact-resolution", Question(since=date(2020, 4, 14)))

    assert [r.code for r in late.only.reasons] == ["window-not-passed"]
    assert (late.only.state, late.only.awaiting) == (State.NOT_APPLICABLE, 1)
    assert late.judged == (date(2020, 2, 3), date(2020, 4, 13))


def test_repeats_are_judged_from_when_a_window_lies_behind():
    facts = spring(party_key="ana", service="parking")

    result = measure(facts, "repeat-share")

    assert result.judged == (date(2020, 2, 10), date(2020, 4, 20))
    assert (result.only.numerator, result.only.n, result.only.awaiting) == (2, 7, 2)


def test_window_longer_than_the_facts_judges_nothing():
    facts = spring(party_key="ana", service="parking")
    question = Question(parameters={"window_days": 365})

    result = measure(facts, "first-contact-resolution", question)

    assert (result.judged, result.only.state) == (None, State.NOT_APPLICABLE)


def test_bounds_hold_whatever_the_unknown_would_say():
    facts = factset(
        {"occurred_at": SPRING[0], "direction": "inbound", "channel": channel}
        for channel in ["web", "web", "phone", "kiosk"]
    )

    row = measure(facts, "digital-share-inbound").only

    assert (row.completeness, row.bounds) == (0.75, Interval(0.5, 0.75))


def test_direction_asked_for_lifts_the_measures_own():
    facts = spring(direction="outbound")

    assert measure(facts, "channel-share").only.state == State.NOT_APPLICABLE
    where = Question(where={"direction": "outbound"}, by=("channel",))
    assert measure(facts, "channel-share", where).only.value == 1.0


def test_party_may_be_matched_without_service():
    facts = spring(party_key="ana")
    question = Question(parameters={"same": "party"})

    assert measure(facts, "first-contact-resolution").only.reasons
    assert measure(facts, "first-contact-resolution", question).only.n == 8


def test_breaks_are_where_sources_come_go_and_fall_silent():
    rows = [
        {"occurred_at": date(2020, month, 5), "source": source}
        for source, months in {
            "old": [1, 2, 3],
            "new": [3, 4, 5, 6],
            "patchy": [1, 4, 6],
        }.items()
        for month in months
    ]
    provided = {
        "old": {"channel": Provision.PROVIDED},
        "new": {"channel": Provision.PROVIDED, "reason": Provision.CONSTANT},
        "patchy": {"channel": Provision.NOT_PROVIDED},
    }

    found = breaks(factset(rows, provided=provided))

    assert [(b.on, b.source, b.kind, b.share) for b in found] == [
        (date(2020, 2, 1), "patchy", BreakKind.SILENT, 0.5),
        (date(2020, 3, 5), "new", BreakKind.STARTS, 0.5),
        (date(2020, 3, 6), "old", BreakKind.ENDS, 0.5),
        (date(2020, 4, 5), "patchy", BreakKind.RESUMES, 0.5),
        (date(2020, 5, 1), "patchy", BreakKind.SILENT, 0.5),
        (date(2020, 6, 5), "patchy", BreakKind.RESUMES, 0.5),
    ]
    assert {b.source: b.columns for b in found}["old"] == ("channel", "reason")


def test_one_source_throughout_has_no_breaks():
    assert breaks(spring()) == []
