"""Withhold rows on so few that someone might be recognised."""

from dataclasses import replace
from typing import Sequence

from farled.analysis.measures.result import MeasureRow, State
from farled.terms.reasons import reason

__all__ = ["withhold"]


def withhold(rows: Sequence[MeasureRow], small_cell: int) -> tuple[MeasureRow, ...]:
    """Withhold rows on fewer than `small_cell`, so that none can be worked out again.

    When only one row would be withheld, it follows from the others and the total: the
    next smallest goes with it.
    """
    if small_cell <= 1:
        return tuple(rows)
    few = {i for i, row in enumerate(rows) if _is_few(row, small_cell)}
    if len(few) == 1 and len(rows) > 1:
        others = [i for i, row in enumerate(rows) if i not in few and row.n]
        few |= {min(others, key=lambda i: rows[i].n or 0)} if others else set()
    return tuple(
        _withheld(row, small_cell) if i in few else row for i, row in enumerate(rows)
    )


def _is_few(row: MeasureRow, small_cell: int) -> bool:
    return row.n is not None and 0 < row.n < small_cell


def _withheld(row: MeasureRow, small_cell: int) -> MeasureRow:
    return replace(
        row,
        state=State.NOT_PROVIDED,
        value=None,
        numerator=None,
        denominator=None,
        n=None,
        relevant=None,
        interval=None,
        reasons=(reason("small-cell", fewer_than=small_cell),),
    )
