"""Services: what is done for whom, how it must be done, and who may be left out."""

from decimal import Decimal
from typing import Annotated, Mapping

from pydantic import BeforeValidator, Field, NonNegativeInt

from farled.strategy.document.model import (
    Evidence,
    Flag,
    Id,
    NotProvided,
    Number,
    OneOrMany,
    Part,
    Text,
)
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ContactType, Need, Stance
from farled.terms.services import Automation, Complexity, InformationClass, Matter

__all__ = ["EvidenceAsked", "Exclusion", "Exemption", "Service", "Steps"]


class Steps(Part):
    """How the service works, step by step (SV-02, SV-03, SV-14)."""

    inform: Text | None = None
    capture: Text | None = None
    dialogue: Text | None = None
    deliver: Text | None = None


class Exclusion(Part):
    """Digital exclusion in one target group of the service, and how it is known."""

    group: Id
    excluded: Flag
    """Whether members of the group cannot use the service digitally."""
    evidence: Evidence | None = None


class Exemption(Part):
    """Who may use another way although the service is digital only."""

    groups: tuple[Id, ...] = ()
    abilities: tuple[Ability, ...] = ()
    because: Text | None = None


class EvidenceAsked(Part):
    """An item the service asks for, and where it already exists (once only)."""

    id: Id
    names: Text
    exists_in: str | None = None
    """Register or organisation that already holds it."""
    required: Flag = True


_Needs = Annotated[tuple[Need, ...], OneOrMany()]


def _for_transactions(value: object) -> object:
    if isinstance(value, Mapping):
        return value  # pyright: ignore[reportUnknownVariableType] - checked next
    return {ContactType.TRANSACTION: value}


class Service(Part):
    """A service, from general information to case handling."""

    id: Id
    names: Text
    aka: tuple[str, ...] = ()
    """Codes that mean this service in contact logs."""
    unit: Id | None = None
    description: Text | None = None
    exercise_of_authority: Flag = True
    """False for information, advice and support outside exercise of authority."""
    steps: Steps = Steps()
    contact_types: tuple[ContactType, ...] = Field(
        default=tuple(ContactType), min_length=1
    )
    matter: Matter | None = None
    life_events: tuple[Id, ...] = ()
    business_events: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    """Target groups with their subgroups; empty is all."""
    channels: tuple[str, ...] = ()
    """Channels (or selectors) the service is offered in; empty is all."""
    volume_per_year: NonNegativeInt | NotProvided = "not-provided"
    complexity: Complexity | NotProvided = "not-provided"
    automation: Automation | NotProvided = "not-provided"
    system_to_system: Flag = False
    """Candidate for a pure system-to-system solution."""
    assurance: Annotated[
        Mapping[ContactType, Assurance],
        BeforeValidator(
            _for_transactions,
            json_schema_input_type=Assurance | Mapping[ContactType, Assurance],
        ),
    ] = Field(default_factory=dict[ContactType, Assurance])
    """Needed assurance by contact type; a bare level is for transactions."""
    formal: Annotated[
        Mapping[ContactType, _Needs],
        BeforeValidator(
            _for_transactions,
            json_schema_input_type=_Needs | Mapping[ContactType, _Needs],
        ),
    ] = Field(default_factory=dict[ContactType, _Needs])
    """Formal requirements by contact type; a bare list is for transactions."""
    stance: Stance | None = None
    exemptions: tuple[Exemption, ...] = ()
    exclusion: tuple[Exclusion, ...] = ()
    """Assessed digital exclusion; a group without an entry is not assessed."""
    information_class: InformationClass | NotProvided = "not-provided"
    evidence: tuple[EvidenceAsked, ...] = ()
    parts: Mapping[str, Text] = Field(default_factory=dict)
    """Responsibility per part of a process shared with other organisations."""
    cost_factor: Annotated[Number, Field(gt=0)] = Decimal(1)
    """How much longer than average a contact about the service takes."""
    note: Text | None = None
    tags: tuple[Id, ...] = ()
