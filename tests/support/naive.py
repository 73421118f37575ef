"""The whole decision, missing values included, by trying every combination."""

from dataclasses import replace
from itertools import product
from typing import Any, Iterable, Iterator, Mapping, Sequence

from tests.support.naive_complete import in_order, lineage, naive_complete

from farled.strategy.decision import (
    Candidate,
    Case,
    CostViews,
    Decision,
    Excluded,
    Need,
    TraceStep,
)
from farled.strategy.document import Channel, Group, Service, Strategy
from farled.strategy.situation import ENUMERATED, Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Role,
)
from farled.terms.errors import FarledError
from farled.terms.reasons import reason
from farled.terms.services import Matter

__all__ = ["naive_decide"]

_TERMS = {
    "contact_type": ContactType,
    "matter": Matter,
    "direction": Direction,
    "initiator": Initiator,
    "ability": Ability,
    "acting_as": ActingAs,
    "assurance": Assurance,
    "audience": Audience,
    "case_open": (False, True),
}
_Parts = Sequence[Service] | Sequence[Group] | Sequence[Channel]


def known_id(parts: _Parts, given: str | None, attribute: str) -> str | None:
    """Translate an aka code; an unknown value is an error."""
    if given is None or any(part.id == given for part in parts):
        return given
    for part in parts:
        if given in part.aka:
            return part.id
    raise FarledError("unknown-value", attribute=attribute, value=given)


def translated(strategy: Strategy, situation: Situation) -> Situation:
    channels, reachable = strategy.channels, situation.reachable
    if reachable is not None:
        ids = [known_id(channels, c, "reachable") for c in reachable]
        reachable = frozenset(c for c in ids if c is not None)
    return replace(
        situation,
        service=known_id(strategy.services, situation.service, "service"),
        group=known_id(strategy.groups, situation.group, "group"),
        preference=known_id(channels, situation.preference, "preference"),
        planned=known_id(channels, situation.planned, "planned"),
        reachable=reachable,
    )


def groups_of(strategy: Strategy, service: Service | None) -> list[str | None]:
    every = [g.id for g in strategy.groups]
    if service is not None:
        wanted = set(service.groups)
        own = [i for i in every if wanted & set(lineage(strategy, i))]
        every = own or every
    return [*every] or [None]


def languages_of(strategy: Strategy) -> list[str]:
    channels = [tag for c in strategy.channels for tag in c.languages]
    return list(dict.fromkeys([*strategy.head.languages, *channels]))


def values_of(strategy: Strategy, situation: Situation, attribute: str) -> list[object]:
    """List what a missing attribute is answered over."""
    service = next((s for s in strategy.services if s.id == situation.service), None)
    match attribute:
        case "service":
            return [s.id for s in strategy.services] or [None]
        case "group":
            return [*groups_of(strategy, service)]
        case "language":
            return [*languages_of(strategy)]
        case "contact_type" if service:
            return [*service.contact_types]
        case "matter" if service and service.matter:
            return [service.matter]
        case _:
            return [*_TERMS[attribute]]


_Given = tuple[object, ...]
_Decided = dict[_Given, Decision]


def decide_each(
    strategy: Strategy, situation: Situation, missing: Sequence[str]
) -> _Decided:
    """Decide every combination; a matter that a service has is that of the service."""
    matters = {s.id: s.matter for s in strategy.services}
    values = [values_of(strategy, situation, attribute) for attribute in missing]
    decided = {}
    for combination in product(*values):
        filled: dict[str, Any] = dict(zip(missing, combination, strict=True))
        own = matters.get(filled.get("service", situation.service))
        if "matter" in filled and own is not None:
            filled["matter"] = own
        decided[combination] = naive_complete(strategy, replace(situation, **filled))
    return decided


def naive_decide(strategy: Strategy, situation: Situation) -> Decision:
    """Decide as docs/decision.md says, one combination after the other.

    Raises:
        FarledError: `unknown-value`.
    """
    situation = translated(strategy, situation)
    missing = [a for a in ENUMERATED if getattr(situation, a) is None]
    decided = decide_each(strategy, situation, missing)
    decisions = list(decided.values())
    return decisions[0] if len(decisions) == 1 else merged(strategy, missing, decided)


