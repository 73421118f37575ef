"""For every value of every attribute: a bitset of the rules whose condition holds."""

from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import Any, Callable, Hashable, Iterable, Mapping

from farled.strategy.compiling.grouping import GroupTree
from farled.strategy.compiling.selecting import select_all
from farled.strategy.compiling.tongues import OTHER, satisfies, told_apart
from farled.strategy.document import Not, Rule, Service, Strategy, When
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Need,
)
from farled.terms.services import Matter

__all__ = ["PLAIN", "Table", "Tables", "tabulate"]

Table = dict[Any, int]
"""Value → bitset over rules; bit 0 is the last rule of the document."""

PLAIN: Mapping[str, tuple[Hashable, ...]] = {
    "contact_type": tuple(ContactType),
    "matter": tuple(Matter),
    "direction": tuple(Direction),
    "initiator": tuple(Initiator),
    "ability": tuple(Ability),
    "acting_as": tuple(ActingAs),
    "assurance": tuple(Assurance),
    "audience": tuple(Audience),
    "case_open": (False, True),
}
"""Attributes whose values are those of a term, in the order they are listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """One table per attribute of the situation."""

    service: Table
    contact_type: Table
    matter: Table
    direction: Table
    initiator: Table
    group: Table
    ability: Table
    acting_as: Table
    preference: Table
    language: Table
    assurance: Table
    needs: Table
    audience: Table
    case_open: Table
    planned: Table


@dataclass(frozen=True, slots=True)
class _Test:
    """One rule's condition on an attribute: its bit, the values listed, and `not`."""

    bit: int
    listed: frozenset[Hashable]
    negated: bool


def tabulate(strategy: Strategy, tree: GroupTree) -> dict[str, Table]:
    """Build one table per attribute of the situation."""
    rules = strategy.rules
    tables = {
        name: _table(values, rules, attrgetter(name), frozenset)
        for name, values in PLAIN.items()
    }
    tables["service"] = _service_table(strategy)
    tables["group"] = _group_table(strategy, tree)
    tables["language"] = _language_table(strategy)
    tables["needs"] = _needs_table(rules)
    for name in ("preference", "planned"):
        tables[name] = _channel_table(strategy, name)
    return tables


def _tests(
    rules: tuple[Rule, ...],
    key: Callable[[When], object],
    expand: Callable[[Iterable[Any]], Iterable[Hashable]],
) -> list[_Test]:
    tests: list[_Test] = []
    for index, rule in enumerate(rules):
        condition: Any = key(rule.when)
        if condition is None:
            continue
        negated = isinstance(condition, Not)
        listed: Any = getattr(condition, "not_", condition)
        values = (listed,) if isinstance(listed, bool) else listed
        tests.append(
            _Test(
                bit=1 << (len(rules) - 1 - index),
                listed=frozenset(expand(values)),
                negated=negated,
            )
        )
    return tests


def _table(
    values: Iterable[Hashable],
    rules: tuple[Rule, ...],
    key: Callable[[When], object],
    expand: Callable[[Iterable[Any]], Iterable[Hashable]],
) -> Table:
    tests = _tests(rules, key, expand)
    everything = (1 << len(rules)) - 1
    positive = sum(t.bit for t in tests if not t.negated)
    table: Table = dict.fromkeys(values, everything & ~positive)
    for test in tests:
        for value in test.listed:
            if value in table:
                table[value] ^= test.bit
    return table


def _service_table(strategy: Strategy) -> Table:
    rules = strategy.rules
    values = (*(s.id for s in strategy.services), None)
    merged: Table = dict.fromkeys(values, (1 << len(rules)) - 1)

    def having(key: Callable[[Service], Iterable[object]]) -> Any:
        def expand(listed: Iterable[object]) -> list[str]:
            wanted = set(listed)
            return [s.id for s in strategy.services if wanted & set(key(s))]

        return expand

    for part in (
        _table(values, rules, lambda w: w.service, frozenset),
        _table(values, rules, lambda w: w.service_tag, having(lambda s: s.tags)),
        _table(
            values, rules, lambda w: w.automation, having(lambda s: (s.automation,))
        ),
        _table(
            values, rules, lambda w: w.complexity, having(lambda s: (s.complexity,))
        ),
    ):
        for value, bits in part.items():
            merged[value] &= bits
    return _without_none(merged, keep=not strategy.services)


def _group_table(strategy: Strategy, tree: GroupTree) -> Table:
    values = (*(g.id for g in strategy.groups), None)

    def of_kind(kinds: Iterable[object]) -> list[str]:
        wanted = set(kinds)
        return [g.id for g in strategy.groups if g.kind in wanted]

    named = _table(values, strategy.rules, lambda w: w.group, tree.expand)
    kinds = _table(values, strategy.rules, lambda w: w.group_kind, of_kind)
    merged = {value: bits & kinds[value] for value, bits in named.items()}
    return _without_none(merged, keep=not strategy.groups)


def _without_none(table: Table, *, keep: bool) -> Table:
    """Keep «none» only where the strategy has no values at all."""
    return {v: b for v, b in table.items() if keep or v is not None}


def _language_table(strategy: Strategy) -> Table:
    known = told_apart(strategy)

    def fitting(listed: Iterable[str]) -> list[str]:
        tags = tuple(listed)
        return [k for k in known if any(satisfies(tag, k) for tag in tags)]

    values = (*sorted(known), OTHER)
    return _table(values, strategy.rules, lambda w: w.language, fitting)


def _needs_table(rules: tuple[Rule, ...]) -> Table:
    tests = _tests(rules, lambda w: w.needs, frozenset)
    everything = (1 << len(rules)) - 1
    table: Table = {}
    for size in range(len(Need) + 1):
        for chosen in combinations(Need, size):
            needs = frozenset(chosen)
            failing = (t.bit for t in tests if t.negated != t.listed.isdisjoint(needs))
            table[needs] = everything & ~sum(failing)
    return table


def _channel_table(strategy: Strategy, name: str) -> Table:
    ids = tuple(c.id for c in strategy.channels)

    def chosen(selectors: Iterable[str]) -> list[str]:
        return [ids[i] for i in select_all(selectors, strategy.channels)]

    table = _table(ids, strategy.rules, attrgetter(name), chosen)
    conditioned = sum(t.bit for t in _tests(strategy.rules, attrgetter(name), chosen))
    table[None] = ((1 << len(strategy.rules)) - 1) & ~conditioned
    return table
