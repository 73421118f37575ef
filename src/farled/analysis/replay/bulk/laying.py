"""From rows of classes to the points they stand for, dimension by dimension."""

from dataclasses import dataclass
from math import prod
from typing import Any, Callable, Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.assuming import TERMS, Assumed
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
from farled.analysis.replay.numbering import Numbered, number_keys, number_rows
from farled.strategy.compiling import Compiled

__all__ = ["LaidRows", "complete_sides", "lay_rows"]

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
    constant = {"audience": assumed.audience}
    laid = (
        _lay(
            rows[:, _MATTER],
            len(matters),
            lambda place: complete(compiled, sides.matter, matters[place]),
        ),
        _lay_customers(compiled, sides.customer, classes, rows),
        _lay(
            rows[:, _MOMENT],
            len(classes[_MOMENT]),
            lambda place: complete(
                compiled,
                sides.moment,
                _given(classes[_MOMENT][place]) | constant,
                segment=_segment(compiled, classes[_MOMENT][place]),
            ),
        ),
    )
    shapes = _number(laid)
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


def complete_sides(
    compiled: Compiled, classes: Sequence[Sequence[FactClass]], assumed: Assumed
) -> tuple[Sides, tuple[list[int], list[int], list[int]]]:
    """Take the classes in which nothing is missing or unknown as points.

    Returns:
        The points, and by dimension which class each one is.
    """
    sides = Sides(Side(MATTER), Side(CUSTOMER), Side(MOMENT), _wishes(classes))
    constant = {"audience": assumed.audience}
    known: tuple[list[int], list[int], list[int]] = ([], [], [])
    for number, (side, own) in enumerate(
        ((sides.matter, known[0]), (sides.customer, known[1]), (sides.moment, known[2]))
    ):
        for place, one in enumerate(classes[number]):
            given = _matter(compiled, one) if number == _MATTER else _given(one)
            given |= constant if number == _MOMENT else {}
            if all(given.get(name) is not None for name in side.attributes):
                complete(compiled, side, given, segment=_segment(compiled, one))
                own.append(place)
    return sides, known


def _number(laid: Sequence["_Laid"]) -> Numbered:
    """Number the combinations of axes that occur."""
    sizes = tuple(len(one.axes) for one in laid)
    codes = np.ravel_multi_index([one.axes_of for one in laid], sizes)
    found = number_keys(codes, prod(sizes))
    combinations = np.stack(np.unravel_index(list(found.values), sizes), axis=1)
    return Numbered(found.of, tuple(tuple(own) for own in combinations.tolist()))


def _lay(keys: _Rows, size: int, make: Callable[[int], Grid]) -> _Laid:
    """Make the grid of every key below `size` that occurs, once."""
    found = number_keys(keys, size)
    grids = [make(key) for key in found.values]
    axes = number_rows(grid.axes for grid in grids)
    starts = np.array([grid.start for grid in grids], np.int64)
    return _Laid(starts[found.of], axes.of[found.of], axes.values)


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
        len(given) * width,
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
    return {name: _meant(name, value) for name, value in one.given}


def _meant(attribute: str, value: str) -> Any:
    if attribute == "case_open":
        return value == "true"
    return TERMS[attribute](value) if attribute in TERMS else value


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
