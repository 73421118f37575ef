"""The decision read straight off docs/decision.md: loops, no cleverness, no sharing."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Iterator
from zoneinfo import ZoneInfo

from tests.support.naive_costs import cost_views, price

from farled.strategy.decision import (
    Candidate,
    CostViews,
    Decision,
    Excluded,
    Honouring,
    Need,
    PlannedVerdict,
    Preferred,
    TraceStep,
)
from farled.strategy.document import Channel, Group, Rule, Service, Strategy
from farled.strategy.document.policy import Step0, Strength, Unnamed
from farled.strategy.document.rules import Not
from farled.strategy.hours import next_opening
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ContactType, Direction, Role, Stance
from farled.terms.contacts import Need as Asked
from farled.terms.reasons import Reason, reason

__all__ = ["Known", "in_order", "know", "lineage", "naive_complete"]

_ROLES = (Role.PRIMARY, Role.SECONDARY, Role.ALLOWED, Role.AVOID)


@dataclass(frozen=True)
class Known:
    """A complete situation with the parts of the strategy it names."""

    strategy: Strategy
    situation: Situation
    service: Service | None
    group: Group | None
    day: date | None


def know(strategy: Strategy, situation: Situation) -> Known:
    service = next((s for s in strategy.services if s.id == situation.service), None)
    group = next((g for g in strategy.groups if g.id == situation.group), None)
    if situation.at is not None:
        day = situation.at.astimezone(ZoneInfo(strategy.head.time_zone)).date()
    else:
        start = strategy.head.valid_from
        day = start if isinstance(start, date) else None
    return Known(strategy, situation, service, group, day)


def lineage(strategy: Strategy, group: str | None) -> list[str]:
    """List a group and its ancestors."""
    found: list[str] = []
    while group is not None and group not in found:
        found.append(group)
        here = next((g for g in strategy.groups if g.id == group), None)
        group = here.parent if here else None
    return found


def in_dates(day: date | None, start: date | None, until: date | None) -> bool:
    if day is None:
        return start is None and until is None
    return (start is None or start <= day) and (until is None or day <= until)


def expand(channel: Channel, name: str) -> bool:
    """Tell whether a selector or id means the channel."""
    if name.startswith("@family/"):
        return channel.family == name.removeprefix("@family/")
    if name.startswith("@interaction/"):
        return channel.who_meets == name.removeprefix("@interaction/")
    if name.startswith("@tag/"):
        return name.removeprefix("@tag/") in channel.tags
    if name in ("@digital", "@analogue"):
        return channel.is_digital == (name == "@digital")
    return name in ("@all", channel.id)


def holds(condition: object, values: set[str] | None) -> bool:
    """Tell whether a condition holds; None is «never, not even its not»."""
    if condition is None:
        return True
    if values is None:
        return False
    if isinstance(condition, Not):
        return not any(v in values for v in condition.not_)
    assert isinstance(condition, tuple)
    return any(v in values for v in condition)


def selected(condition: object, known: Known, chosen: str | None) -> bool:
    """Judge `preference` and `planned`, which take selectors."""
    if condition is None:
        return True
    if chosen is None:
        return False
    channel = next(c for c in known.strategy.channels if c.id == chosen)
    if isinstance(condition, Not):
        return not any(expand(channel, name) for name in condition.not_)
    assert isinstance(condition, tuple)
    return any(expand(channel, name) for name in condition)


def rule_matches(known: Known, rule: Rule) -> bool:
    when, now, service = rule.when, known.situation, known.service
    return (
        in_dates(known.day, rule.valid_from, rule.valid_until)
        and holds(when.contact_type, {str(now.contact_type)})
        and holds(when.matter, {str(now.matter)})
        and holds(when.service, {service.id} if service else set())
        and holds(when.service_tag, set(service.tags) if service else set())
        and holds(when.automation, {service.automation} if service else set())
        and holds(when.complexity, {service.complexity} if service else set())
        and holds(when.direction, {str(now.direction)})
        and holds(when.initiator, {str(now.initiator)})
        and holds(when.group, set(lineage(known.strategy, now.group)))
        and holds(when.group_kind, {known.group.kind} if known.group else set())
        and holds(when.acting_as, {str(now.acting_as)})
        and holds(when.ability, {str(now.ability)})
        and holds(when.language, wider(now.language))
        and holds(when.assurance, {str(now.assurance)})
        and holds(when.audience, {str(now.audience)})
        and holds(when.needs, {str(need) for need in now.needs})
        and (when.case_open is None or when.case_open == now.case_open)
        and selected(when.preference, known, now.preference)
        and selected(when.planned, known, now.planned)
    )


_Named = dict[Role, tuple[str, ...]]


def role_in(named: _Named, channel: Channel) -> Role | None:
    """Give the role a rule gives the channel: own id first, then the later role."""
    by_id = [role for role, names in named.items() if channel.id in names]
    if by_id:
        return by_id[-1]
    by_selector = [
        role
        for role, names in named.items()
        if any(name.startswith("@") and expand(channel, name) for name in names)
    ]
    return by_selector[-1] if by_selector else None


def deciding(
    matching: list[tuple[Rule, _Named]], channel: Channel
) -> tuple[Rule, Role] | None:
    for rule, named in reversed(matching):
        role = role_in(named, channel)
        if role is not None:
            return rule, role
    return None


def is_exempt(known: Known) -> bool:
    exemptions = known.service.exemptions if known.service else ()
    if not exemptions:
        return known.situation.ability in (Ability.ASSISTED, Ability.EXCLUDED)
    line = lineage(known.strategy, known.situation.group)
    return any(
        known.situation.ability in e.abilities or any(g in e.groups for g in line)
        for e in exemptions
    )


def established_reasons(known: Known, channel: Channel) -> Iterator[Reason]:
    if not channel.established:
        return
    group, day = known.situation.group, known.day
    line = lineage(known.strategy, group)
    entries = [
        e for e in channel.established if not e.groups or set(e.groups) & set(line)
    ]
    if any(in_dates(day, e.valid_from, e.valid_until) for e in entries):
        return
    ended = [
        e.valid_until
        for e in entries
        if e.valid_until is not None and day is not None and e.valid_until < day
    ]
    if ended:
        yield reason("phased-out", group=group, until=max(ended).isoformat())
    else:
        yield reason("not-established", group=group)


def wider(tag: str | None) -> set[str]:
    """List a tag and the wider ones that RFC 4647 look-up tries."""
    parts = str(tag).split("-")
    return {"-".join(parts[: n + 1]) for n in range(len(parts))}


def language_reasons(known: Known, channel: Channel) -> Iterator[Reason]:
    if not channel.languages:
        return
    if not wider(known.situation.language) & set(channel.languages):
        yield reason("language-not-spoken", language=known.situation.language)


def service_reasons(known: Known, channel: Channel) -> Iterator[Reason]:
    service, now = known.service, known.situation
    if (
        service
        and service.channels
        and not any(expand(channel, name) for name in service.channels)
    ):
        yield reason("not-offered", service=service.id)
    if now.direction not in channel.directions:
        yield reason("wrong-direction", direction=str(now.direction))
    if now.contact_type not in channel.handles:
        yield reason("contact-type-not-handled", contact_type=str(now.contact_type))
    yield from assurance_reasons(known, channel)
    yield from form_reasons(known, channel)


def assurance_reasons(known: Known, channel: Channel) -> Iterator[Reason]:
    service, now = known.service, known.situation
    assert now.contact_type is not None
    assert now.assurance is not None
    needed = Assurance.NONE
    if service:
        needed = service.assurance.get(now.contact_type, Assurance.NONE)
    if needed is Assurance.NONE:
        return  # every level is at least none
    if not channel.assurance.meets(needed):
        level = channel.assurance.value
        yield reason("assurance-too-low", needed=needed.value, level=level)
    if channel.identifies_by_eid and not now.assurance.meets(needed):
        level = now.assurance.value
        yield reason("assurance-not-at-hand", needed=needed.value, level=level)


def form_reasons(known: Known, channel: Channel) -> Iterator[Reason]:
    service, now = known.service, known.situation
    assert now.contact_type is not None
    for requirement in service.formal.get(now.contact_type, ()) if service else ():
        if requirement not in channel.satisfies:
            yield reason("form-not-satisfied", requirement=requirement.value)
    for need in Asked:
        if need in now.needs and need not in channel.satisfies:
            yield reason("need-not-met", need=need.value)


def person_reasons(known: Known, channel: Channel, stance: Stance) -> Iterator[Reason]:
    now = known.situation
    yield from language_reasons(known, channel)
    yield from established_reasons(known, channel)
    if now.ability not in channel.usable_by:
        yield reason("ability", ability=str(now.ability))
    if (
        now.direction is Direction.OUTBOUND
        and now.reachable is not None
        and channel.is_addressed
        and channel.id not in now.reachable
    ):
        yield reason("not-reachable")
    if (
        stance is Stance.DIGITAL_ONLY
        and now.contact_type is ContactType.TRANSACTION
        and not channel.is_digital
        and not is_exempt(known)
    ):
        yield reason("digital-only", service=now.service)


def rule_reasons(known: Known, decided: tuple[Rule, Role] | None) -> Iterator[Reason]:
    if decided is None:
        if known.strategy.policy.unnamed_channels is Unnamed.EXCLUDE:
            yield reason("not-in-strategy")
    elif decided[1] is Role.NEVER:
        yield reason("never-rule", rule=decided[0].id)


def honour(known: Known, stance: Stance, order: list[Candidate]) -> Honouring:
    """Walk down the table of step 5."""
    strategy, chosen = known.strategy, known.situation.preference
    mine = next((c for c in order if c.channel == chosen), None)
    if mine is None:
        return Honouring.EXCLUDED
    strength = strategy.policy.preference_strength
    if strength is Strength.NONE:
        return Honouring.NOT_FOLLOWED
    if mine.role is Role.AVOID and strength is Strength.SUITABLE:
        return Honouring.UNSUITABLE
    if stance is Stance.FREE or (stance is Stance.NUDGED and mine == order[0]):
        return Honouring.HONOURED
    if stance is Stance.NUDGED:
        return Honouring.MAIN_SHOWN_FIRST
    return honour_digital(known, stance, order)


def honour_digital(known: Known, stance: Stance, order: list[Candidate]) -> Honouring:
    strategy, chosen = known.strategy, known.situation.preference
    digital = {c.id for c in strategy.channels if c.is_digital}
    fits = chosen in digital or not any(c.channel in digital for c in order)
    if stance is Stance.DIGITAL_FIRST:
        return Honouring.HONOURED if fits else Honouring.ASKED
    fits = fits or is_exempt(known)
    return Honouring.HONOURED if fits else Honouring.NEEDS_EXEMPTION


def judge_planned(
    known: Known, need: Need, main: Candidate | None, order: list[Candidate]
) -> PlannedVerdict | None:
    if known.situation.planned is None:
        return None
    if need is Need.AVOIDABLE:
        return PlannedVerdict.NOT_NEEDED
    mine = next((c for c in order if c.channel == known.situation.planned), None)
    if mine is None:
        return PlannedVerdict.EXCLUDED
    if main is not None and (mine == main or mine.role == main.role):
        return PlannedVerdict.FINE
    return (
        PlannedVerdict.AVOID
        if mine.role is Role.AVOID
        else PlannedVerdict.BETTER_EXISTS
    )


def trace(
    strategy: Strategy,
    roles: dict[str, tuple[Rule, Role] | None],
    stance: Rule | None,
    avoids: Rule | None,
) -> tuple[TraceStep, ...]:
    steps = []
    for rule in strategy.rules:
        decides = [c for c, decided in roles.items() if decided and decided[0] is rule]
        decides += ["stance"] if rule is stance else []
        decides += ["need"] if rule is avoids else []
        if decides:
            steps.append(
                TraceStep(rule.id, tuple(decides), rule.principle, rule.source)
            )
    return tuple(steps)


def opens_at(known: Known, channel: Channel) -> datetime | None:
    head, now = known.strategy.head, known.situation.at
    if now is None or channel.opening is None or channel.opening == "not-provided":
        return None
    return next_opening(
        channel.opening, now, time_zone=head.time_zone, country=head.country
    )


def candidate(
    known: Known, channel: Channel, decided: tuple[Rule, Role] | None
) -> Candidate:
    kind = known.situation.contact_type
    assert kind is not None
    return Candidate(
        channel=channel.id,
        role=decided[1] if decided else Role.ALLOWED,
        finishes=kind in channel.finishes,
        cost=cost_views(known.strategy, channel, known.service, kind, known.day),
        rule=decided[0].id if decided else None,
        opens=opens_at(known, channel),
    )


def in_order(strategy: Strategy, candidates: list[Candidate]) -> list[Candidate]:
    ids = [c.id for c in strategy.channels]

    def key(one: Candidate) -> tuple[int, bool, bool, Fraction, int]:
        cost = price(strategy, one.cost)
        return (
            _ROLES.index(one.role),
            not one.finishes,
            cost is None,
            cost or Fraction(0),
            ids.index(one.channel),
        )

    return sorted(candidates, key=key)


def naive_complete(strategy: Strategy, situation: Situation) -> Decision:
    """Decide a situation in which nothing that is enumerated is missing."""
    known = know(strategy, situation)
    matching = [rule for rule in strategy.rules if rule_matches(known, rule)]
    avoids = next((r for r in reversed(matching) if r.no_contact_needed), None)
    need = Need.AVOIDABLE if avoids else Need.NEEDED
    firm = next((r for r in reversed(matching) if r.stance), None)
    stance = strategy.policy.default_stance
    if known.service and known.service.stance:
        stance = known.service.stance
    if firm and firm.stance:
        stance = firm.stance

    named = [(rule, rule.named()) for rule in matching]
    roles = {c.id: deciding(named, c) for c in strategy.channels}
    excluded, candidates = [], []
    for channel in strategy.channels:
        reasons = (
            *service_reasons(known, channel),
            *person_reasons(known, channel, stance),
            *rule_reasons(known, roles[channel.id]),
        )
        if reasons:
            excluded.append(Excluded(channel.id, reasons))
        else:
            candidates.append(candidate(known, channel, roles[channel.id]))
    order = in_order(strategy, candidates)

    main = order[0] if order else None
    preferred = None
    if situation.preference is not None:
        honouring = honour(known, stance, order)
        preferred = Preferred(situation.preference, honouring)
        if honouring in (Honouring.HONOURED, Honouring.MAIN_SHOWN_FIRST):
            main = next(c for c in order if c.channel == situation.preference)
    if avoids and strategy.policy.step0 is Step0.STOP:
        main = None
    return Decision(
        need=need,
        instead=avoids.id if avoids else None,
        recommended=main.channel if main else None,
        role=main.role if main else None,
        finishes=main.finishes if main else None,
        cost=main.cost if main else CostViews(),
        opens=main.opens if main else None,
        alternatives=tuple(c for c in order if c != main),
        exclusions=tuple(excluded),
        preferred=preferred,
        planned=judge_planned(known, need, main, order),
        stance=stance.value,
        trace=trace(strategy, roles, firm, avoids),
        undecided=(),
        cases=(),
        strategy_version=f"{strategy.id}@{strategy.version}",
    )
