"""Channels on their way out: what replaces them, for whom and when."""

from collections import defaultdict
from collections.abc import Iterator

from farled.strategy.checking.ground import Ground
from farled.strategy.document import Channel
from farled.strategy.encoding import LEVEL
from farled.terms.channels import Travel
from farled.terms.findings import Finding

__all__ = ["check_phase_out"]


def check_phase_out(ground: Ground) -> Iterator[Finding]:
    """Find channels that close before something else is open (PO-03 to PO-06)."""
    for position, channel in enumerate(ground.strategy.channels):
        if not ground.is_own("channels", channel.id):
            continue
        path = ground.path("channels", channel.id)
        closing = _closing(ground, position)
        if not channel.replaced_by:
            if closing or channel.travel is Travel.PHASE_OUT:
                yield ground.finding("F409", path, channel=channel.id)
            continue
        for day, groups in closing.items():
            lacking = [g for g in groups if not _is_replaced(ground, channel, day, g)]
            if lacking:
                names, days = (ground.drawn.space.values[v] for v in ("group", "day"))
                yield ground.finding(
                    "F410",
                    (*path, "replaced_by"),
                    channel=channel.id,
                    replacements=channel.replaced_by,
                    groups=tuple(str(names[g] or "–") for g in lacking),
                    day=str(days[day]),
                )


def _closing(ground: Ground, channel: int) -> dict[int, list[int]]:
    """Find the segments in which the channel closes for good, with the groups."""
    drawn = ground.drawn
    own = ground.strategy.channels[channel]
    days = len(drawn.space.values["day"])
    found: dict[int, list[int]] = defaultdict(list)
    for group in range(len(drawn.space.values["group"])):
        is_open = drawn.encoding.open_days(own, group)
        if is_open and not is_open >> (days - 1) & 1:
            found[is_open.bit_length()].append(group)
    return dict(found)


def _is_replaced(ground: Ground, channel: Channel, day: int, group: int) -> bool:
    drawn = ground.drawn
    within = {LEVEL["day"]: 1 << day, LEVEL["group"]: 1 << group}
    return any(
        drawn.store.witness(usable, 1, within) is not None
        for other, usable in zip(ground.strategy.channels, drawn.usable, strict=True)
        if other.id in channel.replaced_by
    )