def mattering(missing: Sequence[str], seen: Mapping[_Given, object]) -> tuple[str, ...]:
    """List the attributes whose change alone, somewhere, changes what is seen."""
    found = []
    for at, attribute in enumerate(missing):
        rows: dict[_Given, list[object]] = {}
        for given, outcome in seen.items():
            rows.setdefault((*given[:at], *given[at + 1 :]), []).append(outcome)
        if any(outcome != row[0] for row in rows.values() for outcome in row):
            found.append(attribute)
    return tuple(found)


def shared(values: Iterable[Any]) -> Any:
    first, *others = values
    return first if all(v == first for v in others) else None


def usable(decision: Decision) -> dict[str, Candidate]:
    found = {c.channel: c for c in decision.alternatives}
    if decision.recommended is not None:
        assert decision.role is not None
        rule = [s.rule for s in decision.trace if decision.recommended in s.decides]
        found[decision.recommended] = Candidate(
            channel=decision.recommended,
            role=decision.role,
            finishes=decision.finishes is True,
            cost=decision.cost,
            rule=rule[0] if rule else None,
            opens=decision.opens,
        )
    return found


def merged_candidates(decisions: list[Decision]) -> list[Candidate]:
    rows = [usable(d) for d in decisions]
    found = []
    for channel in rows[0]:
        own = [row[channel] for row in rows if channel in row]
        if len(own) == len(rows):
            found.append(
                Candidate(
                    channel=channel,
                    role=max((c.role for c in own), key=list(Role).index),
                    finishes=all(c.finishes for c in own),
                    cost=shared(c.cost for c in own) or CostViews(),
                    rule=shared(c.rule for c in own),
                    opens=own[0].opens,
                )
            )
    return found


def merged_exclusions(
    strategy: Strategy, missing: Sequence[str], decided: _Decided, kept: set[str]
) -> Iterator[Excluded]:
    for channel in strategy.channels:
        if channel.id in kept:
            continue
        reasons = {
            given: next(
                (e.reasons for e in d.exclusions if e.channel == channel.id), None
            )
            for given, d in decided.items()
        }
        same = shared(reasons.values())
        names = mattering(missing, reasons)
        yield Excluded(channel.id, same or (reason("depends-on", attributes=names),))


def merged_trace(decisions: list[Decision]) -> Iterator[TraceStep]:
    for step in decisions[0].trace:
        decides = tuple(
            what
            for what in step.decides
            if all(
                any(s.rule == step.rule and what in s.decides for s in d.trace)
                for d in decisions
            )
        )
        if decides:
            yield replace(step, decides=decides)


def cases(
    strategy: Strategy, missing: Sequence[str], decided: _Decided, names: _Given
) -> list[Case]:
    matters = {s.id: s.matter for s in strategy.services}
    found: dict[_Given, Case] = {}
    for combination, decision in decided.items():
        given = dict(zip(missing, combination, strict=True))
        told = {name: given[name] for name in missing if name in names}
        own = matters.get(str(told.get("service")))
        if own is not None and told.get("matter", own) != own:
            continue
        words = {
            n: str(v).lower() if v in (True, False) else str(v) for n, v in told.items()
        }
        case = Case(words, decision.recommended, decision.role, decision.need)
        found.setdefault(tuple(told.values()), case)
    return list(found.values())[:24] if names else []


def merged(strategy: Strategy, missing: Sequence[str], decided: _Decided) -> Decision:
    """Say what holds in every combination."""
    decisions = list(decided.values())
    names = mattering(
        missing, {g: (d.need, d.recommended, d.role) for g, d in decided.items()}
    )
    order = in_order(strategy, merged_candidates(decisions))
    first = decisions[0]
    best = None if names else first.recommended
    main = next((c for c in order if c.channel == best), None)
    kept = {c.channel for c in order}
    return Decision(
        need=shared(d.need for d in decisions) or Need.NEEDED,
        instead=shared(d.instead for d in decisions),
        recommended=best,
        role=None if names else first.role,
        finishes=None if names else shared(d.finishes for d in decisions),
        cost=main.cost if main else CostViews(),
        opens=main.opens if main else None,
        alternatives=tuple(c for c in order if c != main),
        exclusions=tuple(merged_exclusions(strategy, missing, decided, kept)),
        preferred=shared(d.preferred for d in decisions),
        planned=shared(d.planned for d in decisions),
        stance=shared(d.stance for d in decisions),
        trace=tuple(merged_trace(decisions)),
        undecided=names,
        cases=tuple(cases(strategy, missing, decided, names)),
        strategy_version=first.strategy_version,
    )
