"""A forecast with its spread: the best back-tested method, and how wrong it was."""

from dataclasses import dataclass
from typing import Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.forecasting.backtesting import BackTest, back_test
from farled.analysis.forecasting.methods import METHODS, Limits
from farled.terms.reasons import Reason, reason

__all__ = ["LEAST_POINTS", "Forecast", "NoForecast", "forecast"]

Floats = npt.NDArray[np.float64]
LEAST_POINTS: Final = 12
_DRAWS: Final = 4_000
_QUANTILES: Final = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class NoForecast:
    """Why there is none."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, eq=False)
class Forecast:
    """What is likely to come.

    Attributes:
        method: the one that was used.
        tests: every method's back-test, the baseline first.
        draws: simulation × step ahead.
        used: values the forecast rests on, after the last break.
    """

    method: str
    tests: tuple[BackTest, ...]
    draws: Floats
    used: int

    def quantiles(self) -> tuple[Floats, Floats, Floats]:
        """Return P10, P50 and P90 by step ahead."""
        low, middle, high = np.quantile(self.draws, _QUANTILES, axis=0)
        return low, middle, high

    @property
    def test(self) -> BackTest:
        """The back-test of the method used."""
        return next(test for test in self.tests if test.method == self.method)


def forecast(
    values: Sequence[float],
    *,
    horizon: int,
    seed: int,
    limits: Limits | None = None,
    breaks: Sequence[int] = (),
) -> Forecast | NoForecast:
    """Continue a monthly series by the method that did best when tested on its past.

    A method is used only when it beats the baseline. Values before the last break are
    left out, for they were counted otherwise. Source: docs/method/forecast.md.

    Args:
        values: one per month, without gaps.
        horizon: months ahead, at least 1.
        seed: of the simulation.
        limits: what values cannot pass.
        breaks: positions of the first value after each break of the series.
    """
    start = max((b for b in breaks if 0 < b < len(values)), default=0)
    past = np.asarray(values[start:], np.float64)
    if len(past) < LEAST_POINTS:
        code = "too-few-points-after-break" if start else "too-few-points"
        why = reason(code, points=len(past), needed=LEAST_POINTS)
        return NoForecast((why,))
    limits = limits or Limits()
    tests = back_test(past, horizon, limits)
    baseline, *others = tests
    best = min(others, key=lambda test: test.mase)
    chosen = best if best.mase < baseline.mase else baseline
    middle = METHODS[chosen.method](past, horizon, limits)
    draws = _draws(middle, chosen.errors, np.random.default_rng(seed))
    return Forecast(chosen.method, tests, limits.clip(draws), len(past))


def _draws(middle: Floats, errors: Floats, rng: np.random.Generator) -> Floats:
    """Add back-test errors to the forecast, one fate for all steps of a simulation.

    Errors are taken with both signs, for few origins say little about a bias, and
    smoothed, for they are few. Farther ahead than was tested they widen with the square
    root of time.
    """
    tested = errors.shape[1]
    fates = rng.random(_DRAWS)
    noise = rng.standard_normal(_DRAWS)
    draws = np.empty((_DRAWS, len(middle)))
    for step, value in enumerate(middle):
        near = errors[:, max(0, min(step, tested - 1) - 1) : min(step, tested - 1) + 1]
        missed = near[~np.isnan(near)]
        both = np.concatenate([missed, -missed])
        width = both.std() * 0.9 * len(missed) ** -0.2
        wider = np.sqrt(max(1.0, (step + 1) / tested))
        draws[:, step] = value + wider * (np.quantile(both, fates) + width * noise)
    return draws
