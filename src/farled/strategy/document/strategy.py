"""The whole strategy document."""

from typing import Literal, Mapping

from pydantic import Field

from farled.strategy.document.channels import Channel
from farled.strategy.document.goals import Goal, Track
from farled.strategy.document.groups import Group
from farled.strategy.document.head import Head, LongTermGoal, Principle
from farled.strategy.document.model import Id, Part, Text
from farled.strategy.document.policy import Policy
from farled.strategy.document.rules import Rule
from farled.strategy.document.services import Service

__all__ = ["HEADINGS", "Strategy"]

HEADINGS = (
    "summary-and-background",
    "purpose",
    "strategic-positions",
    "target-groups",
    "services",
    "channels",
    "priorities-overall",
    "priorities-per-service",
    "external-channels",
    "communication",
)
"""E-delegationen's ten headings, in order (SM-09)."""


class Strategy(Part):
    """A channel strategy: declared here, served and measured by the rest."""

    farled: Literal[1]
    """Version of this format."""
    id: Id
    version: str = Field(min_length=1, max_length=40)
    """Set anew with each adopted change; every decision carries it."""
    extends: tuple[Id, ...] = ()
    """Base strategies, whose rules come first and whose checks apply."""
    head: Head
    principles: tuple[Principle, ...] = ()
    long_term_goals: tuple[LongTermGoal, ...] = ()
    sections: Mapping[str, Text] = Field(default_factory=dict)
    """Prose by heading; see HEADINGS."""
    checklist: tuple[Text, ...] = ()
    """Questions staff ask themselves before they act."""
    considerations: Mapping[Id, Text] = Field(default_factory=dict)
    """What to think of when the strategy is made, and the stand taken."""
    channels: tuple[Channel, ...] = ()
    groups: tuple[Group, ...] = ()
    services: tuple[Service, ...] = ()
    rules: tuple[Rule, ...] = ()
    goals: tuple[Goal, ...] = ()
    tracks: tuple[Track, ...] = ()
    policy: Policy = Policy()
