"""The days on which a time zone's clocks are moved."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

__all__ = ["clock_changes"]

_FIRST, _LAST = date(1960, 1, 1), date(2100, 12, 31)


@cache
def clock_changes(time_zone: str) -> tuple[date, ...]:
    """List the local days on which an hour is skipped or stands twice.

    >>> [day for day in clock_changes("Europe/Stockholm") if day.year == 2026]
    [datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)]
    """
    zone = ZoneInfo(time_zone)
    days: list[date] = []
    day = _FIRST
    before = _offset(day, zone)
    while day < _LAST:
        following = day + timedelta(days=1)
        after = _offset(following, zone)
        if after != before:
            days.append(day)
        day, before = following, after
    return tuple(days)


def _offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()
