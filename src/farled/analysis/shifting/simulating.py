"""Simulate how contacts would shift under explicit assumptions, a seed given."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from farled.analysis.factset import FactSet
from farled.analysis.replay.preparing import EVERYTHING, Scope
from farled.analysis.replay.pricing import VIEWS
from farled.analysis.shifting.cells import Cell, Cells, gather_cells
from farled.analysis.shifting.document import (
    Distribution,
    Estimate,
    Shift,
    ShiftAssumptions,
)
from farled.analysis.shifting.result import (
    ChannelVolume,
    CostChange,
    Quantiles,
    ShiftResult,
)
from farled.strategy.compiling import Compiled
from farled.strategy.compiling.selecting import select_all
from farled.terms.money import Money

__all__ = ["simulate_shift"]

_LIKELY_WEIGHT: Final = 4.0
"""PERT's weight of the likely value. Source: docs/method/shift.md."""

_QUANTILES: Final = (0.1, 0.5, 0.9)
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Flows:
    """Contacts per run and cell, and where the failed go.

    Attributes:
        moved, leaked, repeated: run × cell.
        back: by cell, the place of the channel that leaked contacts come to.
        without: by cell, whether no entry speaks of it.
    """

    moved: _Floats
    leaked: _Floats
    repeated: _Floats
    back: npt.NDArray[np.intp]
    without: npt.NDArray[np.bool_]


def simulate_shift(
    factset: FactSet,
    compiled: Compiled,
    assumptions: ShiftAssumptions,
    seed: int,
    scope: Scope = EVERYTHING,
) -> ShiftResult:
    """Replay the facts, and move as many contacts as the assumptions say.

    Every entry's figures are drawn once a run and hold for all its contacts: the doubt
    is about the figure, not about each contact. Equal seeds give equal results.

    Raises:
        FarledError: as `replay`.

    Source: docs/method/shift.md.
    """
    cells = gather_cells(factset, compiled, scope)
    dice = np.random.default_rng(seed)
    flows = _flows(cells, compiled, assumptions, dice)
    volumes = _volumes(cells, flows, assumptions.runs)
    digital = np.array([c.is_digital for c in compiled.strategy.channels], np.bool_)
    before, after = cells.volumes, volumes.sum(axis=1)
    return ShiftResult(
        strategy_version=compiled.version,
        seed=seed,
        runs=assumptions.runs,
        distribution=assumptions.distribution.value,
        source=assumptions.source,
        movable=int(cells.n.sum()),
        without_assumption=int(cells.n[flows.without].sum()),
        without_channel=cells.without_channel,
        moved=_quantiles(flows.moved.sum(axis=1)),
        leaked=_quantiles(flows.leaked.sum(axis=1)),
        repeated=_quantiles(flows.repeated.sum(axis=1)),
        volumes=tuple(
            ChannelVolume(channel.id, int(before[i]), _quantiles(volumes[:, i]))
            for i, channel in enumerate(compiled.strategy.channels)
        ),
        digital_share_before=float(before[digital].sum() / before.sum())
        if before.sum()
        else None,
        digital_share=_quantiles(volumes[:, digital].sum(axis=1) / after)
        if before.sum()
        else None,
        costs=_costs(cells, flows, compiled.strategy.head.currency),
    )


def _flows(
    cells: Cells,
    compiled: Compiled,
    assumptions: ShiftAssumptions,
    dice: np.random.Generator,
) -> _Flows:
    shape = assumptions.runs, len(cells.cells)
    flows = _Flows(
        moved=np.zeros(shape),
        leaked=np.zeros(shape),
        repeated=np.zeros(shape),
        back=np.array([cell.actual for cell in cells.cells], np.intp),
        without=np.ones(len(cells.cells), np.bool_),
    )
    chosen = _choose(cells, compiled, assumptions)
    names = compiled.names.channels
    ids = [channel.id for channel in compiled.strategy.channels]
    for number, shift in enumerate(assumptions.shifts):
        # Drawn for every entry, used or not: other entries' figures stay the same.
        drawn = [
            _draw(one, assumptions, dice)
            for one in (shift.follow, shift.leakage, shift.repeats)
        ]
        own = np.flatnonzero(chosen == number)
        flows.without[own] = False
        flows.moved[:, own] = drawn[0][:, None] * cells.n[own]
        flows.leaked[:, own] = drawn[1][:, None] * flows.moved[:, own]
        flows.repeated[:, own] = drawn[2][:, None] * flows.moved[:, own]
        if shift.back_to is not None:
            flows.back[own] = ids.index(names[shift.back_to])
    return flows


