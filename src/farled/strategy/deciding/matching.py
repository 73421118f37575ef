"""What the matching rules say: roles, stance, step 0, and the trace of it."""

from dataclasses import dataclass
from typing import Iterable

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.selecting import Verdict
from farled.strategy.deciding.point import Point
from farled.strategy.decision import TraceStep
from farled.terms.contacts import Stance

__all__ = ["Matched", "match_rules", "matching_bits"]


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """What one set of matching rules decides; a mask's bit i is channel i."""

    verdicts: tuple[Verdict, ...]
    """By channel."""
    barred: int
    """Channels that the rules say never to, or that none of them names."""
    stance: Stance | None
    instead: str | None
    """Id of the rule that finds no contact needed."""
    trace: tuple[TraceStep, ...]


def matching_bits(compiled: Compiled, point: Point) -> int:
    """AND the bitsets of all attributes: what is left are the matching rules.

    Raises:
        KeyError: when a value is missing or not known to the strategy.
    """
    of = compiled.tables
    return (
        compiled.in_force[point.segment]
        & of.service[point.service]
        & of.contact_type[point.contact_type]
        & of.matter[point.matter]
        & of.direction[point.direction]
        & of.initiator[point.initiator]
        & of.group[point.group]
        & of.ability[point.ability]
        & of.acting_as[point.acting_as]
        & of.preference[point.preference]
        & of.language[compiled.language_key(point.language)]
        & of.assurance[point.assurance]
        & of.needs[point.needs]
        & of.audience[point.audience]
        & of.case_open[point.case_open]
        & of.planned[point.planned]
    )


def match_rules(compiled: Compiled, bits: int) -> Matched:
    """Read off what a set of matching rules decides, and remember it."""
    memory = compiled.memories["matched"]
    found: Matched | None = memory.get(bits)
    return found or memory.keep(bits, _read(compiled, bits))


def _read(compiled: Compiled, bits: int) -> Matched:
    verdicts: list[Verdict] = []
    decided: dict[int, int] = {}
    barred = 0
    for lane in compiled.lanes:
        own = bits & lane.mask
        own &= -own
        verdict = lane.verdicts.get(own, lane.unnamed)
        verdicts.append(verdict)
        if verdict.reasons:
            barred |= lane.place
        decided[own] = decided.get(own, 0) | lane.place
    beyond = 1 << len(verdicts)
    stance = _last(bits & compiled.setting_stance)
    decided[stance] = decided.get(stance, 0) | beyond
    need = _last(bits & compiled.avoiding)
    decided[need] = decided.get(need, 0) | beyond << 1
    decided.pop(0, None)
    steps = compiled.memories["steps"]
    return Matched(
        verdicts=tuple(verdicts),
        barred=barred,
        stance=compiled.rule_of(stance).stance if stance else None,
        instead=compiled.rule_of(need).id if need else None,
        trace=tuple(
            [
                steps.get(pair) or _step(compiled, *pair)
                for pair in sorted(decided.items(), reverse=True)
            ]
        ),
    )


def _last(bits: int) -> int:
    """Keep only the lowest set bit: the last of the rules."""
    return bits & -bits


def _step(compiled: Compiled, bit: int, decides: int) -> TraceStep:
    rule = compiled.rule_of(bit)
    step = TraceStep(
        rule=rule.id,
        decides=tuple(_named(compiled, decides)),
        principle=rule.principle,
        source=rule.source,
    )
    compiled.memories["steps"].keep((bit, decides), step)
    return step


def _named(compiled: Compiled, decides: int) -> Iterable[str]:
    names = (*(c.id for c in compiled.strategy.channels), "stance", "need")
    return (name for place, name in enumerate(names) if decides >> place & 1)
