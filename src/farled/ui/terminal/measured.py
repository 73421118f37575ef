"""Measures on a terminal."""

import sys

from farled.analysis.measures import MeasureResult
from farled.strategy.document import Strategy
from farled.ui.measured import measure_sheet
from farled.ui.terminal.screen import open_screen
from farled.ui.terminal.sheets import show_sheet

__all__ = ["say_measure"]


def say_measure(result: MeasureResult, strategy: Strategy | None, lang: str) -> None:
    """Print a measure's answer on standard output."""
    show_sheet(open_screen(sys.stdout), measure_sheet(result, strategy, lang))
