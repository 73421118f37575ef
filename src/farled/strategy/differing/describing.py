"""Conjunctions over the space, in the document's own words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, groupby

from farled.strategy.diagrams import bits
from farled.strategy.differing.difference import Condition, Where
from farled.strategy.document import Strategy
from farled.strategy.spaces import NEEDS, VARIABLES, Space
from farled.terms.contacts import Need

__all__ = ["WITH_SUBGROUPS", "describe"]

WITH_SUBGROUPS = "/*"
"""Ends the name of a group that stands with its subgroups."""

_SHOWN_FIRST = ("contact_type", "direction", "service", "group", "ability", "day")


def describe(space: Space, strategy: Strategy, cube: Mapping[int, int]) -> Where:
    """Say a conjunction as conditions, what people look for first coming first."""
    conditions = [
        _condition(space, strategy, VARIABLES[level], mask)
        for level, mask in cube.items()
    ]
    return tuple(sorted(conditions, key=lambda c: _rank(c.attribute)))


def _rank(attribute: str) -> int:
    order = (*_SHOWN_FIRST, *VARIABLES)
    return order.index(attribute)


def _condition(
    space: Space, strategy: Strategy, attribute: str, mask: int
) -> Condition:
    if attribute == "day":
        return Condition(attribute, tuple(_intervals(space, mask)))
    if attribute == "needs":
        return _needs(mask)
    values = [str(space.values[attribute][n]) for n in bits(mask)]
    if attribute == "group":
        return Condition(attribute, tuple(_groups(strategy, values)))
    others = [str(v) for v in space.values[attribute] if str(v) not in values]
    if len(others) < len(values):
        return Condition(attribute, tuple(others), negated=True)
    return Condition(attribute, tuple(values))


def _intervals(space: Space, mask: int) -> Iterator[str]:
    days = space.values["day"]
    for _, run in groupby(enumerate(bits(mask)), key=lambda pair: pair[1] - pair[0]):
        segments = [segment for _, segment in run]
        start = days[segments[0]] if segments[0] else ".."
        beyond = segments[-1] + 1
        end: object = ".."
        if beyond < len(days):
            turn = days[beyond]
            end = turn - timedelta(days=1) if isinstance(turn, date) else ".."
        yield f"{start}/{end}"


def _needs(mask: int) -> Condition:
    """Say which needs must be there; odd combinations are listed one by one."""
    for size in range(1, len(Need) + 1):
        for chosen in combinations(Need, size):
            wanted = frozenset(chosen)
            some = sum(1 << n for n, needs in enumerate(NEEDS) if wanted & needs)
            if mask in (some, ((1 << len(NEEDS)) - 1) & ~some):
                names = tuple(need.value for need in chosen)
                return Condition("needs", names, negated=mask != some)
    listed = ("+".join(sorted(NEEDS[n])) or "none" for n in bits(mask))
    return Condition("needs", tuple(listed))


def _groups(strategy: Strategy, ids: Sequence[str]) -> Iterator[str]:
    """Name a group once for all its subgroups, when all of them are there."""
    children: dict[str, list[str]] = {g.id: [] for g in strategy.groups}
    for each in strategy.groups:
        if each.parent in children:
            children[str(each.parent)].append(each.id)

    def whole(group: str, seen: frozenset[str] = frozenset()) -> bool:
        return group in ids and all(
            whole(child, seen | {group})
            for child in children.get(group, ())
            if child not in seen
        )

    parents = {g.id: g.parent for g in strategy.groups}
    for group in ids:
        is_whole = whole(group)
        if is_whole and parents.get(group) in ids and whole(str(parents[group])):
            continue
        has_children = bool(children.get(group))
        yield f"{group}{WITH_SUBGROUPS}" if is_whole and has_children else group
