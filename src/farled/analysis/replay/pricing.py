"""What a contact would have cost in each channel, for many situations at once."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.dimensions import FactClass
from farled.analysis.replay.numbering import number_keys
from farled.strategy.compiling import Compiled
from farled.strategy.decision import CostViews
from farled.terms.contacts import ContactType
from farled.terms.money import Money

__all__ = ["VIEWS", "Prices", "price_situations"]

_Places = npt.NDArray[np.int64]
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

    def between(
        self, lists: npt.NDArray[np.integer], actual: _Places, target: _Places
    ) -> npt.NDArray[np.float64]:
        """Give row × view: how much dearer one channel is than another; NaN unknown.

        A channel is never dearer than itself, priced or not.
        """
        dearer: npt.NDArray[np.float64] = (
            self.minor[lists, actual] - self.minor[lists, target]
        )
        dearer[actual == target] = 0
        return dearer


def price_situations(
    compiled: Compiled,
    matters: Sequence[FactClass],
    moments: Sequence[FactClass],
    pairs: tuple[_Places, _Places],
) -> Prices:
    """Price every channel in situations given by their classes of matter and moment.

    Where the log gives no contact type, or no service, a price holds only when it is
    the same for all of them.
    """
    codes = pairs[0] * len(moments) + pairs[1]
    occurring = number_keys(codes, len(matters) * len(moments))
    lists: dict[_Lists, int] = {}
    of = [
        lists.setdefault(_lists(compiled, matters[m], moments[t]), len(lists))
        for m, t in (divmod(code, len(moments)) for code in occurring.values)
    ]
    channels = len(compiled.strategy.channels)
    minor = np.full((max(len(lists), 1), channels, len(VIEWS)), np.nan)
    for keys, number in lists.items():
        minor[number] = _agreed(compiled, keys)
    by_pair = np.array(of, np.int32)
    return Prices(by_pair[occurring.of], minor, compiled.strategy.head.currency)


_Lists = frozenset[tuple[ContactType, Decimal, int]]


def _lists(compiled: Compiled, matter: FactClass, moment: FactClass) -> _Lists:
    """Name the price lists a situation may fall under."""
    given = dict(matter.given)
    segments = compiled.segments
    day = moment.day
    segment = segments.default if day is None else segments.of_day(day)
    own, kind = given.get("service"), given.get("contact_type")
    services = compiled.guards.services
    possible = services.values() if own is None else (services[own],)
    pairs = {
        (contact_type, service.cost_factor)
        for service in possible
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
    amounts: list[Money | None] = [views.authority, views.customer, views.society]
    return [np.nan if money is None else money.minor for money in amounts]
