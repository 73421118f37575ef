"""Whom a service is for, and who of them cannot use it digitally."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from farled.strategy.channel_diagrams import ChannelDiagrams
from farled.strategy.diagrams import Conjunction, bits
from farled.strategy.document import Group, Service
from farled.strategy.encoding import LEVEL
from farled.terms.contacts import Ability
from farled.terms.errors import Param

__all__ = ["Scope", "Scopes", "ordinary", "witness_params"]


@dataclass(frozen=True)
class Scope:
    """A service (or none at all) with the groups it is for."""

    service: Service | None
    position: int
    """Of the service among the space's values."""
    groups: tuple[int, ...]
    """Positions of its groups, subgroups included."""


@dataclass(frozen=True)
class Scopes:
    """Every service of a strategy, or the one scope «no service»."""

    drawn: ChannelDiagrams

    def __iter__(self) -> Iterator[Scope]:
        """Go through the services in document order."""
        encoding = self.drawn.encoding
        everyone = range(len(encoding.groups))
        for position, service in enumerate(encoding.services):
            named = encoding.group_mask(service.groups) if service else 0
            yield Scope(service, position, tuple(bits(named)) or tuple(everyone))

    def within(self, scope: Scope, *groups: int) -> dict[int, int]:
        """Bound a search to the service, some of its groups, its types and matter."""
        space, service = self.drawn.space, scope.service
        bounds = {LEVEL["service"]: 1 << scope.position}
        bounds[LEVEL["group"]] = sum(1 << g for g in groups or scope.groups)
        if service is not None:
            kinds = space.mask("contact_type", service.contact_types)
            bounds[LEVEL["contact_type"]] = kinds
            if service.matter is not None:
                bounds[LEVEL["matter"]] = space.mask("matter", [service.matter])
        return bounds

    @cached_property
    def _above(self) -> tuple[tuple[Group, ...], ...]:
        """Per group of the space, itself and its ancestors, nearest first."""
        known = {g.id: g for g in self.drawn.strategy.groups}
        lines: list[tuple[Group, ...]] = []
        for group in self.drawn.encoding.groups:
            line: list[Group] = []
            here = group
            while here is not None and here not in line:
                line.append(here)
                here = known.get(here.parent or "")
            lines.append(tuple(line))
        return tuple(lines)

    def has_exclusion(self, scope: Scope, group: int) -> bool | None:
        """Tell whether people in a group cannot use a service digitally.

        The service's own assessment comes first, that of the nearest group upwards;
        then the nearest known shares of digital ability. None is «not assessed».
        """
        assessed = self.assessment(scope, group)
        if assessed is not None:
            return assessed
        for above in self._above[group]:
            if isinstance(above.abilities, Mapping):
                return above.abilities.get(Ability.EXCLUDED, 0) > 0
        return None

    def assessment(self, scope: Scope, group: int) -> bool | None:
        """Give the service's own assessment for a group, or that of a group above."""
        entries = scope.service.exclusion if scope.service else ()
        said = {entry.group: entry.excluded for entry in entries}
        return next((said[g.id] for g in self._above[group] if g.id in said), None)

    def has_above(self, group: int, others: frozenset[int]) -> bool:
        """Tell whether one of a group's ancestors is among others."""
        ids = {g.id for n in others if (g := self.drawn.encoding.groups[n])}
        return any(above.id in ids for above in self._above[group][1:])


def witness_params(drawn: ChannelDiagrams, point: Sequence[int]) -> dict[str, Param]:
    """Say which situation a finding happens in, as parameters of its sentence.

    A strategy without services is reached as a whole: then its organisation stands
    for the service.
    """
    named = drawn.space.named(point)
    named["service"] = named["service"] or drawn.strategy.head.organisation.id
    return {
        name: "–" if named[name] is None else str(named[name])
        for name in ("service", "group", "contact_type", "direction", "day")
    }


def ordinary(drawn: ChannelDiagrams, **fixed: object) -> Conjunction:
    """Fix what is ordinary about a contact, apart from what a check asks about.

    No special needs, one person for herself, the document's first language, no wish
    for a channel and none planned.
    """
    usual: dict[str, object] = {
        "needs": frozenset[str](),
        "language": drawn.strategy.head.languages[0],
        "acting_as": "self",
        "audience": "one",
        "preference": None,
        "planned": None,
        **fixed,
    }
    return {LEVEL[name]: drawn.space.mask(name, [v]) for name, v in usual.items()}
