"""Measures that see each contact beside the same party's later or earlier ones."""

from dataclasses import dataclass
from datetime import date, timedelta

import ibis.expr.types as ir

from farled.analysis.measures.contacts import inbound
from farled.analysis.measures.definition import (
    Form,
    Gather,
    Goodness,
    Kind,
    Measure,
    Parameter,
    Settings,
    Unit,
)
from farled.strategy.document import Strategy

__all__ = ["MEASURES", "Look", "look_of"]


def _flag(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(inbound(t) & t.asked, t.flag)


_WINDOW = Parameter("window_days", 7, policy="repeat_window_days")
_SAME = Parameter(
    "same",
    "service",
    choices=("service", "party"),
    needs={"service": ("service",)},
)
_COLUMNS = ("direction", "party_key")

MEASURES = (
    Measure(
        "first-contact-resolution",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        Gather.RETURNS,
        columns=_COLUMNS,
        parameters=(_WINDOW, _SAME),
        rule=_flag,
    ),
    Measure(
        "repeat-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        Gather.RETURNS,
        columns=_COLUMNS,
        parameters=(_WINDOW, _SAME),
        rule=_flag,
    ),
    Measure(
        "channel-switch-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        Gather.RETURNS,
        columns=(*_COLUMNS, "channel"),
        parameters=(_WINDOW, _SAME),
        rule=_flag,
    ),
    Measure(
        "leakage-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        Gather.RETURNS,
        columns=(*_COLUMNS, "channel"),
        parameters=(
            Parameter("window_hours", 24, policy="leakage_window_hours"),
            Parameter("from", "@family/e-service,@family/my-pages"),
            Parameter("to", "@family/phone"),
            _SAME,
        ),
        rule=_flag,
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How far a measure looks from a contact, and which contacts can be judged.

    Attributes:
        since: first day whose whole window lies in the facts, None for any.
        until: last such day, None for any.
    """

    measure: str
    settings: Settings
    strategy: Strategy | None
    since: date | None
    until: date | None

    @property
    def reach(self) -> timedelta:
        """Length of the window."""
        hours = int(self.settings.get("window_hours", 0))
        return timedelta(days=int(self.settings.get("window_days", 0)), hours=hours)


def look_of(
    measure: str,
    settings: Settings,
    strategy: Strategy | None,
    covered: tuple[date, date],
) -> Look:
    """Return the look of a measure over facts that cover these days."""
    first, last = covered
    look = Look(measure, settings, strategy, None, None)
    whole_days = -(-look.reach // timedelta(days=1)) * timedelta(days=1)
    if measure == "repeat-share":
        return Look(measure, settings, strategy, first + whole_days, None)
    return Look(measure, settings, strategy, None, last - whole_days)
