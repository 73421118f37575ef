"""Intervals agree with published vectors."""

import pytest

from farled.analysis.intervals import (
    Interval,
    mean_interval,
    percentile_ranks,
    student_t_quantile,
    wilson,
)


@pytest.mark.parametrize(
    ("counted", "total", "low", "high"),
    [
        (160, 200, 0.7391, 0.8495),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 10, 0.0179, 0.4042),
    ],
)
def test_wilson_meets_published_bounds(counted, total, low, high):
    bounds = wilson(counted, total)

    assert (low, high) == (round(bounds.low, 4), round(bounds.high, 4))


def test_wilson_of_nothing_has_no_bounds():
    assert Interval(None, None) == wilson(0, 0)


@pytest.mark.parametrize(
    ("probability", "degrees", "expected"),
    [
        (0.975, 1, 12.7062),
        (0.975, 2, 4.3027),
        (0.975, 4, 2.7764),
        (0.975, 9, 2.2622),
        (0.975, 30, 2.0423),
        (0.95, 10, 1.8125),
        (0.995, 5, 4.0321),
        (0.975, 1000, 1.9623),
        (0.975, 1001, 1.9623),
        (0.975, 10**7, 1.9600),
    ],
)
def test_student_t_meets_its_table(probability, degrees, expected):
    assert expected == round(student_t_quantile(probability, degrees), 4)


def test_mean_interval_is_symmetric_and_needs_two():
    bounds = mean_interval(10, 4.9, 3.2111)

    assert (round(bounds.low, 4), round(bounds.high, 4)) == (3.6181, 6.1819)
    assert Interval(None, None) == mean_interval(1, 4.0, 0.0)


@pytest.mark.parametrize(
    ("n", "per_mille", "ranks"),
    [
        (10, 500, (2, 9)),
        (20, 500, (6, 15)),
        (5, 500, (0, 6)),
        (6, 500, (1, 6)),
        (10, 900, (7, 11)),
        (59, 950, (52, 60)),
        (3, 1000, (3, 4)),
    ],
)
def test_percentile_ranks_meet_the_binomial(n, per_mille, ranks):
    assert ranks == percentile_ranks(n, per_mille)
