"""Gaps: contact types, groups, directions and services without a channel."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from farled.strategy.channel_diagrams import ChannelDiagrams
from farled.strategy.checking.ground import Ground
from farled.strategy.checking.scopes import Scope, Scopes, ordinary, witness_params
from farled.strategy.diagrams import Conjunction, bits
from farled.strategy.encoding import LEVEL
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, Direction, Initiator
from farled.terms.findings import Finding

__all__ = ["check_coverage"]


def check_coverage(ground: Ground) -> Iterator[Finding]:
    """Find who has no channel for what (DR-01, SM-21, TG-05)."""
    strategy = ground.strategy
    if not strategy.channels:
        if strategy.rules or strategy.services:
            yield ground.finding("F411", ())
        return
    empty = _empty_cells(ground.drawn)
    yield from _whole_gaps(ground, empty)
    scopes = Scopes(ground.drawn)
    joined = _anyone(ground.drawn)
    kinds = _reached_kinds(ground.drawn, empty)
    for scope in scopes:
        if scope.service is not None:
            yield from _service_gaps(ground, scopes, scope, joined, kinds)
            yield from _analysis(ground, scopes, scope)


_Cell = tuple[int, int, int]
"""Positions of direction, contact type and group."""


def _empty_cells(drawn: ChannelDiagrams) -> list[_Cell]:
    """List cells in which no channel may be used, whatever else holds."""
    sizes = drawn.space.sizes
    levels = (LEVEL["direction"], LEVEL["contact_type"], LEVEL["group"])
    usual = {LEVEL["needs"]: drawn.space.mask("needs", [frozenset[str]()])}
    return [
        (direction, kind, group)
        for direction, kind, group in product(*(range(sizes[n]) for n in levels))
        if not _is_reached(
            drawn,
            drawn.usable,
            {
                **usual,
                levels[0]: 1 << direction,
                levels[1]: 1 << kind,
                levels[2]: 1 << group,
            },
        )
    ]


def _is_reached(
    drawn: ChannelDiagrams, usable: Sequence[int], within: Conjunction
) -> bool:
    return any(drawn.store.witness(one, 1, within) is not None for one in usable)


def _whole_gaps(ground: Ground, empty: Sequence[_Cell]) -> Iterator[Finding]:
    values = ground.drawn.space.values
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for direction, kind, group in empty:
        groups[direction, kind].append(group)
    for (direction, kind), lacking in groups.items():
        yield ground.finding(
            "F407",
            ("rules",),
            direction=str(values["direction"][direction]),
            contact_type=str(values["contact_type"][kind]),
            groups=tuple(str(values["group"][g] or "–") for g in lacking),
        )


def _reached_kinds(drawn: ChannelDiagrams, empty: Sequence[_Cell]) -> int:
    """Leave out contact types whose gap is a finding of its own."""
    inbound = drawn.space.values["direction"].index(Direction.INBOUND)
    told = {kind for direction, kind, _ in empty if direction == inbound}
    return drawn.space.everything("contact_type") & ~sum(1 << kind for kind in told)


def _bounds(drawn: ChannelDiagrams) -> Conjunction:
    """An ordinary contact from someone who manages digitally and is identified."""
    return ordinary(
        drawn,
        direction=Direction.INBOUND,
        initiator=Initiator.CUSTOMER,
        ability=Ability.INDEPENDENT,
        assurance=Assurance.HIGH,
    )


def _anyone(drawn: ChannelDiagrams) -> int:
    """Draw where an ordinary contact has a channel."""
    fixed = {level: next(bits(mask)) for level, mask in _bounds(drawn).items()}
    store = drawn.store
    return store.any_of([store.restrict(usable, fixed) for usable in drawn.usable])


def _service_gaps(
    ground: Ground, scopes: Scopes, scope: Scope, joined: int, kinds: int
) -> Iterator[Finding]:
    drawn, service = ground.drawn, scope.service
    if service is None:
        return
    path = ground.path("services", service.id)
    within = {**_bounds(drawn), **scopes.within(scope, *scope.groups)}
    level = LEVEL["contact_type"]
    asked = {**within, level: within[level] & kinds}
    point = drawn.store.witness(joined, 0, asked)
    if point is not None:
        yield ground.finding("F408", path, **witness_params(drawn, point))
    if ground.is_own("services", service.id):
        digital = [
            usable
            for channel, usable in zip(
                ground.strategy.channels, drawn.usable, strict=True
            )
            if channel.is_digital
        ]
        if not _is_reached(drawn, digital, within):
            yield ground.finding("F412", path, service=service.id)


def _analysis(ground: Ground, scopes: Scopes, scope: Scope) -> Iterator[Finding]:
    """Find services whose groups nobody has analysed for digital exclusion."""
    service = scope.service
    if service is None or not ground.is_own("services", service.id):
        return
    path = ground.path("services", service.id)
    if all(scopes.has_exclusion(scope, g) is None for g in scope.groups):
        yield ground.finding("F405", path, service=service.id)
    for n, entry in enumerate(service.exclusion):
        evidence = entry.evidence
        if evidence is None or not evidence.assessor or not evidence.assessed_on:
            yield ground.finding(
                "F406",
                (*path, "exclusion", n),
                service=service.id,
                group=entry.group,
            )
