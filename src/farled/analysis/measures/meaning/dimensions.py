"""Dimensions to divide facts by: fact columns, and what follows from them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Callable, Final, Iterable, Mapping

import ibis.expr.types as ir
import pyarrow as pa

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.measures.meaning.lookups import CHANNEL_COLUMNS, look_up
from farled.strategy.reading.nearest import by_nearness
from farled.terms.errors import FarledError

__all__ = ["DERIVED", "Dimension", "attach_weeks", "dimension", "raw_columns"]

_ALIASES = {"group": "target_group", "day": "occurred_on"}


@dataclass(frozen=True, slots=True)
class Dimension:
    """A named division and the fact column it follows from."""

    name: str
    column: str
    key: Callable[[ir.Table], ir.Value]


def _own_id(column: str, gained: str) -> Callable[[ir.Table], ir.Value]:
    return lambda t: t[gained].fill_null(t[column])


def _gained(name: str) -> Callable[[ir.Table], ir.Value]:
    return lambda t: t[name]


def _year(t: ir.Table) -> ir.Value:
    return t.month.substr(0, 4)


def _quarter(t: ir.Table) -> ir.Value:
    month = t.month.substr(5, 2).cast("int64")
    return t.month.substr(0, 4) + "-Q" + ((month + 2) // 3).cast("string")


def _of_channel(column: str) -> list[Dimension]:
    prefix = "" if column == "channel" else f"{column}_"
    return [
        Dimension(column, column, _own_id(column, f"{column}_id")),
        Dimension(f"{prefix or 'channel_'}family", column, _gained(f"{column}_family")),
        Dimension(f"{prefix}digital", column, _gained(f"{column}_digital")),
    ]


DERIVED: Final[Mapping[str, Dimension]] = {
    d.name: d
    for d in (
        *(d for column in CHANNEL_COLUMNS for d in _of_channel(column)),
        Dimension("service", "service", _own_id("service", "service_id")),
        Dimension("target_group", "target_group", _own_id("target_group", "group_id")),
        Dimension("group_kind", "target_group", _gained("group_kind")),
        Dimension("year", "month", _year),
        Dimension("quarter", "month", _quarter),
        Dimension("week", "occurred_on", _gained("week")),
    )
}


def dimension(name: str) -> Dimension:
    """Return the dimension of a name.

    Raises:
        FarledError: `unknown-dimension`.
    """
    name = _ALIASES.get(name, name)
    if name in DERIVED:
        return DERIVED[name]
    if name in FACT_COLUMNS:
        return Dimension(name, name, _gained(name))
    known = by_nearness(name, sorted({*DERIVED, *FACT_COLUMNS}))
    raise FarledError("unknown-dimension", dimensions=(name,), known=known)


def raw_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Return the fact columns that dimensions follow from, each once."""
    return tuple(dict.fromkeys(dimension(name).column for name in names))


def attach_weeks(table: ir.Table, covered: tuple[date, date] | None) -> ir.Table:
    """Add `week`, the ISO week such as 2020-W09, to a table with `occurred_on`."""
    rows = []
    if covered:
        first, last = covered
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        rows = [{"week_day": day, "week": iso_week(day)} for day in days]
    types = {"week_day": pa.date32(), "week": pa.string()}
    return look_up(table, "occurred_on", rows, types)


def iso_week(day: date) -> str:
    """Return the ISO year and week of a day.

    >>> iso_week(date(2021, 1, 3))
    '2020-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
