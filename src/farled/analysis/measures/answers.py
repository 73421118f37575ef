"""Measures of what people answered in surveys."""

import ibis
import ibis.expr.types as ir

from farled.analysis.measures.definition import (
    Form,
    Gather,
    Goodness,
    Kind,
    Measure,
    Parameter,
    Rule,
    Settings,
    Unit,
)
from farled.strategy.document import Strategy

__all__ = ["MEASURES"]

_NKI_STEPS = 9
"""Steps between 1 and 10, the ends of the scale."""
_QUESTIONS = ("nki_overall", "nki_expected", "nki_ideal")


def _at_least(column: str) -> Rule:
    def rule(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
        return Form(t.answered, t[column] >= int(settings["at_least"]))

    return rule


def _mean_effort(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(t.answered, t.ces)


def _nki(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    weights = [float(settings[name]) for name in _QUESTIONS]
    weighted = sum(
        (
            t[name].cast("float64") * weight
            for name, weight in zip(_QUESTIONS, weights, strict=True)
        ),
        start=ibis.literal(0.0),
    )
    return Form(t.answered, (weighted / sum(weights) - 1) * 100 / _NKI_STEPS)


def _says(column: str) -> Rule:
    def rule(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
        return Form(t.answered, t[column])

    return rule


def _responded(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(t.invited, t.answered)


def _share(measure_id: str, column: str, rule: Rule, *parameters: Parameter) -> Measure:
    return Measure(
        measure_id,
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        Gather.ANSWERS,
        answers=(column, "answered"),
        parameters=parameters,
        rule=rule,
    )


def _score(
    measure_id: str,
    columns: tuple[str, ...],
    scale: tuple[float, float],
    rule: Rule,
    *parameters: Parameter,
) -> Measure:
    return Measure(
        measure_id,
        Unit.SCORE,
        Goodness.HIGHER,
        Kind.MEAN,
        Gather.ANSWERS,
        answers=(*columns, "answered"),
        parameters=parameters,
        scale=scale,
        rule=rule,
    )


_FIVE = Parameter("at_least", 5)
_FOUR = Parameter("at_least", 4)

MEASURES = (
    _share(
        "first-contact-resolution-experienced", "solved_first", _says("solved_first")
    ),
    _share("ces-share", "ces", _at_least("ces"), _FIVE),
    _score("ces-mean", ("ces",), (1, 7), _mean_effort),
    _score(
        "nki",
        _QUESTIONS,
        (0, 100),
        _nki,
        *(Parameter(name, 1.0) for name in _QUESTIONS),
    ),
    _share("response-rate", "invited", _responded),
    _share("e-way-simplest-share", "e_way_simplest", _says("e_way_simplest")),
    _share("proactive-share", "proactive", _at_least("proactive"), _FOUR),
    _share("safety-share", "safe", _at_least("safe"), _FOUR),
    _share("treatment-share", "treated", _at_least("treated"), _FOUR),
)
