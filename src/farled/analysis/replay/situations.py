"""The situation a logged contact was in, put together from its classes."""

from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Mapping, TypeVar
from zoneinfo import ZoneInfo

from farled.analysis.replay.assuming import Assumed
from farled.analysis.replay.dimensions import FactClass
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.services import Matter

__all__ = ["situation_of"]

_Term = TypeVar("_Term", bound=StrEnum)
_NOON = time(12)
"""Hours are not judged; noon lies on the same day in every zone near the strategy's."""


def _day(classes: tuple[FactClass, ...]) -> date | None:
    return next((one.day for one in classes if one.day is not None), None)


def situation_of(
    classes: tuple[FactClass, ...], assumed: Assumed, time_zone: str
) -> Situation:
    """Assemble a situation; what neither the log nor an assumption gives is missing.

    Args:
        classes: one class of each dimension, none with an unknown code.
        assumed: the assumptions the classes were read under.
        time_zone: that of the strategy.

    Source: docs/method/replay.md.
    """
    given: Mapping[str, str] = MappingProxyType(
        {name: value for one in classes for name, value in one.given}
    )
    day = _day(classes)
    is_open = given.get("case_open")
    return Situation(
        service=given.get("service"),
        contact_type=_term(ContactType, given.get("contact_type")),
        matter=_term(Matter, given.get("matter")),
        direction=_term(Direction, given.get("direction")),
        initiator=_term(Initiator, given.get("initiator")),
        group=given.get("group"),
        ability=_term(Ability, given.get("ability")),
        acting_as=_term(ActingAs, given.get("acting_as")),
        preference=given.get("preference"),
        language=given.get("language"),
        assurance=_term(Assurance, given.get("assurance")),
        audience=assumed.audience,
        case_open=None if is_open is None else is_open == "true",
        at=None if day is None else datetime.combine(day, _NOON, ZoneInfo(time_zone)),
    )


def _term(kind: type[_Term], value: str | None) -> _Term | None:
    return None if value is None else kind(value)
