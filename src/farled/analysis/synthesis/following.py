"""What follows from a contact: results, chasing, leaks, repeats, call-backs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Callable

import numpy as np

from farled.analysis.synthesis.assumptions import PROCESSING_DAYS
from farled.analysis.synthesis.contacts import (
    NONE,
    Contacts,
    Flags,
    Floats,
    Ints,
    code_of,
)
from farled.analysis.synthesis.serving import World
from farled.analysis.synthesis.timing import MINUTES_PER_DAY
from farled.terms.channels import Family
from farled.terms.contacts import (
    ContactReason,
    ContactType,
    Direction,
    Initiator,
    Outcome,
)
from farled.terms.services import Automation, Complexity

__all__ = ["follow_up", "processing_days"]

_AT_ONCE_SHARE = 0.8
"""Of matters in fully automated services, those answered on the spot."""
_LEAK_SHARE, _LEAK_MINUTES = 0.6, 240
_RETRY_SHARE = 0.5
_CHASES_PER_DAY = 0.021
_LATER_CHASING = 0.55
"""What remained of the chasing once messages told how the case stood."""
_SUPPLEMENT = {Complexity.LOW: 0.03, Complexity.MEDIUM: 0.12, Complexity.HIGH: 0.3}
_CORRECTION_SHARE = 0.035
_REPLY_SHARE = 0.85
_CALL_BACK_KEPT = 0.9
_PATIENT_DAYS = 80
_TOLD_FROM = 0.45
"""Part of the period after which messages tell how a case stands."""
_REPEAT_SHARE = 0.5
_REPEAT_SHARE_SOLVED = 0.035
_SECOND_SUBJECT_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class _Begun:
    """Contacts that have happened, and what their sequels are drawn from.

    `days` is, by contact, the days to its result: 0 when it comes at once or never.
    """

    contacts: Contacts
    world: World
    days: Floats
    rng: np.random.Generator

    def __len__(self) -> int:
        return len(self.contacts)

    def happens(self, share: Floats | float) -> Flags:
        """Throw for each contact."""
        return np.asarray(self.rng.random(len(self)) < share)

    def is_(self, column: str, term: StrEnum) -> Flags:
        """Tell which contacts have the term in the column."""
        return np.asarray(self.contacts[column] == code_of(term))

    @property
    def failed(self) -> Flags:
        """Attempts in an e-service that were given up."""
        online = self.world.in_family(self.contacts, Family.E_SERVICE)
        return online & self.is_("outcome", Outcome.ABANDONED)

    @property
    def phone(self) -> int:
        """The channel people call, NONE without one."""
        phones = self.world.setting.of_family(Family.PHONE)
        return int(phones[0]) if len(phones) else NONE


_Step = Callable[[_Begun], Contacts]


def follow_up(
    begun: Contacts, world: World, days: Floats, rng: np.random.Generator
) -> Contacts:
    """Draw everything that the begun contacts lead to, not yet served.

    Args:
        begun: contacts that have happened.
        world: what they are drawn from.
        days: days to the result of each, from `processing_days`.
        rng: dice.
    """
    steps: tuple[_Step, ...] = (
        _results,
        _supplements,
        _chases,
        _corrections,
        _leaks,
        _retries,
        _repeats,
        _call_backs,
        _second_subjects,
    )
    held = _Begun(begun, world, np.nan_to_num(days), rng)
    return Contacts.together([step(held) for step in steps])


def processing_days(begun: Contacts, world: World, rng: np.random.Generator) -> Floats:
    """Draw the days to the result; NaN where there is none, 0 when it comes at once."""
    services = world.setting.services
    medians = np.array(
        [PROCESSING_DAYS.get(_complexity(s.complexity), 9) for s in services]
    )
    at_once = np.array([s.automation is Automation.FULLY_AUTOMATED for s in services])
    service = begun["service"]
    days = medians[service] * rng.lognormal(0, 0.6, len(begun))
    digital = world.setting.digital[begun["channel"]]
    soon = at_once[service] & digital & (rng.random(len(begun)) < _AT_ONCE_SHARE)
    has_result = (begun["case"] != NONE) & (
        begun["outcome"] == code_of(Outcome.RESOLVED)
    )
    return np.where(has_result, np.where(soon, 0.0, days), np.nan)


def _complexity(given: object) -> Complexity:
    return given if isinstance(given, Complexity) else Complexity.MEDIUM


def _later(begun: Contacts, minutes: Floats) -> tuple[Ints, Ints]:
    total = begun["day"] * MINUTES_PER_DAY + begun["minute"] + minutes.astype(np.int64)
    return total // MINUTES_PER_DAY, total % MINUTES_PER_DAY


def _after(
    begun: Contacts, chosen: Flags, minutes: Floats, **changed: Ints | int
) -> Contacts:
    """Make contacts some minutes after the chosen ones, nothing else drawn yet."""
    kept = begun.where(chosen)
    day, minute = _later(kept, minutes[chosen])
    blank: dict[str, Ints | int] = {
        "channel": NONE,
        "assisted": 0,
        "result_channel": NONE,
        "interaction": NONE,
        "day": day,
        "minute": minute,
    }
    return kept.having(**{**blank, **changed})


_OUT = {
    "direction": code_of(Direction.OUTBOUND),
    "initiator": code_of(Initiator.ORGANISATION),
}
_IN = {
    "direction": code_of(Direction.INBOUND),
    "initiator": code_of(Initiator.CUSTOMER),
}


def _results(begun: _Begun) -> Contacts:
    return _after(
        begun.contacts,
        begun.days > 0,
        begun.days * MINUTES_PER_DAY,
        **_OUT,
        contact_type=code_of(ContactType.TRANSACTION),
        reason=code_of(ContactReason.INFORM),
        minute=NONE,
    )


def _supplements(begun: _Begun) -> Contacts:
    services = begun.world.setting.services
    chance = np.array([_SUPPLEMENT[_complexity(s.complexity)] for s in services])
    asked = (begun.days > 1) & begun.happens(chance[begun.contacts["service"]])
    minutes = begun.days * 0.3 * MINUTES_PER_DAY
    kind = {
        "case_open": 1,
        "contact_type": code_of(ContactType.INTERACTION),
        "minute": NONE,
    }
    asks = _after(begun.contacts, asked, minutes, **_OUT, **kind)
    thinks = begun.rng.exponential(2.5, len(begun)) * MINUTES_PER_DAY
    replies = asked & begun.happens(_REPLY_SHARE)
    answers = _after(begun.contacts, replies, minutes + thinks, **_IN, **kind)
    return Contacts.together([asks, answers])


def _chases(begun: _Begun) -> Contacts:
    told = begun.contacts["day"] > len(begun.world.setting.days) * _TOLD_FROM
    rate = np.minimum(begun.days, _PATIENT_DAYS) * _CHASES_PER_DAY
    times = begun.rng.poisson(np.where(told, rate * _LATER_CHASING, rate))
    rows = np.repeat(np.arange(len(begun)), times)
    part = begun.rng.uniform(0.3, 1, len(rows))
    return _after(
        begun.contacts.where(rows),
        np.ones(len(rows), bool),
        begun.days[rows] * part * MINUTES_PER_DAY,
        **_IN,
        case_open=1,
        contact_type=code_of(ContactType.INFORMATION),
        reason=code_of(ContactReason.CHASE_PROGRESS),
        minute=NONE,
    )


def _corrections(begun: _Begun) -> Contacts:
    thinks = begun.rng.exponential(5, len(begun))
    return _after(
        begun.contacts,
        (begun.days > 0) & begun.happens(_CORRECTION_SHARE),
        (begun.days + thinks) * MINUTES_PER_DAY,
        **_IN,
        contact_type=code_of(ContactType.INTERACTION),
        reason=code_of(ContactReason.CORRECT_DECISION),
        minute=NONE,
    )


def _leaks(begun: _Begun) -> Contacts:
    return _after(
        begun.contacts,
        begun.failed & begun.happens(_LEAK_SHARE) & (begun.phone != NONE),
        5 + begun.rng.exponential(_LEAK_MINUTES, len(begun)),
        contact_type=code_of(ContactType.INTERACTION),
        reason=code_of(ContactReason.FAILED_SELF_SERVICE),
        channel=begun.phone,
    )


def _retries(begun: _Begun) -> Contacts:
    again = begun.failed & begun.happens(_RETRY_SHARE)
    minutes = (1 + begun.rng.exponential(1.5, len(begun))) * MINUTES_PER_DAY
    same = begun.contacts.where(again)["channel"]
    return _after(begun.contacts, again, minutes, channel=same, minute=NONE)


def _repeats(begun: _Begun) -> Contacts:
    solved = begun.is_("outcome", Outcome.RESOLVED)
    asks = ~begun.is_("contact_type", ContactType.TRANSACTION)
    asks &= begun.is_("direction", Direction.INBOUND)
    chance = np.where(solved, _REPEAT_SHARE_SOLVED, _REPEAT_SHARE)
    waits = np.minimum(0.05 + begun.rng.exponential(2.2, len(begun)), 13)
    again = asks & begun.happens(chance)
    return _after(begun.contacts, again, waits * MINUTES_PER_DAY)


def _call_backs(begun: _Begun) -> Contacts:
    promised = begun.is_("outcome", Outcome.CALL_BACK) & (begun.phone != NONE)
    return _after(
        begun.contacts,
        promised & begun.happens(_CALL_BACK_KEPT),
        60 + begun.rng.exponential(500, len(begun)),
        **_OUT,
        contact_type=code_of(ContactType.INTERACTION),
        channel=begun.phone,
    )


def _second_subjects(begun: _Begun) -> Contacts:
    live = begun.world.in_family(begun.contacts, Family.PHONE, Family.VISIT)
    live &= begun.is_("outcome", Outcome.RESOLVED)
    second = live & begun.happens(_SECOND_SUBJECT_SHARE)
    first = begun.contacts.where(second)
    for_all = [
        code
        for code, service in enumerate(begun.world.setting.services)
        if ContactType.INFORMATION in service.contact_types and not service.groups
    ]
    if not for_all:
        return Contacts.of(0)
    return _after(
        begun.contacts,
        second,
        np.zeros(len(begun)),
        service=begun.rng.choice(for_all, len(first)),
        case=NONE,
        case_open=0,
        contact_type=code_of(ContactType.INFORMATION),
        reason=code_of(ContactReason.INFORM),
        channel=first["channel"],
        interaction=first["episode"],
    )
