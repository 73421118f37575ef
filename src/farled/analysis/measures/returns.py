"""Measures that see each contact beside the same party's later or earlier ones."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Callable, Final, Mapping, Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa

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
from farled.analysis.measures.lookups import channel_codes, look_up
from farled.analysis.measures.scope import as_values, channels_meant
from farled.strategy.document import Strategy
from farled.terms.contacts import Direction

__all__ = ["MEASURES", "Look", "flagged", "look_of"]

_DAY_S = 86_400
_EPOCH: Final = date(1970, 1, 1)
_CHANNELS: Final = 4_096
"""More channels than any strategy has; channel numbers are packed below it."""
_YES = ibis.literal(value=True)
_NO = ibis.literal(value=False)
_Flag = tuple[ir.BooleanValue, ir.BooleanValue]
"""Whether the contact is asked about, and what is true of it."""


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


def flagged(facts: ir.Table, look: Look, columns: Sequence[str]) -> ir.Table:
    """Return columns of facts with `asked`, `flag` (null if not judged) and `awaits`.

    A return is any later inbound contact of the same party about the same service (or
    about anything), whatever its channel and whoever took it; so facts must not have
    been narrowed by anything but time.
    """
    keys = ("party_key", "service") if _by_service(look) else ("party_key",)
    matched = facts.direction == Direction.INBOUND.value
    for key in keys:
        matched &= facts[key].notnull()
    matched = matched.fill_null(ibis.literal(value=False))
    unknown = ibis.null("boolean")
    rest = facts.filter(~matched).select(*columns, asked=unknown, flag=unknown)
    seen = _seen(facts.filter(matched), look, columns)
    asked, flag = _FLAGS[look.measure](seen, look)
    both = ibis.union(
        seen.select(*columns, asked=asked, flag=flag), rest, distinct=False
    )
    return both.mutate(awaits=_awaits(both, look))


def _by_service(look: Look) -> bool:
    return look.settings["same"] == "service"


def _awaits(t: ir.Table, look: Look) -> ir.BooleanValue:
    awaits: ir.BooleanValue = ibis.literal(value=False)
    if look.since:
        awaits |= t.occurred_on < look.since
    if look.until:
        awaits |= t.occurred_on > look.until
    return awaits


def _seen(facts: ir.Table, look: Look, columns: Sequence[str]) -> ir.Table:
    """Add when, and who about what, as whole numbers: windows on texts are slow.

    Two hashes of different texts stand for party and service: alone, Spark's 32 bits
    would collide.
    """
    who = facts.party_key
    if _by_service(look):
        who = facts.party_key + "\x1f" + facts.service
    seen = facts.select(
        *columns,
        at=facts.occurred_at.epoch_seconds().cast("int64"),
        day_number=facts.occurred_on.delta(_EPOCH, unit="day").cast("int64"),
        who=who.hash(),
        also_who=("\x1f" + who).hash(),
    )
    return _numbered(seen, look) if look.measure == "channel-switch-share" else seen


def _numbered(seen: ir.Table, look: Look) -> ir.Table:
    ids: dict[str, int] = {}
    rows = [
        {
            "number_code": code.code,
            "channel_number": ids.setdefault(code.channel, len(ids) + 1),
        }
        for code in channel_codes(look.strategy)
    ]
    types = {"number_code": pa.string(), "channel_number": pa.int64()}
    numbered = look_up(seen, "channel", rows, types)
    return numbered.mutate(channel_number=numbered.channel_number.fill_null(0))


def _later(reach_s: int) -> ir.Value:
    return ibis.range_window(
        group_by=["who", "also_who"], order_by="at", following=(1, reach_s)
    )


def _wide(look: Look) -> int:
    """Return seconds that surely hold the window's days, whatever the clocks did."""
    return (look.reach.days + 2) * _DAY_S


def _followed(t: ir.Table, look: Look) -> ir.BooleanValue:
    following = t.day_number.min().over(_later(_wide(look)))
    return (following - t.day_number <= look.reach.days).fill_null(_NO)


def _no_return(t: ir.Table, look: Look) -> _Flag:
    return _YES, ~_followed(t, look)


def _returned(t: ir.Table, look: Look) -> _Flag:
    earlier = ibis.range_window(
        group_by=["who", "also_who"], order_by="at", preceding=(_wide(look), 1)
    )
    before = t.day_number.max().over(earlier)
    return _YES, (t.day_number - before <= look.reach.days).fill_null(_NO)


def _switched(t: ir.Table, look: Look) -> _Flag:
    """Pack instant and channel into one number: its minimum is the next contact.

    Of several at one instant the channel that the strategy names first counts.
    """
    packed = t.at * _CHANNELS + t.channel_number
    following = packed.min().over(_later(_wide(look))) % _CHANNELS
    both_known = (t.channel_number > 0) & (following > 0)
    switched = ibis.ifelse(
        both_known, following != t.channel_number, ibis.null("boolean")
    )
    return _followed(t, look), switched


def _leaked(t: ir.Table, look: Look) -> _Flag:
    arrived = t.channel.isin(_meant(look, "to"))
    calls = ibis.ifelse(arrived, t.at, ibis.null("int64"))
    following = calls.min().over(_later(int(look.reach.total_seconds())))
    left = t.channel.isin(_meant(look, "from"))
    is_known = t.channel.isin([code.code for code in channel_codes(look.strategy)])
    return ibis.ifelse(is_known, left, ibis.null("boolean")), following.notnull()


def _meant(look: Look, setting: str) -> list[str]:
    values = as_values(str(look.settings[setting]))
    return sorted(channels_meant(values, look.strategy))


_FLAGS: Final[Mapping[str, Callable[[ir.Table, Look], _Flag]]] = {
    "first-contact-resolution": _no_return,
    "repeat-share": _returned,
    "channel-switch-share": _switched,
    "leakage-share": _leaked,
}
