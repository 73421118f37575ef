"""Adoption curves meet published vectors."""

import numpy as np
import pytest

from farled.analysis.forecasting import Bass, Logistic, fit_logistic, logistic_through
from farled.terms.errors import FarledError


@pytest.mark.req("ME-04", "ME-05", "ME-18")
@pytest.mark.parametrize(
    ("year", "share"),
    [
        (2012, 0.3000),
        (2013, 0.3660),
        (2014, 0.4340),
        (2015, 0.5000),
        (2016, 0.5607),
        (2018, 0.6579),
        (2020, 0.7212),
        (2021, 0.7423),
    ],
)
def test_logistic_through_two_known_goals_meets_its_vector(year, share):
    curve = logistic_through((2012, 0.30), (2015, 0.50), 0.80)

    assert (round(curve.rate, 5), round(curve.middle, 5)) == (0.34055, 2013.5)
    assert share == pytest.approx(curve.at(year), abs=5e-4)


@pytest.mark.parametrize(
    ("t", "adopted"),
    [(1, 0.0358), (2, 0.0851), (3, 0.1505), (5, 0.3312), (8, 0.6517), (10, 0.8128)],
)
def test_bass_meets_its_vector(t, adopted):
    assert adopted == round(Bass(0.03, 0.38).at(t), 4)


def test_bass_peaks_when_most_adopt():
    assert round(Bass(0.03, 0.38).peak, 2) == 6.19


def test_logistic_refuses_what_no_curve_goes_through():
    with pytest.raises(FarledError, match="not-below-ceiling"):
        logistic_through((2012, 0.3), (2015, 0.9), 0.8)
    with pytest.raises(FarledError, match="one-point-twice"):
        logistic_through((2012, 0.3), (2012, 0.5), 0.8)


def test_logistic_through_equal_points_stays_flat():
    assert pytest.approx(logistic_through((0, 0.4), (3, 0.4), 0.8).at(9)) == 0.4


def test_fit_finds_the_curve_it_was_made_from():
    made = Logistic(0.8, 0.12, 20.0)
    values = np.array([made.at(t) for t in range(40)])

    fitted = fit_logistic(values, 0.8)

    assert (round(fitted.rate, 6), round(fitted.middle, 6)) == (0.12, 20.0)


def test_fit_of_a_flat_line_stays_flat():
    assert pytest.approx(fit_logistic(np.full(12, 0.4), 1.0).at(30)) == 0.4
