"""Count facts by kind of situation and channel used, through any engine."""

from dataclasses import dataclass
from math import prod
from typing import Final, Sequence

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from farled.analysis.replay.tables import CHANNEL, Dimension
from farled.terms.errors import FarledError

__all__ = ["Tally", "distinct_combinations", "distinct_rows", "tally_facts"]

_N: Final = "~n"
_CODES: Final = 2**62
"""Combinations up to here are told apart by one integer."""
_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tally:
    """Facts counted; arrays of one length but `combinations`.

    Attributes:
        combinations: the classes that occur together, one row per situation,
            one column per dimension.
        situation: row in `combinations`.
        channel: place of the channel used, or the number of channels for none.
        n: facts.
        keys: values of the columns counted by.
    """

    combinations: _Ints
    situation: _Ints
    channel: _Ints
    n: _Ints
    keys: pa.Table


def tally_facts(
    classed: ir.Table,
    dimensions: Sequence[Dimension],
    channels: int,
    by: Sequence[str] = (),
) -> Tally:
    """Group facts that carry their classes, and fetch the groups.

    Args:
        classed: the facts.
        dimensions: those of one strategy, or of two on the same facts.
        channels: how many channels the (first) strategy has.
        by: columns to group by besides.

    Raises:
        FarledError: `facts-without-dimension` when a fact finds no class.
    """
    counted, n, classes = _grouped(classed, dimensions, (CHANNEL, *by))
    combinations, situation = distinct_rows(classes)
    return Tally(
        combinations=combinations,
        situation=situation,
        channel=_ints(counted[CHANNEL], channels),
        n=n,
        keys=counted.select(list(by)),
    )


def distinct_combinations(classed: ir.Table, dimensions: Sequence[Dimension]) -> _Ints:
    """Fetch the classes that occur together, one row per situation.

    Raises:
        FarledError: `facts-without-dimension` when a fact finds no class.
    """
    return distinct_rows(_grouped(classed, dimensions, ())[2])[0]


def _grouped(
    classed: ir.Table, dimensions: Sequence[Dimension], also: Sequence[str]
) -> tuple[pa.Table, _Ints, _Ints]:
    names = [dimension.name for dimension in dimensions]
    groups = classed.group_by([*names, *also]).agg(**{_N: classed.count()})
    counted = groups.to_pyarrow().combine_chunks()
    n = _ints(counted[_N], 0)
    classes = np.stack([_ints(counted[name], -1) for name in names], axis=1)
    if (lost := int(n[(classes < 0).any(axis=1)].sum())) > 0:
        raise FarledError("facts-without-dimension", n=lost)
    return counted, n, classes


def _ints(column: pa.ChunkedArray, null: int) -> _Ints:
    filled = pc.fill_null(column.cast(pa.int64()), null)
    return np.asarray(filled.to_numpy(), np.int64)


def distinct_rows(classes: _Ints) -> tuple[_Ints, _Ints]:
    """Find distinct rows and each row's place among them."""
    if not len(classes):
        return classes, np.zeros(0, np.int64)
    sizes = tuple(int(size) for size in classes.max(axis=0) + 1)
    if prod(sizes) > _CODES:
        rows, place = np.unique(classes, axis=0, return_inverse=True)
        return rows, place.astype(np.int64)
    codes = np.ravel_multi_index(tuple(classes.T), sizes)
    distinct, place = np.unique(codes, return_inverse=True)
    rows = np.stack(np.unravel_index(distinct, sizes), axis=1)
    return rows.astype(np.int64), place.astype(np.int64)
