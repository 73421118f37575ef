"""The entrance: decide one situation, quickly when it has been asked before."""

from farled.strategy.compiling import Compiled
from farled.strategy.deciding.answering import answer
from farled.strategy.deciding.merging import answer_open
from farled.strategy.deciding.moments import Moment, moment_of
from farled.strategy.deciding.point import Point
from farled.strategy.deciding.resolving import as_given, is_plain, resolve
from farled.strategy.decision import Decision
from farled.strategy.situation import Situation

__all__ = ["decide"]


def decide(compiled: Compiled, situation: Situation) -> Decision:
    """Decide which channel a situation should use, which others, and why.

    Raises:
        FarledError: `unknown-value` (attribute, value, nearest) when the strategy does
            not know a given service, group or channel; `not-a-language-tag`;
            `instant-without-time-zone`.

    Source: docs/decision.md.
    """
    point = as_given(compiled, situation, moment_of(compiled, situation.at))
    memory = compiled.memories["decisions"]
    found: Decision | None = memory.get(point)
    if found is not None:
        return found
    decision = _decide(compiled, situation, point)
    memory.keep(point, decision)
    return decision


def _decide(compiled: Compiled, situation: Situation, point: Point) -> Decision:
    if not is_plain(compiled, point):
        return _decide_resolved(compiled, situation, point)
    try:
        return answer(compiled, point)
    except KeyError:
        # Something is left out, or is a code for an id, or is not known at all.
        return _decide_resolved(compiled, situation, point)


def _decide_resolved(
    compiled: Compiled, situation: Situation, point: Point
) -> Decision:
    given = resolve(compiled, situation, Moment(point.segment, point.opens))
    if not given.missing:
        return answer(compiled, Point(**given.known))
    return answer_open(compiled, given)
