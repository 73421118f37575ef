"""Gather what a measure counts, narrowed to the question, as a small table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Iterable

import ibis
import ibis.expr.types as ir

from farled.analysis.factset import FactSet
from farled.analysis.measures.cube import count_by
from farled.analysis.measures.definition import Measure, Settings
from farled.analysis.measures.dimensions import raw_columns
from farled.analysis.measures.result import Question
from farled.analysis.measures.returns import flagged, look_of
from farled.analysis.measures.scope import conditions, days
from farled.strategy.document import Strategy

__all__ = ["Asked", "contacts", "returns"]

_MARGIN: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything it is answered from."""

    factset: FactSet
    measure: Measure
    question: Question
    settings: Settings
    strategy: Strategy | None
    covered: tuple[date, date]

    @property
    def needed(self) -> tuple[str, ...]:
        """Fact columns without which there is no answer."""
        return self.measure.needed(self.settings)

    @property
    def columns(self) -> tuple[str, ...]:
        """Fact columns that the answer needs, each once."""
        return _once(raw_columns(self.question.by), self.needed, self.measure.also)


def contacts(asked: Asked) -> ir.Table:
    """Count contacts by the columns needed."""
    return count_by(_narrowed(asked.factset.facts, asked), asked.columns)


def returns(asked: Asked) -> ir.Table:
    """Count contacts by the columns needed and by what their neighbours say.

    Only time narrows what is looked at: a return in another channel or unit counts
    although the question is about one.
    """
    question = asked.question
    look = look_of(asked.measure.id, asked.settings, asked.strategy, asked.covered)
    margin = look.reach + _MARGIN
    near = days(
        asked.factset.facts,
        question.since - margin if question.since else None,
        question.until + margin if question.until else None,
    )
    facts = asked.factset.facts.filter(*near) if near else asked.factset.facts
    columns = _once(
        asked.columns, raw_columns(question.where), ("occurred_on", "direction")
    )
    narrowed = _narrowed(flagged(facts, look, columns), asked)
    return count_by(
        _masked(narrowed, asked), (*asked.columns, "asked", "flag", "awaits")
    )


def _masked(table: ir.Table, asked: Asked) -> ir.Table:
    """Keep of columns that are only looked for whether they hold anything.

    Parties are many: counted by them, the table would be as long as the facts.
    """
    kept = {"direction", *raw_columns(asked.question.by)}
    return table.mutate(
        **{
            name: ibis.ifelse(table[name].notnull(), "given", ibis.null("string"))
            for name in asked.columns
            if name not in kept
        }
    )


def _narrowed(table: ir.Table, asked: Asked) -> ir.Table:
    question = asked.question
    held = [
        *conditions(table, question, asked.strategy),
        *days(table, question.since, question.until),
    ]
    return table.filter(*held) if held else table


def _once(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))
