"""The non-digital guarantee: nobody is left without a way to make contact."""

from collections.abc import Iterator
from functools import cached_property

from farled.strategy.channel_diagrams import ChannelDiagrams
from farled.strategy.checking.ground import Ground, Path
from farled.strategy.checking.scopes import Scope, Scopes, ordinary, witness_params
from farled.strategy.diagrams import Conjunction, bits
from farled.strategy.encoding import LEVEL
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    ContactType,
    Direction,
    Initiator,
    Stance,
)
from farled.terms.findings import Finding

__all__ = ["Guarantee", "check_guarantee"]

REACHED, BY_PROXY, LEFT_OUT = 0, 1, 2


class Guarantee:
    """Where people without digital means have a channel, proved for every situation.

    Source: docs/method/guarantee.md.
    """

    def __init__(self, drawn: ChannelDiagrams) -> None:
        self.drawn = drawn
        self.scopes = Scopes(drawn)

    @cached_property
    def outcome(self) -> int:
        """Draw where the person is reached, reached by a proxy only, or left out."""
        drawn = self.drawn
        # A proxy who can only go online is no analogue channel (DR-18).
        analogue = [c.works_without_digital for c in drawn.strategy.channels]
        alone = self._joined(
            analogue,
            ordinary(
                drawn,
                direction=Direction.INBOUND,
                initiator=Initiator.CUSTOMER,
                ability=Ability.EXCLUDED,
                assurance=Assurance.NONE,
            ),
        )
        helped = self._joined(
            analogue,
            ordinary(
                drawn,
                direction=Direction.INBOUND,
                initiator=Initiator.CUSTOMER,
                ability=Ability.INDEPENDENT,
                assurance=Assurance.HIGH,
                acting_as=ActingAs.PROXY,
            ),
        )
        return drawn.store.combine(_outcome, alone, helped)

    def _joined(self, counted: list[bool], fixed: Conjunction) -> int:
        store = self.drawn.store
        position = {level: next(bits(mask)) for level, mask in fixed.items()}
        return store.any_of(
            [
                store.restrict(usable, position)
                for usable, counts in zip(self.drawn.usable, counted, strict=True)
                if counts
            ]
        )

    def concerned(self, scope: Scope) -> tuple[int, ...]:
        """List a service's groups in which people are left out digitally."""
        return tuple(g for g in scope.groups if self.scopes.has_exclusion(scope, g))

    def witness(self, scope: Scope, group: int, outcome: int) -> tuple[int, ...] | None:
        """Find a situation of a service and group with an outcome."""
        within = {
            **ordinary(
                self.drawn,
                direction=Direction.INBOUND,
                initiator=Initiator.CUSTOMER,
                ability=Ability.EXCLUDED,
                assurance=Assurance.NONE,
            ),
            **self.scopes.within(scope, group),
        }
        return self.drawn.store.witness(self.outcome, outcome, within)


def _outcome(alone: int, helped: int) -> int:
    if alone:
        return REACHED
    return BY_PROXY if helped else LEFT_OUT


def check_guarantee(ground: Ground) -> Iterator[Finding]:
    """Find services and groups that people without digital means cannot reach."""
    if not ground.strategy.channels:
        return
    guarantee = Guarantee(ground.drawn)
    for scope in guarantee.scopes:
        breaches = _breaches(guarantee, scope)
        for group, (code, point) in _topmost(guarantee, breaches):
            path = _path(ground, scope, group)
            yield ground.finding(code, path, **witness_params(ground.drawn, point))
        if scope.service is not None:
            left_out = {g for g, (code, _) in breaches.items() if code == "F401"}
            yield from _digital_only(ground, guarantee, scope, left_out)


_Breaches = dict[int, tuple[str, tuple[int, ...]]]


def _breaches(guarantee: Guarantee, scope: Scope) -> _Breaches:
    found: _Breaches = {}
    for group in guarantee.concerned(scope):
        for code, outcome in (("F401", LEFT_OUT), ("F402", BY_PROXY)):
            point = guarantee.witness(scope, group, outcome)
            if point is not None:
                found[group] = (code, point)
                break
    return found


def _topmost(
    guarantee: Guarantee, breaches: _Breaches
) -> Iterator[tuple[int, tuple[str, tuple[int, ...]]]]:
    """Leave out groups whose parent already has the same breach."""
    for group, (code, point) in breaches.items():
        alike = frozenset(g for g, (other, _) in breaches.items() if other == code)
        if not guarantee.scopes.has_above(group, alike):
            yield group, (code, point)


def _path(ground: Ground, scope: Scope, group: int) -> Path:
    service, of_whom = scope.service, ground.drawn.encoding.groups[group]
    if service is not None and ground.is_own("services", service.id):
        return ground.path("services", service.id)
    return ground.path("groups", of_whom.id) if of_whom else ()


def _digital_only(
    ground: Ground, guarantee: Guarantee, scope: Scope, left_out: set[int]
) -> Iterator[Finding]:
    """Judge digital-only against who is left out (DR-19, PO-05)."""
    service, scopes = scope.service, guarantee.scopes
    if service is None or ContactType.TRANSACTION not in service.contact_types:
        return
    path = ground.path("services", service.id)
    known = {g: scopes.has_exclusion(scope, g) for g in scope.groups}
    only = [g for g in scope.groups if _is_digital_only(ground, scopes, scope, g)]
    names = ground.drawn.space.values["group"]
    excluded = [g for g in only if known[g] and g not in left_out]
    if excluded:
        groups = tuple(str(names[g] or "–") for g in excluded)
        yield ground.finding("F403", path, service=service.id, groups=groups)
    unknown = [g for g in only if known[g] is None]
    if unknown:
        groups = tuple(str(names[g] or "–") for g in unknown)
        yield ground.finding("F404", path, service=service.id, groups=groups)
    own = ground.is_own("services", service.id)
    assessed = [scopes.assessment(scope, g) for g in scope.groups]
    if own and not only and all(said is False for said in assessed):
        yield ground.finding("F413", path, service=service.id)


def _is_digital_only(ground: Ground, scopes: Scopes, scope: Scope, group: int) -> bool:
    drawn = ground.drawn
    kind = drawn.space.mask("contact_type", [ContactType.TRANSACTION])
    inbound = drawn.space.mask("direction", [Direction.INBOUND])
    within = {
        **scopes.within(scope, group),
        LEVEL["contact_type"]: kind,
        LEVEL["direction"]: inbound,
    }
    wanted = list(Stance).index(Stance.DIGITAL_ONLY)
    return drawn.store.witness(drawn.stance, wanted, within) is not None
