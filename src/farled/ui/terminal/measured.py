"""Measures and goals on standard output."""

import sys
from typing import Sequence

from farled.analysis.goals import GoalState
from farled.analysis.measures import MeasureResult
from farled.strategy.document import Strategy
from farled.ui.measured import measure_sheet
from farled.ui.terminal.goals import show_goals
from farled.ui.terminal.screen import open_screen
from farled.ui.terminal.sheets import show_sheet

__all__ = ["say_goals", "say_measure"]


def say_measure(result: MeasureResult, strategy: Strategy | None, lang: str) -> None:
    """Print a measure's answer."""
    show_sheet(open_screen(sys.stdout), measure_sheet(result, strategy, lang))


def say_goals(states: Sequence[GoalState], strategy: Strategy, lang: str) -> None:
    """Print where each goal stands."""
    show_goals(open_screen(sys.stdout), states, strategy, lang)
