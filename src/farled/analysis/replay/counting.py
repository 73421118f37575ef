"""Count interned facts by situation and channel: streamed past small tables."""

from dataclasses import dataclass
from math import prod
from typing import Final, Sequence

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from ibis.backends.duckdb import Backend as DuckDB

from farled.analysis.batches import stream_batches
from farled.analysis.replay.tables import CHANNEL, Dimension, with_classes
from farled.analysis.replay.tallying import Tally
from farled.terms.errors import FarledError

__all__ = ["can_stream", "stream_tally"]

_CELLS: Final = 96_000_000
"""Counts held at once; 4 bytes each."""

_COMBINATIONS: Final = 64_000_000
"""Combinations of classes that are numbered without sorting; 5 bytes each."""

_CELLS_PER_FACT: Final = 64
"""With fewer facts, emptying and reading the counts takes longer than grouping."""

_MISSING: Final = np.int64(-(2**40))
"""Makes the code of a fact without a class negative, were it three times without."""

_Ints = npt.NDArray[np.int64]
_Small = npt.NDArray[np.int32]


@dataclass(frozen=True)
class _Coder:
    """Turns interned keys into one code per combination of classes.

    The moment counts most: facts lie in the order of time, so that those near each
    other are counted near each other.

    Attributes:
        columns: key columns of moment, matter and customer.
        steps: by column, key → class × what the later ones count.
        sizes: how many classes each has.
    """

    columns: tuple[str, ...]
    steps: tuple[_Ints, ...]
    sizes: tuple[int, ...]

    @property
    def combinations(self) -> int:
        """How many combinations of classes there may be."""
        return prod(self.sizes)

    def codes(self, batch: pa.RecordBatch) -> _Ints:
        """Code a batch of facts.

        Raises:
            FarledError: `facts-without-dimension`.
        """
        keys = [_keys(batch.column(name)) for name in self.columns]
        code = self.steps[0].take(keys[0], mode="clip")
        for steps, own in zip(self.steps[1:], keys[1:], strict=True):
            code += steps.take(own, mode="clip")
        if code.min(initial=0) < 0:
            raise FarledError("facts-without-dimension", n=int((code < 0).sum()))
        return code


def _keys(column: pa.Array) -> npt.NDArray[np.integer]:
    """Give keys; a null leads to the same place as a key that is not there."""
    filled = column.fill_null(0) if column.null_count else column
    keys: npt.NDArray[np.integer] = filled.to_numpy(zero_copy_only=False)
    return keys


def _coder(dimensions: Sequence[Dimension]) -> _Coder:
    matter, customer, moment = dimensions
    dimensions = (moment, matter, customer)
    sizes = tuple(len(dimension.classified.classes) for dimension in dimensions)
    steps = []
    for number, dimension in enumerate(dimensions):
        step = prod(sizes[number + 1 :])
        keys = dimension.table[dimension.keys[0]].to_numpy()
        # One place more than there are keys: clipping leads there from beyond.
        by_key = np.full(int(keys.max(initial=0)) + 2, _MISSING)
        by_key[keys] = np.array(dimension.classified.class_of) * step
        steps.append(by_key)
    return _Coder(tuple(d.keys[0] for d in dimensions), tuple(steps), sizes)


def can_stream(facts: ir.Table, dimensions: Sequence[Dimension], channels: int) -> bool:
    """Tell whether facts are interned, on DuckDB, and enough to fill the counts."""
    combinations = prod(len(d.classified.classes) for d in dimensions)
    if not (
        all(d.keys[0].endswith("_key") for d in dimensions)
        and combinations <= _COMBINATIONS
        and isinstance(facts.get_backend(), DuckDB)
    ):
        return False
    cells = min(combinations * (channels + 1), _CELLS)
    return int(facts.count().to_pyarrow().as_py()) * _CELLS_PER_FACT >= cells


def stream_tally(
    facts: ir.Table, dimensions: Sequence[Dimension], channels: pa.Table, count: int
) -> Tally:
    """Count facts by combination of classes and channel used, batch by batch.

    Args:
        facts: interned facts on DuckDB.
        dimensions: matter, customer and moment.
        channels: code of a channel → its place.
        count: how many channels there are.

    Raises:
        FarledError: `facts-without-dimension` when a fact finds no class.
    """
    coder = _coder(dimensions)
    used = with_classes(facts, (), channels).select(*coder.columns, CHANNEL)
    width = count + 1
    numbers: _Small | None = None
    occurring = coder.combinations
    if coder.combinations * width > _CELLS:
        numbers, occurring = _number_occurring(facts, coder)
    cells = np.zeros(occurring * width, np.uint32)
    for batch in stream_batches(used):
        code = coder.codes(batch)
        place = code if numbers is None else numbers.take(code).astype(np.int64)
        place *= width
        place += _channel(batch.column(CHANNEL), count)
        np.add.at(cells, place, np.uint32(1))
    return _tally(coder, cells.reshape(occurring, width), numbers)


def _channel(column: pa.Array, none: int) -> npt.NDArray[np.integer]:
    filled = column.fill_null(none) if column.null_count else column
    places: npt.NDArray[np.integer] = filled.to_numpy(zero_copy_only=False)
    return places


def _number_occurring(facts: ir.Table, coder: _Coder) -> tuple[_Small, int]:
    """Number the combinations that occur, so that only they need counts."""
    seen = np.zeros(coder.combinations, np.bool_)
    for batch in stream_batches(facts.select(*coder.columns)):
        seen[coder.codes(batch)] = True
    numbers = np.cumsum(seen, dtype=np.int32)
    occurring = int(numbers[-1])
    numbers -= np.int32(1)
    np.logical_not(seen, out=seen)
    numbers[seen] = -1
    return numbers, occurring


def _tally(
    coder: _Coder, cells: npt.NDArray[np.uint32], numbers: _Small | None
) -> Tally:
    """Keep what occurs, in the order of the codes."""
    places = np.flatnonzero(cells)
    n = cells.ravel()[places].astype(np.int64)
    situation, channel = np.divmod(places, cells.shape[1])
    if numbers is None:
        begins = np.diff(situation, prepend=-1) != 0
        codes = situation[begins]
        situation = np.cumsum(begins) - 1
    else:
        codes = np.flatnonzero(numbers >= 0)
    moment, matter, customer = np.unravel_index(codes, coder.sizes)
    combinations = np.stack([matter, customer, moment], axis=1)
    return Tally(combinations, situation, channel, n, pa.table({}))
