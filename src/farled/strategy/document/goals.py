"""Goals and the tree around them: track, investment, goal, initiative, action."""

from enum import StrEnum
from typing import Mapping

from pydantic import Field

from farled.strategy.document.model import (
    Day,
    Flag,
    Id,
    NotProvided,
    Number,
    Part,
    Text,
)

__all__ = [
    "Action",
    "Comparator",
    "Goal",
    "Initiative",
    "InitiativeState",
    "Investment",
    "Milestone",
    "Track",
]


class Comparator(StrEnum):
    """How the measured value must stand to the target."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    EQUAL = "equal"
    INCREASE = "increase"
    """More than the baseline; the target, if any, says how much more."""
    DECREASE = "decrease"


class Milestone(Part):
    """A value on the way."""

    by: Day
    target: Number
    note: Text | None = None


class Goal(Part):
    """A goal: a measure in a scope that shall stand so to a target by a date."""

    id: Id
    names: Text
    measure: Id | None = None
    """Id of a measure (docs/method); absent when the goal is not measurable."""
    parameters: Mapping[str, str | Number | Flag] = Field(default_factory=dict)
    """Settings of the measure, for example the repeat window."""
    where: Mapping[str, tuple[str, ...] | str] = Field(default_factory=dict)
    """Scope: fact dimension → value or values, ids and selectors alike."""
    counts: Text | None = None
    """What is counted, in words: people, matters, contacts, answers."""
    comparator: Comparator | None = None
    target: Number | NotProvided | None = None
    """Shares are 0..1."""
    by: Day | NotProvided | None = None
    baseline: Number | NotProvided | None = None
    baseline_on: Day | None = None
    milestones: tuple[Milestone, ...] = ()
    owner: str | None = None
    inherited_from: str | None = None
    """The external strategy the target comes from."""
    not_measurable: Text | None = None
    """Why the goal cannot be measured from contacts, if so."""
    investment: Id | None = None
    principle: Id | None = None
    source: str | None = None
    tags: tuple[Id, ...] = ()


class InitiativeState(StrEnum):
    """Initiatives stay examples until the strategy is adopted."""

    EXAMPLE = "example"
    PROPOSED = "proposed"
    DECIDED = "decided"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Action(Part):
    """A task in an action plan, with one responsible."""

    id: Id
    text: Text
    responsible: str
    by: Day | None = None
    done_on: Day | None = None


class Initiative(Part):
    """Something done to reach goals."""

    id: Id
    names: Text
    state: InitiativeState = InitiativeState.EXAMPLE
    goals: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    """Groups the initiative is for, across contact types."""
    principle: Id | None = None
    digital_for_young: Flag | None = None
    """Whether a digital solution for young people is included (DR-37)."""
    actions: tuple[Action, ...] = ()
    source: str | None = None
    tags: tuple[Id, ...] = ()


class Investment(Part):
    """A strategic investment under a track; without a goal it is an error."""

    id: Id
    names: Text
    purpose: Text | None = None
    goals: tuple[Id, ...] = ()
    initiatives: tuple[Initiative, ...] = ()


class Track(Part):
    """A strategic track that points the way for years."""

    id: Id
    names: Text
    text: Text | None = None
    investments: tuple[Investment, ...] = ()
