"""Points that one situation stands for, merged: do they agree, and on what if not."""

from dataclasses import dataclass
from typing import Final, Sequence, TypeVar

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import NONE, REASON_SHIFT, reason_bits
from farled.analysis.replay.bulk.evaluating import Outcome, evaluate
from farled.analysis.replay.bulk.points import Axis
from farled.analysis.replay.bulk.tables import Places, Tables
from farled.strategy.situation import ENUMERATED

__all__ = ["Merged", "Shape", "merge", "names_of"]

_DEPENDS: Final = reason_bits(["depends-on"]) << REASON_SHIFT
_NEVER: Final = reason_bits(["never-rule"])
_Scalar = TypeVar("_Scalar", bound=np.generic)
_Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is missing, and how many classes of values each has, by dimension."""

    matter: tuple[Axis, ...]
    customer: tuple[Axis, ...]
    moment: tuple[Axis, ...]

    @property
    def axes(self) -> tuple[Axis, ...]:
        """All axes, the last fastest."""
        return (*self.matter, *self.customer, *self.moment)

    @property
    def size(self) -> int:
        """How many points a situation of this shape stands for."""
        return int(np.prod([axis.size for axis in self.axes], dtype=np.int64))


@dataclass(frozen=True)
class Merged:
    """What is decided in n situations; arrays of n rows.

    Attributes:
        matters: × axis of the shape, whether the answer depends on it.
        outcome: the answers, merged; only rows on which nothing matters count.
    """

    matters: _Bools
    avoidable: _Bools
    recommended: npt.NDArray[np.int32]
    role: npt.NDArray[np.int32]
    rule: npt.NDArray[np.int32]
    standing: npt.NDArray[np.uint16]


def merge(tables: Tables, starts: Places, shape: Shape) -> Merged:
    """Decide situations of one shape, given by the places of their first points."""
    points = _spread(starts, shape)
    outcome = evaluate(tables, points)
    rows = len(starts.matter)
    if shape.size == 1:
        return Merged(
            np.zeros((rows, 0), np.bool_),
            outcome.avoidable,
            outcome.recommended,
            outcome.role,
            outcome.rule,
            _one_standing(tables, points, outcome),
        )
    matters = _mattering(outcome, shape, rows)
    return Merged(
        matters=matters,
        avoidable=_first(outcome.avoidable, rows),
        recommended=_first(outcome.recommended, rows),
        role=_first(outcome.role, rows),
        rule=_same_or_none(outcome.rule, rows),
        standing=_standings(tables, points, outcome, rows),
    )


def _spread(starts: Places, shape: Shape) -> Places:
    """Lay out every point of every situation, situation by situation."""
    sizes = [
        int(np.prod([axis.size for axis in axes], dtype=np.int64))
        for axes in (shape.matter, shape.customer, shape.moment)
    ]
    grid = np.indices(sizes).reshape(3, -1)
    wish = starts.wish
    return Places(
        (starts.matter[:, None] + grid[0]).ravel(),
        (starts.customer[:, None] + grid[1]).ravel(),
        (starts.moment[:, None] + grid[2]).ravel(),
        None if wish is None else np.repeat(wish, grid.shape[1]),
    )


def _mattering(outcome: Outcome, shape: Shape, rows: int) -> _Bools:
    """Find the axes along which some step changes need, channel or role."""
    answers = (outcome.recommended + 1) * 16 + (outcome.role + 1) * 2
    answers = answers + outcome.avoidable
    grid = answers.reshape(rows, *(axis.size for axis in shape.axes))
    found = np.zeros((rows, len(shape.axes)), np.bool_)
    for number in range(len(shape.axes)):
        differs = np.diff(grid, axis=number + 1) != 0
        found[:, number] = differs.reshape(rows, -1).any(axis=1)
    return found


def _first(values: npt.NDArray[_Scalar], rows: int) -> npt.NDArray[_Scalar]:
    return values.reshape(rows, -1)[:, 0]


def _same_or_none(values: npt.NDArray[np.int32], rows: int) -> npt.NDArray[np.int32]:
    own = values.reshape(rows, -1)
    same = (own == own[:, :1]).all(axis=1)
    return np.where(same, own[:, 0], NONE).astype(np.int32)


def _blurred(tables: Tables, points: Places) -> npt.NDArray[np.uint16]:
    """Give, by point, the reasons that name a value standing for several."""
    matter, customer, moment = tables.blurred
    blurred: npt.NDArray[np.uint16] = (
        matter[points.matter] | customer[points.customer] | moment[points.moment]
    )
    return blurred


def _one_standing(
    tables: Tables, points: Places, outcome: Outcome
) -> npt.NDArray[np.uint16]:
    """Say «depends-on» where the one class of values stands for several reasons."""
    blurred = _blurred(tables, points)
    if not blurred.any():
        return outcome.standing
    named = (outcome.standing >> REASON_SHIFT & blurred[:, None]) != 0
    return np.where(named, np.uint16(_DEPENDS), outcome.standing)


def _standings(
    tables: Tables, points: Places, outcome: Outcome, rows: int
) -> npt.NDArray[np.uint16]:
    """Promise no more of a channel than holds at every point."""
    channels = tables.channels
    codes = outcome.standing.reshape(rows, -1, channels)
    reasons = codes >> REASON_SHIFT
    usable = (reasons == 0).all(axis=1)
    late = (reasons & reason_bits(["digital-only"]) != 0) * outcome.late.reshape(
        rows, -1, 1
    )
    never = (reasons & _NEVER != 0) * (outcome.verdict.reshape(codes.shape) + 1)
    same = _constant(codes) & _constant(late) & _constant(never)
    for barriers, kind in (
        (tables.errands, outcome.errand),
        (tables.customers, outcome.customer),
    ):
        same &= _constant(barriers.numbers[kind].reshape(codes.shape))
    blurred = _blurred(tables, points).reshape(rows, -1, 1)
    same &= ~(reasons & blurred != 0).any(axis=1)
    merged = np.where(same, codes[:, 0], np.uint16(_DEPENDS))
    return np.where(usable, codes.max(axis=1), merged)


def _constant(values: npt.NDArray[np.integer]) -> _Bools:
    """Tell, by situation and channel, whether all points have one value."""
    constant: _Bools = (values == values[:, :1]).all(axis=1)
    return constant


def names_of(shape: Shape, matters: Sequence[bool]) -> tuple[str, ...]:
    """Name the axes that matter, in the order of ENUMERATED."""
    named = {a.name for a, does in zip(shape.axes, matters, strict=True) if does}
    return tuple(name for name in ENUMERATED if name in named)
