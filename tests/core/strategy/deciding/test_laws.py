"""What holds of every decision by every strategy."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.strategies import cases, random_situation, random_strategy

from farled.strategy.compiling import compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.decision import Decision
from farled.strategy.document import Strategy
from farled.terms.contacts import Role

calm = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def usable(made: Decision) -> dict[str, Role]:
    own = {c.channel: c.role for c in made.alternatives}
    if made.recommended and made.role:
        own[made.recommended] = made.role
    return own


def changed(strategy: Strategy, **parts: Any) -> Strategy:
    document = strategy.model_dump(mode="json", by_alias=True)
    return Strategy.model_validate(document | parts)


def rules_of(strategy: Strategy) -> list[dict[str, Any]]:
    dumped: list[dict[str, Any]] = strategy.model_dump(mode="json", by_alias=True)[
        "rules"
    ]
    return dumped


@pytest.mark.req("DR-38")
@calm
@given(cases())
def test_same_situation_gives_the_same_decision(case):
    strategy, situation = case
    compiled = compile_strategy(strategy)
    first = decide(compiled, situation)
    remembered = decide(compiled, situation)
    compiled.forget()

    assert first == remembered == decide(compiled, situation)
    assert first == decide(compile_strategy(strategy), situation)


@calm
@given(cases())
def test_every_channel_is_in_exactly_one_place_with_a_reason_if_excluded(case):
    strategy, situation = case
    made = decide(compile_strategy(strategy), situation)
    excluded = [e.channel for e in made.exclusions]

    assert sorted([*usable(made), *excluded]) == sorted(c.id for c in strategy.channels)
    assert all(e.reasons for e in made.exclusions)


@calm
@given(cases())
def test_forbidden_channel_is_never_recommended(case):
    strategy, situation = case
    made = decide(compile_strategy(strategy), situation)
    excluded = {e.channel for e in made.exclusions}

    assert Role.NEVER not in usable(made).values()
    assert not excluded & usable(made).keys()


@calm
@given(
    cases(), st.integers(0, 5), st.sampled_from(("directions", "handles", "abilities"))
)
def test_adding_a_guard_never_adds_a_channel(case, number, guard):
    strategy, situation = case
    documents = strategy.model_dump(mode="json", by_alias=True)["channels"]
    own = documents[number % len(documents)]
    values = own[guard] or ["independent", "assisted"]
    assume(len(values) > 1)
    own[guard] = values[:1]
    stricter = changed(strategy, channels=documents)

    before = usable(decide(compile_strategy(strategy), situation))
    after = usable(decide(compile_strategy(stricter), situation))
    assert after.keys() <= before.keys()


@pytest.mark.req("DR-03")
@calm
@given(cases(missing=0), st.integers(0, 5), st.sampled_from((1, 50)))
def test_dearer_channel_is_never_promoted(case, number, extra):
    strategy, situation = case
    documents = strategy.model_dump(mode="json", by_alias=True)["channels"]
    own = documents[number % len(documents)]
    assume(own["costs"] != "not-provided")
    dearer = [*own["costs"]]
    assume(dearer)
    dearer[0] = dearer[0] | {
        "per_contact": str(float(dearer[0]["per_contact"]) + extra)
    }
    own["costs"] = dearer

    def place(of: Strategy) -> int:
        made = decide(compile_strategy(of), situation)
        order = [*([made.recommended] if made.recommended else [])]
        order += [c.channel for c in made.alternatives]
        return order.index(own["id"]) if own["id"] in order else 99

    assume(situation.preference is None)
    assert place(changed(strategy, channels=documents)) >= place(strategy)


@calm
@given(cases(), st.integers(0, 12))
def test_reordering_unrelated_rules_changes_nothing(case, at):
    strategy, situation = case
    rules = rules_of(strategy)
    assume(at + 1 < len(rules))
    one, other = strategy.rules[at], strategy.rules[at + 1]
    lanes = compile_strategy(strategy).lanes
    named = [{r for r, _ in lane.entries} for lane in lanes]
    assume(not any({at, at + 1} <= own for own in named))
    assume(not (one.stance and other.stance))
    assume(not (one.no_contact_needed and other.no_contact_needed))
    rules[at], rules[at + 1] = rules[at + 1], rules[at]

    def said(of: Strategy) -> Any:
        made = decide(compile_strategy(of), situation)
        trace = frozenset(made.trace)
        return made.recommended, made.alternatives, made.exclusions, trace, made.stance

    assert said(changed(strategy, rules=rules)) == said(strategy)


@calm
@given(cases(missing=0))
def test_order_of_groups_and_services_changes_nothing(case):
    strategy, situation = case
    document = strategy.model_dump(mode="json", by_alias=True)
    turned = changed(
        strategy,
        groups=document["groups"][::-1],
        services=document["services"][::-1],
    )

    assert decide(compile_strategy(turned), situation) == decide(
        compile_strategy(strategy), situation
    )


@pytest.mark.req("DR-18")
@calm
@given(cases(missing=0))
def test_digital_only_never_strands_a_person_who_is_exempt(case):
    strategy, situation = case
    made = decide(compile_strategy(strategy), situation)
    codes = {r.code for e in made.exclusions for r in e.reasons}
    exempt = not any(s.exemptions for s in strategy.services)

    if exempt and situation.ability in ("assisted", "excluded"):
        assert "digital-only" not in codes


@calm
@given(cases())
def test_trace_names_only_rules_that_exist_in_order(case):
    strategy, situation = case
    made = decide(compile_strategy(strategy), situation)
    order = [r.id for r in strategy.rules]
    places = [order.index(step.rule) for step in made.trace]

    assert places == sorted(set(places))
    assert all(step.decides for step in made.trace)


def test_generated_strategies_use_every_reason():
    codes: set[str] = set()
    for seed in range(120):
        strategy, rng = random_strategy(seed), Random(seed)
        compiled = compile_strategy(strategy)
        for _ in range(6):
            made = decide(compiled, random_situation(rng, strategy))
            codes |= {r.code for e in made.exclusions for r in e.reasons}

    assert len(codes) == 16
