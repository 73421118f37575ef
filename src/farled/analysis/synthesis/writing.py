"""Contacts as an Arrow table with the columns of the facts."""

from datetime import datetime, time
from enum import StrEnum
from hashlib import blake2b
from typing import Callable, Iterable, Sequence

import numpy as np
import pyarrow as pa

from farled.analysis.synthesis.advising import Advice
from farled.analysis.synthesis.assumptions import CODE_CHANGE_FAMILY, OVERRIDES
from farled.analysis.synthesis.contacts import NONE, Contacts, Flags, Ints
from farled.analysis.synthesis.pricing import price
from farled.analysis.synthesis.serving import World
from farled.terms.assurance import Assurance
from farled.terms.channels import Family
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Assisted,
    ContactReason,
    ContactType,
    Direction,
    Initiator,
    Outcome,
    Role,
)

__all__ = ["contact_ids", "write_table"]

_MICROSECONDS = 1_000_000
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def contact_ids(contacts: Contacts) -> pa.Array:
    """Name contacts in the order they happened."""
    return pa.array([f"k{number:07d}" for number in range(1, len(contacts) + 1)])


def write_table(
    contacts: Contacts, ids: pa.Array, advice: Advice, world: World, *, seed: int
) -> pa.Table:
    """Turn codes into values; nothing is left that is not a column of the facts."""
    setting, people = world.setting, world.people
    party, channel = contacts["party"], contacts["channel"]
    rows = np.arange(len(contacts))
    cost, rate, entries = price(contacts, setting)
    channel_ids = [c.id for c in setting.channels]
    strategy = setting.compiled.strategy
    unmapped = _unmapped(contacts, world)
    services, groups = setting.services, setting.groups
    version = setting.compiled.version
    began, ended, recorded = _instants(contacts, world, seed)
    term = _terms(contacts)
    columns = {
        "contact_id": ids,
        "interaction_id": _keys("i", contacts["interaction"], seed),
        "occurred_at": _stamp(began),
        "ended_at": _stamp(ended),
        "recorded_at": _stamp(recorded),
        "unit": _coded(contacts["service"], [s.unit for s in services]),
        "direction": term("direction", Direction),
        "initiator": term("initiator", Initiator),
        "service": _coded(contacts["service"], [s.id for s in services]),
        "contact_type": term("contact_type", ContactType),
        "matter": _coded(contacts["service"], [s.matter for s in services]),
        "reason": term("reason", ContactReason),
        "target_group": _coded(people.group[party], [g.id for g in groups]),
        "ability": _coded(people.ability[party], list(Ability)),
        "acting_as": term("acting_as", ActingAs),
        "assisted": term("assisted", Assisted),
        "channel_intended": _coded(advice.intended, channel_ids),
        "channel_requested": _coded(contacts["requested"], channel_ids),
        "channel": _coded(np.where(unmapped, NONE, channel), channel_ids),
        "role": _coded(advice.roles[rows, channel].astype(np.int64), list(Role)),
        "rule": _coded(
            advice.rules[rows, channel].astype(np.int64),
            [rule.id for rule in strategy.rules],
        ),
        "strategy_version": _coded(np.zeros(len(contacts), np.int64), [version]),
        "override_reason": _coded(contacts["override"], OVERRIDES),
        "outcome": term("outcome", Outcome),
        "result_channel": _coded(contacts["result_channel"], channel_ids),
        "party_key": _keys("p", party, seed),
        "case_key": _keys("c", contacts["case"], seed),
        "case_open": _coded(contacts["case_open"], ["false", "true"]),
        "language": _coded(people.language[party], people.languages),
        "assurance": _coded(people.assurance[party], list(Assurance)),
        "wait_s": _numbers(contacts["wait_s"], np.int32),
        "handling_s": _numbers(contacts["handling_s"], np.int32),
        "cost_minor": _numbers(cost, np.int64),
        "cost_rate": _coded(rate, entries),
        "raw": _raw(channel, unmapped, channel_ids),
    }
    return pa.table(columns)


