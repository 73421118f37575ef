"""How stories begin: who gets in touch about what, on which day; and reminders."""

import numpy as np

from farled.analysis.synthesis.assumptions import (
    DEADLINES,
    SEASON_OF_MATTER,
    SEASONS,
    TYPE_WEIGHTS,
    WEEKDAYS,
)
from farled.analysis.synthesis.contacts import Contacts, Floats, Ints, code_of
from farled.analysis.synthesis.people import People, draw_parties
from farled.analysis.synthesis.setting import Setting
from farled.strategy.document import Service
from farled.terms.contacts import (
    ActingAs,
    ContactReason,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.services import GroupKind, Matter

__all__ = ["draw_beginnings", "draw_reminders"]

_VOLUME_UNKNOWN = 500
_YEARLY_CHANGE = -0.02
_PROXY_SHARE = 0.04
_PROXY_SHARE_OF = {"oldest": 0.3, "guardians": 0.6, "relatives": 0.2}
_CASE_OPEN_SHARE = 0.3
_REMINDERS_BEFORE = 12
"""Days by which a reminder comes before the contacts it is about."""
_RUSH_DAYS, _RUSH_WEIGHT = 7, 6.0


def draw_beginnings(
    count: int, setting: Setting, people: People, rng: np.random.Generator
) -> Contacts:
    """Draw inbound contacts that nothing led to."""
    service = rng.choice(len(setting.services), count, p=_volumes(setting))
    party = draw_parties(people, setting, service, rng)
    kind = _draw_types(service, setting, rng)
    transacts = kind == code_of(ContactType.TRANSACTION)
    open_case = ~transacts & (rng.random(count) < _CASE_OPEN_SHARE)
    open_case &= _has_cases(setting)[service]
    number = np.arange(count)
    return Contacts.of(
        count,
        episode=number,
        case=np.where(transacts, number, -1),
        case_open=open_case.astype(np.int64),
        service=service,
        contact_type=kind,
        reason=_draw_reasons(service, kind, setting, rng),
        party=party,
        acting_as=_draw_capacities(party, setting, people, rng),
        day=_draw_days(service, setting, rng),
    )


def draw_reminders(
    count: int, setting: Setting, people: People, rng: np.random.Generator
) -> Contacts:
    """Draw reminders the organisation sends before what comes back every year."""
    recurring = np.array([s.matter is Matter.RECURRING for s in setting.services])
    if not recurring.any():
        return Contacts.of(0)
    volumes = np.where(recurring, _volumes(setting), 0)
    service = rng.choice(len(volumes), count, p=volumes / volumes.sum())
    party = draw_parties(people, setting, service, rng)
    day = _draw_days(service, setting, rng) - _REMINDERS_BEFORE
    return Contacts.of(
        count,
        episode=np.arange(count),
        service=service,
        contact_type=code_of(ContactType.INFORMATION),
        direction=code_of(Direction.OUTBOUND),
        initiator=code_of(Initiator.ORGANISATION),
        party=party,
        acting_as=people.acting_as[party],
        day=np.maximum(day, 0),
    )


def _volumes(setting: Setting) -> Floats:
    volumes = [
        s.volume_per_year if isinstance(s.volume_per_year, int) else _VOLUME_UNKNOWN
        for s in setting.services
    ]
    weights = np.array(volumes, float)
    return np.asarray(weights / weights.sum())


def _season(service: Service) -> tuple[float, ...]:
    return SEASONS.get(service.id) or SEASON_OF_MATTER[service.matter or Matter.OTHER]


def _rush(service: Service, setting: Setting) -> Floats:
    """Weigh the days before a deadline."""
    month, last = DEADLINES.get(service.id, (0, 0))
    near = [
        day.month == month and last - _RUSH_DAYS < day.day <= last
        for day in setting.days
    ]
    return np.where(near, _RUSH_WEIGHT, 1.0)


def _draw_days(service: Ints, setting: Setting, rng: np.random.Generator) -> Ints:
    months = np.array([day.month - 1 for day in setting.days])
    weekdays = np.array([WEEKDAYS[day.weekday()] for day in setting.days])
    trend = (1 + _YEARLY_CHANGE) ** (np.arange(len(months)) / 365.25)
    days = np.empty(len(service), np.int64)
    for code, one in enumerate(setting.services):
        rows = np.flatnonzero(service == code)
        weights = np.array(_season(one), float)[months] * weekdays * trend
        weights = weights * _rush(one, setting)
        chances = weights / weights.sum()
        days[rows] = rng.choice(len(months), len(rows), p=chances)
    return days


def _draw_types(service: Ints, setting: Setting, rng: np.random.Generator) -> Ints:
    kinds = list(ContactType)
    chances = np.array(
        [
            [TYPE_WEIGHTS[kind] if kind in s.contact_types else 0.0 for kind in kinds]
            for s in setting.services
        ]
    )
    limits = np.cumsum(chances / chances.sum(axis=1, keepdims=True), axis=1)[service]
    return np.asarray((rng.random(len(service))[:, np.newaxis] > limits).sum(axis=1))


def _has_cases(setting: Setting) -> Ints:
    does = [ContactType.TRANSACTION in s.contact_types for s in setting.services]
    return np.array(does)


def _draw_reasons(
    service: Ints, kind: Ints, setting: Setting, rng: np.random.Generator
) -> Ints:
    throw = rng.random(len(service))
    lost = np.array(
        [0.03 if s.exercise_of_authority else 0.1 for s in setting.services]
    )
    reason = np.where(
        kind == code_of(ContactType.TRANSACTION),
        code_of(ContactReason.TRANSACT),
        code_of(ContactReason.INFORM),
    )
    asks = kind != code_of(ContactType.TRANSACTION)
    wrong = asks & (throw < lost[service])
    other = asks & (throw > 0.95)  # noqa: PLR2004 - one in twenty is something else
    reason = np.where(wrong, code_of(ContactReason.WRONG_PLACE), reason)
    return np.where(other, code_of(ContactReason.OTHER), reason)


def _draw_capacities(
    party: Ints, setting: Setting, people: People, rng: np.random.Generator
) -> Ints:
    shares = np.array(
        [
            _PROXY_SHARE_OF.get(g.id, _PROXY_SHARE)
            if g.kind is GroupKind.NATURAL
            else 0.0
            for g in setting.groups
        ]
    )
    by_proxy = rng.random(len(party)) < shares[people.group[party]]
    return np.where(by_proxy, code_of(ActingAs.PROXY), people.acting_as[party])
