"""Which facts a replay reads, and the columns it is sliced by."""

from typing import Mapping, Sequence

import ibis.expr.types as ir

from farled.analysis.measures.meaning.dimensions import attach_weeks, dimension
from farled.analysis.measures.meaning.lookups import attach
from farled.analysis.measures.meaning.scope import conditions, days
from farled.strategy.document import Strategy
from farled.terms.period import Period

__all__ = ["slice_column", "with_slices", "within"]


def within(
    facts: ir.Table,
    strategy: Strategy,
    where: Mapping[str, Sequence[str] | str],
    period: Period,
) -> ir.Table:
    """Keep the facts of a period that `where` is about.

    Raises:
        FarledError: `unknown-dimension`, `unknown-selector` and the like.
    """
    kept = conditions(facts, where, strategy)
    kept += days(facts, period.start, period.until)
    return facts.filter(*kept) if kept else facts


def slice_column(name: str) -> str:
    """Name the column that holds a dimension's value."""
    return f"={name}"


def with_slices(facts: ir.Table, strategy: Strategy, by: Sequence[str]) -> ir.Table:
    """Add one text column per dimension, nulls kept.

    Raises:
        FarledError: `unknown-dimension`.
    """
    wanted = {name: dimension(name) for name in by}
    if not wanted:
        return facts
    if "week" in (one.name for one in wanted.values()):
        facts = _with_weeks(facts)
    attached = attach(facts, strategy)
    values = {
        slice_column(name): one.key(attached).cast("string")
        for name, one in wanted.items()
    }
    return attached.mutate(**values)


def _with_weeks(facts: ir.Table) -> ir.Table:
    ends = facts.aggregate(first=facts.occurred_on.min(), last=facts.occurred_on.max())
    (row,) = ends.to_pyarrow().to_pylist()
    covered = None if row["first"] is None else (row["first"], row["last"])
    return attach_weeks(facts, covered)
