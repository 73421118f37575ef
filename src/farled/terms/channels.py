"""Channel families and what is usually true of each, before a strategy says more."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Mapping

__all__ = ["FAMILY_TRAITS", "Family", "FamilyTraits", "Interaction", "Travel"]


class Interaction(StrEnum):
    """Who meets whom in a channel (E-delegationen's four classes)."""

    PERSON_PERSON = "person-person"
    PERSON_SYSTEM = "person-system"
    SYSTEM_PERSON = "system-person"
    SYSTEM_SYSTEM = "system-system"


class Family(StrEnum):
    """Kinds of channel; a strategy's channels each belong to one."""

    WEB = "web"
    E_SERVICE = "e-service"
    MY_PAGES = "my-pages"
    DIGITAL_POST = "digital-post"
    APP = "app"
    SMS = "sms"
    EMAIL = "email"
    CHAT = "chat"
    VIDEO = "video"
    PHONE = "phone"
    IVR = "ivr"
    VISIT = "visit"
    OUTREACH = "outreach"
    LETTER = "letter"
    PRINT = "print"
    MASS_MEDIA = "mass-media"
    SOCIAL = "social"
    PARTNER = "partner"
    CONTACT_POINT = "contact-point"
    API = "api"


class Travel(StrEnum):
    """Where the strategy wants the volume of a channel to go."""

    INCREASE = "increase"
    HOLD = "hold"
    DECREASE = "decrease"
    PHASE_OUT = "phase-out"


@dataclass(frozen=True, slots=True)
class FamilyTraits:
    """Defaults a channel takes from its family unless it says otherwise.

    Attributes:
        interaction: who meets whom.
        digital: counts as digital service. E-mail does not (tension «E-mail»).
        without_digital: usable by a person with no digital means.
        needs_address: outbound use requires an address for this very person.
    """

    interaction: Interaction
    digital: bool
    without_digital: bool
    needs_address: bool


_F = Family
_NOT_DIGITAL = {
    *(_F.EMAIL, _F.PHONE, _F.IVR, _F.VISIT, _F.OUTREACH),
    *(_F.LETTER, _F.PRINT, _F.MASS_MEDIA),
}
_WITHOUT_DIGITAL = _NOT_DIGITAL - {_F.EMAIL}
_ADDRESSED = {
    *(_F.MY_PAGES, _F.DIGITAL_POST, _F.APP, _F.SMS, _F.EMAIL),
    *(_F.VIDEO, _F.PHONE, _F.IVR, _F.LETTER),
}
_INTERACTIONS = {
    **dict.fromkeys(
        (_F.EMAIL, _F.CHAT, _F.VIDEO, _F.PHONE, _F.VISIT, _F.OUTREACH, _F.LETTER),
        Interaction.PERSON_PERSON,
    ),
    **dict.fromkeys(
        (_F.DIGITAL_POST, _F.SMS, _F.PRINT, _F.MASS_MEDIA), Interaction.SYSTEM_PERSON
    ),
    _F.API: Interaction.SYSTEM_SYSTEM,
}

FAMILY_TRAITS: Mapping[Family, FamilyTraits] = MappingProxyType(
    {
        family: FamilyTraits(
            interaction=_INTERACTIONS.get(family, Interaction.PERSON_SYSTEM),
            digital=family not in _NOT_DIGITAL,
            without_digital=family in _WITHOUT_DIGITAL,
            needs_address=family in _ADDRESSED,
        )
        for family in Family
    }
)
