"""Rules against each other: overridden, contradicting or without any effect."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from farled.strategy.channel_diagrams import FIRST_RULE, ChannelDiagrams
from farled.strategy.checking.ground import Ground
from farled.strategy.diagrams import two_last
from farled.strategy.document import Rule
from farled.strategy.document.policy import Unnamed
from farled.terms.contacts import Role
from farled.terms.findings import Finding

__all__ = ["check_rules"]

_Said = Role | str | None
_SHOWN = 5


class _Effects:
    """What each rule does: the pairs (rule, the rule it overrides) per channel."""

    def __init__(self, drawn: ChannelDiagrams) -> None:
        self.drawn = drawn
        self.rules = drawn.strategy.rules

    @cached_property
    def said(self) -> tuple[Mapping[int, _Said], ...]:
        """Per channel, then stance, then step 0: what each rule says, by position."""
        channels = [dict(lane.entries) for lane in self.drawn.lanes]
        stances = {n: r.stance for n, r in enumerate(self.rules) if r.stance}
        avoids = {n: r.id for n, r in enumerate(self.rules) if r.no_contact_needed}
        return (*channels, stances, avoids)

    @cached_property
    def pairs(self) -> tuple[frozenset[tuple[int, int]], ...]:
        """As `said`: which rule decides somewhere, and which would without it."""
        found: list[frozenset[tuple[int, int]]] = []
        for said in self.said:
            order = sorted(said)
            conjunctions = [self.drawn.matching[n] for n in order]
            positions = (*order, -1)
            found.append(
                frozenset(
                    (positions[one], positions[other])
                    for one, other in two_last(self.drawn.space.sizes, conjunctions)
                )
            )
        return tuple(found)

    @cached_property
    def deciding(self) -> frozenset[int]:
        """Rules that decide something in some situation."""
        return frozenset(one for pairs in self.pairs for one, _ in pairs)

    @cached_property
    def changing(self) -> frozenset[int]:
        """Rules without which some situation would be judged otherwise."""
        allow = self.drawn.strategy.policy.unnamed_channels is Unnamed.ALLOW
        unnamed = Role.ALLOWED if allow else None
        channels = len(self.drawn.lanes)
        found: set[int] = set()
        for position, (said, pairs) in enumerate(
            zip(self.said, self.pairs, strict=True)
        ):
            default = unnamed if position < channels else None
            found |= {
                one
                for one, other in pairs
                if one >= 0 and said[one] != (said[other] if other >= 0 else default)
            }
        return frozenset(found)

    @cached_property
    def used(self) -> frozenset[int]:
        """Rules that give a role to a channel that no guard excludes there."""
        everywhere = self.drawn.store.values_within
        leaves = {v for drawn in self.drawn.decided for v in everywhere(drawn, {})}
        return frozenset(v - FIRST_RULE for v in leaves if v >= FIRST_RULE)

    @cached_property
    def deciders(self) -> tuple[int, ...]:
        """As `said`: drawn, 1 + the rule that decides, guards aside; 0 for none."""
        return tuple(
            self.drawn.store.last_match(
                [self.drawn.matching[n] for n in sorted(said)],
                [n + 1 for n in sorted(said)],
                0,
            )
            for said in self.said
        )

    def overriders(self, position: int) -> tuple[str, ...]:
        """Name the later rules that decide where this one matches."""
        match = self.drawn.matching[position]
        found = {
            value - 1
            for said, drawn in zip(self.said, self.deciders, strict=True)
            if position in said
            for value in self.drawn.store.values_within(drawn, match)
        }
        return tuple(self.rules[n].id for n in sorted(found))


def check_rules(ground: Ground) -> Iterator[Finding]:
    """Find rules that do nothing or contradict each other, in any situation at all."""
    if not ground.strategy.channels:
        return  # a framework for others to extend
    effects = _Effects(ground.drawn)
    for position, rule in enumerate(ground.strategy.rules):
        if ground.is_own("rules", rule.id):
            yield from _contradictions(ground, rule)
            yield from _idle(ground, effects, position)
    yield from _same_condition(ground, effects)
    yield from _unused_channels(ground, effects)


def _idle(ground: Ground, effects: _Effects, position: int) -> Iterator[Finding]:
    rule = effects.rules[position]
    path = ground.path("rules", rule.id)
    if not any(position in said for said in effects.said):
        yield ground.finding("F306", path, rule=rule.id)
    elif not all(effects.drawn.matching[position].values()):
        yield ground.finding("F301", path, rule=rule.id)
    elif position not in effects.deciding:
        by = effects.overriders(position)
        yield ground.finding("F302", path, rule=rule.id, by=by[:_SHOWN])
    elif position not in effects.changing:
        yield ground.finding("F303", path, rule=rule.id)
    elif position not in effects.used and _gives_roles_only(rule):
        yield ground.finding("F309", path, rule=rule.id)


def _gives_roles_only(rule: Rule) -> bool:
    return not (rule.never or rule.stance or rule.no_contact_needed)


def _contradictions(ground: Ground, rule: Rule) -> Iterator[Finding]:
    roles: dict[str, list[Role]] = defaultdict(list)
    for role, names in rule.named().items():
        for name in dict.fromkeys(names):
            roles[name].append(role)
    for name, several in roles.items():
        if len(several) > 1:
            yield ground.finding(
                "F304",
                (*ground.path("rules", rule.id), several[0].value),
                rule=rule.id,
                name=name,
                roles=tuple(role.value for role in several),
                holds=several[-1].value,
            )


def _same_condition(ground: Ground, effects: _Effects) -> Iterator[Finding]:
    """Find channels that two rules with one condition give different roles."""
    seen: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, conjunction in enumerate(effects.drawn.matching):
        if all(conjunction.values()):
            seen[tuple(sorted(conjunction.items()))].append(position)
    channels = ground.strategy.channels
    for positions in seen.values():
        for channel, said in zip(channels, effects.said, strict=False):
            naming = [n for n in positions if n in said]
            for earlier, later in pairwise(naming):
                one, other = effects.rules[earlier], effects.rules[later]
                if said[earlier] == said[later] or not ground.is_own("rules", other.id):
                    continue
                yield ground.finding(
                    "F305",
                    ground.path("rules", other.id),
                    rule=other.id,
                    other=one.id,
                    channel=channel.id,
                    role=str(said[later]),
                    other_role=str(said[earlier]),
                )


def _unused_channels(ground: Ground, effects: _Effects) -> Iterator[Finding]:
    """Find channels the strategy keeps without using them (DR-27)."""
    drawn = effects.drawn
    allow = ground.strategy.policy.unnamed_channels is Unnamed.ALLOW
    rows = zip(ground.strategy.channels, drawn.lanes, drawn.usable, strict=True)
    nowhere = drawn.store.leaf(0)
    for channel, lane, usable in rows:
        path = ground.path("channels", channel.id)
        if not lane.mask and not allow:
            yield ground.finding("F307", path, channel=channel.id)
        elif usable == nowhere:
            yield ground.finding("F308", path, channel=channel.id)
