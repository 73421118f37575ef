"""Checking a strategy: what is wrong with it, proved over every situation."""

from farled.strategy.checking.checking import check_strategy
from farled.strategy.checking.ground import Placing, Vocabulary
from farled.strategy.checking.severities import SEVERITIES

__all__ = ["SEVERITIES", "Placing", "Vocabulary", "check_strategy"]
