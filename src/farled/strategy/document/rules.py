"""Rules: when something holds, which role each channel has – the last rule decides."""

from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field

from farled.strategy.document.model import (
    Day,
    Flag,
    Id,
    OneOrMany,
    Part,
    Text,
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

__all__ = ["NoContactNeeded", "Not", "OneOf", "Rule", "When"]

T = TypeVar("T")


class Not(Part, Generic[T]):
    """Every value but these."""

    model_config = ConfigDict(json_schema_extra={"description": "All but these."})

    not_: Annotated[tuple[T, ...], OneOrMany()] = Field(alias="not", min_length=1)


OneOf = Annotated[tuple[T, ...], OneOrMany(), Field(min_length=1)]
"""One value, or a list: any of them."""


class When(Part):
    """A conjunction: every key given must hold; an absent key holds always.

    A key holds for one value, for any of a list, or with `not:` for none of a list.
    """

    contact_type: OneOf[ContactType] | Not[ContactType] | None = None
    matter: OneOf[Matter] | Not[Matter] | None = None
    service: OneOf[Id] | Not[Id] | None = None
    service_tag: OneOf[Id] | Not[Id] | None = None
    """Services that carry one of these tags."""
    automation: OneOf[Automation] | Not[Automation] | None = None
    complexity: OneOf[Complexity] | Not[Complexity] | None = None
    direction: OneOf[Direction] | Not[Direction] | None = None
    initiator: OneOf[Initiator] | Not[Initiator] | None = None
    group: OneOf[Id] | Not[Id] | None = None
    """Groups, each with its subgroups."""
    group_kind: OneOf[GroupKind] | Not[GroupKind] | None = None
    acting_as: OneOf[ActingAs] | Not[ActingAs] | None = None
    ability: OneOf[Ability] | Not[Ability] | None = None
    preference: OneOf[str] | Not[str] | None = None
    """The channel the customer prefers, by id or selector."""
    language: OneOf[str] | Not[str] | None = None
    assurance: OneOf[Assurance] | Not[Assurance] | None = None
    audience: OneOf[Audience] | Not[Audience] | None = None
    needs: OneOf[Need] | Not[Need] | None = None
    """Holds when at least one of these needs is there."""
    case_open: Flag | None = None
    planned: OneOf[str] | Not[str] | None = None
    """The channel someone is about to use, by id or selector."""


class NoContactNeeded(Part):
    """Step 0: the contact can be done without."""

    instead: Text
    """What to do instead: publish, notify, use what is known, automate."""


_Channels = Annotated[tuple[str, ...], OneOrMany()]


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
