"""What a contact is about, who is in it and how it ended."""

from enum import StrEnum

__all__ = [
    "Ability",
    "ActingAs",
    "Assisted",
    "Audience",
    "ContactReason",
    "ContactType",
    "Direction",
    "Initiator",
    "Need",
    "Outcome",
    "Preference",
    "Role",
    "Stance",
]


class ContactType(StrEnum):
    """What a contact does, in rising complexity (Ballerup's three request types)."""

    INFORMATION = "information"
    """One-way: an answer that could have been published."""
    INTERACTION = "interaction"
    """Two-way: an individual answer, the customer's status unchanged."""
    TRANSACTION = "transaction"
    """Information handed over that changes the customer's status."""


class Direction(StrEnum):
    """Whether the contact comes in to the organisation or goes out from it."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Initiator(StrEnum):
    """Who started the contact."""

    CUSTOMER = "customer"
    ORGANISATION = "organisation"


class Ability(StrEnum):
    """Digital ability of the person in the contact."""

    INDEPENDENT = "independent"
    ASSISTED = "assisted"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


class Preference(StrEnum):
    """Segments by channel preference: online, in between, offline."""

    ELECTRONIC = "e"
    BETWEEN = "between"
    PERSONAL = "p"


class ActingAs(StrEnum):
    """In which capacity the person acts."""

    SELF = "self"
    PROXY = "proxy"
    ORGANISATION = "organisation"
    EMPLOYEE = "employee"


class Audience(StrEnum):
    """How many a message is for."""

    ONE = "one"
    MANY = "many"


class Need(StrEnum):
    """What the situation or the law asks of the channel beyond its contact type."""

    MEETING = "meeting"
    SIGNATURE = "signature"
    WRITTEN_FORM = "written-form"
    ORIGINAL = "original"
    INTERPRETER = "interpreter"
    CONFIDENTIALITY = "confidentiality"


class Assisted(StrEnum):
    """Who helped the customer through a digital service, counted apart."""

    NONE = "none"
    STAFF = "staff"
    PROXY = "proxy"


class ContactReason(StrEnum):
    """Why the contact was made; few enough to register with one key."""

    INFORM = "inform"
    TRANSACT = "transact"
    CHASE_PROGRESS = "chase-progress"
    CORRECT_DECISION = "correct-decision"
    FAILED_SELF_SERVICE = "failed-self-service"
    WRONG_PLACE = "wrong-place"
    OTHER = "other"


class Outcome(StrEnum):
    """How a contact ended."""

    RESOLVED = "resolved"
    REFERRED_REACHED = "referred-reached"
    REFERRED_NOT_REACHED = "referred-not-reached"
    CALL_BACK = "call-back"
    ABANDONED = "abandoned"


class Role(StrEnum):
    """What the strategy says of a channel in a situation, best first."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALLOWED = "allowed"
    AVOID = "avoid"
    NEVER = "never"


class Stance(StrEnum):
    """How firmly customers are steered; see docs/decision.md, step 5."""

    FREE = "free"
    NUDGED = "nudged"
    DIGITAL_FIRST = "digital-first"
    DIGITAL_ONLY = "digital-only"