def _choose(
    cells: Cells, compiled: Compiled, assumptions: ShiftAssumptions
) -> npt.NDArray[np.intp]:
    """Give each cell the last entry that speaks of it; -1 for none."""
    chosen = np.full(len(cells.cells), -1, np.intp)
    for number, shift in enumerate(assumptions.shifts):
        fits = _fitting(shift, compiled)
        for place, cell in enumerate(cells.cells):
            if fits.includes(cell):
                chosen[place] = number
    return chosen


@dataclass(frozen=True)
class _Fitting:
    """An entry's conditions, expanded; None is any."""

    left: frozenset[int] | None
    to: frozenset[int] | None
    groups: frozenset[str] | None
    kinds: frozenset[str] | None

    def includes(self, cell: Cell) -> bool:
        return (
            (self.left is None or cell.actual in self.left)
            and (self.to is None or cell.recommended in self.to)
            and (self.groups is None or cell.group in self.groups)
            and (self.kinds is None or cell.contact_type in self.kinds)
        )


def _fitting(shift: Shift, compiled: Compiled) -> _Fitting:
    names = compiled.names

    def channels(wanted: tuple[str, ...]) -> frozenset[int] | None:
        ids = [names.channels.get(name, name) for name in wanted]
        return select_all(ids, compiled.strategy.channels) if wanted else None

    groups = [names.groups[name] for name in shift.groups]
    return _Fitting(
        left=channels(shift.channels),
        to=channels(shift.to),
        groups=compiled.tree.expand(groups) if groups else None,
        kinds=frozenset(kind.value for kind in shift.contact_types) or None,
    )


def _draw(
    estimate: Estimate | None, assumptions: ShiftAssumptions, dice: np.random.Generator
) -> _Floats:
    """Draw a value per run; none of what is not assumed."""
    runs = assumptions.runs
    if estimate is None:
        return np.zeros(runs)
    low, likely, high = estimate.low, estimate.likely, estimate.high
    spread = high - low
    if spread == 0:
        return np.full(runs, low)
    if assumptions.distribution is Distribution.TRIANGULAR:
        return dice.triangular(low, likely, high, runs)
    alpha = 1 + _LIKELY_WEIGHT * (likely - low) / spread
    beta = 1 + _LIKELY_WEIGHT * (high - likely) / spread
    return low + spread * dice.beta(alpha, beta, runs)


def _volumes(cells: Cells, flows: _Flows, runs: int) -> _Floats:
    """Give run × channel: contacts after the shift."""
    volumes = np.tile(cells.volumes, (runs, 1))
    for place, cell in enumerate(cells.cells):
        moved = flows.moved[:, place]
        volumes[:, cell.actual] -= moved
        volumes[:, cell.recommended] += moved + flows.repeated[:, place]
        volumes[:, flows.back[place]] += flows.leaked[:, place]
    return volumes


def _costs(cells: Cells, flows: _Flows, currency: str) -> tuple[CostChange, ...]:
    found = []
    at = np.arange(len(cells.cells))
    actual = np.array([cell.actual for cell in cells.cells], np.intp)
    target = np.array([cell.recommended for cell in cells.cells], np.intp)
    for number, view in enumerate(VIEWS):
        old = cells.prices[at, actual, number]
        new = cells.prices[at, target, number]
        back = cells.prices[at, flows.back, number]
        priced = ~(np.isnan(old) | np.isnan(new) | np.isnan(back))
        if not priced.any():
            continue
        change = (
            flows.moved[:, priced] @ (new - old)[priced]
            + flows.repeated[:, priced] @ new[priced]
            + flows.leaked[:, priced] @ back[priced]
        )
        unpriced = int(cells.n[~priced & ~flows.without].sum())
        amounts = _quantiles(change)
        p10, p50, p90 = (
            Money(round(value), currency)
            for value in (amounts.p10, amounts.p50, amounts.p90)
        )
        found.append(CostChange(view, p10, p50, p90, unpriced))
    return tuple(found)


def _quantiles(values: _Floats) -> Quantiles:
    return Quantiles(*(float(value) for value in np.quantile(values, _QUANTILES)))
