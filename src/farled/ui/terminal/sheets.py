"""Finished tables on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from farled.ui.tables import Sheet
from farled.ui.terminal.screen import ANSWER, CONTEXT, heading

__all__ = ["aligned", "show_sheet"]


def aligned(*, pad: int = 2) -> Table:
    """Begin a table without lines, its columns set apart by space."""
    return Table(
        box=None,
        pad_edge=False,
        padding=(0, pad, 0, 0),
        header_style=CONTEXT,
        show_edge=False,
    )


def show_sheet(screen: Console, sheet: Sheet, *, most_rows: int | None = None) -> None:
    """Show a table under its title; rows that are left out are counted."""
    heading(screen, sheet.title, sheet.note)
    table = aligned()
    for place, name in enumerate(sheet.head):
        table.add_column(
            name,
            justify="right" if place in sheet.numbers else "left",
            style=ANSWER if place == sheet.answer else "",
            overflow="fold",
        )
    shown = sheet.rows[:most_rows]
    for row in shown:
        table.add_row(*(Text(cell) for cell in row))
    screen.print(table)
    left_out = len(sheet.rows) - len(shown)
    if left_out:
        screen.print(Text(f"… + {left_out}", style=CONTEXT))
