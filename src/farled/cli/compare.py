"""`farled compare`: two strategies on the same facts."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from farled.analysis.replay.comparing import compare
from farled.cli.replay import assume_option, scope_of, warn_of_strangers
from farled.cli.shell.choosing import from_option, until_option, where_option
from farled.cli.shell.commands import Command
from farled.cli.shell.documents import usable_strategy
from farled.cli.shell.options import facts_argument, json_option, lang_option
from farled.cli.shell.output import emit_json
from farled.cli.shell.showing import show
from farled.cli.shell.values import check_values
from farled.gateways.fact_files import open_facts
from farled.strategy.compiling import compile_strategy
from farled.ui.replayed import comparison_sheets

__all__ = ["command"]


@dataclass(frozen=True, slots=True)
class _Asked:
    facts: str
    strategy: tuple[str, ...]
    assume: tuple[str, ...]
    where: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    lang: str
    as_json: bool


@click.command(
    cls=Command,
    examples="""
      farled compare facts --strategy adopted.yaml --strategy draft.yaml
      farled compare facts --strategy a.yaml --strategy b.yaml --from 2026-01-01
    """,
)
@facts_argument
@click.option(
    "--strategy",
    required=True,
    multiple=True,
    type=click.Path(),
    help="Twice: the earlier strategy, then the later.",
)
@assume_option
@where_option
@from_option
@until_option
@lang_option
@json_option
def command(**options: Any) -> int:
    """Replay two strategies on the same facts and say what differs."""
    asked = _Asked(**options)
    if len(asked.strategy) != 2:  # noqa: PLR2004 - a comparison has two sides
        raise click.UsageError("Give --strategy twice: the earlier, then the later.")
    before, after = (usable_strategy(path, asked.lang)[0] for path in asked.strategy)
    scope = scope_of(asked.assume, asked.where, asked.since, asked.until)
    factset = open_facts(Path(asked.facts))
    check_values(scope.where, factset, before, after)
    result = compare(
        factset,
        compile_strategy(before),
        compile_strategy(after),
        scope,
    )
    if asked.as_json:
        emit_json({"comparison": result})
    else:
        show(comparison_sheets(result, after, asked.lang))
    for summary in (result.before, result.after):
        warn_of_strangers(summary, asked.lang)
    return 0
