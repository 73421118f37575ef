"""Opening hours in OpenStreetMap's notation: open now, and if not, when next."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import opening_hours
from opening_hours import OpeningHours, State

from farled.terms.errors import FarledError

__all__ = ["check_hours", "is_open", "is_shut", "next_opening"]

_HORIZON = timedelta(days=366)
_YEARS = range(1900, 9998)
"""Years that the library can look ahead from; of others nothing is known."""
# The library raises both, but its stubs do not know their names.
_ParserError: type[Exception] = vars(opening_hours)["ParserError"]
_UnknownCountry: type[Exception] = vars(opening_hours)["UnknownCountryError"]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A span of one state; `opens` is when the next open span begins, if closed."""

    state: State
    opens: datetime | None


@dataclass(frozen=True, slots=True)
class _Month:
    """The stretches of one month; a look-up is one bisection."""

    starts: tuple[float, ...]
    """POSIX seconds."""
    stretches: tuple[_Stretch, ...]

    def at(self, instant: datetime) -> _Stretch:
        return self.stretches[bisect_right(self.starts, instant.timestamp()) - 1]


def check_hours(spec: str, *, country: str) -> None:
    """Refuse hours that cannot be read.

    Raises:
        FarledError: `opening-hours-invalid` with `spec` and the `column` where reading
            stopped; `unknown-value` when the country has no calendar of holidays.
    """
    _parse(spec, "UTC", country)


def is_open(spec: str, at: datetime, *, time_zone: str, country: str) -> bool:
    """Tell whether it is open at an aware instant; «unknown» hours are not open.

    Raises:
        FarledError: as `check_hours`.
    """
    return _stretch(spec, at, time_zone, country).state is State.OPEN


def is_shut(spec: str, at: datetime, *, time_zone: str, country: str) -> bool:
    """Tell whether it is closed at an aware instant; «unknown» hours are not closed.

    Raises:
        FarledError: as `check_hours`.
    """
    return _stretch(spec, at, time_zone, country).state is State.CLOSED


def next_opening(
    spec: str, at: datetime, *, time_zone: str, country: str
) -> datetime | None:
    """Say when a place that is closed opens next, in its own time zone.

    None when it is open, when its hours are marked `unknown` then, or when it stays
    closed for 366 days.

    Raises:
        FarledError: as `check_hours`.
    """
    opens = _stretch(spec, at, time_zone, country).opens
    return opens if opens is not None and opens - at <= _HORIZON else None


def _stretch(spec: str, at: datetime, time_zone: str, country: str) -> _Stretch:
    if at.year not in _YEARS:
        return _Stretch(State.UNKNOWN, None)
    local = at.astimezone(ZoneInfo(time_zone))
    return _month(spec, time_zone, country, local.year, local.month).at(at)


@lru_cache(maxsize=512)
def _parse(spec: str, time_zone: str, country: str) -> OpeningHours:
    try:
        return OpeningHours(spec, timezone=ZoneInfo(time_zone), country=country)
    except _ParserError as error:
        column = _column(str(error))
        raise FarledError("opening-hours-invalid", spec=spec, column=column) from error
    except _UnknownCountry as error:
        raise FarledError(
            "unknown-value", attribute="country", value=country, nearest=None
        ) from error


def _column(message: str) -> int:
    """Read the column out of the parser's « --> 1:7»."""
    _, _, place = message.partition("-->")
    _, _, column = place.split("\n", 1)[0].partition(":")
    return int(column) if column.strip().isdigit() else 1


@lru_cache(maxsize=1024)
def _month(spec: str, time_zone: str, country: str, year: int, month: int) -> _Month:
    zone = ZoneInfo(time_zone)
    first = datetime(year, month, 1, tzinfo=zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    starts: list[float] = []
    states: list[State] = []
    begins: list[datetime] = []
    horizon = end + _HORIZON
    for start, stop, state, _ in _parse(spec, time_zone, country).intervals(
        first, horizon
    ):
        if _utc(stop) <= _utc(start):
            continue
        starts.append(start.timestamp())
        states.append(state)
        begins.append(start)
        if state is State.OPEN and _utc(start) >= _utc(end):
            break
    return _Month(
        starts=tuple(starts),
        stretches=tuple(
            _Stretch(state, _next(states, begins, i) if state is State.CLOSED else None)
            for i, state in enumerate(states)
        ),
    )


def _next(states: list[State], begins: list[datetime], after: int) -> datetime | None:
    for state, start in zip(states[after:], begins[after:], strict=True):
        if state is State.OPEN:
            return start
    return None


def _utc(instant: datetime) -> datetime:
    """Make instants comparable across a change of the clock."""
    return instant.astimezone(UTC)
