"""The head of a strategy: whose it is, how long it holds, what it covers."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from farled.strategy.document.model import (
    Day,
    Flag,
    Id,
    LanguageTag,
    NotProvided,
    Part,
    Text,
)

__all__ = [
    "Head",
    "LongTermGoal",
    "Organisation",
    "Principle",
    "Relation",
    "RelationKind",
    "Revision",
    "Scope",
    "State",
]


def _check_currency(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[A-Z]{3}", value):
        raise PydanticCustomError("not_a_currency", "not a code such as SEK")
    return value


_Currency = Annotated[
    str,
    BeforeValidator(_check_currency),
    Field(json_schema_extra={"pattern": "^[A-Z]{3}$"}),
]
_Years = Annotated[int, Field(ge=1, le=100)]


class State(StrEnum):
    """Where the document is in its life; action plans are final only when adopted."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    ADOPTED = "adopted"
    REPLACED = "replaced"
    GUIDANCE = "guidance"


class Organisation(Part):
    """The organisation that owns the strategy."""

    id: Id
    names: Text
    units: tuple[Id, ...] = ()
    """Units and institutions the strategy binds, central and decentral."""


class Revision(Part):
    """How often strategy, goals and plan are looked at again, in years."""

    interval_years: _Years | NotProvided = "not-provided"
    goals_horizon_years: _Years | NotProvided = "not-provided"
    plan_horizon_years: _Years | NotProvided = "not-provided"


class Scope(Part):
    """What the strategy covers and what it leaves to others."""

    included: tuple[Text, ...] = ()
    excluded: tuple[Text, ...] = ()
    democratic_role: Flag = False
    """Whether the role as democratic actor is covered, not only services."""


class RelationKind(StrEnum):
    """How this document stands to another."""

    SUBORDINATE_TO = "subordinate-to"
    EXTENDS = "extends"
    SEEN_WITH = "seen-with"
    SUPPORTS = "supports"
    INHERITS_GOALS_FROM = "inherits-goals-from"
    REPLACES = "replaces"


class Relation(Part):
    """A relation to another governing document."""

    kind: RelationKind
    document: Text
    note: Text | None = None


class Principle(Part):
    """A numbered principle that rules, goals and initiatives can point to."""

    id: Id
    number: str
    text: Text
    main: Flag = False
    """True for the one main principle."""
    source: str | None = None


class LongTermGoal(Part):
    """A lasting aim for the channels, without a year of its own."""

    id: Id
    text: Text
    principle: Id | None = None


class Head(Part):
    """Everything a cover page and a registry would ask of the document."""

    titles: Text
    organisation: Organisation
    document_type: str = "strategy"
    state: State = State.DRAFT
    decided_by: str | NotProvided = "not-provided"
    decision_date: Day | NotProvided = "not-provided"
    registry_number: str | NotProvided = "not-provided"
    document_number: str | NotProvided = "not-provided"
    owner: str | NotProvided = "not-provided"
    responsible: str | NotProvided = "not-provided"
    """Who keeps the realisation plan."""
    realised_by: str | NotProvided = "not-provided"
    """Who has to follow the strategy and reach its goals."""
    document_owner: str | NotProvided = "not-provided"
    valid_from: Day | NotProvided = "not-provided"
    valid_until: Day | NotProvided = "not-provided"
    languages: tuple[LanguageTag, ...] = Field(default=("sv",), min_length=1)
    """Languages of the document's texts; the first is that of bare texts."""
    currency: _Currency = "SEK"
    """ISO 4217 currency of all amounts."""
    time_zone: str = "Europe/Stockholm"
    country: str = "SE"
    """ISO 3166 country whose public holidays `PH` means in opening hours."""
    revision: Revision = Revision()
    scope: Scope = Scope()
    relations: tuple[Relation, ...] = ()
    purposes: tuple[Text, ...] = ()
    """Which decisions the strategy supports."""
    vision: Text | None = None
    directions: tuple[Text, ...] = ()
    """Strategic directions that serve the vision."""
    expectations: tuple[Text, ...] = ()
    """What citizens may expect of the service."""
    terms: dict[str, Text] = Field(default_factory=dict)
    """The strategy's own word list."""
