"""Parts of the document that are new, gone, moved or otherwise worded."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from farled.strategy.differing.difference import PartChange, PartChanged
from farled.strategy.document import Strategy
from farled.strategy.document.model import Part

__all__ = ["part_changes"]

_LISTS = (
    "principles",
    "long_term_goals",
    "channels",
    "groups",
    "services",
    "rules",
    "goals",
    "tracks",
)
_TABLES = ("sections", "considerations")
_SINGLES = ("head", "policy")


def part_changes(old: Strategy, new: Strategy) -> Iterator[PartChange]:
    """List what differs part by part, in the order of the document."""
    for name in _SINGLES:
        fields = _fields(getattr(old, name), getattr(new, name))
        if fields:
            yield PartChange(name, name, PartChanged.CHANGED, fields)
    for name in _LISTS:
        before = {part.id: part for part in getattr(old, name)}
        after = {part.id: part for part in getattr(new, name)}
        yield from _listed(name, before, after)
    for name in _TABLES:
        yield from _listed(name, getattr(old, name), getattr(new, name))
    if old.checklist != new.checklist:
        yield PartChange("checklist", "checklist", PartChanged.CHANGED)


def _listed(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[PartChange]:
    for key in before:
        if key not in after:
            yield PartChange(kind, key, PartChanged.REMOVED)
    moved = _moved([k for k in before if k in after], [k for k in after if k in before])
    for key, part in after.items():
        if key not in before:
            yield PartChange(kind, key, PartChanged.ADDED)
        elif part != before[key]:
            yield PartChange(kind, key, PartChanged.CHANGED, _fields(before[key], part))
        elif kind == "rules" and key in moved:
            yield PartChange(kind, key, PartChanged.MOVED)


def _fields(before: Any, after: Any) -> tuple[str, ...]:
    if not isinstance(after, Part):
        return ()
    names = type(after).model_fields
    return tuple(n for n in names if getattr(before, n) != getattr(after, n))


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Find the fewest ids that must move to turn one order into the other.

    What keeps its place is a longest increasing run of old positions.

    >>> sorted(_moved("abcd", "bcda"))
    ['a']
    """
    position = {key: n for n, key in enumerate(before)}
    ends: list[int] = []  # least old position that a run of each length ends with
    runs: list[tuple[str, ...]] = []
    for key in after:
        length = bisect_left(ends, position[key])
        run = (*(runs[length - 1] if length else ()), key)
        ends[length : length + 1] = [position[key]]
        runs[length : length + 1] = [run]
    return frozenset(after) - frozenset(runs[-1] if runs else ())
