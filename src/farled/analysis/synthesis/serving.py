"""How contacts go: advice, choice, the hour, waiting, handling and the outcome."""

from dataclasses import dataclass

import numpy as np

from farled.analysis.synthesis.advising import Advice, Adviser
from farled.analysis.synthesis.assumptions import (
    HANDLING_SPREAD,
    STAFFED,
    WAIT_SECONDS,
)
from farled.analysis.synthesis.choosing import Pulls, choose_channels
from farled.analysis.synthesis.contacts import (
    NONE,
    Contacts,
    Flags,
    Floats,
    Ints,
    code_of,
)
from farled.analysis.synthesis.people import People
from farled.analysis.synthesis.setting import Setting
from farled.analysis.synthesis.timing import Hours, settle
from farled.terms.channels import Family
from farled.terms.contacts import (
    Ability,
    Assisted,
    ContactReason,
    ContactType,
    Direction,
    Outcome,
)

__all__ = ["World", "serve"]

_ADVICE_FOLLOWED_OUT = 0.7
_ADVICE_FOLLOWED_IN = 0.05
_ADVICE_LEARNT_PER_YEAR = 0.05
_HELPED_ONLINE = 0.18
"""Of those who come to hand something in and could do it online with help."""
_PATIENCE_SECONDS = 1500.0
_FAILS = {Ability.INDEPENDENT: 0.035, Ability.ASSISTED: 0.16}
_FAILS_OTHERWISE = 0.08
_FAILS_IN_OUTAGE = 0.8


@dataclass(frozen=True, slots=True)
class World:
    """Everything that contacts are drawn from."""

    setting: Setting
    people: People
    pulls: Pulls
    hours: Hours
    adviser: Adviser
    outage_day: int
    """Day on which the e-services are down; NONE when there is none."""

    def in_family(self, contacts: Contacts, *families: Family) -> Flags:
        """Tell which contacts happen in one of the families."""
        wanted = [list(Family).index(family) for family in families]
        return np.isin(self.setting.families[contacts["channel"]], wanted)


def serve(contacts: Contacts, world: World, rng: np.random.Generator) -> Contacts:
    """Let contacts happen; those that fall after the last day are dropped."""
    inside = contacts["day"] < len(world.setting.days)
    contacts = contacts.where(inside)
    advice = world.adviser.advise(contacts)
    chosen = contacts["channel"]
    free = chosen == NONE
    drawn = choose_channels(contacts, world.setting, world.people, world.pulls, rng)
    channel = np.where(free, drawn, chosen)
    inbound = contacts["direction"] == code_of(Direction.INBOUND)
    contacts = contacts.having(
        channel=channel, requested=np.where(inbound, channel, NONE)
    )
    contacts = _follow_advice(contacts, advice, free, rng)
    contacts = _help_online(contacts, world, rng)
    return _go(settle(contacts, world.hours, rng), world, rng)


def _follow_advice(
    contacts: Contacts, advice: Advice, free: Flags, rng: np.random.Generator
) -> Contacts:
    inbound = contacts["direction"] == code_of(Direction.INBOUND)
    learnt = _ADVICE_FOLLOWED_IN + _ADVICE_LEARNT_PER_YEAR * contacts["day"] / 365.25
    chance = np.where(inbound, learnt, _ADVICE_FOLLOWED_OUT)
    follows = free & (rng.random(len(contacts)) < chance) & (advice.intended != NONE)
    return contacts.having(
        channel=np.where(follows, advice.intended, contacts["channel"])
    )


def _help_online(
    contacts: Contacts, world: World, rng: np.random.Generator
) -> Contacts:
    """Let staff help some who come in person or call to use the e-service."""
    services = world.setting.of_family(Family.E_SERVICE)
    if not len(services):
        return contacts
    setting, party = world.setting, contacts["party"]
    service, kind = contacts["service"], contacts["contact_type"]
    ability = world.people.ability[party]
    weak = world.people.assurance[party] < setting.needed[service, kind]
    able = (ability != code_of(Ability.EXCLUDED)) & ~weak
    comes = world.in_family(contacts, Family.PHONE, Family.VISIT) & able
    comes &= kind == code_of(ContactType.TRANSACTION)
    comes &= setting.fits[service, kind, contacts["direction"], services[0]]
    helped = comes & (rng.random(len(contacts)) < _HELPED_ONLINE)
    alone = (contacts["channel"] == services[0]) & ~helped
    by_proxy = alone & (ability == code_of(Ability.ASSISTED))
    by_proxy &= rng.random(len(contacts)) < _HELPED_ONLINE
    assisted = np.where(helped, code_of(Assisted.STAFF), contacts["assisted"])
    return contacts.having(
        channel=np.where(helped, services[0], contacts["channel"]),
        assisted=np.where(by_proxy, code_of(Assisted.PROXY), assisted),
    )


