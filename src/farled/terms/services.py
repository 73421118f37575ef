"""What a service is like, as far as channels depend on it."""

from enum import StrEnum

__all__ = ["Automation", "Complexity", "GroupKind", "InformationClass", "Matter"]


class Matter(StrEnum):
    """Skatteverket's four kinds of matter, by how predictable they are."""

    RECURRING = "recurring"
    LIFE_EVENT = "life-event"
    ONGOING = "ongoing"
    OTHER = "other"

    @property
    def predictable_for_organisation(self) -> bool:
        """Whether the organisation can see the matter coming (SV-09, SV-10)."""
        return self in (Matter.RECURRING, Matter.LIFE_EVENT)

    @property
    def predictable_for_customer(self) -> bool:
        """Whether the customer can see the matter coming (SV-09, SV-10)."""
        return self is Matter.RECURRING


class Complexity(StrEnum):
    """How hard the service is to use or to decide."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Automation(StrEnum):
    """How far a service reaches into the line-of-business system (SV-18)."""

    MANUAL = "manual"
    FORM_WITHOUT_INTEGRATION = "form-without-integration"
    FORM_WITH_INTEGRATION = "form-with-integration"
    FULLY_AUTOMATED = "fully-automated"


class GroupKind(StrEnum):
    """Natural person, legal person, or the organisation's own people."""

    NATURAL = "natural"
    LEGAL = "legal"
    INTERNAL = "internal"


class InformationClass(StrEnum):
    """How sensitive a service's information is, set by its information owner."""

    OPEN = "open"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SECRET = "secret"  # noqa: S105 - a class of information, not a password
