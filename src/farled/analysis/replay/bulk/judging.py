"""Answers for rows of classes: in bulk where possible, one by one where not."""

from dataclasses import dataclass, field, replace
from typing import Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import NONE, Answers, Unjudged
from farled.analysis.replay.assuming import Assumed
from farled.analysis.replay.bulk.laying import LaidRows, lay_rows
from farled.analysis.replay.bulk.merging import Shape, merge, names_of
from farled.analysis.replay.deciding import decide_classes
from farled.analysis.replay.dimensions import FactClass
from farled.strategy.compiling import Compiled
from farled.strategy.deciding.missing import COMBINATIONS

__all__ = ["judge"]

_POINTS_AT_ONCE: Final = 8_192
"""Small enough that a step's arrays stay in the processor's cache."""

_Rows = npt.NDArray[np.int64]


@dataclass(slots=True)
class _Causes:
    """Reasons why facts are not judged, each once."""

    places: dict[Unjudged, int] = field(default_factory=dict)

    def of(self, cause: Unjudged) -> int:
        return self.places.setdefault(cause, len(self.places))


def judge(
    compiled: Compiled,
    classes: Sequence[Sequence[FactClass]],
    rows: _Rows,
    assumed: Assumed,
) -> Answers:
    """Answer rows of places in the classes of each dimension, as `decide` would.

    Args:
        compiled: the strategy.
        classes: by dimension: matter, customer, moment and, if wanted, preference.
        rows: one per situation, one column per dimension.
        assumed: the assumptions the classes were read under.
    """
    causes = _Causes()
    answers = _blank(len(rows), len(compiled.strategy.channels))
    unknown = _unknown(classes, rows, causes)
    answers.unjudged[:] = unknown
    left = np.flatnonzero(unknown == NONE)
    if len(left):
        _judge_known(compiled, classes, (rows, left), assumed, (answers, causes))
    return replace(answers, causes=tuple(causes.places))


def _blank(rows: int, channels: int) -> Answers:
    return Answers(
        unjudged=np.full(rows, NONE, np.int32),
        avoidable=np.zeros(rows, np.bool_),
        recommended=np.full(rows, NONE, np.int32),
        role=np.full(rows, NONE, np.int32),
        rule=np.full(rows, NONE, np.int32),
        standing=np.zeros((rows, channels), np.uint16),
        causes=(),
    )


def _unknown(
    classes: Sequence[Sequence[FactClass]], rows: _Rows, causes: _Causes
) -> npt.NDArray[np.int32]:
    """Find rows with a code the strategy does not know; the first dimension counts."""
    found = np.full(len(rows), NONE, np.int32)
    for number, own in enumerate(classes):
        by_class = np.array([_cause(one, causes) for one in own] or [NONE], np.int32)
        cause = by_class[rows[:, number]] if len(rows) else found
        np.copyto(found, cause, where=found == NONE)
    return found


def _cause(one: FactClass, causes: _Causes) -> int:
    if one.unknown is None:
        return NONE
    column, value = one.unknown
    return causes.of(Unjudged(f"unknown-{column}", (column,), value))


def _judge_known(
    compiled: Compiled,
    classes: Sequence[Sequence[FactClass]],
    known: tuple[_Rows, npt.NDArray[np.intp]],
    assumed: Assumed,
    into: tuple[Answers, _Causes],
) -> None:
    rows, left = known
    laid = lay_rows(compiled, classes, rows[left], assumed)
    for number, shape in enumerate(laid.shapes):
        own = np.flatnonzero(laid.shape_of == number)
        if shape.size > COMBINATIONS:
            _one_by_one(compiled, classes, (rows, left[own]), assumed, into)
            continue
        step = max(_POINTS_AT_ONCE // shape.size, 1)
        for start in range(0, len(own), step):
            part = own[start : start + step]
            _keep(laid, shape, part, left[part], into)


def _keep(
    laid: LaidRows,
    shape: Shape,
    part: npt.NDArray[np.intp],
    target: npt.NDArray[np.intp],
    into: tuple[Answers, _Causes],
) -> None:
    """Decide some rows of one shape, and write down what is found."""
    answers, _ = into
    merged = merge(laid.tables, laid.starts.at(part), shape)
    agreed = ~merged.matters.any(axis=1)
    some = target[agreed]
    answers.avoidable[some] = merged.avoidable[agreed]
    answers.recommended[some] = merged.recommended[agreed]
    answers.role[some] = merged.role[agreed]
    answers.rule[some] = merged.rule[agreed]
    answers.standing[some] = merged.standing[agreed]
    if not agreed.all():
        _keep_undecided(merged.matters, shape, target, into)


def _keep_undecided(
    matters: npt.NDArray[np.bool_],
    shape: Shape,
    target: npt.NDArray[np.intp],
    into: tuple[Answers, _Causes],
) -> None:
    """Write down which missing attributes each row depends on."""
    answers, causes = into
    patterns, pattern_of = np.unique(matters, axis=0, return_inverse=True)
    named = (names_of(shape, pattern) for pattern in patterns.tolist())
    cause = [
        causes.of(Unjudged("undecided", names)) if names else NONE for names in named
    ]
    answers.unjudged[target] = np.array(cause, np.int32)[pattern_of]


def _one_by_one(
    compiled: Compiled,
    classes: Sequence[Sequence[FactClass]],
    known: tuple[_Rows, npt.NDArray[np.intp]],
    assumed: Assumed,
    into: tuple[Answers, _Causes],
) -> None:
    """Ask `decide` where so much is missing that it may refuse to try everything."""
    rows, target = known
    answers, causes = into
    combinations = (
        [own[place] for own, place in zip(classes, row, strict=True)]
        for row in rows[target].tolist()
    )
    found = decide_classes(compiled, combinations, assumed)
    cause = np.array([causes.of(one) for one in found.causes] + [NONE], np.int32)
    answers.unjudged[target] = cause[found.unjudged]
    answers.avoidable[target] = found.avoidable
    answers.recommended[target] = found.recommended
    answers.role[target] = found.role
    answers.rule[target] = found.rule
    answers.standing[target] = found.standing
