"""Ask one measure of a set of facts."""

from dataclasses import replace
from datetime import date
from typing import Any, Callable, Final, Mapping

import ibis
import ibis.expr.types as ir

from farled.analysis.factset import FactSet
from farled.analysis.measures import gathering
from farled.analysis.measures.contacts import inbound
from farled.analysis.measures.counting import count
from farled.analysis.measures.definition import Form, Gather, Kind
from farled.analysis.measures.gathering import Asked
from farled.analysis.measures.judging import judge, nothing, subtract, unanswered
from farled.analysis.measures.meaning.cube import covered_days
from farled.analysis.measures.meaning.dimensions import raw_columns
from farled.analysis.measures.meaning.scope import conditions
from farled.analysis.measures.offer import coverage
from farled.analysis.measures.people import received_and_answered
from farled.analysis.measures.periods import is_partial
from farled.analysis.measures.registry import measure_of, settings_of
from farled.analysis.measures.result import (
    MeasureResult,
    MeasureRow,
    Question,
    State,
)
from farled.analysis.measures.returns import look_of
from farled.analysis.measures.small_cells import withhold
from farled.analysis.measures.times import percentiles
from farled.strategy.document import Strategy
from farled.terms.reasons import Reason, reason

__all__ = ["measure"]

_CUBES: Final[Mapping[Gather, Callable[[Asked], ir.Table]]] = {
    Gather.CONTACTS: gathering.contacts,
    Gather.RETURNS: gathering.returns,
    Gather.ANSWERS: gathering.answers,
    Gather.PEOPLE: gathering.people,
    Gather.CASES: gathering.cases,
}


def measure(
    factset: FactSet,
    measure_id: str,
    question: Question | None = None,
    *,
    strategy: Strategy | None = None,
) -> MeasureResult:
    """Answer a question with one measure.

    Raises:
        FarledError: `unknown-measure`, `unknown-dimension`, `unknown-selector`,
            `unknown-parameter`, `parameter-not-a-choice`, `parameter-not-a-number`.
    """
    question = question or Question()
    definition = measure_of(measure_id)
    settings = settings_of(definition, question, strategy)
    raw_columns((*question.by, *question.where))
    covered = covered_days(factset)
    result = MeasureResult(
        definition,
        question,
        (),
        settings,
        currency=strategy.head.currency if strategy else None,
        covered=covered,
    )
    missing = _unanswerable(result, factset, strategy)
    if missing or covered is None:
        row = unanswered(question.by, *missing) if missing else nothing(question.by)
        return replace(result, rows=(row,))
    asked = Asked(factset, definition, question, settings, strategy, covered)
    rows = sorted(_rows(asked), key=_place)
    return replace(result, rows=_finished(rows, asked), judged=_judged(asked))


def _unanswerable(
    result: MeasureResult, factset: FactSet, strategy: Strategy | None
) -> tuple[Reason, ...]:
    if result.measure.needs_strategy and strategy is None:
        return (reason("strategy-needed"),)
    if result.measure.needs_surveys and factset.surveys is None:
        return (reason("surveys-needed"),)
    return ()


def _rows(asked: Asked) -> list[MeasureRow]:
    definition, by = asked.measure, asked.question.by
    cube = _CUBES[definition.gather](asked)
    if definition.kind is Kind.DIFFERENCE:
        return _difference(cube, asked)
    if definition.kind is Kind.OFFER:
        return _coverage(cube, asked)
    form = _form(cube, asked)
    figures = count(cube, form, len(by), _checked(asked))
    rows = judge(definition, figures, by, _checked(asked))
    return _at_percentile(rows, cube, form, asked)


def _checked(asked: Asked) -> tuple[str, ...]:
    return asked.needed or asked.measure.answers


def _form(cube: ir.Table, asked: Asked) -> Form:
    rule = asked.measure.rule
    if rule is None:
        raise TypeError(asked.measure.id)
    form = rule(cube, asked.settings, asked.strategy)
    value = form.value
    for held in conditions(cube, asked.numerator_where, asked.strategy):
        # A value that is not known stays so: null and false would be false. The cast
        # keeps Spark from reading `in (…) is not null` as a fault.
        known = value.cast("int64").notnull()
        value = ibis.ifelse(known, value & held, ibis.null("boolean"))
    return Form(form.scope, value)


def _difference(cube: ir.Table, asked: Asked) -> list[MeasureRow]:
    size, by = len(asked.question.by), asked.question.by
    if asked.settings["counts"] == "cases":
        forms = Form(cube.came, cube.came), Form(cube.came, cube.went)
    else:
        forms = received_and_answered(cube, asked.settings)
    came, went = (count(cube, form, size, asked.needed) for form in forms)
    paired = {figures.keys: figures for figures in went}
    same = asked.settings["counts"] != "contacts"
    return [
        subtract(f, paired[f.keys], by, asked.needed, same_things=same) for f in came
    ]


def _coverage(cube: ir.Table, asked: Asked) -> list[MeasureRow]:
    if asked.strategy is None:
        raise TypeError(asked.measure.id)
    asked_of = cube.filter(inbound(cube).fill_null(ibis.literal(value=False)))
    counted = asked_of.group_by([*asked.keys, "service_id"]).aggregate(
        n=asked_of.n.sum()
    )
    rows = counted.to_pyarrow().to_pylist()
    counts = [
        (tuple(row[key] for key in asked.keys), row["service_id"], row["n"])
        for row in rows
    ]
    found = coverage(counts, asked.question.by, asked.settings, asked.strategy)
    return found or [nothing(asked.question.by)]


def _at_percentile(
    rows: list[MeasureRow], cube: ir.Table, form: Form, asked: Asked
) -> list[MeasureRow]:
    if asked.measure.kind is not Kind.PERCENTILE:
        return rows
    per_mille = round(float(asked.settings["percentile"]) * 1000)
    found = percentiles(cube, form, len(asked.question.by), per_mille)
    return [
        row
        if row.state is not State.VALUE
        else replace(
            row,
            value=found[tuple(row.keys.values())][0],
            interval=found[tuple(row.keys.values())][1],
            numerator=None,
            denominator=None,
        )
        for row in rows
    ]


def _place(row: MeasureRow) -> list[tuple[bool, Any]]:
    """Return what rows are ordered by: keys as they are, what is not known last."""
    return [(key is None, key) for key in row.keys.values()]


def _finished(rows: list[MeasureRow], asked: Asked) -> tuple[MeasureRow, ...]:
    marked = [
        replace(row, partial=True)
        if is_partial(row.keys, asked.question, asked.covered)
        else row
        for row in rows
    ]
    return withhold(marked, asked.question.small_cell)


def _judged(asked: Asked) -> tuple[date, date] | None:
    first, last = asked.covered
    if asked.measure.gather is not Gather.RETURNS:
        return first, last
    look = look_of(asked.measure.id, asked.settings, asked.strategy, asked.covered)
    first, last = look.since or first, look.until or last
    return (first, last) if first <= last else None
