"""What invented contacts are taken to be like, in one place; no figure is measured."""

from types import MappingProxyType
from typing import Final, Mapping

from farled.terms.channels import Family
from farled.terms.contacts import ContactType, Direction, Stance
from farled.terms.services import Complexity, Matter

__all__ = [
    "APPEAL",
    "CODE_CHANGE_FAMILY",
    "DEADLINES",
    "HANDLING_SPREAD",
    "LANGUAGES",
    "LANGUAGES_OF",
    "LANGUAGES_OF_ORGANISATIONS",
    "OVERRIDES",
    "PROCESSING_DAYS",
    "SEASONS",
    "SEASON_OF_MATTER",
    "SHIFT_PER_YEAR",
    "STAFFED",
    "STANCE_PULL",
    "TYPE_WEIGHTS",
    "WAIT_SECONDS",
    "WEEKDAYS",
]

_F = Family
_IN, _OUT = Direction.INBOUND, Direction.OUTBOUND
_INFORM, _TALK, _DO = ContactType

TYPE_WEIGHTS: Final[Mapping[ContactType, float]] = MappingProxyType(
    {_INFORM: 0.34, _TALK: 0.26, _DO: 0.40}
)
"""How often an inbound contact is of each type, where the service has the type."""

APPEAL: Final[Mapping[tuple[Direction, ContactType], Mapping[Family, float]]] = (
    MappingProxyType(
        {
            (_IN, _INFORM): {
                _F.WEB: 34,
                _F.MY_PAGES: 9,
                _F.APP: 4,
                _F.CHAT: 7,
                _F.SOCIAL: 4,
                _F.PHONE: 36,
                _F.IVR: 3,
                _F.VISIT: 6,
                _F.LETTER: 0.5,
                _F.EMAIL: 9,
                _F.PARTNER: 1.5,
                _F.CONTACT_POINT: 1.2,
                _F.API: 1,
            },
            (_IN, _TALK): {
                _F.WEB: 3,
                _F.MY_PAGES: 15,
                _F.APP: 7,
                _F.CHAT: 9,
                _F.VIDEO: 1,
                _F.PHONE: 43,
                _F.VISIT: 8,
                _F.OUTREACH: 0.6,
                _F.LETTER: 2,
                _F.EMAIL: 14,
                _F.PARTNER: 1,
            },
            (_IN, _DO): {
                _F.E_SERVICE: 47,
                _F.MY_PAGES: 9,
                _F.VIDEO: 0.6,
                _F.API: 12,
                _F.PHONE: 5,
                _F.VISIT: 12,
                _F.OUTREACH: 0.5,
                _F.LETTER: 8,
            },
            (_OUT, _INFORM): {
                _F.SMS: 22,
                _F.DIGITAL_POST: 16,
                _F.MY_PAGES: 8,
                _F.APP: 4,
                _F.LETTER: 24,
                _F.EMAIL: 8,
                _F.PHONE: 4,
            },
            (_OUT, _TALK): {
                _F.PHONE: 52,
                _F.EMAIL: 12,
                _F.LETTER: 10,
                _F.MY_PAGES: 14,
                _F.VIDEO: 3,
                _F.OUTREACH: 1,
            },
            (_OUT, _DO): {
                _F.DIGITAL_POST: 36,
                _F.MY_PAGES: 14,
                _F.LETTER: 34,
                _F.API: 4,
            },
        }
    )
)
"""How much people (or officers, outbound) are drawn to a family at the middle of the
period; a family without a weight is not used."""

SHIFT_PER_YEAR: Final[Mapping[Family, float]] = MappingProxyType(
    {
        _F.WEB: 0.05,
        _F.E_SERVICE: 0.2,
        _F.MY_PAGES: 0.3,
        _F.APP: 0.3,
        _F.CHAT: 0.2,
        _F.VIDEO: 0.25,
        _F.DIGITAL_POST: 0.3,
        _F.SMS: 0.06,
        _F.PHONE: -0.17,
        _F.VISIT: -0.16,
        _F.EMAIL: -0.12,
        _F.LETTER: -0.3,
        _F.SOCIAL: -0.05,
        _F.API: 0.15,
        _F.OUTREACH: 0.05,
    }
)
"""Change of a family's log weight in one year."""

STANCE_PULL: Final[Mapping[Stance, float]] = MappingProxyType(
    {
        Stance.FREE: -0.15,
        Stance.NUDGED: 0.0,
        Stance.DIGITAL_FIRST: 0.3,
        Stance.DIGITAL_ONLY: 1.4,
    }
)
"""Log weight that a service's stance adds to its digital channels."""

