"""Tables on standard output."""

import sys
from typing import Iterable

from farled.ui.tables import Sheet
from farled.ui.terminal import open_screen, show_sheet

__all__ = ["show"]


def show(sheets: Iterable[Sheet]) -> None:
    """Print tables one under the other."""
    screen = open_screen(sys.stdout)
    for sheet in sheets:
        show_sheet(screen, sheet)
