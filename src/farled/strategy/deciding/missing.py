"""Answer a situation with missing values over all their values."""

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Iterator

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.classes import Reading, gather
from farled.strategy.deciding.answering import answer
from farled.strategy.deciding.point import Point
from farled.strategy.deciding.resolving import Open
from farled.strategy.decision import Decision

__all__ = ["COMBINATIONS", "Space", "answer_all", "span"]

COMBINATIONS = 20_000
"""More combinations of classes than this are not gone through."""


@dataclass(frozen=True, slots=True)
class Space:
    """The missing attributes with more than one possible value, and their classes."""

    given: Open
    names: tuple[str, ...]
    classes: tuple[tuple[tuple[Any, ...], ...], ...]
    """By attribute, its classes; each lists its values."""

    @property
    def size(self) -> int:
        """How many combinations of classes there are."""
        return prod(len(own) for own in self.classes)

    @property
    def strides(self) -> tuple[int, ...]:
        """How far apart neighbours lie along each attribute, the last one fastest."""
        return tuple(
            prod(len(own) for own in self.classes[i + 1 :])
            for i in range(len(self.classes))
        )

    def coordinate(self, index: int, axis: int) -> int:
        """Give the class that a combination has along one attribute."""
        return index // self.strides[axis] % len(self.classes[axis])


def span(compiled: Compiled, given: Open) -> Space:
    """Gather the values of every missing attribute in classes."""
    single = {n: own[0] for n, own in given.missing.items() if len(own) == 1}
    given = Open({**given.known, **single}, given.missing)
    reading = _reading(compiled, given)
    names = tuple(n for n in given.missing if n not in single)
    classes = (
        tuple(gather(compiled, name, given.missing[name], reading)) for name in names
    )
    return Space(given, names, tuple(classes))


def _reading(compiled: Compiled, given: Open) -> Reading:
    known = given.known
    rules = compiled.in_force[known["segment"]]
    for name, table in compiled.matches.items():
        value = known[name]
        if name in ("preference", "planned"):
            rules &= table[value]
        elif name == "language" and value is not None:
            rules &= table[compiled.language_key(value)]
        elif value is not None or (
            name in given.missing and len(given.missing[name]) == 1
        ):
            rules &= table[value]
    services = compiled.guards.services
    own = services.get(known["service"] or "")
    return Reading(
        rules=rules,
        services=(own,) if own else tuple(services.values()),
        follows_service=known["matter"] is None,
        knows_addresses=known["reachable"] is not None,
    )


def answer_all(compiled: Compiled, space: Space) -> list[Decision]:
    """Decide every combination of classes by the first value of each."""
    return [answer(compiled, point) for point in _points(compiled, space)]


def _points(compiled: Compiled, space: Space) -> Iterator[Point]:
    firsts = [[own[0] for own in classes] for classes in space.classes]
    for values in product(*firsts):
        known = {**space.given.known, **dict(zip(space.names, values, strict=True))}
        if space.given.known["matter"] is None:
            known["matter"] = compiled.matters[known["service"]] or known["matter"]
        yield Point(**known)
