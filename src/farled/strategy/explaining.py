"""A decision taken apart into ordered statements: codes and values, no sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Iterator

from farled.strategy.compiling import Compiled
from farled.strategy.deciding.cases import CASES
from farled.strategy.decision import CostViews, Decision, Excluded, Need
from farled.strategy.document.policy import Step0
from farled.strategy.hours import is_shut
from farled.strategy.situation import ENUMERATED, Situation
from farled.terms.errors import Code, FarledError
from farled.terms.reasons import Reason, reason

__all__ = ["Explanation", "Statement", "explain"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about a decision, and the reasons it gives, if any."""

    said: Reason
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a decision is as it is, most important first.

    Params hold ids (`channel`, `rule`, `principle`), enum values, instants and days
    as ISO 8601, and amounts in minor units with their `currency`.
    """

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is explained."""

    compiled: Compiled
    situation: Situation
    decision: Decision


def explain(
    compiled: Compiled, situation: Situation, decision: Decision
) -> Explanation:
    """Explain a decision that this compiled strategy made of this situation."""
    matter = _Matter(compiled, situation, decision)
    statements = (
        *(Statement(said) for said in _recommendation(matter)),
        *(Statement(said) for said in _wishes(matter)),
        *(Statement(said) for said in _alternatives(matter)),
        *(_exclusion(excluded) for excluded in decision.exclusions),
        Statement(reason("decided-by", version=decision.strategy_version)),
    )
    return Explanation(statements)


def _recommendation(matter: _Matter) -> Iterator[Reason]:
    decision = matter.decision
    if decision.need is Need.AVOIDABLE and decision.instead is not None:
        yield reason("no-contact-needed", rule=decision.instead)
    if decision.recommended is not None and decision.role is not None:
        role = decision.role.value
        yield reason("recommended", channel=decision.recommended, role=role)
        yield from _opening(matter, decision.recommended, decision.opens)
        yield from _grounds(matter, decision.recommended)
        yield from _worth(decision)
    elif decision.undecided:
        yield from _undecided(decision)
    elif _stops(matter):
        yield reason("stops-there")
    else:
        yield reason("nothing-usable")


def _stops(matter: _Matter) -> bool:
    stop = matter.compiled.strategy.policy.step0 is Step0.STOP
    return stop and matter.decision.need is Need.AVOIDABLE


def _grounds(matter: _Matter, channel: str) -> Iterator[Reason]:
    """Name the rule that gave the recommended channel its role, and its grounds."""
    steps = (s for s in matter.decision.trace if channel in s.decides)
    step = next(steps, None)
    if step is None:
        yield reason("by-several" if _may_be_named(matter, channel) else "by-policy")
        return
    rules = {r.id: r for r in matter.compiled.strategy.rules}
    said = rules[step.rule].because is not None
    yield reason("because" if said else "by-rule", rule=step.rule)
    known = {p.id for p in matter.compiled.strategy.principles}
    if step.principle in known:
        yield reason("by-principle", principle=step.principle)
    if step.source:
        yield reason("by-source", source=step.source)


def _may_be_named(matter: _Matter, channel: str) -> bool:
    """Tell whether different rules may name the channel as more becomes known."""
    missing = any(getattr(matter.situation, name) is None for name in ENUMERATED)
    strategy = matter.compiled.strategy
    lanes = zip(strategy.channels, matter.compiled.lanes, strict=True)
    return missing and any(lane.mask for c, lane in lanes if c.id == channel)


def _worth(decision: Decision) -> Iterator[Reason]:
    if decision.finishes is not None:
        yield reason("finishes" if decision.finishes else "does-not-finish")
    yield from _costs(decision.cost)
    if decision.stance is not None:
        yield Reason(Code(f"stance-{decision.stance}"))


def _costs(cost: CostViews) -> Iterator[Reason]:
    if cost == CostViews():
        yield reason("cost-unknown")
    for code, view in (
        ("cost-to-authority", cost.authority),
        ("cost-to-customer", cost.customer),
        ("cost-to-society", cost.society),
    ):
        if view is not None:
            yield Reason(Code(code), {"amount": view.minor, "currency": view.currency})


def _undecided(decision: Decision) -> Iterator[Reason]:
    yield reason("undecided", attributes=decision.undecided)
    for case in decision.cases:
        given = tuple(f"{name}={value}" for name, value in case.given.items())
        if case.need is Need.AVOIDABLE:
            yield reason("case-without-contact", given=given)
        elif case.recommended is None:
            yield reason("case-without-channel", given=given)
        else:
            yield reason("case", given=given, channel=case.recommended, role=case.role)
    if len(decision.cases) == CASES:
        yield reason("cases-cut", n=CASES)


def _wishes(matter: _Matter) -> Iterator[Reason]:
    decision = matter.decision
    if decision.preferred is not None:
        code = f"wish-{decision.preferred.honouring}"
        yield Reason(Code(code), {"channel": decision.preferred.channel})
    if decision.planned is not None and matter.situation.planned is not None:
        channels = matter.compiled.names.channels
        planned = channels[matter.situation.planned]
        yield Reason(Code(f"planned-{decision.planned}"), {"channel": planned})


def _alternatives(matter: _Matter) -> Iterator[Reason]:
    for candidate in matter.decision.alternatives:
        params = {"channel": candidate.channel, "role": candidate.role.value}
        opening = next(_opening(matter, candidate.channel, candidate.opens), None)
        code = f"alternative-{opening.code}" if opening else "alternative"
        yield Reason(Code(code), params | dict(opening.params if opening else {}))


def _opening(matter: _Matter, channel: str, opens: datetime | None) -> Iterator[Reason]:
    at = matter.situation.at
    if at is None:
        return
    if opens is not None:
        here = at.astimezone(opens.tzinfo)
        yield reason(
            "opens-later", opens=opens.isoformat(), asked=here.date().isoformat()
        )
    elif _is_shut(matter, channel, at):
        yield reason("stays-closed")


def _is_shut(matter: _Matter, channel: str, at: datetime) -> bool:
    head = matter.compiled.strategy.head
    specs = {c.id: c.opening for c in matter.compiled.strategy.channels}
    spec = specs[channel]
    if spec not in matter.compiled.hours:
        return False
    try:
        return is_shut(spec, at, time_zone=head.time_zone, country=head.country)
    except FarledError:
        return False


def _exclusion(excluded: Excluded) -> Statement:
    first = excluded.reasons[0]
    if first.code == "depends-on":
        params = {"channel": excluded.channel, **first.params}
        return Statement(Reason(Code("perhaps-excluded"), params))
    said = reason("excluded", channel=excluded.channel)
    return Statement(said, excluded.reasons)
