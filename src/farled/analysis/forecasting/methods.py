"""Ways to continue a monthly series; each answers from the past alone."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Callable, Final, Mapping

import numpy as np
import numpy.typing as npt

from farled.analysis.forecasting.curves import fit_logistic
from farled.analysis.forecasting.smoothing import fit_damped_trend

__all__ = ["BASELINES", "METHODS", "SEASON", "Limits", "baseline_of", "methods_of"]

Floats = npt.NDArray[np.float64]
SEASON: Final = 12
_CEILINGS: Final = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What values cannot pass; shares lie in 0..1."""

    low: float = -np.inf
    high: float = np.inf

    def clip(self, values: Floats) -> Floats:
        """Bring values within the limits."""
        return np.clip(values, self.low, self.high)


Method = Callable[[Floats, int, Limits], Floats]


def _naive(values: Floats, steps: int, _: Limits) -> Floats:
    return np.full(steps, values[-1])


def _seasonal_naive(values: Floats, steps: int, _: Limits) -> Floats:
    return np.resize(values[-SEASON:], steps)


def _damped(values: Floats, steps: int, limits: Limits) -> Floats:
    return limits.clip(fit_damped_trend(values).ahead(steps))


def _damped_seasonal(values: Floats, steps: int, limits: Limits) -> Floats:
    return limits.clip(fit_damped_trend(values, SEASON).ahead(steps))


def _logistic(values: Floats, steps: int, limits: Limits) -> Floats:
    """Fit under several ceilings, from just above the highest value to the limit."""
    least = min(float(values.max()) * 1.02 + 1e-6, limits.high)
    fits = [
        fit_logistic(values, ceiling)
        for ceiling in np.linspace(least, limits.high, _CEILINGS)
    ]
    misses = [
        sum((fit.at(t) - value) ** 2 for t, value in enumerate(values)) for fit in fits
    ]
    best = fits[int(np.argmin(misses))]
    return np.array([best.at(len(values) + step) for step in range(steps)])


METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "naive": _naive,
        "seasonal-naive": _seasonal_naive,
        "damped-trend": _damped,
        "damped-trend-seasonal": _damped_seasonal,
        "logistic": _logistic,
    }
)
BASELINES: Final = ("naive", "seasonal-naive")


def baseline_of(length: int) -> str:
    """Return the baseline to beat: a year ago, or in a short past the last month."""
    return "seasonal-naive" if length >= 2 * SEASON else "naive"


def methods_of(length: int, limits: Limits) -> tuple[str, ...]:
    """Return the methods that a past of a length allows, the baseline first."""
    names = [baseline_of(length), "damped-trend"]
    if length >= 2 * SEASON + 1:
        names.append("damped-trend-seasonal")
    if np.isfinite(limits.high) and limits.low == 0:
        names.append("logistic")
    return tuple(names)
