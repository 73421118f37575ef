"""A decision: which channel, which others, which not, and why – as plain data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Mapping

from farled.terms.contacts import Role
from farled.terms.money import Money
from farled.terms.reasons import Reason

__all__ = [
    "Candidate",
    "Case",
    "CostViews",
    "Decision",
    "Excluded",
    "Honouring",
    "Need",
    "PlannedVerdict",
    "Preferred",
    "TraceStep",
]


class Need(StrEnum):
    """Step 0: whether a contact is needed at all."""

    NEEDED = "needed"
    AVOIDABLE = "avoidable"


class Honouring(StrEnum):
    """What became of the customer's own choice of channel."""

    HONOURED = "honoured"
    MAIN_SHOWN_FIRST = "honoured-main-shown-first"
    ASKED = "asked"
    """The main channel is recommended; the customer may insist."""
    NEEDS_EXEMPTION = "needs-exemption"
    UNSUITABLE = "unsuitable"
    EXCLUDED = "excluded"
    NOT_FOLLOWED = "not-followed"
    """The policy notes preferences without following them."""


class PlannedVerdict(StrEnum):
    """What the decision says of the channel someone was about to use."""

    FINE = "fine"
    BETTER_EXISTS = "better-exists"
    AVOID = "avoid"
    EXCLUDED = "excluded"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class CostViews:
    """Price of one contact seen by three; None where a figure is not provided.

    `society` is authority + customer + CO₂e at the policy's carbon price, None
    when either of the first two is None; CO₂e without a figure counts as 0.
    """

    authority: Money | None = None
    customer: Money | None = None
    society: Money | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A channel that may be used, with its place in the order."""

    channel: str
    role: Role
    finishes: bool
    """Whether the contact can be finished at once in it."""
    cost: CostViews
    rule: str | None
    """Rule that gave the role; None when the policy allows unnamed channels."""
    opens: datetime | None = None
    """When it opens next if it is closed at the instant asked about."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A channel that may not be used, with every reason."""

    channel: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Preferred:
    """The customer's own choice and what became of it."""

    channel: str
    honouring: Honouring


@dataclass(frozen=True, slots=True)
class TraceStep:
    """A rule that decided something: a channel's role, the stance or step 0."""

    rule: str
    decides: tuple[str, ...]
    """Channel ids it decided, and `stance` or `need` where it decided those."""
    principle: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One answer among several when something that matters is not known."""

    given: Mapping[str, str]
    recommended: str | None
    role: Role | None = None
    need: Need = Need.NEEDED


@dataclass(frozen=True, slots=True)
class Decision:
    """What the strategy says in a situation."""

    need: Need
    instead: str | None
    """Id of the rule whose `no_contact_needed.instead` says what to do instead."""
    recommended: str | None
    role: Role | None
    finishes: bool | None
    cost: CostViews
    opens: datetime | None
    alternatives: tuple[Candidate, ...]
    """Every other channel that may be used, best first."""
    exclusions: tuple[Excluded, ...]
    """Every channel that may not be used, in document order."""
    preferred: Preferred | None
    planned: PlannedVerdict | None
    stance: str | None
    trace: tuple[TraceStep, ...]
    """Deciding rules in document order."""
    undecided: tuple[str, ...]
    """Missing attributes on which the answer depends; then nothing is recommended."""
    cases: tuple[Case, ...]
    """The answers it depends between, at most 24."""
    strategy_version: str
    """`id@version` of the strategy."""
