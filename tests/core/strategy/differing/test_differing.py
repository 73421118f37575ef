"""The difference is empty for equals, and elsewhere says exactly what changes."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from tests.support.naive_complete import know, lineage, naive_complete
from tests.support.random_strategies import random_situation, random_strategy
from tests.support.sound_strategy import Document, broken, sound

from farled.strategy.channel_diagrams import ROLES
from farled.strategy.decision import Decision
from farled.strategy.differing import (
    Answer,
    Condition,
    PartChange,
    PartChanged,
    diff_strategies,
)
from farled.strategy.differing.comparing import compare, main_pair_of, pair_of
from farled.strategy.differing.grid import fixed_on_grid, ordinary_grid
from farled.strategy.document import Rule, Strategy
from farled.strategy.encoding import LEVEL
from farled.terms.languages import INTERFACE_LANGUAGES
from farled.ui.differing import difference_in_words

SEEDS = range(40)


def _changed(rng: Random, strategy: Strategy) -> Strategy:
    """Change a few rules and the costs of a channel; the names stay."""
    other = random_strategy(Random(rng.random()))
    own = [r for r in strategy.rules if rng.random() < 0.7]
    ids = [c.id for c in strategy.channels]
    added = Rule.model_validate(
        {"id": "added", "when": {"ability": "assisted"}, "primary": rng.choice(ids)}
    )
    channels = tuple(
        c.model_copy(update={"costs": other.channels[0].costs})
        if rng.random() < 0.5
        else c
        for c in strategy.channels
    )
    rules = (*own, added) if rng.random() < 0.8 else tuple(own)
    return strategy.model_copy(
        update={"rules": rules, "channels": channels, "version": "2"}
    )


def _answer(decision: Decision) -> Answer:
    role = decision.role.value if decision.role else None
    return Answer(decision.recommended, role, decision.need.value)


def _roles(strategy: Strategy, decision: Decision) -> dict[str, str | None]:
    roles: dict[str, str | None] = {c.id: None for c in strategy.channels}
    roles |= {c.channel: c.role.value for c in decision.alternatives}
    if decision.recommended and decision.role:
        roles[decision.recommended] = decision.role.value
    return roles


@pytest.mark.parametrize("seed", range(20))
def test_nothing_differs_from_itself(seed):
    strategy = random_strategy(Random(seed))
    difference = diff_strategies(strategy, strategy)

    assert difference.is_empty
    assert (difference.situations_changed, difference.cells_changed) == (0, 0)


@pytest.mark.req("SM-13", "DO-10")
@pytest.mark.parametrize("seed", SEEDS)
def test_changed_is_exactly_where_decisions_differ(seed):
    rng = Random(seed)
    old = random_strategy(rng)
    new = _changed(rng, old)
    comparison = compare(old, new)
    store, space = comparison.store, comparison.space
    unasked = {LEVEL["preference"]: 0, LEVEL["planned"]: 0}
    mains = comparison.mains(unasked)
    first = space.values["day"][0]
    for _ in range(60):
        drawn = random_situation(rng, old)
        situation = replace(drawn, reachable=None, preference=None, planned=None)
        day = know(old, situation).day
        if day is None or (isinstance(first, date) and day < first):
            continue
        point = space.point(situation, day)
        before, after = (naive_complete(s, situation) for s in (old, new))
        code = store.value(mains, point)
        pair = [comparison.answers[n] for n in main_pair_of(code)] if code else []

        assert (_roles(old, before) != _roles(new, after)) == bool(
            store.value(comparison.changed, point)
        )
        assert pair == (
            [_answer(before), _answer(after)]
            if _answer(before) != _answer(after)
            else []
        )


def _holds(condition: Condition, named: dict[str, object], strategy: Strategy) -> bool:
    value = named[condition.attribute]
    if condition.attribute == "day":
        return any(
            (start in ("..", "None") or start <= str(value))
            and (end == ".." or str(value) <= end)
            for start, end in (interval.split("/") for interval in condition.values)
        )
    own = {str(value)}
    if condition.attribute == "group":
        own |= {f"{group}/*" for group in lineage(strategy, str(value))}
    if condition.attribute == "needs":
        return True  # ordinary contacts have none, and are described without them
    return own.isdisjoint(condition.values) == condition.negated


@pytest.mark.parametrize("seed", SEEDS)
def test_descriptions_hold_exactly_the_changed_ordinary_contacts(seed):
    rng = Random(seed)
    old = random_strategy(rng)
    new = _changed(rng, old)
    comparison = compare(old, new)
    store, space = comparison.store, comparison.space
    grid = ordinary_grid(comparison.new)
    points = [tuple(rng.randrange(size) for size in space.sizes) for _ in range(4000)]
    fixed = fixed_on_grid(comparison.new)
    points = [tuple(fixed.get(n, v) for n, v in enumerate(p)) for p in points]
    ordinary = [p for p in points if store.value(grid, p)]
    for change in diff_strategies(old, new).roles:
        if not change.ordinary:
            continue
        drawn = comparison.role_changes[comparison.channels.index(change.channel)]
        codes = [store.value(drawn, point) for point in ordinary]
        told = [
            any(
                all(_holds(c, space.named(point), new) for c in where)
                for where in change.where
            )
            for point in ordinary
        ]
        pair = (change.before, change.after)

        assert told == [bool(code) and _names(code) == pair for code in codes]


def _names(code: int) -> tuple[str, ...]:
    return tuple(ROLES[n].value if n else "excluded" for n in pair_of(code))


def _less_visiting(document: Document) -> None:
    document["version"] = "2"
    document["rules"].append(
        {
            "id": "less-visiting",
            "when": {"group": "older", "contact_type": "transaction"},
            "secondary": "visit",
            "primary": "phone",
            "principle": "ease",
        }
    )
    document["channels"][0]["costs"] = [{"minutes": 1, "rate_per_hour": 600}]


@pytest.mark.req("SM-13", "SM-23")
def test_difference_says_who_goes_from_what_to_what():
    difference = diff_strategies(sound(), broken(_less_visiting))
    visit = next(c for c in difference.roles if c.channel == "visit")

    assert (visit.before, visit.after) == ("primary", "secondary")
    assert visit.where == (
        (
            Condition("contact_type", ("transaction",)),
            Condition("group", ("older",)),
        ),
    )
    assert difference.parts == (
        PartChange("channels", "online", PartChanged.CHANGED, ("costs",)),
        PartChange("rules", "less-visiting", PartChanged.ADDED),
    )


@pytest.mark.req("SM-13")
def test_difference_is_said_in_words():
    old, new = sound(), broken(_less_visiting)
    lines = difference_in_words(diff_strategies(old, new), old, new, "en")

    assert (
        "Visit goes from primary channel to secondary channel – "
        "contact type: transaction; target group: Older people." in lines
    )
    assert "Changed among the channels: Online (costs)." in lines
    assert "New among the rules: less-visiting." in lines


@pytest.mark.parametrize("lang", INTERFACE_LANGUAGES)
def test_every_kind_of_change_has_words(lang):
    for seed in range(12):
        rng = Random(seed)
        old, new = random_strategy(rng), random_strategy(rng)
        lines = difference_in_words(diff_strategies(old, new), old, new, lang)

        assert lines
        assert all("{" not in line for line in lines)


def test_moved_rule_is_told_once():
    def move(document: Document) -> None:
        document["rules"].append(document["rules"].pop(0))

    parts = diff_strategies(sound(), broken(move)).parts

    assert parts == (PartChange("rules", "all", PartChanged.MOVED),)
