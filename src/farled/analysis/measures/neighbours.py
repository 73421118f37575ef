"""See each contact beside the same party's later and earlier ones, in one pass."""

from datetime import date
from typing import Callable, Collection, Final, Mapping, Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from farled.analysis.measures.meaning.lookups import channel_codes, look_up
from farled.analysis.measures.meaning.scope import as_values, channels_meant
from farled.analysis.measures.returns import Look
from farled.terms.contacts import Direction

__all__ = ["flagged"]

_DAY_S = 86_400
_EPOCH: Final = date(1970, 1, 1)
_HALF: Final = 2**31
_CHANNELS: Final = 4_096
"""More channels than any strategy has; channel numbers are packed below it."""
_YES = ibis.literal(value=True)
_NO = ibis.literal(value=False)
_Flag = tuple[ir.BooleanValue, ir.BooleanValue]
"""Whether the contact is asked about, and what is true of it."""


def flagged(
    facts: ir.Table, look: Look, columns: Sequence[str], masked: Collection[str]
) -> ir.Table:
    """Return columns of facts with `asked`, `flag` (null if not judged) and `awaits`.

    A return is any later inbound contact of the same party about the same service (or
    about anything), whatever its channel and whoever took it; so facts must not have
    been narrowed by anything but time. Of masked columns is only said whether they hold
    anything: texts that travel through the window cost more than the window itself.
    """
    keys = ("party_key", "service") if _by_service(look) else ("party_key",)
    matched = facts.direction == Direction.INBOUND.value
    for key in keys:
        matched &= facts[key].notnull()
    matched = matched.fill_null(_NO)
    unknown = ibis.null("boolean")
    shown = {
        name: _mask(facts[name]) if name in masked else facts[name] for name in columns
    }
    rest = facts.filter(~matched).select(**shown, asked=unknown, flag=unknown)
    seen = facts.filter(matched).select(
        **shown,
        at=facts.occurred_at.epoch_seconds().cast("int64"),
        day_number=facts.occurred_on.delta(_EPOCH, unit="day").cast("int64"),
        who=_who(facts, look),
        **_of_channel(facts, look),
    )
    if look.measure == "channel-switch-share":
        seen = _numbered(seen, look)
    asked, flag = _FLAGS[look.measure](seen, look)
    both = ibis.union(
        seen.select(*columns, asked=asked, flag=flag), rest, distinct=False
    )
    return both.mutate(awaits=_awaits(both, look))


def _mask(column: ir.Value) -> ir.Value:
    return ibis.ifelse(column.notnull(), "given", ibis.null("string"))


def _by_service(look: Look) -> bool:
    return look.settings["same"] == "service"


def _awaits(t: ir.Table, look: Look) -> ir.BooleanValue:
    awaits: ir.BooleanValue = _NO
    if look.since:
        awaits |= t.occurred_on < look.since
    if look.until:
        awaits |= t.occurred_on > look.until
    return awaits


def _who(facts: ir.Table, look: Look) -> ir.Value:
    """Return who about what as one whole number: windows on texts are slow.

    Two hashes of different texts fill its halves, for one of Spark's 32 bits would
    collide. Source: docs/method/README.md, returns.
    """
    who = facts.party_key
    if _by_service(look):
        who = facts.party_key + "\x1f" + facts.service
    return (who.hash() % (_HALF - 1)) * _HALF + ("\x1f" + who).hash() % (_HALF - 1)


def _of_channel(facts: ir.Table, look: Look) -> dict[str, ir.Value]:
    """Return what a measure has to know of each contact's channel."""
    if look.measure == "channel-switch-share":
        return {"used": facts.channel}
    if look.measure == "leakage-share":
        codes = [code.code for code in channel_codes(look.strategy)]
        is_known, left = (
            facts.channel.isin(codes),
            facts.channel.isin(_meant(look, "from")),
        )
        return {
            "arrived": facts.channel.isin(_meant(look, "to")),
            "left": ibis.ifelse(is_known, left, ibis.null("boolean")),
        }
    return {}


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
    numbered = look_up(seen, "used", rows, types).drop("used")
    return numbered.mutate(channel_number=numbered.channel_number.fill_null(0))


def _later(reach_s: int) -> ir.Value:
    return ibis.range_window(group_by="who", order_by="at", following=(1, reach_s))


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
        group_by="who", order_by="at", preceding=(_wide(look), 1)
    )
    before = t.day_number.max().over(earlier)
    return _YES, (t.day_number - before <= look.reach.days).fill_null(_NO)


def _switched(t: ir.Table, look: Look) -> _Flag:
    """Pack instant and channel into one number: its minimum is the next contact.

    Of several at one instant the channel that the strategy names first counts.
    """
    number = t.channel_number
    following = (t.at * _CHANNELS + number).min().over(_later(_wide(look))) % _CHANNELS
    both_known = (number > 0) & (following > 0)
    switched = ibis.ifelse(both_known, following != number, ibis.null("boolean"))
    return _followed(t, look), switched


def _leaked(t: ir.Table, look: Look) -> _Flag:
    calls = ibis.ifelse(t.arrived, t.at, ibis.null("int64"))
    following = calls.min().over(_later(int(look.reach.total_seconds())))
    return t.left, following.notnull()


def _meant(look: Look, setting: str) -> list[str]:
    values = as_values(str(look.settings[setting]))
    return sorted(channels_meant(values, look.strategy))


_FLAGS: Final[Mapping[str, Callable[[ir.Table, Look], _Flag]]] = {
    "first-contact-resolution": _no_return,
    "repeat-share": _returned,
    "channel-switch-share": _switched,
    "leakage-share": _leaked,
}
