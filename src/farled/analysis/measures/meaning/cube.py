"""Facts counted by the columns that a question needs, with their meaning beside."""

from datetime import date
from typing import Iterable

import ibis.expr.types as ir

from farled.analysis.factset import FactSet
from farled.analysis.measures.meaning.dimensions import attach_weeks, dimension
from farled.analysis.measures.meaning.lookups import attach
from farled.strategy.document import Strategy

__all__ = ["count_by", "covered_days", "with_meaning"]


def covered_days(factset: FactSet) -> tuple[date, date] | None:
    """Return the first and last local day of the facts, or None without facts."""
    facts = factset.facts
    (row,) = (
        facts.aggregate(first=facts.occurred_on.min(), last=facts.occurred_on.max())
        .to_pyarrow()
        .to_pylist()
    )
    return (row["first"], row["last"]) if row["first"] else None


def count_by(table: ir.Table, columns: Iterable[str]) -> ir.Table:
    """Count rows by the values of columns, in `n`.

    Counting first makes all that follows small, however many facts there are.
    """
    return table.group_by(list(columns)).aggregate(n=table.count())


def with_meaning(
    cube: ir.Table,
    by: Iterable[str],
    strategy: Strategy | None,
    covered: tuple[date, date] | None,
) -> ir.Table:
    """Add what codes mean, and the keys of `by` as `key_0`, `key_1` and so on."""
    cube = attach(cube, strategy)
    names = list(by)
    if "week" in names:
        cube = attach_weeks(cube, covered)
    return cube.mutate(
        **{f"key_{i}": dimension(name).key(cube) for i, name in enumerate(names)}
    )
