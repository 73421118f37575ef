"""`farled demo`: generate Lindhaga and show what Farled does with it."""

import sys
from pathlib import Path
from typing import Final

import click

from farled.cli.demonstration import PARTS, make
from farled.cli.shell.commands import Command
from farled.cli.shell.options import lang_option
from farled.cli.shell.progress import working
from farled.ui.terminal import open_screen

__all__ = ["command"]

_CONTACTS: Final = 210_000


@click.command(
    cls=Command,
    examples="""
      farled demo
      farled demo --folder /tmp/lindhaga --lang sv
      NO_COLOR=1 farled demo | less
    """,
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False),
    default="demo",
    show_default=True,
    help="Where Lindhaga's documents and contacts are put; kept when already there.",
)
@click.option(
    "--contacts",
    type=click.IntRange(min=1_000),
    default=_CONTACTS,
    show_default=True,
    help="How many contacts to invent.",
)
@lang_option
def command(folder: str, *, contacts: int, lang: str) -> int:
    """Generate an invented municipality and show what Farled does with it."""
    with working("Lindhaga …"):
        made = make(Path(folder), contacts)
    screen = open_screen(sys.stdout)
    for part in PARTS:
        part(screen, made, lang)
    return 0
