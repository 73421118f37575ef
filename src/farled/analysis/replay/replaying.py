"""Decide every logged contact again under a strategy, and sum up what would differ."""

from types import MappingProxyType
from typing import Iterator, Mapping, Sequence

import ibis.expr.types as ir
import numpy as np

from farled.analysis.factset import FactSet
from farled.analysis.replay.framing import frame_of
from farled.analysis.replay.preparing import EVERYTHING, Scope, prepare
from farled.analysis.replay.result import ReplayResult, Slice
from farled.analysis.replay.scoping import slice_column, with_slices
from farled.analysis.replay.summing import Counted, Frame, summarise
from farled.analysis.replay.tables import CHANNEL
from farled.analysis.replay.tallying import Tally, tally_facts
from farled.strategy.compiling import Compiled

__all__ = ["replay"]


def replay(
    factset: FactSet,
    compiled: Compiled,
    scope: Scope = EVERYTHING,
    *,
    by: Sequence[str] = (),
) -> ReplayResult:
    """Decide every fact under a strategy and sum up what would differ.

    Args:
        factset: the facts, on any engine.
        compiled: the strategy version to judge by.
        scope: which facts, and what is assumed of them.
        by: dimensions to slice by, as for measures.

    Raises:
        FarledError: `unusable-assumptions`, `unknown-dimension`,
            `facts-without-dimension`.

    Source: docs/method/replay.md.
    """
    prepared = prepare(factset, compiled, scope)
    channels = compiled.strategy.channels
    sliced = with_slices(prepared.classed, compiled.strategy, by)
    columns = [slice_column(name) for name in by]
    tally = tally_facts(sliced, prepared.dimensions, len(channels), columns)
    frame = frame_of(prepared, tally.combinations)
    counted = Counted(tally.situation, tally.channel, tally.n)
    return ReplayResult(
        strategy_version=compiled.version,
        situations=len(tally.combinations),
        total=summarise(frame, counted),
        assumptions=MappingProxyType(dict(scope.assume)),
        unknown_channels=_unknown_channels(prepared.classed),
        slices=tuple(_slices(frame, counted, tally, by)) if by else (),
    )


def _unknown_channels(classed: ir.Table) -> Mapping[str, int]:
    lost = classed.filter(classed[CHANNEL].isnull() & classed.channel.notnull())
    counted = lost.group_by("channel").agg(n=lost.count()).to_pyarrow()
    rows = sorted(counted.to_pylist(), key=lambda row: (-row["n"], row["channel"]))
    return MappingProxyType({row["channel"]: row["n"] for row in rows})


def _slices(
    frame: Frame, counted: Counted, tally: Tally, by: Sequence[str]
) -> Iterator[Slice]:
    """Sum up each combination of the columns sliced by, in their order."""
    keys = tally.keys
    texts = [keys[name].to_pylist() for name in keys.column_names]
    rows = list(zip(*texts, strict=True))
    ordered = sorted(set(rows), key=lambda row: [(v is None, v or "") for v in row])
    places = {row: place for place, row in enumerate(ordered)}
    own = np.array([places[row] for row in rows], np.int64)
    by_slice = np.argsort(own, kind="stable")
    ends = np.searchsorted(own[by_slice], np.arange(len(ordered)), side="right")
    for row, part in zip(ordered, np.split(by_slice, ends), strict=False):
        key = MappingProxyType(dict(zip(by, row, strict=True)))
        some = Counted(counted.situation[part], counted.channel[part], counted.n[part])
        yield Slice(key, summarise(frame, some))
