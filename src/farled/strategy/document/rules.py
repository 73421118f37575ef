"""Rules: when something holds, which role each channel has – the last rule decides."""

from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator, Field

from farled.strategy.document.model import (
    Day,
    Flag,
    Id,
    Part,
    Text,
    as_tuple,
)
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Need,
    Role,
    Stance,
)
from farled.terms.services import Automation, Complexity, GroupKind, Matter

__all__ = ["Condition", "NoContactNeeded", "Not", "Rule", "When"]

T = TypeVar("T")


class Not(Part, Generic[T]):
    """Every value but these."""

    not_: Annotated[tuple[T, ...], BeforeValidator(as_tuple)] = Field(
        alias="not", min_length=1
    )


Condition = (
    Annotated[
        tuple[Annotated[T, Field()], ...],
        BeforeValidator(as_tuple),
        Field(min_length=1),
    ]
    | Not[T]
)
"""One value, a list (any of them), or `not:` with a list (none of them)."""


class When(Part):
    """A conjunction: every key given must hold; an absent key holds always."""

    contact_type: Condition[ContactType] | None = None
    matter: Condition[Matter] | None = None
    service: Condition[Id] | None = None
    service_tag: Condition[Id] | None = None
    """Services that carry one of these tags."""
    automation: Condition[Automation] | None = None
    complexity: Condition[Complexity] | None = None
    direction: Condition[Direction] | None = None
    initiator: Condition[Initiator] | None = None
    group: Condition[Id] | None = None
    """Groups, each with its subgroups."""
    group_kind: Condition[GroupKind] | None = None
    acting_as: Condition[ActingAs] | None = None
    ability: Condition[Ability] | None = None
    preference: Condition[str] | None = None
    """The channel the customer prefers, by id or selector."""
    language: Condition[str] | None = None
    assurance: Condition[Assurance] | None = None
    audience: Condition[Audience] | None = None
    needs: Condition[Need] | None = None
    """Holds when at least one of these needs is there."""
    case_open: Flag | None = None
    planned: Condition[str] | None = None
    """The channel someone is about to use, by id or selector."""


class NoContactNeeded(Part):
    """Step 0: the contact can be done without."""

    instead: Text
    """What to do instead: publish, notify, use what is known, automate."""


_Channels = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]


class Rule(Part):
    """One ordered rule. Channels are named by id or by selector.

    Selectors: `@all`, `@digital`, `@analogue`, `@family/letter`,
    `@interaction/person-person`, `@tag/steered`. In one rule an id beats a selector.
    """

    id: Id
    when: When = When()
    primary: _Channels = ()
    secondary: _Channels = ()
    allowed: _Channels = ()
    avoid: _Channels = ()
    never: _Channels = ()
    stance: Stance | None = None
    """Steer the customer this firmly when the rule matches."""
    no_contact_needed: NoContactNeeded | None = None
    because: Text | None = None
    principle: Id | None = None
    source: str | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    tags: tuple[Id, ...] = ()

    def named(self) -> dict[Role, tuple[str, ...]]:
        """Channels and selectors by the role the rule gives them."""
        return {role: getattr(self, role.value) for role in Role}
