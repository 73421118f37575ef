"""What the matching rules say: roles, stance, step 0, and the trace of it."""

from dataclasses import dataclass
from typing import Iterator

from farled.strategy.compiling import Compiled
from farled.strategy.deciding.point import Point
from farled.strategy.decision import TraceStep
from farled.terms.contacts import Role, Stance
from farled.terms.reasons import Reason, reason

__all__ = ["Matched", "match_rules", "matching_bits"]

_NOT_IN_STRATEGY = (reason("not-in-strategy"),)


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """What one set of matching rules decides; a mask's bit i is channel i."""

    roles: tuple[Role, ...]
    rules: tuple[str | None, ...]
    """Id of the rule that gave each role."""
    barred: int
    """Channels that the rules say never to, or that none of them names."""
    reasons: tuple[tuple[Reason, ...], ...]
    stance: Stance | None
    instead: str | None
    """Id of the rule that finds no contact needed."""
    trace: tuple[TraceStep, ...]


def matching_bits(compiled: Compiled, point: Point) -> int:
    """AND the bitsets of all attributes: what is left are the matching rules."""
    m = compiled.matches
    return (
        compiled.in_force[point.segment]
        & m["service"][point.service]
        & m["contact_type"][point.contact_type]
        & m["matter"][point.matter]
        & m["direction"][point.direction]
        & m["initiator"][point.initiator]
        & m["group"][point.group]
        & m["ability"][point.ability]
        & m["acting_as"][point.acting_as]
        & m["preference"][point.preference]
        & m["language"][compiled.language_key(point.language)]
        & m["assurance"][point.assurance]
        & m["needs"][point.needs]
        & m["audience"][point.audience]
        & m["case_open"][point.case_open]
        & m["planned"][point.planned]
    )


def match_rules(compiled: Compiled, bits: int) -> Matched:
    """Read off what a set of matching rules decides, and remember it."""
    memory = compiled.memories["matched"]
    found: Matched | None = memory.get(bits)
    return found or memory.keep(bits, _read(compiled, bits))


def _read(compiled: Compiled, bits: int) -> Matched:
    unnamed = compiled.strategy.policy.unnamed_channels == "exclude"
    roles: list[Role] = []
    rules: list[str | None] = []
    reasons: list[tuple[Reason, ...]] = []
    decides: dict[int, list[str]] = {}
    for channel, lane in zip(compiled.strategy.channels, compiled.lanes, strict=True):
        own = bits & lane.mask
        low = own & -own
        if low:
            index, role = lane.roles[low]
            rule = compiled.strategy.rules[index].id
            decides.setdefault(low, []).append(channel.id)
            never = role is Role.NEVER
            reasons.append((reason("never-rule", rule=rule),) if never else ())
        else:
            role, rule = Role.ALLOWED, None
            reasons.append(_NOT_IN_STRATEGY if unnamed else ())
        roles.append(role)
        rules.append(rule)
    stance_bit = _last(bits & compiled.setting_stance)
    need_bit = _last(bits & compiled.avoiding)
    for bit, what in ((stance_bit, "stance"), (need_bit, "need")):
        if bit:
            decides.setdefault(bit, []).append(what)
    return Matched(
        roles=tuple(roles),
        rules=tuple(rules),
        barred=sum(1 << i for i, own in enumerate(reasons) if own),
        reasons=tuple(reasons),
        stance=compiled.rule_of(stance_bit).stance if stance_bit else None,
        instead=compiled.rule_of(need_bit).id if need_bit else None,
        trace=tuple(_steps(compiled, decides)),
    )


def _last(bits: int) -> int:
    """Keep only the lowest set bit: the last of the rules."""
    return bits & -bits


def _steps(compiled: Compiled, decides: dict[int, list[str]]) -> Iterator[TraceStep]:
    for bit in sorted(decides, reverse=True):
        rule = compiled.rule_of(bit)
        yield TraceStep(
            rule=rule.id,
            decides=tuple(decides[bit]),
            principle=rule.principle,
            source=rule.source,
        )
