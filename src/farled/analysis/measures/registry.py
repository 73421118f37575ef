"""Every measure by its id."""

from types import MappingProxyType
from typing import Final, Mapping

from farled.analysis.measures import (
    answers,
    contacts,
    money,
    offer,
    people,
    returns,
    times,
)
from farled.analysis.measures.definition import Measure, Setting, Settings
from farled.analysis.measures.result import Question
from farled.strategy.document import Policy, Strategy
from farled.strategy.reading.nearest import by_nearness
from farled.terms.errors import FarledError

__all__ = ["MEASURES", "measure_of", "settings_of"]

_MOST_WHOLE: Final = 36_525
"""Whole numbers are days, hours and marks; nothing is followed beyond a century."""

MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        measure.id: measure
        for module in (contacts, returns, times, money, answers, people, offer)
        for measure in module.MEASURES
    }
)


def measure_of(measure_id: str) -> Measure:
    """Return the measure of an id.

    Raises:
        FarledError: `unknown-measure`.
    """
    if measure_id not in MEASURES:
        known = by_nearness(measure_id, sorted(MEASURES))
        raise FarledError("unknown-measure", measure=measure_id, known=known)
    return MEASURES[measure_id]


def settings_of(
    measure: Measure, question: Question, strategy: Strategy | None
) -> Settings:
    """Return every setting: as asked, else by the strategy's policy, else the default.

    A question about one direction lifts the measure's own choice of direction.

    Raises:
        FarledError: `unknown-parameter`, `parameter-not-a-choice`,
            `parameter-not-a-number`, `parameter-out-of-range`.
    """
    names = tuple(parameter.name for parameter in measure.parameters)
    for name in question.parameters:
        if name not in names:
            raise FarledError(
                "unknown-parameter", measure=measure.id, parameter=name, known=names
            )
    policy = strategy.policy if strategy else Policy()
    settings: dict[str, Setting] = {}
    for parameter in measure.parameters:
        default = parameter.default
        if strategy is None and parameter.without_strategy is not None:
            default = parameter.without_strategy
        elif parameter.policy:
            default = getattr(policy, parameter.policy)
        elif parameter.name == "direction" and "direction" in question.where:
            default = "both"
        asked = question.parameters.get(parameter.name, default)
        settings[parameter.name] = _checked(parameter.name, asked, parameter.default)
        if parameter.choices and asked not in parameter.choices:
            raise FarledError(
                "parameter-not-a-choice",
                parameter=parameter.name,
                value=str(asked),
                choices=parameter.choices,
            )
    return settings


def _checked(name: str, asked: Setting, default: Setting) -> Setting:
    if not isinstance(default, int | float) or isinstance(default, bool):
        return str(asked)
    try:
        found = type(default)(asked)
    except ValueError as error:
        raise FarledError(
            "parameter-not-a-number", parameter=name, value=str(asked)
        ) from error
    most = _MOST_WHOLE if isinstance(default, int) else 1
    if not 0 <= found <= most:
        raise FarledError(
            "parameter-out-of-range", parameter=name, value=str(asked), most=most
        )
    return found
