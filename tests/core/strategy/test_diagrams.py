"""Diagrams say of every point what the rules and guards say of it."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.naive_complete import know, naive_complete
from tests.support.random_strategies import random_situation, random_strategy

from farled.strategy.channel_diagrams import EXCLUDED, RANK, ChannelDiagrams
from farled.strategy.decision import Decision
from farled.strategy.diagrams import Conjunction, Diagrams
from farled.strategy.spaces import space_of
from farled.terms.contacts import Stance

SIZES = (2, 3, 4)
POINTS = tuple(product(*map(range, SIZES)))
CONJUNCTIONS = st.dictionaries(st.integers(0, 2), st.integers(0, 15))
LISTS = st.lists(st.tuples(CONJUNCTIONS, st.integers(1, 3)), max_size=8)


def _last(rows: list[tuple[Conjunction, int]], point: tuple[int, ...]) -> int:
    fitting = [
        outcome
        for conjunction, outcome in rows
        if all(mask >> point[level] & 1 for level, mask in conjunction.items())
    ]
    return fitting[-1] if fitting else 0


@given(LISTS)
def test_diagram_agrees_with_the_last_fitting_conjunction(rows):
    store = Diagrams(SIZES)
    diagram = store.last_match([c for c, _ in rows], [o for _, o in rows], 0)

    assert [_last(rows, p) for p in POINTS] == [store.value(diagram, p) for p in POINTS]


@given(LISTS, LISTS)
def test_equal_functions_have_one_diagram(one, other):
    store = Diagrams(SIZES)
    a, b = (
        store.last_match([c for c, _ in rows], [o for _, o in rows], 0)
        for rows in (one, other)
    )

    assert all(_last(one, p) == _last(other, p) for p in POINTS) == (a == b)


@given(LISTS)
def test_counting_witness_and_cubes_agree_with_looking_everywhere(rows):
    store = Diagrams(SIZES)
    diagram = store.last_match([c for c, _ in rows], [o for _, o in rows], 0)
    for wanted in range(4):
        there = [p for p in POINTS if _last(rows, p) == wanted]
        cubes = list(store.cubes(diagram, wanted))
        covered = [
            p
            for p in POINTS
            for cube in cubes
            if all(mask >> p[level] & 1 for level, mask in cube.items())
        ]
        witness = store.witness(diagram, wanted)

        assert store.count(diagram, {wanted: 1}) == len(there)
        assert sorted(covered) == there
        assert (witness in there) if there else witness is None


@given(LISTS, st.integers(0, 2), st.integers(1, 3))
def test_exists_takes_the_best_of_the_listed_values(rows, level, mask):
    store = Diagrams(SIZES)
    mask &= (1 << SIZES[level]) - 1
    mask = mask or 1
    diagram = store.last_match([c for c, _ in rows], [o for _, o in rows], 0)
    best = store.exists(diagram, {level: mask})
    values = [v for v in range(SIZES[level]) if mask >> v & 1]

    for point in POINTS:
        ways = [(*point[:level], v, *point[level + 1 :]) for v in values]
        assert max(_last(rows, p) for p in ways) == store.value(best, point)


def _ranks(decision: Decision, channels: list[str]) -> list[int]:
    found = dict.fromkeys(channels, EXCLUDED)
    found |= {c.channel: RANK[c.role] for c in decision.alternatives}
    if decision.recommended is not None and decision.role is not None:
        found[decision.recommended] = RANK[decision.role]
    return list(found.values())


@pytest.mark.req("DR-29")
@pytest.mark.parametrize("seed", range(60))
def test_channel_diagrams_agree_with_the_naive_decision(seed):
    rng = Random(seed)
    strategy = random_strategy(rng)
    space = space_of(strategy)
    drawn = ChannelDiagrams(strategy, space, Diagrams(space.sizes))
    channels = [c.id for c in strategy.channels]
    first = space.values["day"][0]
    judged = 0
    for _ in range(40):
        situation = replace(random_situation(rng, strategy), reachable=None)
        day = know(strategy, situation).day
        if day is None or (
            isinstance(strategy.head.valid_from, type(day)) and day < first
        ):
            continue
        decision = naive_complete(strategy, situation)
        point = space.point(situation, day)
        avoidable = drawn.store.value(drawn.avoidable, point)
        stance = tuple(Stance)[drawn.store.value(drawn.stance, point)]

        ranks = [drawn.store.value(role, point) for role in drawn.roles]
        assert _ranks(decision, channels) == ranks
        assert decision.stance == stance
        assert decision.instead == (
            strategy.rules[avoidable - 1].id if avoidable else None
        )
        judged += 1
    assert judged > 10
