"""The terminal as a sheet to write on: its width respected, colours where wanted."""

from typing import Final, TextIO

from rich.console import Console
from rich.text import Text

__all__ = ["ANSWER", "CONTEXT", "GRAVE", "MARKED", "heading", "open_screen"]

ANSWER: Final = "bold"
CONTEXT: Final = "dim"
MARKED: Final = "cyan"
GRAVE: Final = "red"
"""With MARKED the two colours there are; both always stand beside a word or mark."""

_PIPED_WIDTH: Final = 100


def open_screen(file: TextIO, width: int | None = None) -> Console:
    """Open a stream to show results on.

    A terminal keeps its own width; anything else gets plain text 100 columns wide,
    or `width`. NO_COLOR in the environment turns colours off.
    """
    if width is None and not file.isatty():
        width = _PIPED_WIDTH
    return Console(file=file, width=width, highlight=False, emoji=False, markup=False)


def heading(screen: Console, text: str, note: str = "") -> None:
    """Begin a part: a line that says what is found, and dim context under it."""
    screen.print()
    screen.print(Text(text, style=ANSWER))
    if note:
        screen.print(Text(note, style=CONTEXT))
