"""What becomes of each row: the first reason to keep it apart, or none."""

from datetime import date, timedelta
from typing import Iterator, Sequence

from farled.exchange import sql
from farled.exchange.importing import numbers
from farled.exchange.importing.fields import Field
from farled.exchange.importing.table import LogTable
from farled.exchange.mapping.document import Condition, Impossible, LogMapping

__all__ = ["CLASSES", "LATER_EVENT", "condition", "exclusions", "verdict"]

CLASSES = ("excluded", "quarantined", "impossible", "unmapped", "duplicate")
LATER_EVENT = "later-event-of-the-case"
_ENDED = "ended-before-it-occurred"
_NEVER_NEGATIVE = ("wait_s", "handling_s", "cost_minor")


def condition(place: str, wanted: Condition) -> str:
    """Give a condition over a log's column; a missing value is the empty text."""
    text = f"coalesce(trim({place}), '')"
    parts: list[str] = []
    if wanted.is_ is not None:
        parts.append(f"{text} in ({_texts(wanted.is_)})")
    if wanted.is_not is not None:
        parts.append(f"{text} not in ({_texts(wanted.is_not)})")
    if wanted.matches is not None:
        parts.append(f"regexp_matches({text}, {sql.text(wanted.matches)})")
    if wanted.empty is not None:
        parts.append(f"({text} = '') = {wanted.empty}")
    return "(" + " and ".join(parts) + ")"


def _texts(values: Sequence[str]) -> str:
    return ", ".join(sql.text(each.strip()) for each in values)


def exclusions(mapping: LogMapping, log: LogTable) -> str:
    """Give an expression of the reason to leave a row out, or null."""
    cases = [
        " and ".join(condition(log.place(c), w) for c, w in each.where.items())
        + f" then {sql.text('excluded:' + each.reason)}"
        for each in mapping.exclude
    ]
    return _case(f"when {case}" for case in cases)


def verdict(
    mapping: LogMapping, log: LogTable, fields: Sequence[Field], latest: date | None
) -> str:
    """Give an expression of `class:reason` for a row to keep apart, or null.

    The order of classes is fixed: excluded, quarantined, impossible, unmapped.
    """
    cases = [
        *_unreadable(fields),
        *_impossible(mapping, log, fields, latest),
        *_unmapped(fields),
    ]
    return f"coalesce(excluded, {_case(cases)})"


def _case(cases: Iterator[str] | Sequence[str]) -> str:
    joined = " ".join(cases)
    return f"case {joined} end" if joined else "NULL::VARCHAR"


def _when(test: str, kind: str, *reason: str) -> str:
    return f"when {test} then {sql.text(':'.join((kind, *reason)))}"


def _unreadable(fields: Sequence[Field]) -> Iterator[str]:
    for each in fields:
        if each.required and not each.coded:
            missing = f"{each.text_column} is null"
            yield _when(missing, "quarantined", each.name, "missing")
            unread = f"{each.value_column} is null"
            yield _when(unread, "quarantined", each.name, each.unreadable)


def _unmapped(fields: Sequence[Field]) -> Iterator[str]:
    for each in fields:
        if each.required and each.coded:
            yield _when(f"{each.value_column} is null", "unmapped", each.name)


def _impossible(
    mapping: LogMapping, log: LogTable, fields: Sequence[Field], latest: date | None
) -> Iterator[str]:
    at = {each.name: each.value_column for each in fields}
    for check in mapping.impossible:
        yield _when(
            _check(check, log, at, mapping.time_zone), "impossible", check.reason
        )
    if {"ended_at", "occurred_at"} <= set(at):
        earlier = f"{at['ended_at']} < {at['occurred_at']}"
        yield _when(earlier, "impossible", _ENDED)
    for name in _NEVER_NEGATIVE:
        if name in at:
            yield _when(f"{at[name]} < 0", "impossible", "negative", name)
    days = [day for day in (mapping.latest_day, latest) if day is not None]
    if days:
        test = _is_after(at["occurred_at"], min(days), mapping.time_zone)
        yield _when(test, "impossible", "in-the-future")


def _check(check: Impossible, log: LogTable, at: dict[str, str], zone: str) -> str:
    if check.earlier is not None:
        return f"{at[check.earlier[0]]} < {at[check.earlier[1]]}"
    if check.more is not None:
        first, second = (numbers.number(log.joined([c], "")) for c in check.more)
        return f"({first}) > ({second})"
    if check.negative is not None:
        return f"({numbers.number(log.joined(check.negative, ''))}) < 0"
    if check.after is not None:
        return _is_after(at[check.after.column], check.after.day, zone)
    return "false"


def _is_after(instant: str, day: date, zone: str) -> str:
    following = day + timedelta(days=1)
    return f"{instant} >= timezone({sql.text(zone)}, TIMESTAMP '{following}')"
