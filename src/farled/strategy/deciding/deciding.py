"""The entrance: decide one situation, quickly when it has been asked before."""

from farled.strategy.compiling import Compiled
from farled.strategy.deciding.answering import answer
from farled.strategy.deciding.merging import answer_open
from farled.strategy.deciding.moments import moment_of
from farled.strategy.deciding.point import Point
from farled.strategy.deciding.resolving import resolve
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
    moment = moment_of(compiled, situation.at)
    memory = compiled.memories["decisions"]
    key = (
        situation.service,
        situation.contact_type,
        situation.matter,
        situation.direction,
        situation.initiator,
        situation.group,
        situation.ability,
        situation.acting_as,
        situation.language,
        situation.assurance,
        situation.audience,
        situation.case_open,
        situation.needs,
        situation.preference,
        situation.planned,
        situation.reachable,
        moment,
    )
    found: Decision | None = memory.get(key)
    if found is not None:
        return found
    decision = _decide(compiled, situation)
    memory.keep(key, decision)
    return decision


def _decide(compiled: Compiled, situation: Situation) -> Decision:
    given = resolve(compiled, situation, moment_of(compiled, situation.at))
    if not given.missing:
        return answer(compiled, Point(**given.known))
    return answer_open(compiled, given)
