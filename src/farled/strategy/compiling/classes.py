"""Values that a strategy cannot tell apart, gathered in classes."""

from dataclasses import dataclass
from typing import Any, Callable, Hashable, Iterable, Mapping

from farled.strategy.compiling.compiled import Compiled
from farled.strategy.compiling.tongues import satisfies
from farled.strategy.document import Cost, Service
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ContactType, Direction

__all__ = ["Reading", "classes_of", "gather"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What limits how values can be read.

    `rules` are the bits of the rules that may still match; `services` those possible;
    `follows_service` says whether the matter is that of the service.
    """

    rules: int
    services: tuple[Service, ...]
    follows_service: bool = True
    knows_addresses: bool = True


def classes_of(compiled: Compiled, attribute: str) -> dict[Any, int]:
    """Number the classes of an attribute's values, over all days and situations.

    Two values share a class when exchanging them never changes a decision, apart from
    their own names in reasons. Languages stand as lower-case tags; `""` is any other.
    """
    every = (1 << len(compiled.strategy.rules)) - 1
    reading = Reading(rules=every, services=compiled.strategy.services)
    groups = gather(compiled, attribute, compiled.matches[attribute], reading)
    return {value: index for index, own in enumerate(groups) for value in own}


def gather(
    compiled: Compiled, attribute: str, values: Iterable[Any], reading: Reading
) -> list[tuple[Any, ...]]:
    """Gather values that read the same, each class in the order of its first value."""
    read = _READERS.get(attribute, _nothing)
    table = compiled.matches[attribute]
    found: dict[Hashable, list[Any]] = {}
    for value in values:
        key = compiled.language_key(value) if attribute == "language" else value
        bits = table[key] & reading.rules
        found.setdefault((bits, read(compiled, value, reading)), []).append(value)
    return [tuple(own) for own in found.values()]


_Reader = Callable[[Compiled, Any, Reading], Hashable]


def _nothing(compiled: Compiled, value: Any, reading: Reading) -> Hashable:
    del compiled, value, reading
    return None


def _service(compiled: Compiled, value: str | None, reading: Reading) -> Hashable:
    if value is None:
        return None
    service = compiled.guards.services[value]
    return (
        compiled.guards.offered[value],
        tuple(sorted(service.assurance.items())),
        tuple(sorted(service.formal.items())),
        service.stance,
        tuple((e.groups, e.abilities) for e in service.exemptions),
        service.cost_factor,
        service.matter if reading.follows_service else None,
    )


def _contact_type(compiled: Compiled, value: ContactType, reading: Reading) -> Hashable:
    channels = compiled.strategy.channels
    return (
        value is ContactType.TRANSACTION,
        tuple((value in c.handles, value in c.finishes) for c in channels),
        tuple(_costs(costs, value) for c in channels for costs in _cost_lists(c)),
        tuple((s.assurance.get(value), s.formal.get(value)) for s in reading.services),
    )


def _cost_lists(channel: Any) -> tuple[Any, Any]:
    return channel.costs, channel.customer_costs


def _costs(costs: tuple[Cost, ...] | str, kind: ContactType) -> Hashable:
    if isinstance(costs, str):
        return None
    return tuple(not c.contact_types or kind in c.contact_types for c in costs)


def _direction(compiled: Compiled, value: Direction, reading: Reading) -> Hashable:
    goes = tuple(value in c.directions for c in compiled.strategy.channels)
    return goes, reading.knows_addresses and value is Direction.OUTBOUND


def _group(compiled: Compiled, value: str | None, reading: Reading) -> Hashable:
    def meant(groups: tuple[str, ...]) -> bool:
        return value in compiled.tree.expand(groups)

    return (
        tuple(
            tuple(not e.groups or meant(e.groups) for e in c.established)
            for c in compiled.strategy.channels
        ),
        tuple(tuple(meant(e.groups) for e in s.exemptions) for s in reading.services),
    )


def _ability(compiled: Compiled, value: Ability, reading: Reading) -> Hashable:
    return (
        tuple(value in c.usable_by for c in compiled.strategy.channels),
        value in (Ability.ASSISTED, Ability.EXCLUDED),
        tuple(
            tuple(value in e.abilities for e in s.exemptions) for s in reading.services
        ),
    )


def _language(compiled: Compiled, value: str, reading: Reading) -> Hashable:
    del reading
    return tuple(
        any(satisfies(tag, value) for tag in c.languages)
        for c in compiled.strategy.channels
    )


def _assurance(compiled: Compiled, value: Assurance, reading: Reading) -> Hashable:
    del compiled
    asked = {level for s in reading.services for level in s.assurance.values()}
    return tuple(value.meets(level) for level in sorted(asked))


_READERS: Mapping[str, _Reader] = {
    "service": _service,
    "contact_type": _contact_type,
    "direction": _direction,
    "group": _group,
    "ability": _ability,
    "language": _language,
    "assurance": _assurance,
}
