"""From rows of classes to the points they stand for, dimension by dimension."""

from dataclasses import dataclass
from typing import Any, Callable, Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.assuming import TERMS, Assumed
from farled.analysis.replay.bulk.barriers import Numbered, number_rows
from farled.analysis.replay.bulk.merging import Shape
from farled.analysis.replay.bulk.points import (
    CUSTOMER,
    MATTER,
    MOMENT,
    Axis,
    Grid,
    Side,
    complete,
)
from farled.analysis.replay.bulk.tables import Places, Sides, Tables, lay_tables
from farled.analysis.replay.dimensions import FactClass
from farled.strategy.compiling import Compiled

__all__ = ["LaidRows", "lay_rows"]

_MATTER: Final = 0
_CUSTOMER: Final = 1
_MOMENT: Final = 2
_WISH: Final = 3
"""Columns of a row."""

_Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class LaidRows:
    """Rows ready to be decided.

    Attributes:
        starts: by row, the first point in each dimension.
        shape_of: by row, the place of its shape in `shapes`.
    """

    tables: Tables
    starts: Places
    shape_of: npt.NDArray[np.int32]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class _Laid:
    """One dimension of the rows: the first point, and the number of its axes."""

    starts: _Rows
    axes_of: npt.NDArray[np.int32]
    axes: tuple[tuple[Axis, ...], ...]


def lay_rows(
    compiled: Compiled,
    classes: Sequence[Sequence[FactClass]],
    rows: _Rows,
    assumed: Assumed,
) -> LaidRows:
    """Complete every class that occurs, and lay out the tables for its points."""
    sides = Sides(Side(MATTER), Side(CUSTOMER), Side(MOMENT), _wishes(classes))
    matters = [_matter(compiled, one) for one in classes[_MATTER]]
    constant = {"audience": assumed.audience, "case_open": assumed.case_open}
    laid = (
        _lay(
            rows[:, _MATTER],
            lambda place: complete(compiled, sides.matter, matters[place]),
        ),
        _lay_customers(compiled, sides.customer, classes, rows),
        _lay(
            rows[:, _MOMENT],
            lambda place: complete(
                compiled,
                sides.moment,
                _given(classes[_MOMENT][place]) | constant,
                segment=_segment(compiled, classes[_MOMENT][place]),
            ),
        ),
    )
    shapes = _number([one.axes_of for one in laid])
    return LaidRows(
        tables=lay_tables(compiled, sides),
        starts=Places(
            laid[0].starts,
            laid[1].starts,
            laid[2].starts,
            rows[:, _WISH] if sides.wishes is not None else None,
        ),
        shape_of=shapes.of,
        shapes=tuple(
            Shape(*(one.axes[i] for one, i in zip(laid, numbers, strict=True)))
            for numbers in shapes.values
        ),
    )


def _number(columns: Sequence[npt.NDArray[np.int32]]) -> Numbered:
    """Number distinct rows of a few small columns."""
    distinct, of = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    values = tuple(tuple(own) for own in distinct.tolist())
    return Numbered(of.astype(np.int32).ravel(), values)


def _lay(keys: _Rows, make: Callable[[int], Grid]) -> _Laid:
    """Make the grid of every distinct key once."""
    distinct, place = np.unique(keys, return_inverse=True)
    grids = [make(key) for key in distinct.tolist()]
    axes = number_rows(grid.axes for grid in grids)
    starts = np.array([grid.start for grid in grids], np.int64)
    return _Laid(starts[place], axes.of[place], axes.values)


def _lay_customers(
    compiled: Compiled,
    side: Side,
    classes: Sequence[Sequence[FactClass]],
    rows: _Rows,
) -> _Laid:
    """Complete customers; a missing group is one of those the service is for."""
    given = [_given(one) for one in classes[_CUSTOMER]]
    scopes = number_rows(_scope(compiled, one) for one in classes[_MATTER])
    lacking = np.array(["group" not in one for one in given])[rows[:, _CUSTOMER]]
    scope = np.where(lacking, scopes.of[rows[:, _MATTER]], 0)
    width = len(scopes.values)
    return _lay(
        rows[:, _CUSTOMER] * width + scope,
        lambda key: complete(
            compiled, side, given[key // width], scope=scopes.values[key % width]
        ),
    )


def _scope(compiled: Compiled, matter: FactClass) -> tuple[str, ...]:
    """List the groups a known service is for; none where it is for all."""
    service = compiled.guards.services.get(dict(matter.given).get("service", ""))
    meant = compiled.tree.expand(service.groups) if service else frozenset()
    return tuple(g.id for g in compiled.strategy.groups if g.id in meant)


def _given(one: FactClass) -> dict[str, Any]:
    """Give what is known as the values the strategy speaks of."""
    return {
        name: TERMS[name](value) if name in TERMS else value
        for name, value in one.given
    }


def _matter(compiled: Compiled, one: FactClass) -> dict[str, Any]:
    given = _given(one)
    if "service" in given and "matter" not in given:
        own = compiled.matters[given["service"]]
        return given if own is None else given | {"matter": own}
    return given


def _segment(compiled: Compiled, one: FactClass) -> int:
    segments = compiled.segments
    return segments.default if one.day is None else segments.of_day(one.day)


def _wishes(classes: Sequence[Sequence[FactClass]]) -> tuple[str | None, ...] | None:
    """List the channel each class of preference asks for, if any are looked at."""
    if len(classes) <= _WISH:
        return None
    return tuple(dict(one.given).get("preference") for one in classes[_WISH])
