"""Tables on a terminal: aligned, at most two colours, plain when piped."""

import sys
from typing import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from farled.ui.tables import Sheet

__all__ = ["console", "show"]

_PIPED_WIDTH = 160


def console() -> Console:
    """Standard output; wide when piped, so that no cell is cut."""
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


def show(sheets: Iterable[Sheet]) -> None:
    """Print tables one under the other, a blank line between."""
    out = console()
    for number, sheet in enumerate(sheets):
        if number:
            out.print()
        out.print(Text(sheet.title, style="bold"))
        out.print(_table(sheet))
        if sheet.note:
            out.print(Text(sheet.note, style="dim"))


def _table(sheet: Sheet) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for position, name in enumerate(sheet.head):
        table.add_column(
            name,
            justify="right" if position in sheet.numbers else "left",
            style="bold" if position == sheet.answer else "",
            overflow="fold",
        )
    for row in sheet.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
