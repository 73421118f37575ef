"""What a goal's measure is likely to be over the year up to a coming day."""

from datetime import date
from typing import Final, Sequence

import numpy as np

from farled.analysis.forecasting import Limits, NoForecast, forecast
from farled.analysis.goals.aims import Aim
from farled.analysis.goals.progress import YEAR, Progress, month_of
from farled.analysis.goals.result import Projection
from farled.analysis.measures import Break, Gather, Kind, State
from farled.terms.reasons import Reason, reason

__all__ = ["project"]

_FARTHEST: Final = 120
_FELT_SHARE: Final = 0.05
"""A source with less of the facts than this makes no break in a forecast."""


def project(
    progress: Progress, aim: Aim, day: date, breaks: Sequence[Break], seed: int
) -> Projection | Reason:
    """Forecast the months until a day and fold them to its year, or say why not.

    The year's months that have passed are known; each month weighs as much as the same
    month of the last year did. Source: docs/method/goals.md.
    """
    if not _foreseeable(progress):
        return reason("no-forecast-of-measure", measure=progress.measure.id)
    run = _last_run(progress)
    if not run:
        return reason("too-few-points", points=0, needed=YEAR)
    horizon = month_of(day) - run[-1]
    if not 0 < horizon <= _FARTHEST:
        return reason("too-far-ahead", months=horizon, most=_FARTHEST)
    values = [_value(progress, month) for month in run]
    found = forecast(
        values,
        horizon=horizon,
        seed=seed,
        limits=_limits(progress),
        breaks=_positions(breaks, run),
    )
    if isinstance(found, NoForecast):
        return found.reasons[0]
    known = np.tile(values, (len(found.draws), 1))
    year = np.concatenate([known, found.draws], axis=1)[:, -YEAR:]
    if progress.measure.kind is Kind.SUM:
        draws = year.sum(axis=1)
    else:
        draws = np.average(year, axis=1, weights=_weights(progress, run, horizon))
    low, middle, high = np.quantile(draws, (0.1, 0.5, 0.9))
    return Projection(
        on=day,
        p10=float(low),
        p50=float(middle),
        p90=float(high),
        probability=aim.share_holding(draws),
        method=found.method,
        mase=found.test.mase,
        points=found.used,
    )


def _foreseeable(progress: Progress) -> bool:
    kinds = (Kind.SHARE, Kind.SUM, Kind.MEAN)
    return progress.measure.kind in kinds and progress.measure.gather is not (
        Gather.PEOPLE
    )


def _last_run(progress: Progress) -> list[int]:
    """Return the last months in a row that have a value."""
    run: list[int] = []
    for month in sorted(progress.rows, reverse=True):
        if progress.rows[month].state is not State.VALUE:
            break
        if run and month != run[-1] - 1:
            break
        run.append(month)
    return run[::-1]


def _value(progress: Progress, month: int) -> float:
    return progress.rows[month].value or 0.0


def _limits(progress: Progress) -> Limits:
    if progress.measure.kind is Kind.SHARE:
        return Limits(0.0, 1.0)
    if progress.measure.scale is not None:
        return Limits(*progress.measure.scale)
    return Limits(low=0.0)


def _weights(progress: Progress, run: Sequence[int], horizon: int) -> list[float]:
    """Return how much each of the year's months weighs: as a year ago, if known."""
    last = run[-1] + horizon
    volumes = {
        month % YEAR: float(progress.rows[month].n or 0) for month in run[-YEAR:]
    }
    typical = sum(volumes.values()) / len(volumes)
    months = range(last - min(YEAR, len(run) + horizon) + 1, last + 1)
    return [volumes.get(month % YEAR, typical) or 1e-9 for month in months]


def _positions(breaks: Sequence[Break], run: Sequence[int]) -> tuple[int, ...]:
    """Return the places in the run of the first whole month after each break."""
    felt = [b.on for b in breaks if b.share >= _FELT_SHARE]
    firsts = [month_of(day) + (day.day > 1) for day in felt]
    return tuple(first - run[0] for first in firsts)
