"""A situation: what is known when someone is about to make contact."""

from dataclasses import dataclass
from datetime import datetime

from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Need,
)
from farled.terms.services import Matter

__all__ = ["ENUMERATED", "Situation"]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the decision may look at. None is «not known».

    `service`, `group`, `preference`, `planned` and `reachable` hold ids of the
    strategy; `language` is a BCP 47 tag; `at` is an aware instant. What a missing
    value means, attribute by attribute, stands in docs/decision.md.
    """

    service: str | None = None
    contact_type: ContactType | None = None
    matter: Matter | None = None
    direction: Direction | None = None
    initiator: Initiator | None = None
    group: str | None = None
    ability: Ability | None = None
    acting_as: ActingAs | None = None
    preference: str | None = None
    language: str | None = None
    assurance: Assurance | None = None
    needs: frozenset[Need] = frozenset()
    audience: Audience | None = None
    case_open: bool | None = None
    planned: str | None = None
    reachable: frozenset[str] | None = None
    at: datetime | None = None


ENUMERATED = (
    "service",
    "contact_type",
    "matter",
    "direction",
    "initiator",
    "group",
    "ability",
    "acting_as",
    "language",
    "assurance",
    "audience",
    "case_open",
)
"""Attributes that, when missing, are answered over all their values."""
