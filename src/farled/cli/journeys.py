"""`farled journeys`: follow cases through their channels."""

from pathlib import Path

import click

from farled.analysis.journeys import follow_journeys
from farled.cli.shell.commands import Command
from farled.cli.shell.documents import usable_strategy
from farled.cli.shell.options import (
    facts_argument,
    json_option,
    lang_option,
    strategy_option,
)
from farled.cli.shell.output import emit_json
from farled.cli.shell.progress import working
from farled.cli.shell.showing import show
from farled.gateways.fact_files import open_facts
from farled.ui.journeyed import journey_sheets

__all__ = ["command"]


@click.command(
    cls=Command,
    examples="""
      farled journeys facts
      farled journeys facts --strategy strategy.yaml --json
    """,
)
@facts_argument
@strategy_option
@lang_option
@json_option
def command(facts: str, *, strategy: str | None, lang: str, as_json: bool) -> None:
    """Follow every case, or person in a service, through the channels."""
    declared = usable_strategy(strategy, lang)[0] if strategy else None
    with working(facts):
        journeys = follow_journeys(open_facts(Path(facts)), declared)
    if as_json:
        emit_json({"journeys": journeys})
    else:
        show(journey_sheets(journeys, declared, lang))
