"""Measures of money: what contacts cost, and what steering could save."""

import math
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from farled.analysis.measures.contacts import DIRECTION, directed
from farled.analysis.measures.definition import (
    Form,
    Goodness,
    Kind,
    Measure,
    Parameter,
    Settings,
    Unit,
)
from farled.analysis.measures.meaning.prices import price_of
from farled.strategy.document import Strategy

__all__ = ["MEASURES"]


def _cost(t: ir.Table, settings: Settings, strategy: Strategy | None) -> Form:
    view = str(settings["view"])
    recorded, reckoned = t.cost_minor, ibis.null("int64")
    if view != "authority":
        recorded = ibis.null("int64")
    if strategy is not None:
        reckoned = price_of(t, "channel", view)
    cost = {
        "recorded": recorded,
        "strategy": reckoned,
        "either": recorded.fill_null(reckoned),
    }[str(settings["basis"])]
    return Form(directed(t, settings), cost)


def _saving(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    view = str(settings["view"])
    saved = price_of(t, "channel", view) - price_of(t, "channel_intended", view)
    if settings["counts"] == "savings":
        saved = ibis.ifelse(saved > 0, saved, saved * 0)
    return Form(directed(t, settings), saved)


_VIEW = Parameter("view", "authority", choices=("authority", "customer", "society"))

MEASURES = (
    Measure(
        "cost-per-contact",
        Unit.MONEY_MINOR,
        Goodness.LOWER,
        Kind.MEAN,
        also=("cost_minor", "channel", "contact_type", "service", "cost_segment"),
        parameters=(
            Parameter(
                "basis",
                "either",
                choices=("either", "recorded", "strategy"),
                needs={"recorded": ("cost_minor",), "strategy": ("channel",)},
                without_strategy="recorded",
            ),
            _VIEW,
            DIRECTION,
        ),
        scale=(0, math.inf),
        rule=_cost,
    ),
    Measure(
        "steering-potential",
        Unit.MONEY_MINOR,
        Goodness.LOWER,
        Kind.SUM,
        columns=("channel", "channel_intended"),
        also=("contact_type", "service", "cost_segment"),
        parameters=(
            Parameter("counts", "savings", choices=("savings", "net")),
            _VIEW,
            replace(DIRECTION, default="both"),
        ),
        needs_strategy=True,
        rule=_saving,
    ),
)
