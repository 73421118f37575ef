"""Forecasts: exact on what is regular, honest on what is not."""

import numpy as np
import pytest

from farled.analysis.forecasting import (
    Forecast,
    Limits,
    NoForecast,
    fit_damped_trend,
    forecast,
)
from farled.terms.reasons import reason

SHARES = Limits(0, 1)


def series(kind: str, length: int, noise: float, seed: int) -> np.ndarray:
    t = np.arange(length)
    shape = {
        "flat": 0.4 + 0 * t,
        "trend": 0.3 + 0.004 * t,
        "season": 0.4 + 0.002 * t + 0.08 * np.sin(t * 2 * np.pi / 12),
        "adoption": 0.8 / (1 + np.exp(-0.08 * (t - 30))),
    }[kind]
    return shape + np.random.default_rng(seed).normal(0, noise, length)


def foreseen(values, horizon=12, seed=1, limits=None, breaks=()) -> Forecast:
    found = forecast(
        list(values), horizon=horizon, seed=seed, limits=limits, breaks=breaks
    )
    assert isinstance(found, Forecast)
    return found


def test_constant_series_stays():
    low, middle, high = foreseen(np.full(24, 0.5)).quantiles()

    assert (
        list(low),
        list(middle),
        list(high),
    ) == ([0.5] * 12, [0.5] * 12, [0.5] * 12)


def test_seasons_without_noise_come_back():
    year = np.array([5, 4, 6, 8, 9, 3, 2, 2, 7, 8, 6, 5], float)

    _, middle, _ = foreseen(np.tile(year, 4)).quantiles()

    assert list(year) == pytest.approx(list(middle))


def test_damped_trend_weakens_as_it_goes():
    fit = fit_damped_trend(0.3 + 0.01 * np.arange(30))
    steps = np.diff(fit.ahead(12))

    assert all(steps > 0)
    assert all(np.diff(steps) < 0)


@pytest.mark.parametrize("kind", ["flat", "trend", "season", "adoption"])
@pytest.mark.parametrize("length", [36, 60])
def test_four_in_five_outcomes_fall_between_p10_and_p90(kind, length):
    inside = []
    for seed in range(12):
        values = series(kind, length + 12, 0.02, seed)
        low, _, high = foreseen(values[:length], limits=SHARES).quantiles()
        came = values[length:]
        inside.append(((came >= low) & (came <= high)).mean())

    assert 0.65 <= np.mean(inside) <= 0.97


@pytest.mark.parametrize("kind", ["trend", "season", "adoption"])
def test_method_is_used_only_when_it_beats_the_baseline(kind):
    found = foreseen(series(kind, 48, 0.02, 5), limits=SHARES)

    assert found.tests[0].method == "seasonal-naive"
    assert found.test.mase == min(test.mase for test in found.tests)
    assert found.method != "seasonal-naive"


def test_errors_are_those_of_the_past_alone():
    values = series("trend", 30, 0.02, 2)
    changed = values.copy()
    changed[-1] += 5

    first = foreseen(values).tests[0].errors
    second = foreseen(changed).tests[0].errors

    assert np.array_equal(first[:-12, :3], second[:-12, :3])


def test_back_test_measures_by_hand():
    values = [1.0, 2.0] * 6

    test = foreseen(values, horizon=1).tests[0]

    assert (test.method, test.mase, test.mape) == ("naive", 1.0, 0.75)


def test_same_seed_gives_the_same_draws():
    values = series("season", 40, 0.03, 9)

    assert np.array_equal(
        foreseen(values, seed=7).draws, foreseen(values, seed=7).draws
    )
    assert not np.array_equal(
        foreseen(values, seed=7).draws, foreseen(values, seed=8).draws
    )


def test_shares_stay_shares():
    draws = foreseen(series("trend", 40, 0.2, 3) + 0.4, limits=SHARES).draws

    assert (max(0, draws.min()), min(1, draws.max())) == (0, 1)
    assert draws.min() >= 0
    assert draws.max() <= 1


def test_too_short_a_past_gives_no_forecast():
    found = forecast([0.5] * 11, horizon=3, seed=1)

    assert NoForecast((reason("too-few-points", points=11, needed=12),)) == found


def test_break_leaves_out_what_was_counted_otherwise():
    before, after = [0.9] * 20, [0.2] * 14

    assert (
        pytest.approx(foreseen(before + after, breaks=(20,)).quantiles()[1][-1]) == 0.2
    )
    assert NoForecast(
        (reason("too-few-points-after-break", points=4, needed=12),)
    ) == forecast(before + after[:4], horizon=3, seed=1, breaks=(20,))


def test_spread_widens_beyond_what_was_tested():
    low, _, high = foreseen(series("trend", 40, 0.02, 4), horizon=36).quantiles()

    assert high[35] - low[35] > high[11] - low[11]
