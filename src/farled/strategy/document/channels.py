"""Channels: what they are, what they can do, what they cost and when they are open."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, NonNegativeInt

from farled.strategy.document.model import (
    Day,
    Flag,
    Id,
    LanguageTag,
    NotProvided,
    Number,
    OneOrMany,
    Part,
    Text,
)
from farled.terms.assurance import Assurance
from farled.terms.channels import FAMILY_TRAITS, Family, Interaction, Travel
from farled.terms.contacts import Ability, ContactType, Direction, Need

__all__ = ["Channel", "Cost", "Established", "Place", "TravelArrow"]

Amount = Annotated[Number, Field(ge=0)]


class Cost(Part):
    """What one contact costs while the entry holds; minutes × rate + per contact."""

    valid_from: Day | None = None
    valid_until: Day | None = None
    contact_types: tuple[ContactType, ...] = ()
    """Contact types the entry is for; empty is all."""
    minutes: Amount = Decimal(0)
    """Staff time per contact, wrap-up included."""
    rate_per_hour: Amount = Decimal(0)
    """Loaded staff cost per hour, major units."""
    per_contact: Amount = Decimal(0)
    """Postage, licences and the like per contact, major units."""
    fixed_per_year: Amount = Decimal(0)
    """Kept out of the price of one contact; used in planning."""
    source: Text | None = None


class Established(Part):
    """When the channel is open to whom; without entries: to all, always."""

    groups: tuple[Id, ...] = ()
    """Groups (with their subgroups) the entry is for; empty is all."""
    valid_from: Day | None = None
    valid_until: Day | None = None
    because: Text | None = None


class Place(Part):
    """Where the channel is found."""

    id: Id
    names: Text
    address: str | None = None
    opening: str | None = None
    """OpenStreetMap opening_hours, where it differs from the channel's."""
    equipment: tuple[Text, ...] = ()


class TravelArrow(Part):
    """An arrow of the increase/decrease map: contacts of this kind should go there."""

    travel: Travel
    contact_types: tuple[ContactType, ...] = ()
    matters: tuple[str, ...] = ()
    groups: tuple[Id, ...] = ()
    condition: Text | None = None
    """What has to be true first."""


class Channel(Part):
    """One concrete way in or out. What is left out follows from the family."""

    id: Id
    names: Text
    family: Family
    aka: tuple[str, ...] = ()
    """Codes that mean this channel in contact logs."""
    note: Text | None = None
    interaction: Interaction | None = None
    digital: Flag | None = None
    without_digital: Flag | None = None
    """Usable by a person with no digital means."""
    needs_address: Flag | None = None
    """Outbound use needs an address for this very person."""
    directions: tuple[Direction, ...] = Field(default=tuple(Direction), min_length=1)
    handles: tuple[ContactType, ...] = Field(default=tuple(ContactType), min_length=1)
    """Contact types that can be taken in the channel at all."""
    finishes: tuple[ContactType, ...] = ()
    """Contact types that can be finished at once in the channel."""
    abilities: tuple[Ability, ...] | None = None
    """Digital abilities the channel works for; by default all when usable
    without digital means, else all but excluded."""
    assurance: Assurance = Assurance.NONE
    """Highest level of assurance the channel can establish."""
    assurance_by_eid: Flag | None = None
    """Whether that level comes from the customer's own e-identification;
    by default so for digital channels."""
    satisfies: tuple[Need, ...] = ()
    """Formal requirements and needs the channel meets."""
    languages: tuple[LanguageTag, ...] = ()
    """Languages spoken; empty is any."""
    opening: str | NotProvided | None = None
    """OpenStreetMap opening_hours; absent is always open."""
    places: tuple[Place, ...] = ()
    established: tuple[Established, ...] = ()
    travel: Travel | None = None
    arrows: tuple[TravelArrow, ...] = ()
    replaced_by: Annotated[tuple[Id, ...], OneOrMany()] = ()
    """Channels that take over when this one is phased out."""
    costs: tuple[Cost, ...] | NotProvided = "not-provided"
    customer_costs: tuple[Cost, ...] | NotProvided = "not-provided"
    """The customer's own time and outlay."""
    co2e_grams: Amount | NotProvided = "not-provided"
    """Grams of CO₂ equivalents per contact."""
    capacity_per_day: NonNegativeInt | NotProvided = "not-provided"
    owner: str | None = None
    partner: Text | None = None
    """Who else runs or shows the channel; the organisation stays the sender."""
    condition: Text | None = None
    """What must hold before the channel is opened."""
    tags: tuple[Id, ...] = ()

    @property
    def is_digital(self) -> bool:
        """Whether use counts as digital."""
        return _or_family(self.digital, FAMILY_TRAITS[self.family].digital)

    @property
    def works_without_digital(self) -> bool:
        """Whether a person with no digital means can use it."""
        return _or_family(
            self.without_digital, FAMILY_TRAITS[self.family].without_digital
        )

    @property
    def is_addressed(self) -> bool:
        """Whether outbound use needs an address for this very person."""
        return _or_family(self.needs_address, FAMILY_TRAITS[self.family].needs_address)

    @property
    def who_meets(self) -> Interaction:
        """The interaction class."""
        return self.interaction or FAMILY_TRAITS[self.family].interaction

    @property
    def usable_by(self) -> frozenset[Ability]:
        """Digital abilities the channel works for."""
        if self.abilities is not None:
            return frozenset(self.abilities)
        if self.works_without_digital:
            return frozenset(Ability)
        return frozenset(Ability) - {Ability.EXCLUDED}

    @property
    def identifies_by_eid(self) -> bool:
        """Whether the customer's own e-identification gives the assurance."""
        return _or_family(self.assurance_by_eid, self.is_digital)


def _or_family(own: bool | None, family: bool) -> bool:  # noqa: FBT001 - private
    return family if own is None else own
