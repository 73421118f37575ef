"""Facts as steps of journeys: which journey, which place in it, what came before."""

from dataclasses import dataclass
from typing import Final, Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

__all__ = ["NO_CHANNEL", "JourneySettings", "journey_steps"]

NO_CHANNEL: Final = 0
"""Number of a missing or unknown channel; known ones start at 1."""

_SECONDS_PER_HOUR: Final = 3_600
_HOURS_PER_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class JourneySettings:
    """How journeys are told apart, and which windows count.

    Attributes:
        break_days: a person's next contact about a service after more days than this
            begins a new journey; journeys of cases never break.
        repeat_days: window of a repeat contact.
        leakage_hours: window of a call after self-service.
        variants: how many variants to list.
        at_least: leave out variants of fewer journeys than this.

    Source: docs/method/journeys.md.
    """

    break_days: int = 30
    repeat_days: int = 7
    leakage_hours: int = 24
    variants: int = 50
    at_least: int = 1


def journey_steps(
    facts: ir.Table, numbers: Mapping[str, int], settings: JourneySettings
) -> ir.Table:
    """Number the steps of every journey.

    Args:
        facts: contact facts.
        numbers: code of a channel in the facts → its number, from 1.
        settings: when a person's journey breaks.

    Returns:
        One row per fact in a journey: `journey` and `leg` (together the journey),
        `is_case`, `place` (from 0), `channel_number`, `hours_before` (since the step
        before, null for the first) and `number_before`.
    """
    steps = _keyed(_numbered(facts, numbers))
    timeline = ibis.window(
        group_by="journey", order_by=["occurred_at", "source", "contact_id"]
    )
    before = steps.mutate(
        at_before=steps.occurred_at.lag().over(timeline),
        number_before=steps.channel_number.lag().over(timeline),
    )
    seconds = _seconds(before.occurred_at) - _seconds(before.at_before)
    hours = seconds.cast("float64") / _SECONDS_PER_HOUR
    begins = ibis.cases(
        (hours.isnull(), 1),
        (before.is_case, 0),
        (hours > settings.break_days * _HOURS_PER_DAY, 1),
        else_=0,
    )
    begun = before.mutate(hours=hours, begins=begins.cast("int64"))
    legs = begun.mutate(leg=begun.begins.sum().over(_until_now()))
    line = ibis.window(
        group_by=["journey", "leg"], order_by=["occurred_at", "source", "contact_id"]
    )
    placed = legs.mutate(place=ibis.row_number().over(line).cast("int64"))
    follows = placed.place > 0
    return placed.select(
        "journey",
        "leg",
        "is_case",
        "place",
        "channel_number",
        hours_before=ibis.cases((follows, placed.hours), else_=None),
        number_before=ibis.cases((follows, placed.number_before), else_=None),
    )


def _until_now() -> ibis.expr.builders.WindowBuilder:
    return ibis.cumulative_window(
        group_by="journey", order_by=["occurred_at", "source", "contact_id"]
    )


def _seconds(instant: ir.TimestampValue) -> ir.IntegerValue:
    """Count whole seconds; engines round a fraction differently unless it is cut."""
    return instant.truncate("s").epoch_seconds()


def _numbered(facts: ir.Table, numbers: Mapping[str, int]) -> ir.Table:
    table = ibis.memtable(
        pa.table(
            {
                "~code": pa.array(numbers.keys(), pa.string()),
                "~number": pa.array(numbers.values(), pa.int64()),
            }
        )
    )
    joined = facts.left_join(table, facts.channel == table["~code"])
    return joined.mutate(channel_number=joined["~number"].fill_null(NO_CHANNEL))


def _keyed(facts: ir.Table) -> ir.Table:
    """Give each fact the key of its journey; drop facts without one."""
    person = "p" + facts.party_key + ibis.literal("\x1f") + facts.service
    key = ibis.coalesce("c" + facts.case_key, person)
    keyed = facts.mutate(journey=key, is_case=facts.case_key.notnull())
    return keyed.filter(keyed.journey.notnull()).select(
        "journey", "is_case", "occurred_at", "source", "contact_id", "channel_number"
    )
