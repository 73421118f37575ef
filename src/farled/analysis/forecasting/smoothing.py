"""Damped trend with additive seasons, fitted by searching a grid at once."""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["DampedTrend", "fit_damped_trend"]

Floats = npt.NDArray[np.float64]

_LEVELS: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
_TRENDS: Final = (0.0, 0.05, 0.1, 0.2, 0.4)
_DAMPINGS: Final = (0.8, 0.9, 0.95, 0.98)
_SEASONS: Final = (0.0, 0.1, 0.3)


@dataclass(frozen=True, eq=False)
class DampedTrend:
    """Where a fitted series stands; `seasons[0]` is that of the next value."""

    level: float
    trend: float
    damping: float
    seasons: Floats

    def ahead(self, steps: int) -> Floats:
        """Return the next values."""
        damped = np.cumsum(self.damping ** np.arange(1, steps + 1))
        season = np.resize(self.seasons, steps) if len(self.seasons) else 0.0
        return self.level + self.trend * damped + season


def fit_damped_trend(values: Floats, season: int = 0) -> DampedTrend:
    """Fit Holt's damped trend, with additive seasons of a length if any.

    Smoothing is chosen by the least squared error one step ahead, over a fixed grid
    walked through as one array: the same series always gives the same fit.

    Args:
        values: the series.
        season: its length; 0 is none. At least two whole seasons are needed.
    """
    grid = np.array(
        list(product(_LEVELS, _TRENDS, _DAMPINGS, _SEASONS if season else (0.0,)))
    )
    alpha, beta, phi, gamma = grid.T
    level0, trend0, seasons0 = _start(values, season)
    level = np.full(len(grid), level0)
    trend = np.full(len(grid), trend0)
    seasons = np.tile(seasons0, (len(grid), 1))
    error = np.zeros(len(grid))
    for t, value in enumerate(values):
        place = t % season if season else 0
        expected = level + phi * trend
        miss = value - expected - seasons[:, place]
        # Shares of the miss go to level, trend and season, in error-correction form.
        level = expected + alpha * miss
        trend = phi * trend + alpha * beta * miss
        if season:
            seasons[:, place] += gamma * (1 - alpha) * miss
        error += miss * miss
    best = int(np.argmin(error))
    following = (
        np.roll(seasons[best], -(len(values) % season)) if season else seasons[best][:0]
    )
    return DampedTrend(
        float(level[best]), float(trend[best]), float(phi[best]), following
    )


def _start(values: Floats, season: int) -> tuple[float, float, Floats]:
    if not season:
        head = values[: min(len(values), 12)]
        slope = float(np.polyfit(np.arange(len(head)), head, 1)[0])
        return float(head.mean() - slope * (len(head) + 1) / 2), slope, np.zeros(1)
    first, second = values[:season], values[season : 2 * season]
    slope = float(second.mean() - first.mean()) / season
    middle = (season - 1) / 2
    line = first.mean() + slope * (np.arange(2 * season) - middle)
    rest = (values[: 2 * season] - line).reshape(2, season).mean(axis=0)
    return float(first.mean() - slope * (middle + 1)), slope, rest - rest.mean()
