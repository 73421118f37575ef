"""`farled replay`: decide every logged contact by a strategy."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from farled.analysis.factset import FactSet, last_day
from farled.analysis.goals import MovedGoal, compare_goals
from farled.analysis.replay import Scope, Summary, replay
from farled.analysis.replay.marking import as_recommended
from farled.analysis.shifting import ShiftAssumptions, read_shift, simulate_shift
from farled.cli.shell.choosing import (
    as_pairs,
    as_period,
    as_words,
    by_option,
    from_option,
    until_option,
    where_option,
)
from farled.cli.shell.commands import Command
from farled.cli.shell.documents import UNUSABLE, say_findings, usable_strategy
from farled.cli.shell.options import facts_argument, json_option, lang_option
from farled.cli.shell.output import emit_json, say
from farled.cli.shell.showing import show
from farled.cli.shell.values import check_values
from farled.gateways.fact_files import open_facts
from farled.gateways.text_files import read_text
from farled.strategy.compiling import Compiled, compile_strategy
from farled.ui.catalogue import entry, fill
from farled.ui.replayed import moved_goals_sheet, replay_sheets
from farled.ui.shifted import shift_sheets

__all__ = ["assume_option", "command", "scope_of", "warn_of_strangers"]

assume_option = click.option(
    "--assume",
    multiple=True,
    metavar="ATTRIBUTE=VALUE",
    help="Take this for granted where the log is silent, e.g. ability=unknown.",
)


def warn_of_strangers(total: Summary, lang: str) -> None:
    """Say so when there are contacts, and the strategy can judge none of them."""
    if total.n and not total.judged:
        say(fill(entry("nothing-judged", lang), {"n": total.n}))


def scope_of(
    assume: tuple[str, ...],
    where: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
) -> Scope:
    """Make a replay's scope of the options."""
    taken = {name: values[-1] for name, values in as_pairs(assume).items()}
    return Scope(
        assume=taken,
        where=as_pairs(where),
        period=as_period(since, until),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    facts: str
    strategy: str
    assumptions: str | None
    seed: int
    goals: bool
    assume: tuple[str, ...]
    by: tuple[str, ...]
    where: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    lang: str
    as_json: bool


@click.command(
    cls=Command,
    examples="""
      farled replay facts --strategy draft.yaml
      farled replay facts --strategy draft.yaml --assume ability=unknown --by year
      farled replay facts --strategy draft.yaml --assumptions shift.yaml --seed 7
    """,
)
@facts_argument
@click.option(
    "--strategy",
    required=True,
    type=click.Path(),
    help="Strategy document to judge by.",
)
@click.option(
    "--assumptions",
    type=click.Path(),
    help="How many would follow; without it, nothing is said of shift.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="For the simulation."
)
@click.option("--goals", is_flag=True, help="Goals too, had all followed the strategy.")
@assume_option
@by_option
@where_option
@from_option
@until_option
@lang_option
@json_option
def command(**options: Any) -> int:
    """Decide every logged contact by a strategy: what would have been otherwise.

    Exit code 0; 1 when contacts break the non-digital guarantee.
    """
    asked = _Asked(**options)
    strategy, _ = usable_strategy(asked.strategy, asked.lang)
    scope = scope_of(asked.assume, asked.where, asked.since, asked.until)
    compiled = compile_strategy(strategy)
    assumptions = _assumptions(asked, compiled)
    factset = open_facts(Path(asked.facts))
    check_values(scope.where, factset, strategy)
    result = replay(factset, compiled, scope, by=as_words(asked.by))
    shift = assumptions and simulate_shift(
        factset, compiled, assumptions, asked.seed, scope
    )
    goals = _goals(factset, compiled, scope) if asked.goals else None
    if asked.as_json:
        more = {"shift": shift, "goals": goals}
        found = {name: part for name, part in more.items() if part is not None}
        emit_json({"replay": result} | found)
    else:
        sheets = replay_sheets(result, strategy, asked.lang)
        sheets += shift_sheets(shift, strategy, asked.lang) if shift else []
        sheets += [moved_goals_sheet(goals, strategy, asked.lang)] if goals else []
        show(sheets)
    warn_of_strangers(result.total, asked.lang)
    return int(result.total.breaches > 0)


def _goals(factset: FactSet, compiled: Compiled, scope: Scope) -> tuple[MovedGoal, ...]:
    day = scope.period.until or last_day(factset)
    if day is None:
        return ()
    moved = as_recommended(factset, compiled, scope)
    return compare_goals(factset, moved, compiled.strategy, on=day)


def _assumptions(asked: _Asked, compiled: Compiled) -> ShiftAssumptions | None:
    """Read the assumptions on shift, if any are given.

    Raises:
        click.exceptions.Exit: they cannot be used; every finding has been said.
    """
    if asked.assumptions is None:
        return None
    text, findings = read_text(Path(asked.assumptions))
    if text is not None:
        reading = read_shift(text, compiled, file=asked.assumptions)
        if reading.assumptions is not None:
            return reading.assumptions
        findings = reading.findings
    say_findings(findings, asked.lang)
    raise click.exceptions.Exit(UNUSABLE)
