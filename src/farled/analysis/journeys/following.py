"""Follow cases and persons through their channels."""

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Final, Iterable, Mapping, Sequence

import ibis.expr.types as ir

from farled.analysis.factset import FactSet
from farled.analysis.intervals import wilson
from farled.analysis.journeys.packing import Packing
from farled.analysis.journeys.result import (
    Ends,
    Gap,
    Journeys,
    Switch,
    Variant,
)
from farled.analysis.journeys.steps import (
    NO_CHANNEL,
    JourneySettings,
    journey_steps,
)
from farled.analysis.shares import Share
from farled.strategy.document import Strategy
from farled.terms.channels import Family

__all__ = ["CALLS", "SELF_SERVICE", "follow_journeys"]

SELF_SERVICE: Final = (Family.WEB, Family.E_SERVICE, Family.MY_PAGES, Family.APP)
"""Families in which people serve themselves; leaving them for a call is leakage."""

CALLS: Final = (Family.PHONE,)
"""Families that leakage goes to."""

_HOURS_PER_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """Channels as they are numbered, from 1; 0 is none or unknown."""

    names: tuple[str, ...]
    numbers: Mapping[str, int]
    families: Mapping[int, Family]

    def name(self, number: int) -> str | None:
        return None if number == NO_CHANNEL else self.names[number - 1]


def follow_journeys(
    facts: ir.Table | FactSet,
    strategy: Strategy | None = None,
    settings: JourneySettings | None = None,
) -> Journeys:
    """Follow every case, or else every person in a service, through the channels.

    Args:
        facts: a set of facts, or the ones among them to look at.
        strategy: says which codes are which channel, and of which family; without
            one, codes are channels and leakage has no answer.
        settings: windows and limits; by default those of the strategy's policy.

    Source: docs/method/journeys.md.
    """
    table = facts.facts if isinstance(facts, FactSet) else facts
    chosen = settings or _settings(strategy)
    alphabet = _alphabet(table, strategy)
    steps = journey_steps(table, alphabet.numbers, chosen)
    packing = Packing(len(alphabet.names))
    kinds = _kinds(steps, packing)
    pairs = _pairs(steps, chosen)
    facts = int(table.count().to_pyarrow().as_py())
    contacts = _sum(pairs, "n")
    journeys = _sum(kinds, "n")
    return Journeys(
        facts=facts,
        without_key=facts - contacts,
        journeys=journeys,
        of_cases=_sum((k for k in kinds if k["is_case"]), "n"),
        single=_sum((k for k in kinds if k["length"] == 1), "n"),
        switched=_share(
            _sum((k for k in kinds if k["lowest"] != k["highest"]), "n"), journeys
        ),
        variants=_variants(kinds, packing, alphabet, chosen),
        variant_count=len({_identity(kind, packing) for kind in kinds}),
        follow_ups=_follow_ups(pairs, alphabet),
        ends=_ends(kinds, alphabet),
        repeats=_share(_sum(pairs, "repeats"), contacts),
        leakage=_leakage(pairs, alphabet) if strategy else None,
        gap=_gap(steps.filter(steps.hours_before.notnull())),
    )


def _settings(strategy: Strategy | None) -> JourneySettings:
    if strategy is None:
        return JourneySettings()
    return JourneySettings(
        repeat_days=strategy.policy.repeat_window_days,
        leakage_hours=strategy.policy.leakage_window_hours,
    )


def _alphabet(facts: ir.Table, strategy: Strategy | None) -> _Alphabet:
    if strategy is None:
        found = facts.select("channel").distinct().to_pyarrow()["channel"].to_pylist()
        names = tuple(sorted(code for code in found if code is not None))
        return _Alphabet(names, {code: i + 1 for i, code in enumerate(names)}, {})
    channels = strategy.channels
    numbers = {
        code: place + 1
        for place, channel in reversed(list(enumerate(channels)))
        for code in channel.aka
    } | {channel.id: place + 1 for place, channel in enumerate(channels)}
    families = {place + 1: channel.family for place, channel in enumerate(channels)}
    return _Alphabet(tuple(c.id for c in channels), numbers, families)


_Rows = list[dict[str, Any]]


