"""Coverage: how much of what people most often need can be done digitally."""

from typing import Any, Final, Iterable, Mapping, Sequence

from farled.analysis.measures.definition import (
    Gather,
    Goodness,
    Kind,
    Measure,
    Parameter,
    Settings,
    Unit,
)
from farled.analysis.measures.result import MeasureRow, State
from farled.strategy.compiling.selecting import select_all
from farled.strategy.document import Channel, Service, Strategy
from farled.terms.assurance import Assurance
from farled.terms.contacts import Direction
from farled.terms.reasons import reason

__all__ = ["MEASURES", "coverage", "handled_digitally"]

MEASURES: Final = (
    Measure(
        "coverage",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.OFFER,
        Gather.CONTACTS,
        columns=("direction", "service"),
        parameters=(
            Parameter(
                "counts",
                "kinds",
                policy="coverage_counts",
                choices=("kinds", "volume"),
            ),
            Parameter("common_share", 0.8),
        ),
        needs_strategy=True,
    ),
)


def handled_digitally(strategy: Strategy, service: Service) -> bool:
    """Tell whether some digital channel can take the service's last contact type.

    It must be offered for the service, go inbound, handle the type, reach the level of
    assurance and meet the formal requirements. Source: docs/method/coverage.md.
    """
    kind = service.contact_types[-1]
    needed = service.assurance.get(kind, Assurance.NONE)
    formal = set(service.formal.get(kind, ()))
    return any(
        channel.is_digital
        and Direction.INBOUND in channel.directions
        and kind in channel.handles
        and channel.assurance.meets(needed)
        and formal <= set(channel.satisfies)
        for channel in _offered(strategy, service)
    )


def _offered(strategy: Strategy, service: Service) -> Iterable[Channel]:
    if not service.channels:
        return strategy.channels
    chosen = select_all(service.channels, strategy.channels)
    return [strategy.channels[i] for i in sorted(chosen)]


def coverage(
    counts: Iterable[tuple[tuple[Any, ...], str | None, int]],
    by: Sequence[str],
    settings: Settings,
    strategy: Strategy,
) -> list[MeasureRow]:
    """Return the share of the most common kinds of matter that can go digitally.

    Args:
        counts: keys, service (None where not known) and inbound contacts.
        by: names of the keys.
        settings: of the measure.
        strategy: says what each service can be handled in.
    """
    grouped: dict[tuple[Any, ...], dict[str | None, int]] = {}
    for keys, service, n in counts:
        volumes = grouped.setdefault(keys, {})
        volumes[service] = volumes.get(service, 0) + n
    able = {s.id: handled_digitally(strategy, s) for s in strategy.services}
    return [
        _row(dict(zip(by, keys, strict=True)), volumes, able, settings)
        for keys, volumes in grouped.items()
    ]


def _row(
    keys: Mapping[str, Any],
    volumes: Mapping[str | None, int],
    able: Mapping[str, bool],
    settings: Settings,
) -> MeasureRow:
    relevant = sum(volumes.values())
    known = {s: n for s, n in volumes.items() if s is not None and s in able}
    judged = sum(known.values())
    if not judged:
        return MeasureRow(
            keys,
            State.NOT_PROVIDED,
            relevant=relevant,
            reasons=(reason("values-not-known"),),
        )
    common = _most_common(known, float(settings["common_share"]))
    weights = {s: known[s] if settings["counts"] == "volume" else 1 for s in common}
    covered = sum(weight for s, weight in weights.items() if able[s])
    total = sum(weights.values())
    return MeasureRow(
        keys,
        State.VALUE,
        value=covered / total,
        numerator=covered,
        denominator=total,
        n=judged,
        relevant=relevant,
    )


def _most_common(volumes: Mapping[str, int], share: float) -> list[str]:
    """Return the fewest services that together make up the share, largest first."""
    enough = round(share * 1000) * sum(volumes.values())
    common: list[str] = []
    reached = 0
    for service in sorted(volumes, key=lambda s: (-volumes[s], s)):
        if reached * 1000 >= enough:
            break
        common.append(service)
        reached += volumes[service]
    return common
