"""The strategy document as validated, immutable values."""

from farled.strategy.document.channels import Channel, Cost
from farled.strategy.document.goals import Goal, Track
from farled.strategy.document.groups import Group
from farled.strategy.document.head import Head, Principle
from farled.strategy.document.policy import Policy
from farled.strategy.document.rules import Not, Rule, When
from farled.strategy.document.services import Service
from farled.strategy.document.strategy import HEADINGS, Strategy

__all__ = [
    "HEADINGS",
    "Channel",
    "Cost",
    "Goal",
    "Group",
    "Head",
    "Not",
    "Policy",
    "Principle",
    "Rule",
    "Service",
    "Strategy",
    "Track",
    "When",
]
