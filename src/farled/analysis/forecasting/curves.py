"""Adoption curves: logistic with a ceiling, and Bass."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from farled.terms.errors import FarledError

__all__ = ["Bass", "Logistic", "fit_logistic", "logistic_through"]

Floats = npt.NDArray[np.float64]
_EDGE = 0.005
"""Shares of the ceiling nearer to its ends than this are taken as this near."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """S(t) = ceiling ÷ (1 + e^(−rate (t − middle))).

    Source: docs/method/forecast.md.
    """

    ceiling: float
    rate: float
    middle: float

    def at(self, t: float) -> float:
        """Return the value at a time."""
        return self.ceiling / (1 + math.exp(-self.rate * (t - self.middle)))


@dataclass(frozen=True, slots=True)
class Bass:
    """Adoption by innovators and by imitators, out of a market.

    Source: docs/method/forecast.md.
    """

    innovation: float
    imitation: float
    market: float = 1.0

    def at(self, t: float) -> float:
        """Return how many have adopted by a time."""
        both = self.innovation + self.imitation
        waned = math.exp(-both * t)
        ratio = self.imitation / self.innovation
        return self.market * (1 - waned) / (1 + ratio * waned)

    @property
    def peak(self) -> float:
        """When most adopt."""
        both = self.innovation + self.imitation
        return math.log(self.imitation / self.innovation) / both


def logistic_through(
    first: tuple[float, float], second: tuple[float, float], ceiling: float
) -> Logistic:
    """Draw the logistic curve through two points (time, value) below a ceiling.

    >>> curve = logistic_through((2012, 0.30), (2015, 0.50), 0.80)
    >>> round(curve.rate, 5), round(curve.middle, 1), round(curve.at(2021), 4)
    (0.34055, 2013.5, 0.7423)

    Raises:
        FarledError: `not-below-ceiling`, `one-point-twice`.
    """
    (t1, s1), (t2, s2) = first, second
    if not 0 < min(s1, s2) <= max(s1, s2) < ceiling:
        raise FarledError("not-below-ceiling", ceiling=ceiling)
    if t1 == t2:
        raise FarledError("one-point-twice", time=t1)
    rate = (_logit(s2 / ceiling) - _logit(s1 / ceiling)) / (t2 - t1)
    middle = t1 - _logit(s1 / ceiling) / rate if rate else t1
    return Logistic(ceiling, rate, middle)


def fit_logistic(values: Floats, ceiling: float) -> Logistic:
    """Fit a logistic curve to values at times 0, 1, 2 … by least squares of logits."""
    times = np.arange(len(values), dtype=np.float64)
    shares = np.clip(values / ceiling, _EDGE, 1 - _EDGE)
    logits = np.log(shares / (1 - shares))
    rate, offset = np.polyfit(times, logits, 1)
    if abs(rate) < 1e-12:  # noqa: PLR2004 - a flat line has no middle
        return Logistic(2 * float(values.mean()), 0.0, 0.0)
    return Logistic(ceiling, float(rate), float(-offset / rate))


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
