"""Ask one measure of a set of facts."""

from dataclasses import replace
from datetime import date
from typing import Callable, Final, Mapping

import ibis.expr.types as ir

from farled.analysis.factset import FactSet
from farled.analysis.measures import gathering
from farled.analysis.measures.counting import count
from farled.analysis.measures.cube import covered_days, with_meaning
from farled.analysis.measures.definition import Form, Gather, Kind
from farled.analysis.measures.dimensions import raw_columns
from farled.analysis.measures.gathering import Asked
from farled.analysis.measures.judging import judge, unanswered
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
        row = unanswered(question.by, *missing)
        if not missing:
            row = replace(
                row, state=State.NOT_APPLICABLE, reasons=(reason("nothing-relevant"),)
            )
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
    cube = with_meaning(
        _CUBES[definition.gather](asked), by, asked.strategy, asked.covered
    )
    if definition.rule is None:
        raise TypeError(definition.id)
    form = definition.rule(cube, asked.settings, asked.strategy)
    figures = count(cube, form, len(by), asked.needed)
    rows = judge(definition, figures, by, asked.needed)
    return _at_percentile(rows, cube, form, asked)


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


def _place(row: MeasureRow) -> tuple[tuple[bool, str], ...]:
    return tuple(
        (key is None, f"{key:>12}" if isinstance(key, int) else str(key))
        for key in row.keys.values()
    )


def _finished(rows: list[MeasureRow], asked: Asked) -> tuple[MeasureRow, ...]:
    marked = [
        replace(row, partial=is_partial(row.keys, asked.question, asked.covered))
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