def _go(contacts: Contacts, world: World, rng: np.random.Generator) -> Contacts:
    waits = _draw_waits(contacts, world, rng)
    failed = _fails(contacts, world, rng)
    inbound = contacts["direction"] == code_of(Direction.INBOUND)
    live = world.in_family(contacts, Family.PHONE, Family.CHAT) & inbound
    gave_up = live & (rng.random(len(waits)) > np.exp(-waits / _PATIENCE_SECONDS))
    outcome = _draw_outcomes(contacts, world, rng)
    outcome = np.where(failed | gave_up, code_of(Outcome.ABANDONED), outcome)
    handling = _draw_handling(contacts, world, rng)
    return contacts.having(
        outcome=outcome,
        wait_s=np.where(waits > 0, waits, NONE).astype(np.int64),
        handling_s=np.where(gave_up | failed, NONE, handling),
    )


def _draw_waits(contacts: Contacts, world: World, rng: np.random.Generator) -> Floats:
    families = list(Family)
    medians, spreads = np.zeros(len(families)), np.zeros(len(families))
    for family, (median, spread) in WAIT_SECONDS.items():
        medians[families.index(family)] = median
        spreads[families.index(family)] = spread
    codes = world.setting.families[contacts["channel"]]
    weekday = np.array([day.weekday() for day in world.setting.days])[contacts["day"]]
    busy = np.where(weekday == 0, 1.5, 1.0)
    busy = np.where(contacts["day"] == world.outage_day, 4.0, busy)
    noise = rng.lognormal(0, 1, len(contacts)) ** spreads[codes]
    waits = medians[codes] * noise * busy
    return np.where(contacts["direction"] == code_of(Direction.INBOUND), waits, 0.0)


def _fails(contacts: Contacts, world: World, rng: np.random.Generator) -> Flags:
    chance = np.array([_FAILS.get(a, _FAILS_OTHERWISE) for a in Ability])
    fails = chance[world.people.ability[contacts["party"]]]
    fails = np.where(contacts["assisted"] != 0, fails / 4, fails)
    fails = np.where(contacts["day"] == world.outage_day, _FAILS_IN_OUTAGE, fails)
    digital = world.in_family(contacts, Family.E_SERVICE)
    return digital & (rng.random(len(contacts)) < fails)


def _draw_outcomes(contacts: Contacts, world: World, rng: np.random.Generator) -> Ints:
    kinds = list(ContactType)
    finishes = np.array(
        [[kind in c.finishes for kind in kinds] for c in world.setting.channels]
    )[contacts["channel"], contacts["contact_type"]]
    lost = contacts["reason"] == code_of(ContactReason.WRONG_PLACE)
    solved = np.where(finishes, 0.91, 0.78) - np.where(lost, 0.45, 0.0)
    throw, way = rng.random(len(contacts)), rng.random(len(contacts))
    staffed = world.in_family(contacts, *STAFFED)
    otherwise = np.select(
        [~staffed, lost | (way < 0.45), way < 0.62],  # noqa: PLR2004 - shares
        [
            code_of(Outcome.ABANDONED),
            code_of(Outcome.REFERRED_REACHED),
            code_of(Outcome.REFERRED_NOT_REACHED),
        ],
        code_of(Outcome.CALL_BACK),
    )
    outbound = contacts["direction"] == code_of(Direction.OUTBOUND)
    transacts = contacts["contact_type"] == code_of(ContactType.TRANSACTION)
    good = outbound | transacts | (throw < solved)
    return np.where(good, code_of(Outcome.RESOLVED), otherwise)


def _draw_handling(contacts: Contacts, world: World, rng: np.random.Generator) -> Ints:
    minutes = np.array(
        [_staff_minutes(c.costs) for c in world.setting.channels], float
    )[contacts["channel"]]
    factor = np.array([float(s.cost_factor) for s in world.setting.services])
    noise = rng.lognormal(0, HANDLING_SPREAD, len(contacts))
    seconds = minutes * 60 * factor[contacts["service"]] * noise
    staffed = world.in_family(contacts, *STAFFED)
    return np.where(staffed & (seconds > 0), seconds, NONE).astype(np.int64)


def _staff_minutes(costs: object) -> float:
    entries = costs if isinstance(costs, tuple) else ()
    spent = [float(entry.minutes) for entry in entries if entry.minutes]
    return sum(spent) / len(spent) if spent else 4.0
