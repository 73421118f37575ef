"""Journeys followed row by row in plain Python: the second path."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

__all__ = ["follow_by_hand"]

_HOUR = 3600


def _key(row: Mapping[str, Any]) -> tuple[str, ...] | None:
    if row["case_key"] is not None:
        return ("case", row["case_key"])
    if row["party_key"] is not None and row["service"] is not None:
        return ("person", row["party_key"], row["service"])
    return None


def _hours(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return (other["occurred_at"] - one["occurred_at"]).total_seconds() / _HOUR


def journeys_by_hand(
    rows: Sequence[Mapping[str, Any]], break_days: int
) -> list[list[Mapping[str, Any]]]:
    """Collect the steps of every journey, in order."""
    by_key: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        key = _key(row)
        if key is not None:
            by_key.setdefault(key, []).append(row)
    found = []
    for key, steps in by_key.items():
        steps.sort(key=lambda r: (r["occurred_at"], r["source"], r["contact_id"]))
        legs = [[steps[0]]]
        for before, step in pairwise(steps):
            if key[0] == "person" and _hours(before, step) > break_days * 24:
                legs.append([])
            legs[-1].append(step)
        found += legs
    return found


def follow_by_hand(
    rows: Sequence[Mapping[str, Any]],
    families: Mapping[str, str],
    *,
    break_days: int = 30,
    repeat_days: int = 7,
    leakage_hours: int = 24,
) -> dict[str, Any]:
    """Count what `follow_journeys` counts; `families` holds the known channels."""
    journeys = journeys_by_hand(rows, break_days)
    own = {"web", "e-service", "my-pages", "app"}
    variants: Counter[tuple[str | None, ...]] = Counter()
    switches: Counter[tuple[str | None, str | None]] = Counter()
    ends: Counter[tuple[str | None, str | None]] = Counter()
    repeats = leaked = served = 0
    for steps in journeys:
        names = [s["channel"] if s["channel"] in families else None for s in steps]
        variants[tuple(names)] += 1
        ends[names[0], names[-1]] += 1
        served += sum(families.get(name or "") in own for name in names)
        for (was, one), (now, other) in pairwise(zip(names, steps, strict=True)):
            switches[was, now] += 1
            hours = _hours(one, other)
            repeats += hours <= repeat_days * 24
            leaked += (
                families.get(was or "") in own
                and families.get(now or "") == "phone"
                and hours <= leakage_hours
            )
    return {
        "journeys": len(journeys),
        "of_cases": sum(steps[0]["case_key"] is not None for steps in journeys),
        "without_key": sum(_key(row) is None for row in rows),
        "single": sum(len(steps) == 1 for steps in journeys),
        "switched": sum(len(set(names)) > 1 for names in variants.elements()),
        "variants": dict(variants),
        "switches": dict(switches),
        "ends": dict(ends),
        "repeats": repeats,
        "leakage": (leaked, served),
    }