WAIT_SECONDS: Final[Mapping[Family, tuple[float, float]]] = MappingProxyType(
    {
        _F.PHONE: (105, 0.9),
        _F.CHAT: (38, 0.8),
        _F.VISIT: (420, 0.7),
        _F.VIDEO: (60, 0.6),
        _F.EMAIL: (68_000, 0.8),
        _F.LETTER: (260_000, 0.6),
        _F.SOCIAL: (9_000, 1.0),
    }
)
"""Median wait and spread (of the logarithm); other families answer at once."""

HANDLING_SPREAD: Final = 0.45
"""Spread of the logarithm of handling time around the cost entry's minutes."""

STAFFED: Final = frozenset(
    {_F.PHONE, _F.CHAT, _F.VISIT, _F.VIDEO, _F.OUTREACH, _F.EMAIL, _F.LETTER, _F.SOCIAL}
)
"""Families in which a person of the organisation takes the contact."""

WEEKDAYS: Final = (1.32, 1.16, 1.08, 1.02, 0.86, 0.2, 0.24)
"""Contacts by weekday, Monday first."""

_EVEN: Final = (1.0,) * 12
SEASON_OF_MATTER: Final[Mapping[Matter, tuple[float, ...]]] = MappingProxyType(
    {
        Matter.RECURRING: (1.2, 1.2, 1.1, 1, 0.9, 0.8, 0.5, 1.1, 1.2, 1.1, 1, 0.9),
        Matter.LIFE_EVENT: (1, 1, 1.2, 1.3, 1.2, 1, 0.6, 1, 1.1, 1, 0.9, 0.7),
        Matter.ONGOING: (1.1, 1, 1, 1, 1, 0.9, 0.8, 0.9, 1, 1.1, 1.1, 1.1),
        Matter.OTHER: _EVEN,
    }
)
"""Contacts by month for each kind of matter, January first."""

SEASONS: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "school-choice": (7, 2.6, 0.6, 0.4, 0.3, 0.2, 0.1, 0.4, 0.3, 0.3, 0.4, 0.7),
        "property-fee": (0.7, 0.6, 1.6, 1, 0.6, 0.4, 0.3, 0.5, 2.2, 2.6, 0.9, 1.4),
        "guardian-accounts": (3, 4.6, 2, 0.6, 0.4, 0.3, 0.2, 0.3, 0.3, 0.4, 0.5, 0.8),
        "preschool-place": (1.1, 1.2, 1.4, 1.3, 1.1, 0.8, 0.5, 1.4, 1.1, 0.9, 0.8, 0.6),
        "school-absence": (1.3, 1.5, 1.2, 1, 0.9, 0.4, 0.05, 0.7, 1.1, 1.3, 1.5, 1),
        "outdoor-seating": (0.4, 1.4, 2.8, 2.6, 1.4, 0.7, 0.3, 0.3, 0.3, 0.4, 0.3, 0.3),
    }
)
"""Contacts by month for single services, January first."""

DEADLINES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"school-choice": (1, 22), "guardian-accounts": (2, 28)}
)
"""Month and day by which a service has to be used; most come in the last week."""

PROCESSING_DAYS: Final[Mapping[Complexity, float]] = MappingProxyType(
    {Complexity.LOW: 3.0, Complexity.MEDIUM: 13.0, Complexity.HIGH: 34.0}
)
"""Median days from a matter handed in to its result."""

LANGUAGES: Final[Mapping[str, float]] = MappingProxyType(
    {"sv": 0.9, "fi": 0.03, "en": 0.03, "ar": 0.02, "so": 0.01, "uk": 0.01}
)
"""Languages of people in groups that say nothing else."""

LANGUAGES_OF: Final[Mapping[str, Mapping[str, float]]] = MappingProxyType(
    {
        "newcomers": {"sv": 0.25, "ar": 0.4, "so": 0.15, "uk": 0.12},
        "finnish-speakers": {"sv": 0.3, "fi": 2.0},
    }
)
LANGUAGES_OF_ORGANISATIONS: Final[Mapping[str, float]] = MappingProxyType(
    {"sv": 0.96, "en": 0.04}
)

OVERRIDES: Final = ("customer-insisted", "no-address-known", "urgent", "system-down")
"""Reasons an officer gives for another channel than the recommended one."""

CODE_CHANGE_FAMILY: Final = Family.CHAT
"""Family whose log changed its code for a week without telling anyone."""