def _terms(contacts: Contacts) -> Callable[[str, type[StrEnum]], pa.Array]:
    return lambda column, kind: _coded(contacts[column], list(kind))


def _coded(codes: Ints, values: Sequence[str | None]) -> pa.DictionaryArray:
    """Dictionary-encode; NONE and values that are None become null."""
    missing = np.array([value is None for value in values] or [True])
    absent = (codes == NONE) | missing[codes]
    indices = pa.array(np.where(absent, 0, codes).astype(np.int32), mask=absent)
    texts = pa.array([str(value or "") for value in values], pa.string())
    return pa.DictionaryArray.from_arrays(indices, texts)


def _numbers(values: Ints, kind: type[np.integer]) -> pa.Array:
    return pa.array(values.astype(kind), mask=values == NONE)


def _keys(kind: str, numbers: Ints, seed: int) -> pa.Array:
    """Scatter numbers into pseudonyms; without the seed they lead nowhere."""
    distinct, back = np.unique(numbers, return_inverse=True)
    digest = blake2b(f"{kind}/{seed}".encode(), digest_size=8).digest()
    mixed = distinct.astype(np.uint64) ^ np.uint64(int.from_bytes(digest))
    with np.errstate(over="ignore"):
        for shift, factor in zip((30, 27, 31), _MIX, strict=True):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    texts = pa.array([f"{kind}{value:016x}" for value in mixed.tolist()])
    indices = pa.array(back.astype(np.int32), mask=numbers == NONE)
    return pa.DictionaryArray.from_arrays(indices, texts).cast(pa.string())


def _stamp(seconds: Ints) -> pa.Array:
    return pa.array(seconds * _MICROSECONDS).cast(pa.timestamp("us", tz="UTC"))


def _instants(contacts: Contacts, world: World, seed: int) -> tuple[Ints, Ints, Ints]:
    """Give begin, end and recording in POSIX seconds."""
    rng = np.random.default_rng([seed, 7])
    zone = world.setting.compiled.segments.zone
    noons = (datetime.combine(day, time(12), zone) for day in world.setting.days)
    midnights = np.array([int(noon.timestamp()) - 12 * 3600 for noon in noons])
    second = rng.integers(0, 60, len(contacts))
    # Subjects of one call begin together.
    shared = contacts["interaction"] != NONE
    second = np.where(shared, contacts["interaction"] % 60, second)
    began = midnights[contacts["day"]] + contacts["minute"] * 60 + second
    alone = rng.integers(120, 900, len(contacts))
    live = np.where(contacts["wait_s"] < 3 * 3600, np.maximum(contacts["wait_s"], 0), 0)
    spent = np.where(contacts["handling_s"] == NONE, alone, contacts["handling_s"])
    ended = began + live + spent
    paper = world.in_family(contacts, Family.LETTER)
    late = rng.integers(3_600, 30_000, len(contacts))
    recorded = ended + np.where(paper, late, rng.integers(0, 5, len(contacts)))
    return began, ended, recorded


def _unmapped(contacts: Contacts, world: World) -> Flags:
    """Find the contacts of the week in which a log changed its code unannounced."""
    days = world.setting.days
    marches = [n for n, day in enumerate(days) if day.month == 3]  # noqa: PLR2004 - March
    if not marches:
        return np.zeros(len(contacts), bool)
    last = max(marches) - 20
    week = (contacts["day"] >= last) & (contacts["day"] < last + 7)
    return week & world.in_family(contacts, CODE_CHANGE_FAMILY)


def _raw(channel: Ints, unmapped: Flags, ids: Iterable[str]) -> pa.Array:
    known = [f'{{"channel":"{one.upper()}"}}' for one in ids]
    texts = pa.array([*known, '{"channel":"DM-2"}'])
    codes = np.where(unmapped, len(known), channel).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes), texts).cast(pa.string())
