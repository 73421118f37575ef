"""Decide every logged contact again under a strategy, and sum up what would differ."""

from types import MappingProxyType
from typing import Iterator, Mapping, Sequence

import numpy as np

from farled.analysis.factset import FactSet
from farled.analysis.replay.counting import can_stream, stream_tally
from farled.analysis.replay.framing import frame_of
from farled.analysis.replay.preparing import EVERYTHING, Prepared, Scope, prepare
from farled.analysis.replay.result import ReplayResult, Slice
from farled.analysis.replay.scoping import slice_column, with_slices
from farled.analysis.replay.summing import Counted, Frame, summarise
from farled.analysis.replay.tables import CHANNEL, with_classes
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
    tally = _tally(prepared, by)
    frame = frame_of(prepared, tally.combinations)
    counted = Counted(tally.situation, tally.channel, tally.n)
    return ReplayResult(
        strategy_version=compiled.version,
        situations=len(tally.combinations),
        total=summarise(frame, counted),
        assumptions=MappingProxyType(dict(scope.assume)),
        unknown_channels=_unknown_channels(prepared),
        slices=tuple(_slices(frame, counted, tally, by)) if by else (),
    )


def _tally(prepared: Prepared, by: Sequence[str]) -> Tally:
    """Count by the fast way where it is open, else by the portable one."""
    strategy = prepared.compiled.strategy
    count, dimensions = len(strategy.channels), prepared.dimensions
    if not by and can_stream(prepared.facts, dimensions, count):
        return stream_tally(prepared.facts, dimensions, prepared.channels, count)
    sliced = with_slices(prepared.classed, strategy, by)
    columns = [slice_column(name) for name in by]
    return tally_facts(sliced, dimensions, count, columns)


def _unknown_channels(prepared: Prepared) -> Mapping[str, int]:
    used = with_classes(prepared.facts, (), prepared.channels)
    lost = used.filter(used[CHANNEL].isnull() & used.channel.notnull())
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
