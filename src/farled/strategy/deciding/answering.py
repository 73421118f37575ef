"""The decision in a situation in which everything is known."""

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.guarding import Barred
from farled.strategy.deciding.matching import Matched, match_rules, matching_bits
from farled.strategy.deciding.point import Point
from farled.strategy.deciding.preferring import Ranked, choose, judge_planned
from farled.strategy.decision import Candidate, CostViews, Decision, Excluded, Need
from farled.strategy.document.policy import Step0
from farled.terms.contacts import ContactType, Direction, Stance
from farled.terms.reasons import Reason, reason

__all__ = ["answer"]

_NO_COST = CostViews()
_NOT_REACHABLE = (reason("not-reachable"),)

_Late = list[tuple[int, tuple[Reason, ...]]]
"""Guards that few situations meet: mask of channels, and why."""


def answer(compiled: Compiled, point: Point) -> Decision:
    """Decide one point; docs/decision.md says how, step by step.

    Raises:
        KeyError: when a value is missing or not known to the strategy.
    """
    matched = match_rules(compiled, matching_bits(compiled, point))
    stance = matched.stance or compiled.stances[point.service]
    is_exempt = stance is Stance.DIGITAL_ONLY and compiled.guards.is_exempt(
        point.service, point.group, point.ability
    )
    need = Need.NEEDED if matched.instead is None else Need.AVOIDABLE
    digital_only = stance is Stance.DIGITAL_ONLY and not is_exempt
    late: _Late = []
    if digital_only or point.reachable is not None:
        late = _late_guards(compiled, point, digital_only=digital_only)
    exclusions, barred = _exclude(compiled, point, matched, late)
    candidates = _rank(compiled, point, matched, barred)
    best, preferred = candidates[0] if candidates else None, None
    if point.preference is not None:
        ranked = Ranked(candidates, stance, is_exempt)
        best, preferred = choose(compiled, ranked, point.preference)
    if need is Need.AVOIDABLE and compiled.strategy.policy.step0 is Step0.STOP:
        best = None
    role = best.role if best else None
    return Decision(
        need=need,
        instead=matched.instead,
        recommended=best.channel if best else None,
        role=role,
        finishes=best.finishes if best else None,
        cost=best.cost if best else _NO_COST,
        opens=best.opens if best else None,
        alternatives=tuple([c for c in candidates if c is not best]),
        exclusions=exclusions,
        preferred=preferred,
        planned=judge_planned(need, point.planned, candidates, role)
        if point.planned is not None
        else None,
        stance=stance.value,
        trace=matched.trace,
        undecided=(),
        cases=(),
        strategy_version=compiled.version,
    )


def _late_guards(compiled: Compiled, point: Point, *, digital_only: bool) -> _Late:
    late: _Late = []
    guards = compiled.guards
    if point.direction is Direction.OUTBOUND and point.reachable is not None:
        late.append((guards.unreachable(point.reachable), _NOT_REACHABLE))
    if digital_only and point.contact_type is ContactType.TRANSACTION:
        why = reason("digital-only", service=point.service)
        late.append((guards.analogue, (why,)))
    return late


def _exclude(
    compiled: Compiled, point: Point, matched: Matched, late: _Late
) -> tuple[tuple[Excluded, ...], int]:
    """Collect every reason of every guard, in the order of the page."""
    guards = compiled.guards
    errand = guards.by_errand(
        (point.service, point.contact_type, point.direction, point.assurance)
    )
    customer = guards.by_customer(
        (point.needs, point.language, point.segment, point.group, point.ability)
    )
    barred = errand.mask | customer.mask | matched.barred
    for mask, _ in late:
        barred |= mask
    memory = compiled.memories["excluded"]
    verdicts = matched.verdicts
    found: list[Excluded] = []
    for i in compiled.places(barred):
        verdict = verdicts[i]
        number = verdict.number if verdict.reasons else 0
        key = (errand.numbers[i], customer.numbers[i], number)
        why = None if late else memory.get(key)
        if why is None:
            reasons = _reasons(i, errand, customer, late) + verdict.reasons
            why = Excluded(compiled.strategy.channels[i].id, reasons)
            if not late:
                memory.keep(key, why)
        found.append(why)
    return tuple(found), barred


def _reasons(
    channel: int, errand: Barred, customer: Barred, late: _Late
) -> tuple[Reason, ...]:
    found = errand.reasons[channel] + customer.reasons[channel]
    for mask, why in late:
        if mask >> channel & 1:
            found += why
    return found


def _rank(
    compiled: Compiled, point: Point, matched: Matched, barred: int
) -> tuple[Candidate, ...]:
    """Order what is left: by role, and within one as the prices say."""
    priced = compiled.pricing.of_service(
        point.service, point.contact_type, point.segment
    )
    made = priced.candidates
    opens = point.opens
    ranks: tuple[list[Candidate], ...] = ([], [], [], [])
    for i in priced.without(barred):
        verdict = matched.verdicts[i]
        key = (verdict.number, opens[i]) if opens else verdict.number
        candidate = made.get(key)
        if candidate is None:
            candidate = Candidate(
                channel=compiled.strategy.channels[i].id,
                role=verdict.role,
                finishes=priced.finishes[i],
                cost=priced.costs[i],
                rule=verdict.rule,
                opens=opens[i] if opens else None,
            )
            made.keep(key, candidate)
        ranks[verdict.rank].append(candidate)
    first, second, third, fourth = ranks
    return (*first, *second, *third, *fourth)
