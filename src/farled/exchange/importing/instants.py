"""Expressions that turn a log's dates and times into instants."""

import re

from farled.exchange import sql
from farled.exchange.importing.zones import clock_changes
from farled.exchange.mapping.columns import ColumnRule
from farled.exchange.mapping.formats import EPOCH_FORMATS, has_offset, has_time

__all__ = ["instant", "moved_clock", "parsed", "swapped"]

_ISO_DAY = r"\d{4}-\d\d-\d\d"
_ISO_TIME = r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?"
_OFFSET = r" ?(Z|[+-]\d\d(:?\d\d)?)"
_END_OF_DAY = "interval 86399 second"
_SIGN = re.compile(r"%([dm])")


def parsed(text: str, rule: ColumnRule) -> tuple[str, str]:
    """Give two expressions: the local time, and the instant when there is an offset.

    Args:
        text: expression of the text to read.
        rule: formats, and when in the day a date without a time stands.
    """
    local: list[str] = []
    fixed: list[str] = []
    for name in rule.formats:
        if name == "iso":
            local.append(_iso_local(text, rule))
            fixed.append(_iso_fixed(text))
        elif name in EPOCH_FORMATS:
            fixed.append(_epoch(text, EPOCH_FORMATS[name]))
        elif has_offset(name):
            fixed.append(f"try_strptime({text}, {sql.text(name)})")
        else:
            local.append(_signs(text, name, rule))
    return _first(local, "TIMESTAMP"), _first(fixed, "TIMESTAMPTZ")


def _first(expressions: list[str], kind: str) -> str:
    if not expressions:
        return f"NULL::{kind}"
    return f"coalesce({', '.join(expressions)})"


def _iso_local(text: str, rule: ColumnRule) -> str:
    pattern = sql.text(f"{_ISO_DAY}({_ISO_TIME})?")
    value = (
        f"case when regexp_full_match({text}, {pattern}) "
        f"then try_cast({text} as TIMESTAMP) end"
    )
    if rule.day_only == "end-of-day":
        at_end = f"case when length({text}) = 10 then {_END_OF_DAY} "
        return f"({value}) + {at_end} else interval 0 second end"
    return value


def _iso_fixed(text: str) -> str:
    pattern = sql.text(f"{_ISO_DAY}{_ISO_TIME}{_OFFSET}")
    return (
        f"case when regexp_full_match({text}, {pattern}) "
        f"then try_cast({text} as TIMESTAMPTZ) end"
    )


def _epoch(text: str, per_second: int) -> str:
    pattern = sql.text(r"-?\d{1,15}(\.\d+)?")
    return (
        f"case when regexp_full_match({text}, {pattern}) "
        f"then to_timestamp(try_cast({text} as DOUBLE) / {per_second}) end"
    )


def _signs(text: str, name: str, rule: ColumnRule) -> str:
    value = f"try_strptime({text}, {sql.text(name)})"
    if rule.day_only == "end-of-day" and not has_time(name):
        return f"{value} + {_END_OF_DAY}"
    return value


def instant(local: str, fixed: str, time_zone: str) -> str:
    """Give the instant, null outside the years 1900 to 2199.

    A time that stands twice, when clocks go back, is taken as the later of the two;
    one that is skipped, when they go forward, is moved forward with them.
    """
    value = f"coalesce({fixed}, timezone({sql.text(time_zone)}, {local}))"
    return (
        f"case when {value} >= TIMESTAMPTZ '1900-01-01 00:00:00+00' "
        f"and {value} < TIMESTAMPTZ '2200-01-01 00:00:00+00' then {value} end"
    )


def moved_clock(local: str, fixed: str, time_zone: str) -> str:
    """Give a condition: the local time is skipped or stands twice in the zone."""
    zone = sql.text(time_zone)
    days = ", ".join(f"DATE '{day}'" for day in clock_changes(time_zone))
    if not days:
        return "false"
    back = f"timezone({zone}, {local})"
    twice = " or ".join(
        f"timezone({zone}, {back} {sign} interval {minutes} minute) = {local}"
        for sign in "+-"
        for minutes in (30, 60)
    )
    return (
        f"case when {fixed} is null and {local}::DATE in ({days}) "
        f"then timezone({zone}, {back}) <> {local} or {twice} else false end"
    )


def swapped(rule: ColumnRule) -> ColumnRule | None:
    """Give the rule with day and month the other way round, where it has them."""
    other = {"d": "m", "m": "d"}
    formats = tuple(
        _SIGN.sub(lambda sign: "%" + other[sign.group(1)], name)
        for name in rule.formats
        if {"d", "m"} <= set(_SIGN.findall(name))
    )
    return rule.replaced(formats=formats) if formats else None
