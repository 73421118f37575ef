"""Rules and guards of a strategy as conjunctions over the space of situations."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from farled.strategy.compiling.grouping import GroupTree, grow_tree
from farled.strategy.compiling.segments import Dated, holds_on
from farled.strategy.compiling.selecting import select_all
from farled.strategy.compiling.tongues import satisfies
from farled.strategy.diagrams import Conjunction
from farled.strategy.document import Channel, Group, Not, Rule, Service, Strategy
from farled.strategy.spaces import NEEDS, VARIABLES, Space
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ContactType, Stance

__all__ = ["LEVEL", "Encoding"]

LEVEL: Mapping[str, int] = {name: level for level, name in enumerate(VARIABLES)}
"""Position of each variable in a diagram."""

_PLAIN = (
    "contact_type",
    "matter",
    "direction",
    "initiator",
    "acting_as",
    "ability",
    "assurance",
    "audience",
)


@dataclass(frozen=True)
class Encoding:
    """A strategy seen from a space; the space may be wider than the strategy."""

    space: Space
    strategy: Strategy

    @cached_property
    def services(self) -> tuple[Service | None, ...]:
        """The service behind each value of the variable; None is «no service»."""
        known = {s.id: s for s in self.strategy.services}
        return tuple(known.get(str(v)) for v in self.space.values["service"])

    @cached_property
    def groups(self) -> tuple[Group | None, ...]:
        """The group behind each value of the variable; None is «no group»."""
        known = {g.id: g for g in self.strategy.groups}
        return tuple(known.get(str(v)) for v in self.space.values["group"])

    @cached_property
    def _tree(self) -> GroupTree:
        return grow_tree(self.strategy.groups)

    def offered_in(self, service: Service) -> tuple[Channel, ...]:
        """List the channels a service is offered in."""
        channels = self.strategy.channels
        if not service.channels:
            return channels
        return tuple(
            channels[i] for i in sorted(select_all(service.channels, channels))
        )

    def group_mask(self, ids: Iterable[str]) -> int:
        """Give the bits of the listed groups with their subgroups."""
        meant = self._tree.expand(ids)
        return _bits(g is not None and g.id in meant for g in self.groups)

    def service_mask(self, wanted: Callable[[Service], object]) -> int:
        """Give the bits of the services a condition holds for."""
        return _bits(s is not None and bool(wanted(s)) for s in self.services)

    def matching(self, rule: Rule) -> Conjunction:
        """Give where a rule matches."""
        when, space = rule.when, self.space
        asked: list[tuple[str, int]] = []
        for name in _PLAIN:
            condition = getattr(when, name)
            if condition is not None:
                own = space.mask(name, _listed(condition))
                asked.append((name, self._signed(name, condition, own)))
        if when.language is not None:
            own = self._tongues(_listed(when.language))
            asked.append(("language", self._signed("language", when.language, own)))
        for name, trait in (
            ("service", when.service),
            ("service_tag", when.service_tag),
            ("automation", when.automation),
            ("complexity", when.complexity),
        ):
            if trait is not None:
                own = self._services_with(name, set(_listed(trait)))
                asked.append(("service", self._signed("service", trait, own)))
        asked += self._group_conditions(rule)
        asked += self._person_conditions(rule)
        if rule.valid_from is not None or rule.valid_until is not None:
            asked.append(("day", self.day_mask(rule)))
        return self._conjunction(asked)

    def _group_conditions(self, rule: Rule) -> Iterator[tuple[str, int]]:
        if rule.when.group is not None:
            own = self.group_mask(_listed(rule.when.group))
            yield "group", self._signed("group", rule.when.group, own)
        if rule.when.group_kind is not None:
            kinds = set(_listed(rule.when.group_kind))
            own = _bits(g is not None and g.kind in kinds for g in self.groups)
            yield "group", self._signed("group", rule.when.group_kind, own)

    def _person_conditions(self, rule: Rule) -> Iterator[tuple[str, int]]:
        when = rule.when
        if when.case_open is not None:
            yield "case_open", self.space.mask("case_open", [when.case_open])
        if when.needs is not None:
            listed = frozenset(_listed(when.needs))
            own = _bits(any(need in listed for need in needs) for needs in NEEDS)
            yield "needs", self._signed("needs", when.needs, own)
        for name, choice in (
            ("preference", when.preference),
            ("planned", when.planned),
        ):
            if choice is not None:
                channels = self.strategy.channels
                meant = select_all(_listed(choice), channels)
                if isinstance(choice, Not):
                    meant = frozenset(range(len(channels))) - meant
                yield name, self.space.mask(name, (channels[i].id for i in meant))

    def _tongues(self, listed: Iterable[str]) -> int:
        tags = tuple(listed)
        return _bits(
            any(satisfies(tag, str(value)) for tag in tags)
            for value in self.space.values["language"]
        )

    def _services_with(self, name: str, listed: set[str]) -> int:
        match name:
            case "service":
                return self.service_mask(lambda s: s.id in listed)
            case "service_tag":
                return self.service_mask(lambda s: not listed.isdisjoint(s.tags))
            case _:
                return self.service_mask(lambda s: getattr(s, name) in listed)

    def _signed(self, variable: str, condition: object, own: int) -> int:
        if isinstance(condition, Not):
            return self.space.everything(variable) & ~own
        return own

    def _conjunction(self, asked: Iterable[tuple[str, int]]) -> Conjunction:
        masks: dict[int, int] = {}
        for name, mask in asked:
            level = LEVEL[name]
            masks[level] = masks.get(level, self.space.everything(name)) & mask
        return masks

    def day_mask(self, entry: Dated) -> int:
        """Give the segments in which dates hold; an unknown day has no dates."""
        return _bits(
            holds_on(entry, day if isinstance(day, date) else None)
            for day in self.space.values["day"]
        )

    def guards(self, channel: Channel) -> Iterator[Conjunction]:
        """Give where guards exclude a channel, all but stance and `reachable`."""
        space = self.space
        for name, fitting in (
            ("direction", channel.directions),
            ("contact_type", channel.handles),
            ("ability", channel.usable_by),
        ):
            yield {LEVEL[name]: space.everything(name) & ~space.mask(name, fitting)}
        yield {
            LEVEL["service"]: self.service_mask(
                lambda s: s.channels and channel not in self.offered_in(s)
            )
        }
        satisfied = frozenset(channel.satisfies)
        yield {LEVEL["needs"]: _bits(not needs <= satisfied for needs in NEEDS)}
        if channel.languages:
            spoken = self._tongues(channel.languages)
            yield {LEVEL["language"]: space.everything("language") & ~spoken}
        yield from self._service_guards(channel)
        yield from self._not_established(channel)

    def _service_guards(self, channel: Channel) -> Iterator[Conjunction]:
        satisfied = frozenset(channel.satisfies)
        for kind in ContactType:
            here = {LEVEL["contact_type"]: self.space.mask("contact_type", [kind])}
            unmet = _bits(
                s is not None and not satisfied.issuperset(s.formal.get(kind, ()))
                for s in self.services
            )
            yield {**here, LEVEL["service"]: unmet}
            for needed in list(Assurance)[1:]:
                asking = _bits(
                    s is not None and s.assurance.get(kind) is needed
                    for s in self.services
                )
                if not channel.assurance.meets(needed):
                    yield {**here, LEVEL["service"]: asking}
                elif channel.identifies_by_eid:
                    lower = [a for a in Assurance if not a.meets(needed)]
                    mask = self.space.mask("assurance", lower)
                    yield {
                        **here,
                        LEVEL["service"]: asking,
                        LEVEL["assurance"]: mask,
                    }

    def _not_established(self, channel: Channel) -> Iterator[Conjunction]:
        always = self.space.everything("day")
        for position in range(len(self.groups)):
            closed = always & ~self.open_days(channel, position)
            if closed:
                yield {LEVEL["group"]: 1 << position, LEVEL["day"]: closed}

    def open_days(self, channel: Channel, group: int) -> int:
        """Give the segments in which a channel is established for a group."""
        if not channel.established:
            return self.space.everything("day")
        found = 0
        for entry in channel.established:
            if not entry.groups or self.group_mask(entry.groups) >> group & 1:
                found |= self.day_mask(entry)
        return found

    def stances(self) -> Iterator[tuple[Conjunction, Stance]]:
        """Give what sets the stance, the strongest last; the policy's comes first."""
        yield {}, self.strategy.policy.default_stance
        for stance in Stance:
            those = (s is not None and s.stance is stance for s in self.services)
            yield {LEVEL["service"]: _bits(those)}, stance
        for rule in self.strategy.rules:
            if rule.stance is not None:
                yield self.matching(rule), rule.stance

    def exemptions(self) -> Iterator[Conjunction]:
        """Give where digital-only has an exemption."""
        usual = (Ability.ASSISTED, Ability.EXCLUDED)
        none_said = self.space.everything("service") & ~self.service_mask(
            lambda s: s.exemptions
        )
        yield {
            LEVEL["service"]: none_said,
            LEVEL["ability"]: self.space.mask("ability", usual),
        }
        for position, service in enumerate(self.services):
            for exemption in service.exemptions if service else ():
                here = {LEVEL["service"]: 1 << position}
                abilities = self.space.mask("ability", exemption.abilities)
                yield {**here, LEVEL["ability"]: abilities}
                yield {**here, LEVEL["group"]: self.group_mask(exemption.groups)}


def _listed(condition: Any) -> tuple[str, ...]:
    """Give what a condition lists, also behind its `not:`."""
    values: Iterable[str] = getattr(condition, "not_", condition)
    return tuple(map(str, values))


def _bits(truths: Iterable[bool]) -> int:
    return sum(1 << i for i, truth in enumerate(truths) if truth)
