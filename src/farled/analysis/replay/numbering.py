"""Number what occurs: rows, keys and combinations, each once."""

from dataclasses import dataclass
from typing import Any, Hashable, Iterable

import numpy as np
import numpy.typing as npt

__all__ = ["Numbered", "number_keys", "number_rows"]


@dataclass(frozen=True)
class Numbered:
    """Rows that share few values: place of each row's value, and the values."""

    of: npt.NDArray[np.int32]
    values: tuple[Any, ...]


def number_rows(rows: Iterable[Hashable]) -> Numbered:
    """Number distinct rows in order of first appearance."""
    places: dict[Hashable, int] = {}
    of = [places.setdefault(row, len(places)) for row in rows]
    return Numbered(np.array(of, np.int32), tuple(places))


def number_keys(keys: npt.NDArray[np.integer], size: int) -> Numbered:
    """Number the keys below `size` that occur, rising; without sorting them.

    >>> number_keys(np.array([7, 2, 7]), 9).values
    (2, 7)
    """
    occurs = np.zeros(size, np.bool_)
    occurs[keys] = True
    number = np.cumsum(occurs, dtype=np.int32) - np.int32(1)
    return Numbered(number[keys], tuple(np.flatnonzero(occurs).tolist()))
