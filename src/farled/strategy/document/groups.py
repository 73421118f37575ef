"""Target groups: who they are, how many, and what they can and want to use."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, NonNegativeInt

from farled.strategy.document.model import (
    Evidence,
    Flag,
    Id,
    NotProvided,
    Part,
    Text,
)
from farled.terms.contacts import Ability, Preference
from farled.terms.services import GroupKind

__all__ = ["Group"]

_Share = Annotated[Decimal, Field(ge=0, le=1)]


class Group(Part):
    """A target group; a subgroup names its parent and is meant wherever that is."""

    id: Id
    names: Text
    parent: Id | None = None
    kind: GroupKind = GroupKind.NATURAL
    """Natural or legal persons, or the organisation's own people."""
    aka: tuple[str, ...] = ()
    """Codes that mean this group in contact logs."""
    size: NonNegativeInt | NotProvided = "not-provided"
    abilities: dict[Ability, _Share] | NotProvided = "not-provided"
    """Share of people by digital ability; sums to 1."""
    preferences: dict[Preference, _Share] | NotProvided = "not-provided"
    """Share of people by channel preference; sums to 1."""
    evidence: tuple[Evidence, ...] = ()
    needs: tuple[Text, ...] = ()
    """What the group needs of the contact."""
    organisation_needs: tuple[Text, ...] = ()
    """What the organisation needs of the group."""
    future_needs: tuple[Text, ...] = ()
    """Needs some years ahead."""
    places: tuple[Text, ...] = ()
    """Where the group is found, electronic or physical."""
    facets: tuple[Text, ...] = ()
    """Role, location, interest."""
    data_source: Text | None = None
    """Where data about the group is already collected."""
    reached: Flag = True
    """False for people the organisation does not reach today."""
    note: Text | None = None
    tags: tuple[Id, ...] = ()
