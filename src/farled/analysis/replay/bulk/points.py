"""Classes of a dimension completed: every value a missing attribute may have."""

from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any, Final, Mapping, Sequence

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.classes import Reading, gather
from farled.strategy.compiling.conditions import PLAIN
from farled.strategy.compiling.tongues import languages_of

__all__ = ["CUSTOMER", "MATTER", "MOMENT", "Axis", "Grid", "Side", "complete"]

MATTER: Final = ("service", "contact_type", "matter")
CUSTOMER: Final = ("group", "ability", "acting_as", "language", "assurance")
MOMENT: Final = ("direction", "initiator", "audience", "case_open")
"""Attributes of the situation by dimension, in the order of ENUMERATED."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A missing attribute and how many classes of values it has."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The points that one class of a dimension stands for, the last axis fastest.

    Attributes:
        start: place of the first point.
        axes: missing attributes with more than one class of values.
    """

    start: int
    axes: tuple[Axis, ...] = ()

    @property
    def size(self) -> int:
        """How many points there are."""
        return prod(axis.size for axis in self.axes)


@dataclass(slots=True)
class Side:
    """Points of one dimension.

    Attributes:
        attributes: names, in order.
        points: values in the order of `attributes`, and the segment.
        blurred: by point, the attributes whose value stands for several.
    """

    attributes: tuple[str, ...]
    points: list[tuple[Any, ...]] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)
    blurred: list[frozenset[str]] = field(default_factory=list)


def complete(
    compiled: Compiled,
    side: Side,
    known: Mapping[str, Any],
    segment: int = 0,
    scope: tuple[str | None, ...] | None = None,
) -> Grid:
    """Add the points of one class to a side.

    Args:
        compiled: the strategy.
        side: where the points go.
        known: attribute → value; the others are missing.
        segment: of the day, for moments.
        scope: groups a missing group may be, when the service says.
    """
    domains = {
        name: _domain(compiled, name, known, scope)
        for name in side.attributes
        if known.get(name) is None
    }
    classes: dict[str, list[tuple[Any, ...]]] = {}
    if domains:
        reading = _reading(compiled, known)
        classes = {
            name: gather(compiled, name, values, reading)
            for name, values in domains.items()
        }
    start = len(side.points)
    for chosen in product(*classes.values()):
        values = dict(known) | {
            name: own[0] for name, own in zip(classes, chosen, strict=True)
        }
        if "service" in classes and "matter" in classes:
            values["matter"] = compiled.matters[values["service"]] or values["matter"]
        side.points.append(tuple(values[name] for name in side.attributes))
        side.segments.append(segment)
        side.blurred.append(
            frozenset(
                name for name, own in zip(classes, chosen, strict=True) if len(own) > 1
            )
        )
    axes = tuple(Axis(n, len(own)) for n, own in classes.items() if len(own) > 1)
    return Grid(start, axes)


def _reading(compiled: Compiled, known: Mapping[str, Any]) -> Reading:
    """Leave out rules that what is known of this dimension already rules out."""
    rules = (1 << len(compiled.strategy.rules)) - 1
    for name, value in known.items():
        if value is not None:
            key = compiled.language_key(value) if name == "language" else value
            rules &= compiled.matches[name][key]
    services = compiled.guards.services
    own = services.get(known.get("service") or "")
    return Reading(
        rules=rules,
        services=(own,) if own else tuple(services.values()),
        follows_service=known.get("matter") is None,
        knows_addresses=False,
    )


def _domain(
    compiled: Compiled,
    name: str,
    known: Mapping[str, Any],
    scope: tuple[str | None, ...] | None,
) -> Sequence[Any]:
    strategy = compiled.strategy
    match name:
        case "service":
            return tuple(s.id for s in strategy.services) or (None,)
        case "contact_type" if known.get("service") is not None:
            kinds = compiled.guards.services[known["service"]].contact_types
            return tuple(dict.fromkeys(kinds))
        case "group":
            return scope or tuple(g.id for g in strategy.groups) or (None,)
        case "language":
            return languages_of(strategy)
        case _:
            return PLAIN[name]
