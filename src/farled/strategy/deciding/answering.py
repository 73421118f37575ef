"""The decision in a situation in which everything is known."""

from decimal import Decimal

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.guarding import Customer, Errand
from farled.strategy.deciding.matching import Matched, match_rules, matching_bits
from farled.strategy.deciding.point import Point
from farled.strategy.deciding.preferring import Ranked, choose, judge_planned
from farled.strategy.decision import Candidate, CostViews, Decision, Excluded, Need
from farled.strategy.document.policy import Step0
from farled.terms.contacts import ContactType, Direction, Role, Stance
from farled.terms.reasons import Reason, reason

__all__ = ["answer"]

_NO_COST = CostViews()
_NOT_REACHABLE = (reason("not-reachable"),)
_ROLES = (Role.PRIMARY, Role.SECONDARY, Role.ALLOWED, Role.AVOID)


def answer(compiled: Compiled, point: Point) -> Decision:
    """Decide one point; docs/decision.md says how, step by step."""
    matched = match_rules(compiled, matching_bits(compiled, point))
    stance = _stance(compiled, point, matched)
    exempt = compiled.guards.is_exempt(point.service, point.group, point.ability)
    digital_only = stance is Stance.DIGITAL_ONLY and not exempt
    need = Need.NEEDED if matched.instead is None else Need.AVOIDABLE
    exclusions, barred = _exclude(compiled, point, matched, digital_only=digital_only)
    candidates = _rank(compiled, point, matched, barred)
    ranked = Ranked(candidates, stance, exempt)
    best, preferred = choose(compiled, ranked, point.preference)
    if need is Need.AVOIDABLE and compiled.strategy.policy.step0 is Step0.STOP:
        best = None
    return Decision(
        need=need,
        instead=matched.instead,
        recommended=best.channel if best else None,
        role=best.role if best else None,
        finishes=best.finishes if best else None,
        cost=best.cost if best else _NO_COST,
        opens=best.opens if best else None,
        alternatives=tuple([c for c in candidates if c is not best]),
        exclusions=exclusions,
        preferred=preferred,
        planned=judge_planned(
            need, point.planned, candidates, best.role if best else None
        ),
        stance=stance.value,
        trace=matched.trace,
        undecided=(),
        cases=(),
        strategy_version=compiled.version,
    )


def _stance(compiled: Compiled, point: Point, matched: Matched) -> Stance:
    if matched.stance is not None:
        return matched.stance
    own = compiled.guards.services.get(point.service or "")
    return (own.stance if own else None) or compiled.strategy.policy.default_stance


def _exclude(
    compiled: Compiled, point: Point, matched: Matched, *, digital_only: bool
) -> tuple[tuple[Excluded, ...], int]:
    """Collect every reason of every guard, in the order of the page."""
    guards = compiled.guards
    errand = guards.by_errand(
        Errand(point.service, point.contact_type, point.direction, point.assurance)
    )
    customer = guards.by_customer(
        Customer(point.needs, point.language, point.segment, point.group, point.ability)
    )
    late = _late_guards(compiled, point, digital_only=digital_only)
    barred = errand.mask | customer.mask | matched.barred
    for mask, _ in late:
        barred |= mask
    return tuple(
        [
            Excluded(
                channel.id,
                errand.reasons[i]
                + customer.reasons[i]
                + _late_reasons(late, i)
                + matched.reasons[i],
            )
            for i, channel in enumerate(compiled.strategy.channels)
            if barred >> i & 1
        ]
    ), barred


def _late_guards(
    compiled: Compiled, point: Point, *, digital_only: bool
) -> list[tuple[int, tuple[Reason, ...]]]:
    late: list[tuple[int, tuple[Reason, ...]]] = []
    guards = compiled.guards
    if point.direction is Direction.OUTBOUND and point.reachable is not None:
        late.append((guards.unreachable(point.reachable), _NOT_REACHABLE))
    if digital_only and point.contact_type is ContactType.TRANSACTION:
        why = reason("digital-only", service=point.service)
        late.append((guards.analogue, (why,)))
    return late


def _late_reasons(
    late: list[tuple[int, tuple[Reason, ...]]], channel: int
) -> tuple[Reason, ...]:
    found: tuple[Reason, ...] = ()
    for mask, why in late:
        if mask >> channel & 1:
            found += why
    return found


def _rank(
    compiled: Compiled, point: Point, matched: Matched, barred: int
) -> tuple[Candidate, ...]:
    service = compiled.guards.services.get(point.service or "")
    factor = service.cost_factor if service else Decimal(1)
    priced = compiled.pricing.at(point.contact_type, factor, point.segment)
    buckets: dict[Role, list[Candidate]] = {role: [] for role in _ROLES}
    for i in priced.order:
        if not barred >> i & 1:
            role = matched.roles[i]
            buckets[role].append(
                Candidate(
                    channel=compiled.strategy.channels[i].id,
                    role=role,
                    finishes=priced.finishes[i],
                    cost=priced.costs[i],
                    rule=matched.rules[i],
                    opens=point.opens[i] if point.opens else None,
                )
            )
    return tuple([c for bucket in buckets.values() for c in bucket])
