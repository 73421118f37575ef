"""Invent the contacts of an organisation over a period, the same for the same seed."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from farled.analysis.synthesis.advising import Adviser
from farled.analysis.synthesis.asking import survey
from farled.analysis.synthesis.assumptions import STAFFED
from farled.analysis.synthesis.choosing import draw_pulls
from farled.analysis.synthesis.contacts import (
    NONE,
    Contacts,
    Flags,
    Floats,
    Ints,
    code_of,
)
from farled.analysis.synthesis.following import follow_up, processing_days
from farled.analysis.synthesis.people import populate
from farled.analysis.synthesis.serving import World, serve
from farled.analysis.synthesis.setting import Setting, lay_setting
from farled.analysis.synthesis.starting import draw_beginnings, draw_reminders
from farled.analysis.synthesis.timing import lay_hours
from farled.analysis.synthesis.writing import contact_ids, write_table
from farled.strategy.compiling import compile_strategy
from farled.strategy.document import Strategy
from farled.terms.contacts import ContactType, Direction
from farled.terms.errors import FarledError

__all__ = ["Synthesis", "synthesise"]

_FOLLOW_UPS = 0.43
"""Fewer than follow in fact, so that there is always something to leave out."""
_REMINDERS = 0.06
_OVERRIDES_EXPLAINED = 0.3


@dataclass(frozen=True, slots=True)
class Synthesis:
    """Invented facts and surveys, ready for the store; no one in them exists."""

    facts: pa.Table
    surveys: pa.Table


def synthesise(
    strategy: Strategy, *, seed: int, first_day: date, last_day: date, contacts: int
) -> Synthesis:
    """Invent contacts that follow the strategy's world over a period.

    Volumes, groups, channels, hours and costs are the strategy's; how people behave
    is assumed (`farled.analysis.synthesis.assumptions`). Stories are kept whole, so
    that a few contacts fewer than asked for may come.

    Args:
        strategy: a resolved strategy with channels, groups and services.
        seed: the same seed gives the same tables.
        first_day: first local day.
        last_day: last local day.
        contacts: how many.

    Raises:
        FarledError: `nothing-to-synthesise` when the strategy lacks channels, groups
            or services, or the period or the number is empty.
    """
    period = last_day >= first_day and contacts > 0
    if not (period and strategy.channels and strategy.groups and strategy.services):
        raise FarledError("nothing-to-synthesise", strategy=strategy.id)
    rng = np.random.default_rng(seed)
    world = _make_world(strategy, first_day, last_day, rng)
    held = _tell_stories(contacts, world, rng)
    advice = world.adviser.advise(held)
    held = held.having(override=_overrides(held, advice.intended, world, rng))
    ids = contact_ids(held)
    facts = write_table(held, ids, advice, world, seed=seed)
    return Synthesis(facts, survey(held, ids, world, rng))


def _make_world(
    strategy: Strategy, first_day: date, last_day: date, rng: np.random.Generator
) -> World:
    setting = lay_setting(compile_strategy(strategy), first_day, last_day)
    people = populate(setting, rng)
    return World(
        setting=setting,
        people=people,
        pulls=draw_pulls(setting, rng),
        hours=lay_hours(setting),
        adviser=Adviser(setting, people),
        outage_day=_outage_day(setting),
    )


def _outage_day(setting: Setting) -> int:
    """Choose the third Tuesday of the last January, in the middle of school choice."""
    days = setting.days
    found = [n for n, d in enumerate(days) if d.month == 1 and 14 < d.day < 22]  # noqa: PLR2004 - third week
    return max((n for n in found if days[n].weekday() == 1), default=NONE)


def _tell_stories(count: int, world: World, rng: np.random.Generator) -> Contacts:
    """Draw whole stories, as many as fit the number of contacts, in time order."""
    reminders = int(count * _REMINDERS)
    beginnings = int((count - reminders) / (1 + _FOLLOW_UPS)) + 2
    setting, people = world.setting, world.people
    begun = serve(draw_beginnings(beginnings, setting, people, rng), world, rng)
    days = processing_days(begun, world, rng)
    followed = serve(follow_up(begun, world, days, rng), world, rng)
    begun = _with_results(_with_interactions(begun, followed), followed, days)
    sent = serve(draw_reminders(reminders, setting, people, rng), world, rng)
    sent = sent.having(episode=sent["episode"] + beginnings)
    everything = Contacts.together([begun, followed, sent])
    kept = everything.where(_whole_stories(everything["episode"], count, rng))
    order = np.lexsort((kept["episode"], kept["minute"], kept["day"]))
    return kept.where(order)


def _with_interactions(begun: Contacts, followed: Contacts) -> Contacts:
    """Give a call the mark that its further subjects carry."""
    shared = followed["interaction"][followed["interaction"] != NONE]
    is_shared = np.isin(begun["episode"], shared)
    return begun.having(interaction=np.where(is_shared, begun["episode"], NONE))


def _with_results(begun: Contacts, followed: Contacts, days: Floats) -> Contacts:
    """Tell each matter in which channel its result was delivered."""
    delivered = followed["direction"] == code_of(Direction.OUTBOUND)
    delivered &= followed["contact_type"] == code_of(ContactType.TRANSACTION)
    results = np.full(int(begun["episode"].max(initial=0)) + 1, NONE)
    results[followed["episode"][delivered]] = followed["channel"][delivered]
    at_once = days == 0
    return begun.having(
        result_channel=np.where(at_once, begun["channel"], results[begun["episode"]])
    )


def _whole_stories(episode: Ints, count: int, rng: np.random.Generator) -> Flags:
    lengths = np.bincount(episode)
    order = rng.permutation(len(lengths))
    fits = np.cumsum(lengths[order]) <= count
    kept = np.zeros(len(lengths), bool)
    kept[order[fits]] = True
    return np.asarray(kept[episode])


def _overrides(
    held: Contacts, intended: Ints, world: World, rng: np.random.Generator
) -> Ints:
    """Let officers say why they did otherwise; many do not say."""
    other = (held["channel"] != intended) & (intended != NONE)
    outbound = held["direction"] == code_of(Direction.OUTBOUND)
    by_staff = outbound | world.in_family(held, *STAFFED)
    says = other & by_staff & (rng.random(len(held)) < _OVERRIDES_EXPLAINED)
    throw = rng.random(len(held))
    sent = np.where(throw < 0.6, 1, 2)  # noqa: PLR2004 - shares
    reason = np.where(outbound, sent, 0)
    down = held["day"] == world.outage_day
    return np.where(says, np.where(down & ~outbound, 3, reason), NONE)
