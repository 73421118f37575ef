"""The strategy as arrays to draw from: which channels are open to whom, and when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Iterable, Mapping

import numpy as np

from farled.analysis.synthesis.contacts import Flags, Ints
from farled.strategy.compiling import Compiled
from farled.strategy.compiling.segments import holds_on
from farled.strategy.compiling.selecting import select_all
from farled.strategy.document import Channel, Group, Service
from farled.terms.channels import Family
from farled.terms.contacts import Ability, ContactType, Direction

__all__ = ["Setting", "lay_setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A strategy seen by day, group and channel; axes are named in each attribute.

    Attributes:
        days: every day of the period.
        segments: [day] the strategy's segment.
        open_to: [segment, group, channel] the channel is established for the group.
        fits: [service, contact type, direction, channel] offered and handled.
        works: [ability, channel] usable at all.
        families: [channel] position in `Family`.
        digital: [channel] counts as digital.
        needed: [service, contact type] rank of the assurance needed.
        places: channel id → code.
        rule_numbers: rule id → position in the document.
    """

    compiled: Compiled
    days: tuple[date, ...]
    segments: Ints
    open_to: Flags
    fits: Flags
    works: Flags
    families: Ints
    digital: Flags
    needed: Ints
    places: Mapping[str, int]
    rule_numbers: Mapping[str, int]

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Channels, in the order of their codes."""
        return self.compiled.strategy.channels

    @property
    def groups(self) -> tuple[Group, ...]:
        """Groups, in the order of their codes."""
        return self.compiled.strategy.groups

    @property
    def services(self) -> tuple[Service, ...]:
        """Services, in the order of their codes."""
        return self.compiled.strategy.services

    def of_family(self, family: Family) -> Ints:
        """Give the codes of a family's channels."""
        return np.flatnonzero(self.families == list(Family).index(family))

    def is_family(self, family: Family) -> Flags:
        """Tell of each channel whether it is of the family."""
        return np.asarray(self.families == list(Family).index(family))


def lay_setting(compiled: Compiled, first_day: date, last_day: date) -> Setting:
    """Lay out what can be used by whom on each day of the period."""
    strategy = compiled.strategy
    count = (last_day - first_day).days + 1
    days = tuple(first_day + timedelta(days=n) for n in range(count))
    segments = np.array([compiled.segments.of_day(day) for day in days], np.int64)
    families = list(Family)
    return Setting(
        compiled=compiled,
        days=days,
        segments=segments,
        open_to=_open_to(compiled),
        fits=np.stack(
            [_fits(service, strategy.channels) for service in _all(compiled)]
        ),
        works=np.array(
            [[ability in c.usable_by for c in strategy.channels] for ability in Ability]
        ),
        families=np.array([families.index(c.family) for c in strategy.channels]),
        digital=np.array([c.is_digital for c in strategy.channels]),
        needed=np.array(
            [
                [s.assurance[t].rank if t in s.assurance else 0 for t in ContactType]
                for s in _all(compiled)
            ]
        ),
        places={c.id: code for code, c in enumerate(strategy.channels)},
        rule_numbers={r.id: number for number, r in enumerate(strategy.rules)},
    )


def _all(compiled: Compiled) -> Iterable[Service]:
    return compiled.strategy.services


def _open_to(compiled: Compiled) -> Flags:
    strategy = compiled.strategy
    segments = [s for s in compiled.segments.all if s >= 0]
    return np.array(
        [
            [
                [_is_open(compiled, c, group.id, segment) for c in strategy.channels]
                for group in strategy.groups
            ]
            for segment in segments
        ]
    )


def _is_open(compiled: Compiled, channel: Channel, group: str, segment: int) -> bool:
    day = compiled.segments.day_in(segment)
    return not channel.established or any(
        holds_on(entry, day)
        and (not entry.groups or group in compiled.tree.expand(entry.groups))
        for entry in channel.established
    )


def _fits(service: Service, channels: tuple[Channel, ...]) -> Flags:
    offered = (
        select_all(service.channels, channels)
        if service.channels
        else frozenset(range(len(channels)))
    )
    return np.array(
        [
            [
                [
                    i in offered and kind in c.handles and direction in c.directions
                    for i, c in enumerate(channels)
                ]
                for direction in Direction
            ]
            for kind in ContactType
        ]
    )
