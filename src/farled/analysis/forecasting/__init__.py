"""Forecasts of monthly series, tested on their past."""

from farled.analysis.forecasting.backtesting import BackTest
from farled.analysis.forecasting.curves import (
    Bass,
    Logistic,
    fit_logistic,
    logistic_through,
)
from farled.analysis.forecasting.methods import Limits
from farled.analysis.forecasting.outlook import (
    LEAST_POINTS,
    Forecast,
    NoForecast,
    forecast,
)
from farled.analysis.forecasting.smoothing import DampedTrend, fit_damped_trend

__all__ = [
    "LEAST_POINTS",
    "BackTest",
    "Bass",
    "DampedTrend",
    "Forecast",
    "Limits",
    "Logistic",
    "NoForecast",
    "fit_damped_trend",
    "fit_logistic",
    "forecast",
    "logistic_through",
]
