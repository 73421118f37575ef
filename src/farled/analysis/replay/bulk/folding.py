"""Classes of a dimension that lead to the same answers everywhere, taken as one."""

from typing import Any, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.assuming import Assumed
from farled.analysis.replay.bulk.laying import complete_sides
from farled.analysis.replay.bulk.tables import Tables, lay_tables
from farled.analysis.replay.dimensions import FactClass
from farled.strategy.compiling import Compiled
from farled.terms.contacts import Ability

__all__ = ["fold_classes"]

_Places = npt.NDArray[np.int64]


def fold_classes(
    compiled: Compiled, classes: Sequence[Sequence[FactClass]], assumed: Assumed
) -> tuple[_Places, ...]:
    """Find, for each class of matter, customer and moment, the first one like it.

    Classes are alike when exchanging them changes no answer, reason, price or breach.
    Classes with something missing or unknown are like none but themselves.
    """
    sides, known = complete_sides(compiled, classes, assumed)
    folded = [np.arange(len(own)) for own in classes]
    if all(known):
        tables = lay_tables(compiled, sides)
        abilities = np.array(
            [point[1] == Ability.EXCLUDED for point in sides.customer.points]
        )
        for places, own, parts in zip(
            folded,
            known,
            (_matter(tables), (*_customer(tables), abilities), _moment(tables)),
            strict=False,
        ):
            places[own] = np.array(own)[_first_alike(parts)]
    return tuple(folded)


def _first_alike(parts: Sequence[npt.NDArray[Any]]) -> _Places:
    """Give, for each row, the first row with equal parts."""
    rows = len(parts[0])
    raw = [np.ascontiguousarray(p).view(np.uint8).reshape(rows, -1) for p in parts]
    joined = np.ascontiguousarray(np.hstack(raw))
    keys = joined.view(np.dtype((np.void, joined.shape[1]))).ravel()
    _, first, place = np.unique(keys, return_index=True, return_inverse=True)
    return first[place]


def _alike(rows: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Number equal rows of a table alike."""
    flat = rows.reshape(len(rows), -1)
    _, place = np.unique(flat, axis=0, return_inverse=True)
    return place.ravel().astype(np.int64)


def _words(tables: Tables, number: int) -> npt.NDArray[np.uint64]:
    return np.ascontiguousarray(tables.words[number].transpose(1, 0, 2))


def _matter(tables: Tables) -> tuple[npt.NDArray[Any], ...]:
    errands = _alike(tables.errands.codes[tables.errand_at])
    return (
        _words(tables, 0),
        tables.stance,
        tables.transacts,
        errands[tables.errand],
        tables.priced,
        _alike(tables.exempt)[tables.exempting],
    )


def _customer(tables: Tables) -> tuple[npt.NDArray[Any], ...]:
    levels = _alike(tables.errands.codes[tables.errand_at].transpose(2, 0, 1, 3))
    guarded = _alike(tables.customers.codes[tables.customer_at])
    return (
        _words(tables, 1),
        levels[tables.level],
        guarded[tables.guarded],
        _alike(tables.exempt.T)[tables.person],
    )


def _moment(tables: Tables) -> tuple[npt.NDArray[Any], ...]:
    ways = _alike(tables.errands.codes[tables.errand_at].transpose(1, 0, 2, 3))
    return _words(tables, 2), ways[tables.direction], tables.segment
