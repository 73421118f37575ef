"""Confidence intervals for shares, means and percentiles, without SciPy."""

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Final

__all__ = [
    "CONFIDENCE",
    "Interval",
    "mean_interval",
    "percentile_ranks",
    "student_t_quantile",
    "wilson",
]

CONFIDENCE: Final = 0.95

_STEPS = 200
_LARGE = 1_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds that hold with CONFIDENCE; None where the data gives no bound."""

    low: float | None
    high: float | None


def wilson(counted: int, total: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the Wilson score interval of a share.

    Source: docs/method/README.md.

    >>> bounds = wilson(160, 200)
    >>> round(bounds.low, 4), round(bounds.high, 4)
    (0.7391, 0.8495)
    """
    if total == 0:
        return Interval(None, None)
    z = _normal_quantile(confidence)
    share = counted / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    low, high = (middle - spread) / scale, (middle + spread) / scale
    return Interval(
        0.0 if counted == 0 else low,
        1.0 if counted == total else high,
    )


def mean_interval(
    n: int, mean: float, variance: float, confidence: float = CONFIDENCE
) -> Interval:
    """Return Student's t interval of a mean; `variance` is the sample's (n − 1)."""
    if n <= 1:
        return Interval(None, None)
    t = student_t_quantile(1 - (1 - confidence) / 2, n - 1)
    spread = t * math.sqrt(variance / n)
    return Interval(mean - spread, mean + spread)


def percentile_ranks(
    n: int, per_mille: int, confidence: float = CONFIDENCE
) -> tuple[int, int]:
    """Return the 1-based ranks whose values bound a percentile, exactly.

    A low rank of 0 or a high rank of n + 1 says that n values give no such bound.
    Source: docs/method/wait-percentile.md.

    >>> percentile_ranks(10, 500)
    (2, 9)
    """
    tail = (1 - confidence) / 2
    share = per_mille / 1000
    below = 0.0
    low, high = 0, n + 1
    for rank in range(1, n + 1):
        below += _binomial(n, rank - 1, share)
        if below <= tail:
            low = rank
        if below >= 1 - tail:
            high = rank
            break
    return low, high


def _binomial(n: int, k: int, share: float) -> float:
    if share in (0.0, 1.0):
        return float(k == n * share)
    log = (
        math.lgamma(n + 1)
        - math.lgamma(k + 1)
        - math.lgamma(n - k + 1)
        + k * math.log(share)
        + (n - k) * math.log1p(-share)
    )
    return math.exp(log)


@cache
def _normal_quantile(confidence: float) -> float:
    return NormalDist().inv_cdf(1 - (1 - confidence) / 2)


@cache
def student_t_quantile(probability: float, degrees: int) -> float:
    """Return the quantile of Student's t for a probability of at least one half.

    >>> round(student_t_quantile(0.975, 9), 4)
    2.2622
    """
    low, high = 0.0, 1.0
    while _student_t_cdf(high, degrees) < probability:
        low, high = high, high * 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _student_t_cdf(middle, degrees) < probability:
            low = middle
        else:
            high = middle
    return high


def _student_t_cdf(t: float, degrees: int) -> float:
    if degrees > _LARGE:
        # Hill's normalising transform; its error is below 1e-9 from here on.
        a = degrees - 0.5
        z = math.sqrt(a * math.log1p(t * t / degrees))
        z += (z**3 + 3 * z) / (48 * a * a)
        return NormalDist().cdf(z)
    x = degrees / (degrees + t * t)
    return 1 - _incomplete_beta(degrees / 2, 0.5, x) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    if x in (0.0, 1.0):
        return x
    front = math.exp(
        math.lgamma(a + b)
        - math.lgamma(a)
        - math.lgamma(b)
        + a * math.log(x)
        + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    """Sum the continued fraction of the incomplete beta (modified Lentz)."""
    tiny = 1e-300
    c = 1.0
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1), tiny)
    total = d
    for m in range(1, _STEPS * 10):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d, tiny)
            c = _away_from_zero(1 + term / c, tiny)
            change = c * d
            total *= change
        if abs(change - 1) < 1e-15:  # noqa: PLR2004 - double precision
            break
    return total


def _away_from_zero(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
