"""Rolling-origin back-test: what each method would have said, against what came."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from farled.analysis.forecasting.methods import (
    METHODS,
    SEASON,
    Limits,
    baseline_of,
    methods_of,
)

__all__ = ["BackTest", "back_test"]

Floats = npt.NDArray[np.float64]
_LEAST_PAST: Final = 8
_LONGEST: Final = 12
_TWO_YEARS: Final = 2 * SEASON + 1
_ENOUGH_ORIGINS: Final = 6


@dataclass(frozen=True, eq=False)
class BackTest:
    """How one method did.

    Attributes:
        mape: mean absolute percentage error, as a share; None when a value is 0.
        mase: mean absolute error over that of the baseline one step within the past.
        errors: origin × step ahead, actual less forecast; NaN where nothing came yet.
    """

    method: str
    mape: float | None
    mase: float
    errors: Floats


def back_test(values: Floats, horizon: int, limits: Limits) -> tuple[BackTest, ...]:
    """Test every method that the whole series allows, the baseline first.

    From every origin in the later half the next values, at most a year, are forecast
    from what came before alone. Origins before the first two years are left out when
    enough others remain; else a method that needs a longer past than an origin has
    answers as the baseline does there.
    """
    names = methods_of(len(values), limits)
    start = max(_LEAST_PAST, len(values) // 2)
    if len(values) >= _TWO_YEARS + _ENOUGH_ORIGINS:
        start = max(start, _TWO_YEARS)
    steps = max(1, min(horizon, _LONGEST, len(values) - start))
    return tuple(_test(name, values, start, steps, limits) for name in names)


def _test(
    name: str, values: Floats, start: int, steps: int, limits: Limits
) -> BackTest:
    origins = range(start, len(values))
    errors = np.full((len(origins), steps), np.nan)
    actuals = np.full((len(origins), steps), np.nan)
    for row, origin in enumerate(origins):
        past, came = values[:origin], values[origin : origin + steps]
        usable = name if name in methods_of(origin, limits) else baseline_of(origin)
        said = METHODS[usable](past, steps, limits)[: len(came)]
        errors[row, : len(came)] = came - said
        actuals[row, : len(came)] = came
    missed = np.abs(errors[~np.isnan(errors)])
    came_all = np.abs(actuals[~np.isnan(actuals)])
    mape = float((missed / came_all).mean()) if came_all.all() else None
    return BackTest(name, mape, float(missed.mean() / _scale(values)), errors)


def _scale(values: Floats) -> float:
    """Return the mean error of saying «as a season ago» (or «as last») in the past."""
    lag = SEASON if len(values) >= 2 * SEASON else 1
    scale = float(np.abs(values[lag:] - values[:-lag]).mean())
    return scale or 1.0
