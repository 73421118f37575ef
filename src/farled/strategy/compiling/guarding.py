"""Every guard on every channel, with its reasons, in the order of docs/decision.md."""

from dataclasses import dataclass
from itertools import count
from typing import Callable, Iterable, NamedTuple

from farled.strategy.compiling.grouping import GroupTree
from farled.strategy.compiling.memory import Memory
from farled.strategy.compiling.segments import Segments, has_ended, holds_on
from farled.strategy.compiling.selecting import select_all
from farled.strategy.compiling.tongues import satisfies
from farled.strategy.document import Channel, Service, Strategy
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ContactType, Direction, Need
from farled.terms.reasons import Reason, reason

__all__ = ["Barred", "Customer", "Errand", "Guards"]

_Reasons = tuple[Reason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Barred:
    """Channels that some guards exclude: a mask (bit i is channel i) and why."""

    mask: int
    reasons: tuple[_Reasons, ...]
    numbers: tuple[int, ...]
    """0 without reasons; else a number that no other channel or reasons have."""


class _Numbers:
    """Gives a channel's equal reasons one number, and never one number to two.

    When the memory starts over, equal reasons may get a second number: that costs
    time, never a wrong answer.
    """

    __slots__ = ("_known", "_next")

    def __init__(self) -> None:
        self._next = count(1)
        self._known: Memory[int] = Memory()

    def of(self, channel: int, reasons: _Reasons) -> int:
        if not reasons:
            return 0
        key = (channel, reasons)
        return self._known.get(key) or self._known.keep(key, next(self._next))


class Errand(NamedTuple):
    """What the guards look at on the side of the matter."""

    service: str | None
    contact_type: ContactType
    direction: Direction
    assurance: Assurance


class Customer(NamedTuple):
    """What the guards look at on the side of the customer and the day."""

    needs: frozenset[Need]
    language: str
    segment: int
    group: str | None
    ability: Ability


@dataclass(frozen=True, slots=True)
class Guards:
    """Answers which channels the guards exclude, remembering what it has found."""

    channels: tuple[Channel, ...]
    offered: dict[str | None, int | None]
    """Channels that each service lists; None when it lists none."""
    services: dict[str, Service]
    tree: GroupTree
    segments: Segments
    analogue: int
    addressed: int
    _errands: Memory[Barred]
    _customers: Memory[Barred]
    _reach: Memory[int]
    _numbers: "_Numbers"

    @classmethod
    def of(cls, strategy: Strategy, tree: GroupTree, segments: Segments) -> "Guards":
        """Prepare the guards of a strategy."""
        channels = strategy.channels
        return cls(
            channels=channels,
            offered={
                s.id: _mask(select_all(s.channels, channels)) if s.channels else None
                for s in strategy.services
            },
            services={s.id: s for s in strategy.services},
            tree=tree,
            segments=segments,
            analogue=_where(channels, lambda c: not c.is_digital),
            addressed=_where(channels, lambda c: c.is_addressed),
            _errands=Memory(),
            _customers=Memory(),
            _reach=Memory(),
            _numbers=_Numbers(),
        )

    def by_errand(
        self, key: tuple[str | None, ContactType, Direction, Assurance]
    ) -> Barred:
        """Exclude by service, direction, contact type, assurance and form."""
        found = self._errands.get(key)
        if found is not None:
            return found
        errand = Errand(*key)
        reasons = (self._why_errand(i, errand) for i in self._positions)
        return self._errands.keep(key, self._barred(reasons))

    def by_customer(
        self, key: tuple[frozenset[Need], str, int, str | None, Ability]
    ) -> Barred:
        """Exclude by needs, language, establishment and ability."""
        found = self._customers.get(key)
        if found is not None:
            return found
        customer = Customer(*key)
        reasons = (self._why_customer(i, customer) for i in self._positions)
        return self._customers.keep(key, self._barred(reasons))

    def unreachable(self, reachable: frozenset[str]) -> int:
        """Give the addressed channels in which this person has no address."""
        found = self._reach.get(reachable)
        if found is not None:
            return found
        reached = _where(self.channels, lambda c: c.id in reachable)
        return self._reach.keep(reachable, self.addressed & ~reached)

    def is_exempt(
        self, service: str | None, group: str | None, ability: Ability
    ) -> bool:
        """Tell whether the person may use other ways although it is digital only."""
        exemptions = self.services[service].exemptions if service is not None else ()
        if not exemptions:
            return ability in (Ability.ASSISTED, Ability.EXCLUDED)
        return any(
            ability in e.abilities or group in self.tree.expand(e.groups)
            for e in exemptions
        )

    def _barred(self, reasons: Iterable[Iterable[Reason]]) -> Barred:
        kept = tuple(tuple(own) for own in reasons)
        return Barred(
            mask=_mask(i for i, own in enumerate(kept) if own),
            reasons=kept,
            numbers=tuple(self._numbers.of(i, own) for i, own in enumerate(kept)),
        )

    @property
    def _positions(self) -> range:
        return range(len(self.channels))

    def _why_errand(self, index: int, errand: Errand) -> Iterable[Reason]:
        channel = self.channels[index]
        offered = self.offered[errand.service] if errand.service is not None else None
        if offered is not None and not offered >> index & 1:
            yield reason("not-offered", service=errand.service)
        if errand.direction not in channel.directions:
            yield reason("wrong-direction", direction=errand.direction.value)
        if errand.contact_type not in channel.handles:
            kind = errand.contact_type.value
            yield reason("contact-type-not-handled", contact_type=kind)
        if errand.service is not None:
            service = self.services[errand.service]
            yield from _why_assurance(channel, service, errand)
            for need in service.formal.get(errand.contact_type, ()):
                if need not in channel.satisfies:
                    yield reason("form-not-satisfied", requirement=need.value)

    def _why_customer(self, index: int, customer: Customer) -> Iterable[Reason]:
        channel = self.channels[index]
        for need in Need:
            if need in customer.needs and need not in channel.satisfies:
                yield reason("need-not-met", need=need.value)
        spoken = channel.languages
        if spoken and not any(satisfies(tag, customer.language) for tag in spoken):
            yield reason("language-not-spoken", language=customer.language)
        yield from self._why_established(channel, customer)
        if customer.ability not in channel.usable_by:
            yield reason("ability", ability=customer.ability.value)

    def _why_established(
        self, channel: Channel, customer: Customer
    ) -> Iterable[Reason]:
        day = self.segments.day_in(customer.segment)
        own = [
            e
            for e in channel.established
            if not e.groups or customer.group in self.tree.expand(e.groups)
        ]
        if not channel.established or any(holds_on(e, day) for e in own):
            return
        ended = [e.valid_until for e in own if has_ended(e, day) and e.valid_until]
        if ended:
            until = max(ended).isoformat()
            yield reason("phased-out", group=customer.group, until=until)
        else:
            yield reason("not-established", group=customer.group)


def _why_assurance(
    channel: Channel, service: Service, errand: Errand
) -> Iterable[Reason]:
    needed = service.assurance.get(errand.contact_type, Assurance.NONE)
    if not channel.assurance.meets(needed):
        yield reason(
            "assurance-too-low", needed=needed.value, level=channel.assurance.value
        )
    if channel.identifies_by_eid and not errand.assurance.meets(needed):
        yield reason(
            "assurance-not-at-hand", needed=needed.value, level=errand.assurance.value
        )


def _mask(positions: Iterable[int]) -> int:
    return sum(1 << i for i in positions)


def _where(channels: tuple[Channel, ...], holds: Callable[[Channel], bool]) -> int:
    return _mask(i for i, channel in enumerate(channels) if holds(channel))