def _kinds(steps: ir.Table, packing: Packing) -> _Rows:
    """Count journeys of the same kind: packed sequence, length and what they follow."""
    journeys = steps.group_by(["journey", "leg"]).agg(
        is_case=steps.is_case.max(),
        length=steps.count(),
        lowest=steps.channel_number.min(),
        highest=steps.channel_number.max(),
        first=(steps.place == 0).ifelse(steps.channel_number, 0).sum(),
        last=steps.channel_number.argmax(steps.place),
        **packing.pack(steps),
    )
    same = [c for c in journeys.columns if c not in ("journey", "leg")]
    counted = journeys.group_by(same).agg(n=journeys.count())
    rows: _Rows = counted.to_pyarrow().to_pylist()
    return rows


def _pairs(steps: ir.Table, settings: JourneySettings) -> _Rows:
    """Count contacts by channel and the channel before, none for a first one."""
    hours = steps.hours_before
    counted = steps.group_by(["number_before", "channel_number"]).agg(
        n=steps.count(),
        p50=hours.quantile(0.5),
        p90=hours.quantile(0.9),
        repeats=(hours <= settings.repeat_days * _HOURS_PER_DAY).sum().fill_null(0),
        soon=(hours <= settings.leakage_hours).sum().fill_null(0),
    )
    rows: _Rows = counted.to_pyarrow().to_pylist()
    return rows


def _sum(rows: Iterable[Mapping[str, Any]], column: str) -> int:
    return sum(row[column] for row in rows)


def _share(n: int, of: int) -> Share:
    return Share(n, of, wilson(n, of))


def _identity(kind: Mapping[str, Any], packing: Packing) -> tuple[int, ...]:
    return (kind["length"], *(kind[word] for word in packing.words))


def _variants(
    kinds: _Rows, packing: Packing, alphabet: _Alphabet, settings: JourneySettings
) -> tuple[Variant, ...]:
    counted: Counter[tuple[int, ...]] = Counter()
    for kind in kinds:
        counted[_identity(kind, packing)] += kind["n"]
    common = [(n, own) for own, n in counted.items() if n >= settings.at_least]
    ordered = nsmallest(settings.variants, common, key=lambda one: (-one[0], one[1]))
    return tuple(_variant(own, n, packing, alphabet) for n, own in ordered)


def _variant(
    own: tuple[int, ...], n: int, packing: Packing, alphabet: _Alphabet
) -> Variant:
    length, *words = own
    names = tuple(alphabet.name(number) for number in packing.unpack(words, length))
    return Variant(names, n, goes_on=length > len(names))


def _follow_ups(pairs: _Rows, alphabet: _Alphabet) -> tuple[Switch, ...]:
    later = [pair for pair in pairs if pair["number_before"] is not None]
    later.sort(key=lambda p: (-p["n"], p["number_before"], p["channel_number"]))
    return tuple(
        Switch(
            alphabet.name(pair["number_before"]),
            alphabet.name(pair["channel_number"]),
            pair["n"],
            Gap(pair["p50"], pair["p90"]),
        )
        for pair in later
    )


def _ends(kinds: _Rows, alphabet: _Alphabet) -> tuple[Ends, ...]:
    counted: Counter[tuple[int, int]] = Counter()
    for kind in kinds:
        counted[kind["first"], kind["last"]] += kind["n"]
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Ends(alphabet.name(first), alphabet.name(last), n)
        for (first, last), n in ordered
    )


def _numbers_of(alphabet: _Alphabet, families: Sequence[Family]) -> list[int]:
    return [number for number, own in alphabet.families.items() if own in families]


def _leakage(pairs: _Rows, alphabet: _Alphabet) -> Share:
    own = _numbers_of(alphabet, SELF_SERVICE)
    calls = _numbers_of(alphabet, CALLS)
    leaked = (
        pair
        for pair in pairs
        if pair["number_before"] in own and pair["channel_number"] in calls
    )
    served = (pair for pair in pairs if pair["channel_number"] in own)
    return _share(_sum(leaked, "soon"), _sum(served, "n"))


def _gap(later: ir.Table) -> Gap | None:
    summed = later.aggregate(
        p50=later.hours_before.quantile(0.5), p90=later.hours_before.quantile(0.9)
    )
    (row,) = summed.to_pyarrow().to_pylist()
    return None if row["p50"] is None else Gap(row["p50"], row["p90"])
