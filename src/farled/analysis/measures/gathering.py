"""Gather what a measure counts, narrowed to the question, as a small table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Iterable

import ibis.expr.types as ir

from farled.analysis.factset import FactSet
from farled.analysis.measures.definition import Kind, Measure, Settings
from farled.analysis.measures.meaning.cube import count_by, with_meaning
from farled.analysis.measures.meaning.dimensions import dimension, raw_columns
from farled.analysis.measures.meaning.prices import attach_prices, cost_segment
from farled.analysis.measures.meaning.scope import conditions, days
from farled.analysis.measures.neighbours import flagged
from farled.analysis.measures.people import by_case, by_person
from farled.analysis.measures.result import Question
from farled.analysis.measures.returns import look_of
from farled.strategy.document import Strategy

__all__ = ["Asked", "answers", "cases", "contacts", "people", "returns"]

_MARGIN: Final = timedelta(days=2)
_SEGMENT: Final = "cost_segment"


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
        return _once(
            raw_columns((*self.question.by, *self.numerator_where)),
            self.needed,
            self.measure.also,
        )

    @property
    def keys(self) -> list[str]:
        """Names of the key columns."""
        return [f"key_{i}" for i in range(len(self.question.by))]

    @property
    def numerator_where(self) -> dict[str, tuple[str, ...] | str]:
        """Conditions on what the share is spread over."""
        return {
            name: values if isinstance(values, str) else tuple(values)
            for name, values in self.question.where.items()
            if dimension(name).name in self.measure.split
        }

    @property
    def denominator_where(self) -> dict[str, tuple[str, ...] | str]:
        """Conditions that narrow everything."""
        return {
            name: values if isinstance(values, str) else tuple(values)
            for name, values in self.question.where.items()
            if dimension(name).name not in self.measure.split
        }


def contacts(asked: Asked) -> ir.Table:
    """Count contacts by the columns needed.

    For percentiles each contact stays a row: times are too many to count first.
    """
    facts = _narrowed(asked.factset.facts, asked)
    if asked.measure.kind is Kind.PERCENTILE:
        return _meant(facts.select(*asked.columns, n=1), asked)
    if _SEGMENT in asked.columns:
        segment = cost_segment(facts, asked.strategy)
        facts = facts.mutate(**{_SEGMENT: segment})
    cube = _meant(count_by(facts, asked.columns), asked)
    if _SEGMENT in asked.columns and asked.strategy is not None:
        cube = attach_prices(cube, asked.strategy)
    return cube


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
    shown = {
        *("direction", "occurred_on"),
        *raw_columns((*question.by, *question.where)),
    }
    flags = flagged(facts, look, columns, frozenset(columns) - shown)
    cube = count_by(
        _narrowed(flags, asked), (*asked.columns, "asked", "flag", "awaits")
    )
    return _meant(cube, asked)


def answers(asked: Asked) -> ir.Table:
    """Count surveys by their answers and by what their contacts were like.

    A survey whose contact is not among the facts counts only where nothing is asked of
    the contact.
    """
    question = asked.question
    surveys = asked.factset.surveys
    if surveys is None:
        raise TypeError(asked.measure.id)
    dated = ("occurred_on",) if question.since or question.until else ()
    wanted = [
        name
        for name in _once(raw_columns(question.by), raw_columns(question.where), dated)
        if name not in ("contact_id", "source")
    ]
    table = surveys.select("contact_id", "source", *asked.measure.answers)
    if wanted:
        facts = asked.factset.facts.select(
            *wanted,
            fact_contact_id=asked.factset.facts.contact_id,
            fact_source=asked.factset.facts.source,
        )
        table = table.left_join(
            facts,
            (table.contact_id == facts.fact_contact_id)
            & (table.source == facts.fact_source),
        )
    counted = count_by(
        _narrowed(table, asked), _once(raw_columns(question.by), asked.measure.answers)
    )
    return _meant(counted, asked)


def people(asked: Asked) -> ir.Table:
    """Count persons by what all their contacts say together."""
    facts = _narrowed(asked.factset.facts, asked).select(*asked.columns)
    return by_person(_meant(facts, asked), asked.keys)


def cases(asked: Asked) -> ir.Table:
    """Count cases, or contacts where the settings ask for no cases."""
    if asked.settings["counts"] != "cases":
        return contacts(asked)
    facts = _narrowed(asked.factset.facts, asked).select(*asked.columns)
    return by_case(_meant(facts, asked), asked.keys, asked.settings)


def _meant(table: ir.Table, asked: Asked) -> ir.Table:
    return with_meaning(table, asked.question.by, asked.strategy, asked.covered)


def _narrowed(table: ir.Table, asked: Asked) -> ir.Table:
    question = asked.question
    held = [
        *conditions(table, asked.denominator_where, asked.strategy),
        *days(table, question.since, question.until),
    ]
    return table.filter(*held) if held else table


def _once(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))
