"""Figures, texts and dates: what is missing, and what cannot be right."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from farled.strategy.checking.ground import Ground, Path
from farled.strategy.checking.translations import check_translations
from farled.strategy.checking.walking import walk
from farled.strategy.document import HEADINGS, Channel
from farled.strategy.hours import check_hours
from farled.terms.channels import Family
from farled.terms.errors import FarledError
from farled.terms.findings import Finding

__all__ = ["check_figures"]

_TOLERANCE = Decimal("0.005")
"""Shares rounded to whole percents may miss 1 by half a percent."""


def check_figures(ground: Ground) -> Iterator[Finding]:
    """Check costs, shares, hours, periods, headings and principles."""
    yield from _costs(ground)
    yield from _shares(ground)
    yield from _hours(ground)
    yield from _periods(ground)
    yield from _channels(ground)
    yield from _headings(ground)
    yield from _principles(ground)
    yield from check_translations(ground)


def _costs(ground: Ground) -> Iterator[Finding]:
    """Find channels whose price is unknown where price decides (CH-13, DR-03)."""
    channels = ground.strategy.channels
    weights = ground.strategy.policy.price_weights
    for view, key, weight in (
        ("authority", "costs", weights.authority + weights.society),
        ("customer", "customer_costs", weights.customer + weights.society),
    ):
        without = [c for c in channels if isinstance(getattr(c, key), str)]
        if not weight or not without:
            continue
        if len(without) == len(channels):
            yield ground.finding("F602", ("channels",), view=view)
            continue
        for channel in without:
            if ground.is_own("channels", channel.id):
                path = ground.path("channels", channel.id)
                yield ground.finding("F601", path, channel=channel.id, view=view)


def _shares(ground: Ground) -> Iterator[Finding]:
    for path, group in ground.own_parts("groups"):
        for key in ("abilities", "preferences"):
            shares = getattr(group, key)
            if shares != "not-provided":
                total: Decimal = sum(shares.values(), Decimal(0))
                if abs(total - 1) > _TOLERANCE:
                    yield ground.finding(
                        "F607", (*path, key), group=group.id, total=str(total)
                    )


def _hours(ground: Ground) -> Iterator[Finding]:
    head = ground.strategy.head
    try:
        ZoneInfo(head.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield ground.finding("F609", ("head", "time_zone"), name=head.time_zone)
    try:
        check_hours("24/7", country=head.country)
    except FarledError:
        yield ground.finding("F610", ("head", "country"), name=head.country)
        return
    for path, channel in ground.own_parts("channels"):
        rows: list[tuple[Path, str | None]] = [((*path, "opening"), channel.opening)]
        for n, place in enumerate(channel.places):
            rows.append(((*path, "places", n, "opening"), place.opening))
        for where, spec in rows:
            if spec is not None and spec != "not-provided":
                yield from _readable(ground, where, spec)


def _readable(ground: Ground, path: Path, spec: str) -> Iterator[Finding]:
    try:
        check_hours(spec, country=ground.strategy.head.country)
    except FarledError as error:
        column = error.params.get("column", 1)
        yield ground.finding("F608", path, spec=spec, column=column)


def _periods(ground: Ground) -> Iterator[Finding]:
    for path, part in walk((), ground.own):
        start, until = (getattr(part, k, None) for k in ("valid_from", "valid_until"))
        if isinstance(start, date) and isinstance(until, date) and until < start:
            yield ground.finding(
                "F611", path, start=start.isoformat(), until=until.isoformat()
            )


def _channels(ground: Ground) -> Iterator[Finding]:
    for path, channel in ground.own_parts("channels"):
        if channel.family is Family.PARTNER and channel.partner is None:
            yield ground.finding("F612", path, channel=channel.id)
        yield from _finishing(ground, path, channel)


def _finishing(ground: Ground, path: Path, channel: Channel) -> Iterator[Finding]:
    for n, kind in enumerate(channel.finishes):
        if kind not in channel.handles:
            yield ground.finding(
                "F613",
                (*path, "finishes", n),
                channel=channel.id,
                contact_type=kind.value,
            )


def _headings(ground: Ground) -> Iterator[Finding]:
    lacking = tuple(h for h in HEADINGS if h not in ground.strategy.sections)
    if lacking:
        yield ground.finding("F604", ("sections",), headings=lacking)


def _principles(ground: Ground) -> Iterator[Finding]:
    main = [p.id for p in ground.strategy.principles if p.main]
    if not main:
        yield ground.finding("F605", ("principles",))
    elif len(main) > 1:
        yield ground.finding(
            "F606", ground.path("principles", main[1]), principles=tuple(main)
        )
