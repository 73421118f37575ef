"""When contacts happen: within opening hours, at the hours people really call."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from opening_hours import OpeningHours, State

from farled.analysis.synthesis.assumptions import STAFFED
from farled.analysis.synthesis.contacts import NONE, Contacts, Flags, Ints
from farled.analysis.synthesis.setting import Setting
from farled.strategy.hours import check_hours
from farled.terms.channels import Family
from farled.terms.errors import FarledError

__all__ = ["MINUTES_PER_DAY", "Hours", "lay_hours", "settle"]

MINUTES_PER_DAY = 1440
_RUSH_MINUTES = 90
"""After a night or a weekend people come soon after opening."""
_DIGITAL_HOURS = (
    *(2, 1, 0.6, 0.4, 0.5, 1.2, 3, 6, 8, 8.5, 8.5, 8),
    *(8.5, 7.5, 7, 6.5, 6, 6, 7, 9, 10, 9, 6.5, 4),
)
_OFFICE_HOURS = (*(0,) * 7, 4, 9, 12, 12, 9, 6, 9, 8, 7, 4, 1, *(0,) * 6)
_STAFFED_HOURS = (*(0,) * 7, 5, 12, 14, 13, 9, 6, 10, 9, 8, 6, 4, 3, 2, *(0,) * 4)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours by channel and local day.

    Attributes:
        opens: [channel, day] minute of the day, NONE when closed all day.
        closes: [channel, day] minute of the day.
        next_open: [channel, day] first day from this one on that is open; the number
            of days when none is.
        cumulative: [channel, minute] how the day's contacts are spread.
    """

    opens: Ints
    closes: Ints
    next_open: Ints
    cumulative: np.ndarray[tuple[int, int], np.dtype[np.float64]]


def lay_hours(setting: Setting) -> Hours:
    """Work out when each channel is open on each day of the period."""
    shape = (len(setting.channels), len(setting.days))
    opens, closes = np.zeros(shape, np.int64), np.full(shape, MINUTES_PER_DAY)
    for code, channel in enumerate(setting.channels):
        if channel.opening and channel.opening != "not-provided":
            opens[code], closes[code] = _open_days(channel.opening, setting)
    profiles = np.array([_profile(c.family) for c in setting.channels])
    by_minute = np.repeat(profiles, 60, axis=1) + 1e-9
    cumulative = np.cumsum(by_minute, axis=1) / by_minute.sum(axis=1, keepdims=True)
    return Hours(opens, closes, _next_open(opens), cumulative)


def _profile(family: Family) -> tuple[float, ...]:
    if family in {Family.LETTER, Family.PRINT, Family.DIGITAL_POST}:
        return _OFFICE_HOURS
    return _STAFFED_HOURS if family in STAFFED - {Family.EMAIL} else _DIGITAL_HOURS


def _open_days(spec: str, setting: Setting) -> tuple[Ints, Ints]:
    head = setting.compiled.strategy.head
    opens = np.full(len(setting.days), NONE, np.int64)
    closes = np.zeros(len(setting.days), np.int64)
    try:
        check_hours(spec, country=head.country)
    except FarledError:
        # Hours that cannot be read say nothing; the check reports them.
        return np.zeros_like(opens), np.full_like(opens, MINUTES_PER_DAY)
    zone = ZoneInfo(head.time_zone)
    hours = OpeningHours(spec, timezone=zone, country=head.country)
    first = setting.days[0]
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(setting.days[-1] + timedelta(days=1), time(), zone)
    for begins, ends, state, _ in hours.intervals(start, end):
        if state is not State.OPEN:
            continue
        last = ends.hour * 60 + ends.minute
        span = (begins.date() - first).days, (ends.date() - first).days
        for day in range(span[0], min(span[1], len(opens) - 1) + 1):
            begin = begins.hour * 60 + begins.minute if day == span[0] else 0
            until = last if day == span[1] else MINUTES_PER_DAY
            if until > begin:
                opens[day] = begin if opens[day] == NONE else min(opens[day], begin)
                closes[day] = max(closes[day], until)
    return opens, closes


def _next_open(opens: Ints) -> Ints:
    count = opens.shape[1]
    found = np.where(opens == NONE, count, np.arange(count))
    backwards = np.minimum.accumulate(found[:, ::-1], axis=1)
    return np.asarray(backwards[:, ::-1])


def settle(contacts: Contacts, hours: Hours, rng: np.random.Generator) -> Contacts:
    """Move each contact to when its channel is open; those past the end are dropped.

    A contact with a minute keeps it when it can; one without gets one.
    """
    count = hours.opens.shape[1]
    kept = contacts.where((contacts["day"] < count) & (contacts["channel"] != NONE))
    channel, day, minute = kept["channel"], kept["day"], kept["minute"]
    given = minute != NONE
    late = given & (minute >= hours.closes[channel, day])
    wanted = np.minimum(day + late, count - 1)
    moved = hours.next_open[channel, wanted]
    inside = (moved < count) & ~(late & (day == count - 1))
    kept = kept.where(inside)
    channel, day, moved, minute = (
        kept["channel"],
        kept["day"],
        moved[inside],
        kept["minute"],
    )
    stays = (minute != NONE) & (moved == day)
    drawn = _draw_minutes(channel, moved, hours, (minute != NONE) & ~stays, rng)
    opening = hours.opens[channel, moved]
    early = stays & (minute < opening)
    minute = np.where(stays & ~early, minute, drawn)
    return kept.having(day=moved, minute=minute)


def _draw_minutes(
    channel: Ints, day: Ints, hours: Hours, rush: Flags, rng: np.random.Generator
) -> Ints:
    opens, closes = hours.opens[channel, day], hours.closes[channel, day]
    minutes = np.empty(len(channel), np.int64)
    for code in np.unique(channel):
        rows = np.flatnonzero(channel == code)
        spread = hours.cumulative[code]
        below = np.where(opens[rows] > 0, spread[np.maximum(opens[rows] - 1, 0)], 0)
        above = spread[closes[rows] - 1]
        throw = below + rng.random(len(rows)) * (above - below)
        minutes[rows] = np.searchsorted(spread, throw)
    soon = opens + rng.integers(0, _RUSH_MINUTES, len(channel))
    minutes = np.where(rush, soon, minutes)
    return np.clip(minutes, opens, closes - 1)
