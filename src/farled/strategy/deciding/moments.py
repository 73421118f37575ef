"""What the instant asked about means: its segment, and when channels open next."""

from datetime import datetime
from typing import NamedTuple

from farled.strategy.compiling import Compiled
from farled.strategy.hours import next_opening
from farled.terms.errors import FarledError

__all__ = ["Moment", "moment_of"]

_SECONDS_PER_MINUTE = 60


class Moment(NamedTuple):
    """One minute, as far as a strategy cares."""

    segment: int
    opens: tuple[datetime | None, ...]
    """By channel; empty when no instant is known or no channel has hours."""


def moment_of(compiled: Compiled, at: datetime | None) -> Moment:
    """Look up an instant; opening hours and days change on whole minutes only.

    Raises:
        FarledError: `instant-without-time-zone`.
    """
    if at is None:
        return Moment(compiled.segments.default, ())
    segment = compiled.segments.of(at)
    if not compiled.hours:
        return Moment(segment, ())
    memory = compiled.memories["moments"]
    minute = at.timestamp() // _SECONDS_PER_MINUTE
    found: Moment | None = memory.get(minute)
    return found or memory.keep(minute, Moment(segment, _openings(compiled, at)))


def _openings(compiled: Compiled, at: datetime) -> tuple[datetime | None, ...]:
    by_spec = {spec: _opening(compiled, spec, at) for spec in compiled.hours}
    return tuple(by_spec.get(c.opening or "") for c in compiled.strategy.channels)


def _opening(compiled: Compiled, spec: str, at: datetime) -> datetime | None:
    head = compiled.strategy.head
    try:
        return next_opening(spec, at, time_zone=head.time_zone, country=head.country)
    except FarledError:
        # Hours that cannot be read say nothing; the check reports them.
        return None
