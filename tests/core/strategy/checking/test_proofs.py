"""What the check says of all situations agrees with looking at every one of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import product
from random import Random

import pytest
from tests.support.naive_complete import naive_complete
from tests.support.random_strategies import random_situation, random_strategy
from tests.support.sound_strategy import Document, broken

from farled.strategy.channel_diagrams import ChannelDiagrams
from farled.strategy.checking import check_strategy
from farled.strategy.compiling import compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.diagrams import Diagrams
from farled.strategy.document import Strategy
from farled.strategy.situation import Situation
from farled.strategy.spaces import space_of
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.services import Matter

SEEDS = range(40)
BY_HAND = Situation(
    direction=Direction.INBOUND,
    initiator=Initiator.CUSTOMER,
    ability=Ability.EXCLUDED,
    assurance=Assurance.NONE,
    acting_as=ActingAs.SELF,
    audience=Audience.ONE,
)
BY_PROXY = replace(
    BY_HAND,
    ability=Ability.INDEPENDENT,
    assurance=Assurance.HIGH,
    acting_as=ActingAs.PROXY,
)


def _with_exclusion(strategy: Strategy) -> Strategy:
    """Let every group have people without digital means, and no service say more."""
    groups = tuple(
        g.model_copy(update={"abilities": {Ability.EXCLUDED: 1}})
        for g in strategy.groups
    )
    return strategy.model_copy(update={"groups": groups})


def _usable(strategy: Strategy, situation: Situation) -> set[str]:
    decision = naive_complete(strategy, situation)
    excluded = {e.channel for e in decision.exclusions}
    return {c.id for c in strategy.channels} - excluded


def _instants(strategy: Strategy) -> list[datetime | None]:
    days = space_of(strategy).values["day"]
    return [
        datetime.combine(day, time(12), tzinfo=UTC) if isinstance(day, date) else None
        for day in days
    ]


def _breaks(strategy: Strategy, situation: Situation) -> str | None:
    """Judge one situation by hand, as docs/method/guarantee.md says."""
    analogue = {c.id for c in strategy.channels if c.works_without_digital}
    if _usable(strategy, situation) & analogue:
        return None
    helped = replace(
        situation,
        ability=BY_PROXY.ability,
        assurance=BY_PROXY.assurance,
        acting_as=BY_PROXY.acting_as,
    )
    return "F402" if _usable(strategy, helped) & analogue else "F401"


def _worst(strategy: Strategy, service: int | None, group: str) -> str | None:
    own = None if service is None else strategy.services[service]
    worst: str | None = None
    for kind, matter, open_case, at in product(
        own.contact_types if own else ContactType,
        [own.matter] if own and own.matter else Matter,
        (False, True),
        _instants(strategy),
    ):
        situation = replace(
            BY_HAND,
            service=own.id if own else None,
            group=group,
            contact_type=kind,
            matter=matter,
            case_open=open_case,
            language=strategy.head.languages[0],
            at=at,
        )
        found = _breaks(strategy, situation)
        if found == "F401":
            return found
        worst = found or worst
    return worst


@pytest.mark.req("DR-18", "PO-04", "PX-07", "PX-02")
@pytest.mark.parametrize("seed", SEEDS)
def test_guarantee_is_judged_as_by_hand(seed):
    strategy = _with_exclusion(random_strategy(Random(seed), rules=8, channels=4))
    found = [f for f in check_strategy(strategy) if f.code in ("F401", "F402")]
    scopes = range(len(strategy.services)) if strategy.services else [None]
    expected, actual = set(), set()
    for n in scopes:
        own = strategy.services[n] if n is not None else None
        told = {
            f.params["group"]: f.code
            for f in found
            if own is None or own.id == f.params["service"]
        }
        for group in strategy.groups:
            if group.parent is None and not (own and own.groups):
                expected.add((n, group.id, _worst(strategy, n, group.id)))
                actual.add((n, group.id, told.get(group.id)))

    assert expected == actual


@pytest.mark.req("DR-18")
def test_planted_hole_has_a_witness_that_the_engine_confirms():
    def plant(document: Document) -> None:
        document["rules"].append(
            {
                "id": "hole",
                "when": {"ability": "excluded", "matter": "life-event"},
                "never": "@analogue",
                "valid_from": "2027-01-01",
            }
        )
        document["rules"].append(
            {"id": "no-proxy", "when": {"acting_as": "proxy"}, "never": "@all"}
        )

    strategy = broken(plant)
    found = next(f for f in check_strategy(strategy) if f.code == "F401")
    day = date.fromisoformat(str(found.params["day"]))
    witness = replace(
        BY_HAND,
        service=str(found.params["service"]),
        group=str(found.params["group"]),
        contact_type=ContactType(str(found.params["contact_type"])),
        language="en",
        case_open=False,
        at=datetime.combine(day, time(12), tzinfo=UTC),
    )
    decision = decide(compile_strategy(strategy), witness)
    usable = {c.channel for c in decision.alternatives} | {decision.recommended}

    assert day == date(2027, 1, 1)
    assert usable & {"phone", "visit"} == set()


@pytest.mark.req("DR-01")
@pytest.mark.parametrize("seed", SEEDS)
def test_gap_is_never_reached_by_any_situation(seed):
    rng = Random(seed)
    strategy = random_strategy(rng, rules=5, channels=3)
    gaps = {
        (f.params["direction"], f.params["contact_type"], group)
        for f in check_strategy(strategy)
        if f.code == "F407"
        for group in f.params["groups"]
    }
    first = space_of(strategy).values["day"][0]
    for _ in range(150):
        situation = replace(
            random_situation(rng, strategy), needs=frozenset(), reachable=None
        )
        if situation.at is None or (first and situation.at.date() < first):
            continue
        cell = (situation.direction, situation.contact_type, situation.group or "–")
        if _usable(strategy, situation):
            assert cell not in gaps


def _without(strategy: Strategy, rule: str) -> Strategy:
    rules = tuple(r for r in strategy.rules if r.id != rule)
    return strategy.model_copy(update={"rules": rules})


def _whole(strategy: Strategy, days: Strategy) -> tuple[object, ...]:
    """Draw all a strategy says of situations in the space of another."""
    space = space_of(days)
    store = Diagrams(space.sizes)
    drawn = ChannelDiagrams(strategy, space, store)
    avoids = store.combine(
        lambda n: hash(strategy.rules[n - 1].id) if n else 0, drawn.avoidable
    )
    said = (*drawn.roles, drawn.stance, avoids)
    return tuple(
        tuple(
            tuple(sorted((tuple(sorted(c.items()))) for c in store.cubes(d, value)))
            for value in sorted(store.values_within(d, {}))
        )
        for d in said
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_rule_without_effect_can_go(seed):
    strategy = random_strategy(Random(seed), rules=7, channels=3)
    idle = {"F301", "F302", "F303", "F306", "F309"}
    found = [f for f in check_strategy(strategy) if f.code in idle]
    before = _whole(strategy, strategy)
    for finding in found:
        smaller = _without(strategy, str(finding.params["rule"]))
        assert before == _whole(smaller, strategy), finding


@pytest.mark.parametrize("seed", SEEDS)
def test_rule_whose_removal_changes_a_situation_is_not_called_idle(seed):
    rng = Random(seed)
    strategy = random_strategy(rng, rules=7, channels=3)
    idle = {"F301", "F302", "F303", "F306", "F309"}
    codes = {f.params.get("rule") for f in check_strategy(strategy) if f.code in idle}
    before = _whole(strategy, strategy)
    for rule in strategy.rules:
        if before != _whole(_without(strategy, rule.id), strategy):
            assert rule.id not in codes
