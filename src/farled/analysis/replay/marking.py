"""Every fact with what a strategy says of it beside it."""

from dataclasses import replace
from typing import Final, Sequence

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from farled.analysis.factset import FactSet
from farled.analysis.replay.answers import NONE, REASON_SHIFT, ROLES, Answers
from farled.analysis.replay.preparing import EVERYTHING, Prepared, Scope, prepare
from farled.analysis.replay.tables import CHANNEL
from farled.analysis.replay.tallying import distinct_combinations
from farled.strategy.compiling import Compiled

__all__ = ["MARKS", "as_recommended", "replayed_facts"]

MARKS: Final = (
    "judged",
    "avoidable",
    "recommended",
    "recommended_role",
    "recommended_rule",
    "standing",
)
"""Columns that `replayed_facts` adds: whether the strategy has an answer, whether no
contact was needed, the channel it recommends with role and rule, and what it says of
the channel used (a role, or `excluded`)."""

_STANDINGS: Final = (*ROLES, "excluded")
_PER_WORD: Final = 15
_BITS: Final = 3
"""Standings of 15 channels, 3 bits each, fit where every engine counts exactly."""


def replayed_facts(
    factset: FactSet, compiled: Compiled, scope: Scope = EVERYTHING
) -> ir.Table:
    """Add MARKS to the facts; lazily, on the engine the facts are bound to.

    The distinct situations are fetched and decided now; the facts are read when the
    table is. No fact is lost and none is doubled.

    Raises:
        FarledError: as `replay`.
    """
    prepared = prepare(factset, compiled, scope)
    rows = distinct_combinations(prepared.classed, prepared.dimensions)
    marks = _marks(prepared, rows)
    names = [dimension.name for dimension in prepared.dimensions]
    side = ibis.memtable(
        marks.rename_columns([f"{name}~" for name in marks.column_names])
    )
    classed = prepared.classed
    same = [classed[name] == side[f"{name}~"] for name in names]
    joined = classed.left_join(side, same)
    marked = joined.mutate(
        **{name: joined[f"{name}~"] for name in MARKS if name != "standing"},
        standing=_standing(joined),
    )
    return marked.select(*factset.facts.columns, *MARKS)


def as_recommended(
    factset: FactSet, compiled: Compiled, scope: Scope = EVERYTHING
) -> FactSet:
    """Give the facts as if everyone had used the channel recommended.

    Facts that are not judged, or for which nothing is recommended, stay as they are.
    Measures and goals of this set answer «what if all had followed the strategy»;
    only columns that say which channel was used may be trusted in it.
    """
    marked = replayed_facts(factset, compiled, scope)
    moved = marked.mutate(channel=marked.recommended.fill_null(marked.channel))
    return replace(factset, facts=moved.select(*factset.facts.columns))


def _marks(prepared: Prepared, rows: npt.NDArray[np.int64]) -> pa.Table:
    answers = prepared.answers(rows)
    strategy = prepared.compiled.strategy
    channels = [channel.id for channel in strategy.channels]
    names = [dimension.name for dimension in prepared.dimensions]
    columns: dict[str, pa.Array] = {
        name: pa.array(rows[:, place], pa.int32()) for place, name in enumerate(names)
    }
    judged = answers.unjudged == NONE
    return pa.table(
        columns
        | {
            "judged": pa.array(judged),
            "avoidable": pa.array(answers.avoidable, mask=~judged),
            "recommended": _named(answers.recommended, channels),
            "recommended_role": _named(answers.role, ROLES),
            "recommended_rule": _named(answers.rule, [r.id for r in strategy.rules]),
        }
        | _words(answers)
    )


def _named(places: npt.NDArray[np.int32], names: Sequence[str]) -> pa.Array:
    lookup = pa.array([str(name) for name in names] or [""], pa.string())
    indices = pa.array(places, pa.int32(), mask=places == NONE)
    return lookup.take(indices)


def _words(answers: Answers) -> dict[str, pa.Array]:
    """Pack each situation's standings into words; 0 is «not judged»."""
    excluded = answers.standing >> REASON_SHIFT != 0
    codes = np.where(excluded, len(ROLES), answers.standing).astype(np.int64) + 1
    codes[answers.unjudged != NONE] = 0
    words = {}
    for start in range(0, codes.shape[1], _PER_WORD):
        part = codes[:, start : start + _PER_WORD]
        shifts = _BITS * np.arange(part.shape[1])
        words[f"word{start // _PER_WORD}"] = pa.array((part << shifts).sum(axis=1))
    return words


def _standing(joined: ir.Table) -> ir.StringValue:
    """Unpack the standing of the channel used."""
    place = joined[CHANNEL]
    words = sorted(
        name
        for name in joined.columns
        if name.startswith("word") and name.endswith("~")
    )
    code: ir.IntegerValue = ibis.literal(0, "int64")
    for number, name in enumerate(words):
        shift = (place - number * _PER_WORD) * _BITS
        inside = (place >= number * _PER_WORD) & (place < (number + 1) * _PER_WORD)
        unpacked = (joined[name] >> shift.cast("int64")) & (2**_BITS - 1)
        code = ibis.cases((inside, unpacked), else_=code)
    texts = [(code == i + 1, str(text)) for i, text in enumerate(_STANDINGS)]
    return ibis.cases(*texts, else_=ibis.null("string"))
