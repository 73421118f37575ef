"""Price differences of moved facts, summed with what they rest on."""

from typing import Iterator

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.result import Saving
from farled.terms.money import Money

__all__ = ["sum_savings"]

_Ints = npt.NDArray[np.int64]


def sum_savings(
    pair: _Ints, n: _Ints, dearer: npt.NDArray[np.float64], currency: str
) -> Iterator[tuple[int, int, list[Saving]]]:
    """Sum facts and savings of each kind of move.

    Args:
        pair: number of the move, per row; small.
        n: facts, per row.
        dearer: row × view, minor units per fact; NaN where a price is unknown.
        currency: that of the prices.

    Yields:
        Number of the move, facts, and one saving per view.
    """
    size = int(pair.max(initial=-1)) + 1
    facts = np.bincount(pair, weights=n, minlength=size).astype(np.int64)
    views = [_sum_view(pair, n, own, size) for own in dearer.T]
    for number in np.flatnonzero(facts).tolist():
        total = int(facts[number])
        savings = [
            Saving(
                money=Money(round(money[number]), currency) if priced[number] else None,
                priced=int(priced[number]),
                unpriced=total - int(priced[number]),
            )
            for priced, money in views
        ]
        yield number, total, savings


def _sum_view(
    pair: _Ints, n: _Ints, dearer: npt.NDArray[np.float64], size: int
) -> tuple[_Ints, npt.NDArray[np.float64]]:
    """Sum facts that have both prices, and their price differences.

    Sums of whole minor units stay exact in a double up to 2 ** 53.
    """
    known = ~np.isnan(dearer)
    priced = np.bincount(pair[known], weights=n[known], minlength=size)
    total = dearer[known] * n[known]
    money = np.bincount(pair[known], weights=total, minlength=size)
    return priced.astype(np.int64), money.astype(np.float64)
