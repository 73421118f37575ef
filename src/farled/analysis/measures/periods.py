"""Periods that rows stand for, and whether facts cover them wholly."""

from datetime import date, timedelta
from functools import cache
from typing import Callable, Final, Mapping

from farled.analysis.measures.result import Key, Question

__all__ = ["days_of", "is_partial"]

_MONTHS_PER_QUARTER = 3


@cache
def days_of(name: str, key: Key) -> tuple[date, date] | None:
    """Return the first and last day of a period dimension's value, if it is one.

    >>> days_of("quarter", "2020-Q1")
    (datetime.date(2020, 1, 1), datetime.date(2020, 3, 31))
    """
    if not isinstance(key, str):
        return None
    reader = _READERS.get(name)
    return reader(key) if reader else None


def is_partial(
    keys: Mapping[str, Key], question: Question, covered: tuple[date, date]
) -> bool:
    """Tell whether a row's period reaches outside the facts or the question."""
    for name, key in keys.items():
        span = days_of(name, key) if name in _READERS else None
        if span and (
            span[0] < max(covered[0], question.since or covered[0])
            or span[1] > min(covered[1], question.until or covered[1])
        ):
            return True
    return False


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + count
    end = date(after // 12, after % 12 + 1, 1)
    return date(year, month, 1), end - timedelta(days=1)


def _year(key: str) -> tuple[date, date]:
    return _months(int(key), 1, 12)


def _quarter(key: str) -> tuple[date, date]:
    year, _, quarter = key.partition("-Q")
    first = int(quarter) * _MONTHS_PER_QUARTER - 2
    return _months(int(year), first, _MONTHS_PER_QUARTER)


def _month(key: str) -> tuple[date, date]:
    year, _, month = key.partition("-")
    return _months(int(year), int(month), 1)


def _week(key: str) -> tuple[date, date]:
    year, _, week = key.partition("-W")
    monday = date.fromisocalendar(int(year), int(week), 1)
    return monday, monday + timedelta(days=6)


_READERS: Final[Mapping[str, Callable[[str], tuple[date, date]]]] = {
    "year": _year,
    "quarter": _quarter,
    "month": _month,
    "week": _week,
}
