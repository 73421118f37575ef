"""Facts gathered into cells that shift as one: who, what, from where to where."""

from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np
import numpy.typing as npt

from farled.analysis.factset import FactSet
from farled.analysis.replay.answers import NONE
from farled.analysis.replay.framing import frame_of
from farled.analysis.replay.numbering import Numbered, number_keys, number_rows
from farled.analysis.replay.preparing import Scope, prepare
from farled.analysis.replay.pricing import Prices
from farled.analysis.replay.tallying import Tally, tally_facts
from farled.strategy.compiling import Compiled

__all__ = ["Cell", "Cells", "gather_cells"]

_GROUP: Final = "target_group"
_KIND: Final = "contact_type"


@dataclass(frozen=True, slots=True)
class Cell:
    """Contacts alike in group, contact type, channel used and channel recommended.

    Attributes:
        group: id in the strategy, None when missing.
        contact_type: None when missing.
        actual: place of the channel used.
        recommended: place of the channel recommended.
    """

    group: str | None
    contact_type: str | None
    actual: int
    recommended: int


@dataclass(frozen=True)
class Cells:
    """Cells with their volumes and prices.

    Attributes:
        cells: those in which another channel is recommended than was used.
        n: facts, by cell.
        prices: cell × channel × view, mean price per contact in minor units; NaN
            where any contact of the cell has no price.
        volumes: facts by channel used, moved or not.
        without_channel: facts whose channel is missing or unknown; in no volume.
    """

    cells: tuple[Cell, ...]
    n: npt.NDArray[np.float64]
    prices: npt.NDArray[np.float64]
    volumes: npt.NDArray[np.float64]
    without_channel: int


def gather_cells(factset: FactSet, compiled: Compiled, scope: Scope) -> Cells:
    """Replay the facts and gather what is recommended to move.

    Raises:
        FarledError: as `replay`.
    """
    prepared = prepare(factset, compiled, scope)
    width = len(compiled.strategy.channels)
    tally = tally_facts(prepared.classed, prepared.dimensions, width, (_GROUP, _KIND))
    frame = frame_of(prepared, tally.combinations)
    target = frame.answers.recommended[tally.situation]
    moving = (target != NONE) & (tally.channel < width) & (target != tally.channel)
    moving &= frame.answers.unjudged[tally.situation] == NONE
    rows = np.flatnonzero(moving)
    cells = _cells(compiled, tally, rows, target)
    n = tally.n[rows].astype(np.float64)
    volumes = np.bincount(tally.channel, weights=tally.n, minlength=width + 1)
    return Cells(
        cells=cells.values,
        n=np.bincount(cells.of, weights=n, minlength=len(cells.values)).astype(float),
        prices=_mean_prices(cells, frame.prices, (tally.situation[rows], n)),
        volumes=volumes[:width].astype(float),
        without_channel=int(volumes[width]),
    )


def _cells(
    compiled: Compiled,
    tally: Tally,
    rows: npt.NDArray[np.intp],
    target: npt.NDArray[np.int32],
) -> Numbered:
    """Number the cells of some rows of a tally."""
    width = len(compiled.strategy.channels)
    groups, group_of = _distinct(tally, _GROUP, rows)
    kinds, kind_of = _distinct(tally, _KIND, rows)
    sizes = len(groups), len(kinds), width, width
    parts = (group_of, kind_of, tally.channel[rows], target[rows])
    found = number_keys(np.ravel_multi_index(parts, sizes), prod(sizes))
    known = compiled.names.groups
    codes = np.array(found.values, np.int64)
    listed = np.stack(np.unravel_index(codes, sizes), axis=1)
    # Codes of one group make one cell.
    cells = number_rows(
        Cell(known.get(groups[g] or ""), kinds[k], actual, recommended)
        for g, k, actual, recommended in listed.tolist()
    )
    return Numbered(cells.of[found.of], cells.values)


def _distinct(
    tally: Tally, name: str, rows: npt.NDArray[np.intp]
) -> tuple[list[str | None], npt.NDArray[np.int64]]:
    column = tally.keys[name].combine_chunks().dictionary_encode("encode")
    indices = column.indices.to_numpy(zero_copy_only=False)
    return [*column.dictionary.to_pylist(), None], indices[rows].astype(np.int64)


def _mean_prices(
    cells: Numbered,
    prices: Prices,
    counted: tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]],
) -> npt.NDArray[np.float64]:
    """Average what each channel would have cost the contacts of a cell."""
    situation, n = counted
    lists = len(prices.minor)
    key = cells.of.astype(np.int64) * lists + prices.of[situation]
    size = len(cells.values)
    weight = np.bincount(key, weights=n, minlength=size * lists).reshape(size, lists)
    flat = prices.minor.reshape(lists, -1)
    unknown = weight @ np.isnan(flat) > 0
    total = weight @ np.nan_to_num(flat)
    mean = np.divide(total, weight.sum(axis=1, keepdims=True))
    return np.where(unknown, np.nan, mean).reshape(size, *prices.minor.shape[1:])
