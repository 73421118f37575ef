"""What each contact cost by the strategy's dated entries, and by which entry."""

import numpy as np

from farled.analysis.synthesis.contacts import NONE, Contacts, Ints
from farled.analysis.synthesis.setting import Setting
from farled.strategy.compiling.segments import holds_on
from farled.strategy.document import Channel
from farled.terms.contacts import ContactType

__all__ = ["Prices", "price"]

Prices = tuple[Ints, Ints, tuple[str, ...]]
"""Cost in minor units and code of the entry by contact, and the entries' names."""


def price(contacts: Contacts, setting: Setting) -> Prices:
    """Price contacts; NONE where the strategy gives no cost of the channel.

    An entry is named `channel/number`, counted from 1 as in the document.
    """
    segment = setting.segments[contacts["day"]]
    sizes = (len(setting.channels), len(setting.services), len(ContactType))
    keys = (
        ((segment * sizes[0] + contacts["channel"]) * sizes[1] + contacts["service"])
        * sizes[2]
    ) + contacts["contact_type"]
    distinct, back = np.unique(keys, return_inverse=True)
    names: dict[str, int] = {}
    costs = np.full(len(distinct), NONE, np.int64)
    rates = np.full(len(distinct), NONE, np.int64)
    for row, key in enumerate(distinct.tolist()):
        rest, kind = divmod(key, sizes[2])
        rest, service = divmod(rest, sizes[1])
        when, channel = divmod(rest, sizes[0])
        term = list(ContactType)[kind]
        priced = setting.compiled.pricing.at(
            term, setting.services[service].cost_factor, when
        )
        authority = priced.costs[channel].authority
        if authority is not None:
            costs[row] = authority.minor
            name = _entry(setting, setting.channels[channel], term, when)
            rates[row] = names.setdefault(name, len(names))
    return costs[back], rates[back], tuple(names)


def _entry(setting: Setting, channel: Channel, kind: ContactType, segment: int) -> str:
    day = setting.compiled.segments.day_in(segment)
    entries = () if isinstance(channel.costs, str) else channel.costs
    held = [
        str(number)
        for number, entry in enumerate(entries, start=1)
        if (not entry.contact_types or kind in entry.contact_types)
        and holds_on(entry, day)
    ]
    return f"{channel.id}/{'+'.join(held)}"
