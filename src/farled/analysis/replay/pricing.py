"""What a contact would have cost in each channel, for many situations at once."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.dimensions import FactClass
from farled.strategy.compiling import Compiled
from farled.strategy.decision import CostViews
from farled.terms.contacts import ContactType
from farled.terms.money import Money

__all__ = ["VIEWS", "Prices", "price_classes"]

VIEWS: Final = ("authority", "customer", "society")


@dataclass(frozen=True)
class Prices:
    """Prices of n situations, which share few price lists.

    Attributes:
        of: situation → price list.
        minor: price list × channel × view of VIEWS, minor units; NaN is unknown.
        currency: that of the strategy.
    """

    of: npt.NDArray[np.int32]
    minor: npt.NDArray[np.float64]
    currency: str


def price_classes(
    compiled: Compiled, combinations: Iterable[Sequence[FactClass]]
) -> Prices:
    """Price every channel in each combination of classes.

    Where the log gives no contact type, or no service, a price holds only when it is
    the same for all of them.
    """
    lists: dict[_Lists, int] = {}
    of = [
        lists.setdefault(_lists(compiled, classes), len(lists))
        for classes in combinations
    ]
    channels = len(compiled.strategy.channels)
    minor = np.full((max(len(lists), 1), channels, len(VIEWS)), np.nan)
    for keys, place in lists.items():
        minor[place] = _agreed(compiled, keys)
    return Prices(np.array(of, np.int32), minor, compiled.strategy.head.currency)


_Lists = frozenset[tuple[ContactType, Decimal, int]]


def _lists(compiled: Compiled, classes: Sequence[FactClass]) -> _Lists:
    """Name the price lists a situation may fall under."""
    given = {name: value for one in classes for name, value in one.given}
    day = next((one.day for one in classes if one.day is not None), None)
    segments = compiled.segments
    segment = segments.default if day is None else segments.of_day(day)
    known = {s.id: s for s in compiled.strategy.services}
    own = given.get("service")
    services = list(known.values()) if own is None else [known[own]]
    kind = given.get("contact_type")
    pairs = {
        (contact_type, service.cost_factor)
        for service in services
        for contact_type in service.contact_types
    } or {(contact_type, Decimal(1)) for contact_type in ContactType}
    if kind is not None:
        pairs = {(ContactType(kind), factor) for _, factor in pairs}
    return frozenset((*pair, segment) for pair in pairs)


def _agreed(compiled: Compiled, keys: _Lists) -> npt.NDArray[np.float64]:
    stacked = np.array(
        [[_minor(views) for views in compiled.pricing.at(*key).costs] for key in keys],
        np.float64,
    )
    first = stacked[0]
    return np.where((stacked == first).all(axis=0), first, np.nan)


def _minor(views: CostViews) -> list[float]:
    return [
        np.nan if money is None else money.minor
        for money in (getattr(views, view) for view in VIEWS)
        if money is None or isinstance(money, Money)
    ]
