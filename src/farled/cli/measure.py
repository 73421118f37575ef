"""`farled measure`: measures and goals over facts."""

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from farled.analysis.factset import FactSet, last_day
from farled.analysis.goals import GoalCondition, evaluate_goals
from farled.analysis.measures import MEASURES, MeasureResult, Question, measure
from farled.analysis.measures.registry import measure_of
from farled.cli.shell.choosing import (
    as_day,
    as_pairs,
    as_period,
    as_words,
    by_option,
    from_option,
    until_option,
    where_option,
)
from farled.cli.shell.commands import Command
from farled.cli.shell.documents import usable_strategy
from farled.cli.shell.options import (
    facts_argument,
    json_option,
    lang_option,
    strategy_option,
)
from farled.cli.shell.output import emit_json, say
from farled.cli.shell.values import check_values
from farled.gateways.fact_files import open_facts
from farled.strategy.document import Strategy
from farled.ui.catalogue import entry
from farled.ui.terminal import open_screen
from farled.ui.terminal.goals import show_goals
from farled.ui.terminal.measured import say_measure

__all__ = ["command"]

_USUAL: Final = (
    "channel-share",
    "digital-share-inbound",
    "first-contact-resolution",
    "repeat-share",
)
"""Measures shown when none is named."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options of the command."""

    facts: str
    strategy: str | None
    measures: tuple[str, ...]
    goals: bool
    by: tuple[str, ...]
    where: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    settings: tuple[str, ...]
    small_cell: int
    lang: str
    as_json: bool

    def question(self) -> Question:
        """The same question for every measure asked for."""
        settings = {
            name: values[-1] for name, values in as_pairs(self.settings).items()
        }
        period = as_period(self.since, self.until)
        return Question(
            by=as_words(self.by),
            where=as_pairs(self.where),
            since=period.start,
            until=period.until,
            parameters=settings,
            small_cell=self.small_cell,
        )


@click.command(
    cls=Command,
    examples="""
      farled measure facts --measure channel-share --by year,channel
      farled measure facts --measure first-contact-resolution --where direction=inbound
      farled measure facts --strategy strategy.yaml --goals
    """,
)
@facts_argument
@strategy_option
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="ID",
    shell_complete=lambda _context, _parameter, begun: [
        name for name in sorted(MEASURES) if name.startswith(begun)
    ],
    help="A measure; may be repeated. docs/method says how each is counted.",
)
@click.option("--goals", is_flag=True, help="Evaluate the strategy's goals.")
@by_option
@where_option
@from_option
@until_option
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A measure's setting.",
)
@click.option(
    "--small-cell",
    type=click.IntRange(min=0),
    default=0,
    metavar="K",
    help="Withhold rows on fewer than K.",
)
@lang_option
@json_option
def command(**options: Any) -> int:
    """Compute measures over facts, each with n, interval and completeness.

    Exit code 0; with --goals 1 when a goal is off track.
    """
    asked = _Asked(**options)
    strategy = (
        usable_strategy(asked.strategy, asked.lang)[0] if asked.strategy else None
    )
    factset = open_facts(Path(asked.facts))
    if asked.goals:
        return _say_goals(asked, factset, strategy)
    question = asked.question()
    check_values(question.where, factset, *([strategy] if strategy else []))
    names = asked.measures or _USUAL
    results = [
        measure(factset, name, _spread(name, question), strategy=strategy)
        for name in names
    ]
    if asked.as_json:
        emit_json({"measures": [_document(result) for result in results]})
    else:
        for result in results:
            say_measure(result, strategy, asked.lang)
    return 0


def _spread(name: str, question: Question) -> Question:
    """Divide a share that is spread over channels by them, unless told otherwise.

    Undivided it is always the whole.
    """
    split = measure_of(name).split
    told = {*question.by, *question.where}
    if name != "channel-share" or told & set(split):
        return question
    return replace(question, by=(*question.by, split[0]))


def _say_goals(asked: _Asked, factset: FactSet, strategy: Strategy | None) -> int:
    if strategy is None:
        raise click.UsageError(
            "Give --strategy with --goals: it is the one that has them."
        )
    day = as_day(asked.until) or last_day(factset)
    if day is None:
        raise click.UsageError(f"{asked.facts} holds no facts; import some first.")
    states = evaluate_goals(factset, strategy, on=day)
    if not states:
        say(entry("no-goals", asked.lang))
    if asked.as_json:
        emit_json({"on": day, "goals": states})
    elif states:
        show_goals(open_screen(sys.stdout), states, strategy, asked.lang)
    return int(any(state.condition is GoalCondition.OFF_TRACK for state in states))


def _document(result: MeasureResult) -> dict[str, object]:
    return {
        "measure": result.measure.id,
        "unit": result.measure.unit,
        "settings": result.settings,
        "currency": result.currency,
        "covered": result.covered,
        "judged": result.judged,
        "rows": [
            {
                "keys": row.keys,
                "state": row.state,
                "value": row.value,
                "numerator": row.numerator,
                "denominator": row.denominator,
                "n": row.n,
                "interval": row.interval,
                "completeness": row.completeness,
                "awaiting": row.awaiting,
                "partial": row.partial,
                "reasons": row.reasons,
            }
            for row in result.rows
        ],
    }
