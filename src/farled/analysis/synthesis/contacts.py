"""Contacts in the making: equally long columns of codes that are drawn step by step."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Iterable, Mapping, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["COLUMNS", "NONE", "Contacts", "Flags", "Floats", "Ints", "code_of"]

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

NONE = -1
"""Code of a value that is not there."""

_Term = TypeVar("_Term", bound=StrEnum)

COLUMNS: Mapping[str, int] = {
    "episode": NONE,  # the contact that all others of the same story follow from
    "interaction": NONE,
    "case": NONE,
    "case_open": 0,
    "service": NONE,
    "contact_type": 0,
    "direction": 0,
    "initiator": 0,
    "reason": 0,
    "party": NONE,
    "acting_as": 0,
    "assisted": 0,
    "requested": NONE,
    "channel": NONE,
    "override": NONE,
    "outcome": 0,
    "result_channel": NONE,
    "day": 0,
    "minute": NONE,  # of the local day; NONE until it is drawn
    "wait_s": NONE,
    "handling_s": NONE,
}
"""Columns and their values before they are drawn; codes are positions in lists."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Columns of one length; every change gives new contacts."""

    columns: Mapping[str, Ints]

    @classmethod
    def of(cls, count: int, **given: Ints | int) -> "Contacts":
        """Make contacts with the given columns, the others at their first values."""
        blank = {n: np.full(count, v, np.int64) for n, v in COLUMNS.items()}
        return cls(blank).having(**given)

    def __len__(self) -> int:
        return len(self.columns["episode"])

    def __getitem__(self, column: str) -> Ints:
        return self.columns[column]

    def having(self, **changed: Ints | int) -> "Contacts":
        """Replace columns; a number stands for a whole column of it."""
        count = len(self)
        given = {n: np.broadcast_to(v, (count,)) for n, v in changed.items()}
        return Contacts({**self.columns, **given})

    def where(self, chosen: Flags | Ints) -> "Contacts":
        """Keep the chosen rows: flags, or positions in the order wanted."""
        return Contacts({n: v[chosen] for n, v in self.columns.items()})

    @classmethod
    def together(cls, parts: Iterable["Contacts"]) -> "Contacts":
        """Put contacts under one another."""
        held = tuple(parts)
        return cls({n: np.concatenate([p[n] for p in held]) for n in COLUMNS})


def code_of(term: _Term) -> int:
    """Give a term's position in its enumeration.

    >>> from farled.terms.contacts import Direction
    >>> code_of(Direction.OUTBOUND)
    1
    """
    return list(type(term)).index(term)
