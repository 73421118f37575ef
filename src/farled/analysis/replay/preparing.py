"""A strategy and some facts brought together, before anything is counted."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Mapping, Sequence

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from farled.analysis.factset import FactSet
from farled.analysis.replay.answers import Answers
from farled.analysis.replay.assuming import UNLISTED, Assumed, parse_assumptions
from farled.analysis.replay.bulk import fold_classes, judge
from farled.analysis.replay.deciding import decide_classes
from farled.analysis.replay.dimensions import FactClass, Reader
from farled.analysis.replay.scoping import within
from farled.analysis.replay.tables import (
    CHANNEL,
    Dimension,
    channel_places,
    read_dimensions,
    with_classes,
)
from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.document import Service
from farled.terms.period import Period

__all__ = ["EVERYTHING", "Prepared", "Scope", "prepare"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts a replay reads, and what it takes for granted.

    Attributes:
        assume: attribute of a situation → value where the log has none;
            `preference: requested` takes the channel asked for as the preference.
        where: dimension → values to keep; ids, codes and selectors alike.
        period: days to keep.
    """

    assume: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    where: Mapping[str, Sequence[str] | str] = field(
        default_factory=lambda: MappingProxyType({})
    )
    period: Period = field(default_factory=Period)


EVERYTHING: Final = Scope()
"""All facts, with nothing assumed but one person at a time."""


@dataclass(frozen=True)
class Prepared:
    """A strategy and some facts, ready to be counted.

    Attributes:
        compiled: the strategy without opening hours, which a replay does not judge.
        channels: code of a channel → its place.
        facts: those in scope.
        classed: those with their classes and the place of the channel used.
    """

    compiled: Compiled
    assumed: Assumed
    dimensions: tuple[Dimension, ...]
    channels: pa.Table
    facts: ir.Table
    classed: ir.Table

    def combinations(self, rows: npt.NDArray[np.int64]) -> list[tuple[FactClass, ...]]:
        """Give the classes that rows of places in the dimensions stand for."""
        classes = [dimension.classified.classes for dimension in self.dimensions]
        return [
            tuple(own[place] for own, place in zip(classes, row, strict=True))
            for row in rows.tolist()
        ]

    def answers(self, rows: npt.NDArray[np.int64]) -> Answers:
        """Decide for rows of places in the dimensions."""
        classes = [dimension.classified.classes for dimension in self.dimensions]
        if not self.compiled.strategy.channels:
            return decide_classes(self.compiled, self.combinations(rows), self.assumed)
        return judge(self.compiled, classes, rows, self.assumed)


def prepare(
    factset: FactSet, compiled: Compiled, scope: Scope, tag: str = ""
) -> Prepared:
    """Read the dimensions of some facts as a strategy does.

    Args:
        factset: the facts.
        compiled: the strategy.
        scope: which facts, and what is assumed of them.
        tag: ends the names of the columns that are added, when two strategies read
            the same facts.

    Raises:
        FarledError: `unusable-assumptions`, `unknown-dimension`.
    """
    compiled = _with_unlisted(compiled, scope.assume)
    strategy, names = compiled.strategy, compiled.names
    assumed = parse_assumptions(scope.assume, names)
    reader = Reader(names, assumed, compiled.segments)
    read = read_dimensions(factset, reader, tag)
    dimensions = _folded(compiled, read, assumed)
    ids = [channel.id for channel in strategy.channels]
    channels = channel_places(names.channels, ids, CHANNEL + tag)
    facts = within(factset.facts, strategy, scope.where, scope.period)
    return Prepared(
        compiled=_without_hours(compiled),
        assumed=assumed,
        dimensions=dimensions,
        channels=channels,
        facts=facts,
        classed=with_classes(facts, dimensions, channels),
    )


def _folded(
    compiled: Compiled, dimensions: tuple[Dimension, ...], assumed: Assumed
) -> tuple[Dimension, ...]:
    """Take classes that lead to the same answers everywhere as one."""
    if not compiled.strategy.channels:
        return dimensions
    classes = [dimension.classified.classes for dimension in dimensions]
    folded = fold_classes(compiled, classes, assumed)
    return (
        *(own.fold(places) for own, places in zip(dimensions, folded, strict=False)),
        *dimensions[len(folded) :],
    )


def _with_unlisted(compiled: Compiled, assume: Mapping[str, str]) -> Compiled:
    """Add a service without any traits, for contacts about something not listed."""
    if assume.get("service") != UNLISTED:
        return compiled
    unlisted = Service(id=UNLISTED, names={"": UNLISTED})
    services = (*compiled.strategy.services, unlisted)
    return compile_strategy(compiled.strategy.model_copy(update={"services": services}))


def _without_hours(compiled: Compiled) -> Compiled:
    channels = compiled.strategy.channels
    if all(channel.opening is None for channel in channels):
        return compiled
    always = tuple(c.model_copy(update={"opening": None}) for c in channels)
    return compile_strategy(compiled.strategy.model_copy(update={"channels": always}))
