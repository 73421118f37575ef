"""Results on a terminal: aligned, at most two colours, plain text when piped."""

from farled.ui.terminal.cards import Card, show_card
from farled.ui.terminal.findings import show_findings
from farled.ui.terminal.goals import show_goals
from farled.ui.terminal.matrix import Matrix, MatrixRow, show_matrix
from farled.ui.terminal.progress import Progress, show_progress
from farled.ui.terminal.screen import heading, open_screen
from farled.ui.terminal.sheets import show_sheet
from farled.ui.terminal.spark import bar, sparkline
from farled.ui.terminal.trends import Trend, show_trends

__all__ = [
    "Card",
    "Matrix",
    "MatrixRow",
    "Progress",
    "Trend",
    "bar",
    "heading",
    "open_screen",
    "show_card",
    "show_findings",
    "show_goals",
    "show_matrix",
    "show_progress",
    "show_sheet",
    "show_trends",
    "sparkline",
]
