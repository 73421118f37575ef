"""A replay counted by hand: six contacts, two services, one strategy."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.replay import Scope, replay, replayed_facts
from farled.analysis.replay.answers import Unjudged
from farled.strategy.compiling import compile_strategy
from farled.strategy.document import Strategy
from farled.terms.errors import FarledError
from farled.terms.money import Money
from farled.terms.period import Period

STRATEGY = Strategy.model_validate(
    {
        "farled": 1,
        "id": "harbour",
        "version": "2",
        "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
        "channels": [
            {
                "id": "e-form",
                "names": "E-form",
                "family": "e-service",
                "aka": ["EF"],
                "finishes": ["transaction"],
                "costs": [{"per_contact": 5}],
                "customer_costs": [{"per_contact": 1}],
            },
            {
                "id": "phone",
                "names": "Phone",
                "family": "phone",
                "costs": [{"per_contact": 60}],
                "customer_costs": [{"per_contact": 20}],
            },
            {"id": "desk", "names": "Desk", "family": "visit"},
            {"id": "fax", "names": "Fax", "family": "letter"},
        ],
        "groups": [
            {"id": "people", "names": "People"},
            {"id": "parents", "names": "Parents", "parent": "people", "aka": ["PAR"]},
        ],
        "services": [
            {"id": "permit", "names": "Permit", "aka": ["P1"]},
            {"id": "opening-hours", "names": "Hours", "matter": "other"},
        ],
        "rules": [
            {"id": "base", "primary": ["e-form"], "secondary": ["phone", "desk"]},
            {
                "id": "excluded-call",
                "when": {"ability": "excluded"},
                "primary": ["phone"],
                "never": ["e-form"],
            },
            {
                "id": "publish",
                "when": {"service": "opening-hours"},
                "no_contact_needed": {"instead": "Publish them."},
            },
            {
                "id": "autumn",
                "when": {"service": "permit"},
                "primary": ["desk"],
                "secondary": ["e-form"],
                "valid_from": "2026-09-01",
            },
        ],
    }
)
COMPILED = compile_strategy(STRATEGY)

PERMIT = {
    "service": "P1",
    "contact_type": "transaction",
    "direction": "inbound",
    "target_group": "PAR",
    "ability": "independent",
}
ROWS = [
    {**PERMIT, "occurred_at": "2026-03-01T23:30", "channel": "EF"},
    {**PERMIT, "occurred_at": "2026-03-02", "channel": "phone"},
    {**PERMIT, "occurred_at": "2026-09-01", "channel": "desk"},
    {**PERMIT, "occurred_at": "2026-03-02", "channel": "EF", "ability": "excluded"},
    {**PERMIT, "occurred_at": "2026-03-03", "channel": "phone", "ability": None},
    {**PERMIT, "occurred_at": "2026-03-04", "channel": "phone", "service": "dog"},
    {**PERMIT, "occurred_at": "2026-03-04", "service": "opening-hours"},
    {**PERMIT, "occurred_at": "2026-04-05", "channel": "telex"},
]


def as_rows(table):
    return [tuple(row.values()) for row in table.to_pyarrow().to_pylist()]


def recommended(table):
    return as_rows(table.order_by("contact_id").select("recommended"))


@pytest.mark.req("CB-06")
def test_every_fact_is_judged_or_counted_with_its_reason():
    result = replay(factset(ROWS), COMPILED)

    total = result.total
    assert (total.n, total.judged) == (8, 6)
    assert {(one.cause, one.n) for one in total.not_judged} == {
        (Unjudged("undecided", ("ability",)), 1),
        (Unjudged("unknown-service", ("service",), "dog"), 1),
    }
    assert result.strategy_version == "harbour@2"
    assert dict(result.unknown_channels) == {"telex": 1}
    assert total.without_channel == 2


def test_compliance_counts_facts_with_a_channel_and_a_recommendation():
    total = replay(factset(ROWS), COMPILED).total

    assert (total.compliance.n, total.compliance.of) == (2, 4)
    assert (total.role_compliance.n, total.role_compliance.of) == (2, 4)
    assert total.moved == 2
    assert (total.avoidable.n, total.avoidable.of) == (1, 6)
    assert total.compliance.interval.low == pytest.approx(0.1500, abs=1e-4)


@pytest.mark.req("CB-06")
def test_movement_carries_volume_and_cost_difference_by_view():
    total = replay(factset(ROWS), COMPILED).total

    moved = {(m.actual, m.recommended): m for m in total.movements}
    assert sorted(moved) == [
        ("desk", "desk"),
        ("e-form", "e-form"),
        ("e-form", "phone"),
        ("phone", "e-form"),
    ]
    assert moved["phone", "e-form"].authority.money == Money(5500, "SEK")
    assert moved["phone", "e-form"].customer.money == Money(1900, "SEK")
    assert moved["e-form", "phone"].society.money == Money(-7400, "SEK")
    assert moved["desk", "desk"].authority.money == Money(0, "SEK")


def test_cost_that_is_not_provided_is_not_zero():
    rows = [{**PERMIT, "occurred_at": "2026-03-01", "channel": "desk"}]

    (moved,) = replay(factset(rows), COMPILED).total.movements
    assert (moved.actual, moved.recommended) == ("desk", "e-form")
    assert moved.authority.money is None
    assert (moved.authority.priced, moved.authority.unpriced) == (0, 1)


def test_standing_of_the_channel_used_comes_with_its_reasons():
    total = replay(factset(ROWS), COMPILED).total

    assert {(s.channel, s.standing, s.reasons, s.n) for s in total.standings} == {
        ("e-form", "primary", (), 1),
        ("e-form", "excluded", ("ability", "never-rule"), 1),
        ("phone", "secondary", (), 1),
        ("desk", "primary", (), 1),
    }


@pytest.mark.req("CH-01")
def test_left_out_person_without_a_usable_recommendation_is_a_breach():
    digital = STRATEGY.model_copy(
        update={"rules": STRATEGY.rules[:1], "services": STRATEGY.services[:1]}
    )
    only_digital = digital.model_copy(
        update={
            "rules": (digital.rules[0].model_copy(update={"secondary": ()}),),
        }
    )
    rows = [{**ROWS[0], "ability": "excluded"}, ROWS[0]]

    assert replay(factset(rows), compile_strategy(only_digital)).total.breaches == 1
    assert replay(factset(rows), compile_strategy(digital)).total.breaches == 0


def test_assumption_fills_what_the_log_lacks_and_nothing_else():
    scope = Scope(assume={"ability": "unknown"})

    total = replay(factset(ROWS), COMPILED, scope).total
    assert total.judged == 7
    assert {(r.rule, r.n) for r in total.rules} == {
        ("base", 5),
        ("excluded-call", 1),
        ("autumn", 1),
    }


def test_channel_asked_for_counts_as_preference_only_when_assumed():
    rows = [
        {**ROWS[0], "channel_requested": "phone"},
        {**ROWS[0], "channel_requested": None},
        {**ROWS[0], "channel_requested": "pigeon"},
    ]

    plain = replayed_facts(factset(rows), COMPILED)
    asked = replayed_facts(
        factset(rows), COMPILED, Scope(assume={"preference": "requested"})
    )

    assert recommended(plain) == [("e-form",)] * 3
    assert recommended(asked) == [("phone",), ("e-form",), (None,)]


def test_every_problem_of_the_assumptions_is_told_at_once():
    scope = Scope(assume={"ability": "clever", "colour": "red", "service": "dog"})

    with pytest.raises(FarledError) as caught:
        replay(factset(ROWS), COMPILED, scope)
    assert caught.value.code == "unusable-assumptions"
    assert len(caught.value.params["problems"]) == 3


def test_slices_add_up_to_the_whole():
    result = replay(factset(ROWS), COMPILED, by=("month", "channel"))

    assert sum(s.summary.n for s in result.slices) == result.total.n
    assert sum(s.summary.judged for s in result.slices) == result.total.judged
    assert dict(result.slices[0].key) == {"month": "2026-03", "channel": "e-form"}
    assert result.slices[0].summary.compliance.n == 1


def test_slicing_by_something_else_says_what_there_is():
    with pytest.raises(FarledError) as caught:
        replay(factset(ROWS), COMPILED, by=("colour",))
    assert caught.value.code == "unknown-dimension"


def test_scope_keeps_days_and_values_under_any_of_their_codes():
    where = {"service": ["permit"], "target_group": ["people"]}
    first = Period(date(2026, 3, 1), date(2026, 3, 2))

    assert replay(factset(ROWS), COMPILED, Scope(where=where)).total.n == 6
    assert replay(factset(ROWS), COMPILED, Scope(period=first)).total.n == 3


def test_marked_facts_carry_the_answer_and_lose_no_row():
    table = replayed_facts(factset(ROWS), COMPILED).order_by("contact_id")

    assert as_rows(
        table.select(
            "judged",
            "avoidable",
            "recommended",
            "recommended_role",
            "recommended_rule",
            "standing",
        )
    ) == [
        (True, False, "e-form", "primary", "base", "primary"),
        (True, False, "e-form", "primary", "base", "secondary"),
        (True, False, "desk", "primary", "autumn", "primary"),
        (True, False, "phone", "primary", "excluded-call", "excluded"),
        (False, None, None, None, None, None),
        (False, None, None, None, None, None),
        (True, True, "e-form", "primary", "base", None),
        (True, False, "e-form", "primary", "base", None),
    ]


def test_no_facts_give_an_empty_result():
    result = replay(factset([]), COMPILED, by=("month",))

    assert (result.total.n, result.situations, result.slices) == (0, 0, ())
    assert result.total.compliance.value is None
