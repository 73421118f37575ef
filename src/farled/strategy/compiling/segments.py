"""Spans of days within which nothing dated begins or ends."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Iterable, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from farled.strategy.document import Strategy
from farled.terms.errors import FarledError

__all__ = ["UNDATED", "Dated", "Segments", "has_ended", "holds_on", "lay_segments"]

UNDATED = -1
"""The segment of a situation without any day: only undated entries hold."""


class Dated(Protocol):
    """Anything with a first and a last day, both included, both optional."""

    @property
    def valid_from(self) -> date | None:
        """The first day."""
        ...

    @property
    def valid_until(self) -> date | None:
        """The last day."""
        ...


@dataclass(frozen=True, slots=True)
class Segments:
    """Segment 0 is before `starts[0]`; segment i begins on `starts[i - 1]`."""

    starts: tuple[date, ...]
    instants: tuple[float, ...]
    """Midnights of `starts` in the strategy's time zone, POSIX seconds."""
    zone: ZoneInfo
    default: int
    """Segment of a situation without an instant: that of the head's first day."""

    @property
    def all(self) -> tuple[int, ...]:
        """Every segment, the undated one first."""
        return (UNDATED, *range(len(self.starts) + 1))

    def of_day(self, day: date) -> int:
        """Find the segment of a day."""
        return bisect_right(self.starts, day)

    def of(self, at: datetime) -> int:
        """Find the segment of an aware instant.

        Raises:
            FarledError: `instant-without-time-zone`.
        """
        if at.tzinfo is None:
            raise FarledError("instant-without-time-zone", value=at.isoformat())
        return bisect_right(self.instants, at.timestamp())

    def day_in(self, segment: int) -> date | None:
        """Give a day that stands for the whole segment; None for the undated one."""
        if segment == UNDATED:
            return None
        if segment:
            return self.starts[segment - 1]
        first = self.starts[0] if self.starts else date.max
        return first - timedelta(days=1) if first > date.min else first


def holds_on(entry: Dated, day: date | None) -> bool:
    """Tell whether a dated entry holds on a day; without a day only undated do."""
    if day is None:
        return entry.valid_from is None and entry.valid_until is None
    after_start = entry.valid_from is None or entry.valid_from <= day
    return after_start and (entry.valid_until is None or day <= entry.valid_until)


def has_ended(entry: Dated, day: date | None) -> bool:
    """Tell whether a dated entry's last day is past."""
    return day is not None and entry.valid_until is not None and entry.valid_until < day


def lay_segments(strategy: Strategy) -> Segments:
    """Cut time at every day on which something of the strategy begins or ends.

    Raises:
        FarledError: `unknown-value` when the head's time zone is not known.
    """
    try:
        zone = ZoneInfo(strategy.head.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise FarledError(
            "unknown-value",
            attribute="time_zone",
            value=strategy.head.time_zone,
            nearest=None,
        ) from error
    starts = tuple(sorted({day for e in _dated(strategy) for day in _turns(e)}))
    opened = strategy.head.valid_from
    return Segments(
        starts=starts,
        instants=tuple(
            datetime.combine(day, time(), tzinfo=zone).timestamp() for day in starts
        ),
        zone=zone,
        default=bisect_right(starts, opened) if isinstance(opened, date) else UNDATED,
    )


def _dated(strategy: Strategy) -> Iterable[Dated]:
    yield from strategy.rules
    for channel in strategy.channels:
        yield from channel.established
        for costs in (channel.costs, channel.customer_costs):
            yield from () if isinstance(costs, str) else costs


def _turns(entry: Dated) -> Iterable[date]:
    if entry.valid_from is not None:
        yield entry.valid_from
    if entry.valid_until is not None and entry.valid_until < date.max:
        yield entry.valid_until + timedelta(days=1)
