"""A situation in which everything the decision needs is known."""

from datetime import datetime
from typing import NamedTuple

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

__all__ = ["Point"]


class Point(NamedTuple):
    """One point of the space that a strategy decides over.

    `service` and `group` are None only where the strategy has none. `segment` stands
    for the day, and `opens` says when each channel opens next (None: open now, or
    not known when).
    """

    service: str | None
    contact_type: ContactType
    matter: Matter
    direction: Direction
    initiator: Initiator
    group: str | None
    ability: Ability
    acting_as: ActingAs
    language: str
    assurance: Assurance
    audience: Audience
    case_open: bool
    needs: frozenset[Need]
    preference: str | None
    planned: str | None
    reachable: frozenset[str] | None
    segment: int
    opens: tuple[datetime | None, ...]
