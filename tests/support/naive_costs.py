"""Price of one contact read straight off docs/decision.md, in exact fractions."""

from datetime import date
from fractions import Fraction
from functools import cache

from farled.strategy.decision import CostViews
from farled.strategy.document import Channel, Cost, Service, Strategy
from farled.terms.contacts import ContactType
from farled.terms.money import Money

__all__ = ["cost_views", "price"]

exact = cache(Fraction)


def holds_on(day: date | None, entry: Cost) -> bool:
    if entry.valid_from is None and entry.valid_until is None:
        return True
    return (
        day is not None
        and (entry.valid_from is None or entry.valid_from <= day)
        and (entry.valid_until is None or day <= entry.valid_until)
    )


def total(
    entries: object, kind: ContactType, day: date | None, factor: Fraction
) -> Fraction | None:
    if not isinstance(entries, tuple):
        return None
    in_force = [
        e
        for e in entries
        if holds_on(day, e) and (not e.contact_types or kind in e.contact_types)
    ]
    if not in_force:
        return None
    return sum(
        (
            exact(e.minutes) * factor / 60 * exact(e.rate_per_hour)
            + exact(e.per_contact)
            for e in in_force
        ),
        Fraction(0),
    )


def rounded(amount: Fraction | None, currency: str) -> Money | None:
    if amount is None:
        return None
    return Money(round(amount / Fraction(Money(1, currency).major)), currency)


def cost_views(
    strategy: Strategy,
    channel: Channel,
    service: Service | None,
    kind: ContactType,
    day: date | None,
) -> CostViews:
    """Give the three views of what a contact in the channel costs."""
    factor = Fraction(service.cost_factor) if service else Fraction(1)
    authority = total(channel.costs, kind, day, factor)
    customer = total(channel.customer_costs, kind, day, Fraction(1))
    society = None
    if authority is not None and customer is not None:
        grams = channel.co2e_grams
        carbon = Fraction(0) if isinstance(grams, str) else Fraction(grams)
        price_per_tonne = Fraction(strategy.policy.carbon_price_per_tonne)
        society = authority + customer + carbon / 1_000_000 * price_per_tonne
    currency = strategy.head.currency
    return CostViews(
        authority=rounded(authority, currency),
        customer=rounded(customer, currency),
        society=rounded(society, currency),
    )


def price(strategy: Strategy, views: CostViews) -> Fraction | None:
    """Weigh the views; None when a weighted view is unknown."""
    weights = strategy.policy.price_weights
    weighed = Fraction(0)
    for weight, view in (
        (weights.authority, views.authority),
        (weights.customer, views.customer),
        (weights.society, views.society),
    ):
        if weight > 0:
            if view is None:
                return None
            weighed += Fraction(weight) * Fraction(view.major)
    return weighed
