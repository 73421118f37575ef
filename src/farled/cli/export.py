"""`farled export`: facts as an event log or a table."""

import secrets
import sys
from pathlib import Path
from typing import Callable, Final, Iterator, Mapping

import click

from farled.analysis.factset import FactSet
from farled.cli.shell.commands import Command
from farled.cli.shell.options import facts_argument
from farled.cli.shell.output import say
from farled.exchange.eventlogs import ExportOptions, write_csv, write_ocel, write_xes
from farled.gateways.fact_files import open_facts
from farled.gateways.written_files import write_pieces

__all__ = ["command"]

_WRITERS: Final[Mapping[str, Callable[[FactSet, ExportOptions], Iterator[bytes]]]] = {
    "ocel": write_ocel,
    "xes": write_xes,
    "csv": write_csv,
}
_KEY_BYTES: Final = 32


@click.command(
    cls=Command,
    examples="""
      farled export facts --to xes -o facts.xes
      farled export facts --to csv | head
    """,
)
@facts_argument
@click.option(
    "--to", "form", required=True, type=click.Choice(list(_WRITERS)), help="Format."
)
@click.option(
    "--activity",
    default="contact_type",
    type=click.Choice(["contact_type", "reason", "channel"]),
    show_default=True,
    help="What names an event.",
)
@click.option(
    "-o", "--out", default="-", metavar="FILE", help="«-» is standard output."
)
def command(facts: str, *, form: str, activity: str, out: str) -> None:
    """Write facts as OCEL 2.0, XES or CSV, with pseudonyms of this export alone."""
    options = ExportOptions(secrets.token_bytes(_KEY_BYTES), activity)
    pieces = _WRITERS[form](open_facts(Path(facts)), options)
    if out == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    size = write_pieces(Path(out), pieces)
    say(f"{out}: {size} bytes")
