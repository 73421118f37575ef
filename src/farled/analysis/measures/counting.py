"""From a table of counted things to the figures of every row."""

from dataclasses import dataclass
from typing import Any, Sequence

import ibis
import ibis.expr.types as ir

from farled.analysis.measures.definition import Form

__all__ = ["Figures", "count"]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted under one combination of keys.

    Attributes:
        relevant: things that belong to the denominator, or may do so.
        known: those that could be judged.
        total: what they add up to; `squares` likewise.
        awaiting: things whose window has not passed.
        given: needed columns with at least one value among the relevant.
    """

    keys: tuple[Any, ...]
    relevant: int
    known: int
    total: float
    squares: float = 0.0
    awaiting: int = 0
    given: frozenset[str] = frozenset()


def count(
    table: ir.Table, form: Form, key_count: int, needed: Sequence[str]
) -> list[Figures]:
    """Sum a table with `n` and `key_0` … by its keys; needed columns are checked.

    A table that holds `awaits` keeps those rows out of every figure but `awaiting`.
    """
    keys = [f"key_{i}" for i in range(key_count)]
    never = ibis.literal(value=False)
    awaits = table.awaits if "awaits" in table.columns else never
    amount = form.value
    if isinstance(amount, ir.BooleanValue):
        amount = amount.cast("int64")
    relevant = form.scope.fill_null(ibis.literal(value=True))
    known = form.scope.fill_null(never) & amount.notnull() & ~awaits
    amount = ibis.ifelse(known, amount, 0)
    columns = [column for column in needed if column in table.columns]
    counted = {
        "relevant": _weight(table, relevant & ~awaits),
        "known": _weight(table, known),
        "awaiting": _weight(table, relevant & awaits),
        "total": (amount * table.n).sum(),
        "squares": (amount.cast("float64") * amount * table.n).sum(),
    } | {
        f"has_{column}": _weight(table, relevant & table[column].notnull())
        for column in columns
    }
    grouped = table.group_by(keys) if keys else table
    rows = grouped.aggregate(**counted).to_pyarrow().to_pylist()
    everything = frozenset(columns)
    return [_figures(row, keys, everything) for row in rows]


def _weight(table: ir.Table, truth: ir.BooleanValue) -> ir.Value:
    return ibis.ifelse(truth, table.n, 0).sum()


def _figures(row: dict[str, Any], keys: list[str], columns: frozenset[str]) -> Figures:
    lacking = [column for column in columns if not row[f"has_{column}"]]
    return Figures(
        keys=tuple([row[key] for key in keys]),
        relevant=row["relevant"] or 0,
        known=row["known"] or 0,
        total=row["total"] or 0,
        squares=row["squares"] or 0.0,
        awaiting=row["awaiting"] or 0,
        given=columns.difference(lacking) if lacking else columns,
    )
