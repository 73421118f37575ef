"""What a contact costs in each channel, and the channels' order within one role."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Iterable

from farled.strategy.compiling.memory import Memory
from farled.strategy.compiling.segments import Segments, holds_on
from farled.strategy.decision import Candidate, CostViews
from farled.strategy.document import Channel, Cost, Policy, Strategy
from farled.terms.contacts import ContactType
from farled.terms.money import Money

__all__ = ["Priced", "Pricing"]

_MINUTES_PER_HOUR = 60
_GRAMS_PER_TONNE = 1_000_000


@dataclass(frozen=True, slots=True)
class Priced:
    """All channels' costs for one contact type, service factor and segment."""

    costs: tuple[CostViews, ...]
    prices: tuple[Fraction | None, ...]
    """Weighted price in major units; None when a weighted view is unknown."""
    finishes: tuple[bool, ...]
    order: tuple[int, ...]
    """Channels by: finishes at once, price, document order."""
    candidates: Memory[Candidate]
    """Candidates made so far, by verdict number and opening."""
    left: Memory[tuple[int, ...]]
    """`order` without the channels of a mask, by that mask."""

    def without(self, barred: int) -> tuple[int, ...]:
        """Give the order of the channels that are not in a mask."""
        found = self.left.get(barred)
        if found is None:
            found = tuple(i for i in self.order if not barred >> i & 1)
            self.left.keep(barred, found)
        return found


@dataclass(frozen=True, slots=True)
class Pricing:
    """Answers what a contact costs, remembering what it has reckoned."""

    strategy: Strategy
    segments: Segments
    factors: dict[str | None, Decimal]
    """Each service's cost factor; 1 where there is no service."""
    _reckoned: dict[tuple[ContactType, Decimal, int], Priced]
    _asked: dict[tuple[str | None, ContactType, int], Priced]

    @classmethod
    def of(cls, strategy: Strategy, segments: Segments) -> "Pricing":
        """Start with nothing reckoned."""
        factors: dict[str | None, Decimal] = {None: Decimal(1)}
        factors.update((s.id, s.cost_factor) for s in strategy.services)
        return cls(strategy, segments, factors, {}, {})

    def at(self, kind: ContactType, factor: Decimal, segment: int) -> Priced:
        """Price every channel for a contact type, a service factor and a segment."""
        found = self._reckoned.get((kind, factor, segment))
        if found is None:
            found = self._reckon(kind, factor, segment)
            self._reckoned[kind, factor, segment] = found
        return found

    def of_service(self, service: str | None, kind: ContactType, day: int) -> Priced:
        """Price every channel for a service, a contact type and a segment."""
        found = self._asked.get((service, kind, day))
        if found is None:
            found = self.at(kind, self.factors[service], day)
            self._asked[service, kind, day] = found
        return found

    def _reckon(self, kind: ContactType, factor: Decimal, segment: int) -> Priced:
        channels, policy = self.strategy.channels, self.strategy.policy
        day = self.segments.day_in(segment)
        currency = self.strategy.head.currency
        costs = tuple(
            _views(
                _sum(_in_force(c.costs, kind, day), factor),
                _sum(_in_force(c.customer_costs, kind, day), Decimal(1)),
                _emissions(c, policy),
                currency,
            )
            for c in channels
        )
        prices = tuple(price_of(views, policy) for views in costs)
        finishes = tuple(kind in c.finishes for c in channels)
        order = sorted(
            range(len(channels)),
            key=lambda i: (not finishes[i], prices[i] is None, prices[i] or 0, i),
        )
        return Priced(costs, prices, finishes, tuple(order), Memory(), Memory())


def price_of(views: CostViews, policy: Policy) -> Fraction | None:
    """Weigh the views into the price that orders channels.

    Source: docs/decision.md, step 4.
    """
    weights = policy.price_weights
    total = Fraction(0)
    for weight, view in (
        (weights.authority, views.authority),
        (weights.customer, views.customer),
        (weights.society, views.society),
    ):
        if weight > 0:
            if view is None:
                return None
            total += Fraction(weight) * Fraction(view.major)
    return total


def _in_force(
    costs: tuple[Cost, ...] | str, kind: ContactType, day: date | None
) -> list[Cost]:
    if isinstance(costs, str):
        return []
    return [
        c
        for c in costs
        if (not c.contact_types or kind in c.contact_types) and holds_on(c, day)
    ]


def _sum(entries: Iterable[Cost], factor: Decimal) -> Fraction | None:
    total: Fraction | None = None
    for entry in entries:
        minutes = Fraction(entry.minutes) * Fraction(factor)
        staff = minutes / _MINUTES_PER_HOUR * Fraction(entry.rate_per_hour)
        total = (total or Fraction(0)) + staff + Fraction(entry.per_contact)
    return total


def _emissions(channel: Channel, policy: Policy) -> Fraction:
    """CO₂e at the carbon price; a figure not provided counts as 0."""
    if isinstance(channel.co2e_grams, str):
        return Fraction(0)
    grams = Fraction(channel.co2e_grams) / _GRAMS_PER_TONNE
    return grams * Fraction(policy.carbon_price_per_tonne)


def _views(
    authority: Fraction | None,
    customer: Fraction | None,
    emissions: Fraction,
    currency: str,
) -> CostViews:
    society = None
    if authority is not None and customer is not None:
        society = authority + customer + emissions
    return CostViews(
        authority=_money(authority, currency),
        customer=_money(customer, currency),
        society=_money(society, currency),
    )


def _money(amount: Fraction | None, currency: str) -> Money | None:
    """Round once, half to even, to minor units."""
    if amount is None:
        return None
    return Money(round(amount * Money.of(1, currency).minor), currency)
