"""One diagram per channel: its role, or that it is excluded, in every situation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from farled.strategy.compiling.selecting import Lane, lay_lanes
from farled.strategy.diagrams import Diagrams
from farled.strategy.document import Strategy
from farled.strategy.document.policy import Unnamed
from farled.strategy.encoding import LEVEL, Encoding
from farled.strategy.spaces import Space
from farled.terms.contacts import ContactType, Role, Stance

__all__ = ["EXCLUDED", "FIRST_RULE", "RANK", "ROLES", "UNNAMED", "ChannelDiagrams"]

EXCLUDED = 0
"""Leaf of a channel that may not be used."""

UNNAMED = 1
"""Leaf of a channel that no rule names and that the policy allows all the same."""

FIRST_RULE = 2
"""Leaf of a channel whose role the first rule of the document sets."""

RANK: Mapping[Role, int] = MappingProxyType(
    {Role.PRIMARY: 4, Role.SECONDARY: 3, Role.ALLOWED: 2, Role.AVOID: 1, Role.NEVER: 0}
)
"""Leaves of a channel's diagram: the better the role, the greater."""

ROLES: Mapping[int, Role] = MappingProxyType({n: r for r, n in RANK.items() if n})


@dataclass(frozen=True)
class ChannelDiagrams:
    """A strategy drawn as diagrams; two of them may share space and store.

    A channel counts as usable whether or not an address is at hand, and whether or
    not it is open at the moment.
    """

    strategy: Strategy
    space: Space
    store: Diagrams = field(repr=False)

    @cached_property
    def encoding(self) -> Encoding:
        """The strategy's rules and guards as conjunctions."""
        return Encoding(self.space, self.strategy)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """Per channel, the rules that name it and the role each gives."""
        return lay_lanes(self.strategy.rules, self.strategy.channels)

    @cached_property
    def matching(self) -> tuple[Mapping[int, int], ...]:
        """Where each rule matches, by position in the document."""
        return tuple(map(self.encoding.matching, self.strategy.rules))

    @cached_property
    def decided(self) -> tuple[int, ...]:
        """Per channel, what decides: EXCLUDED, UNNAMED or FIRST_RULE + rule.

        EXCLUDED is by a guard or for want of a rule; the rule is its position, and it
        may say never.
        """
        return tuple(map(self._decided, range(len(self.strategy.channels))))

    @cached_property
    def roles(self) -> tuple[int, ...]:
        """Per channel: rank of its role, or EXCLUDED."""
        return tuple(map(self._roles, range(len(self.strategy.channels))))

    @cached_property
    def usable(self) -> tuple[int, ...]:
        """Per channel: 1 where it may be used."""
        return tuple(self.store.combine(_is_usable, role) for role in self.roles)

    @cached_property
    def digital_only(self) -> int:
        """1 where the stance leaves only digital channels, and nothing exempts."""
        steps = [(c, s is Stance.DIGITAL_ONLY) for c, s in self.encoding.stances()]
        space = self.space
        transaction = space.mask("contact_type", [ContactType.TRANSACTION])
        other = {LEVEL["contact_type"]: space.everything("contact_type") & ~transaction}
        conjunctions = [c for c, _ in steps] + [other, *self.encoding.exemptions()]
        outcomes = [int(only) for _, only in steps]
        outcomes += [0] * (len(conjunctions) - len(outcomes))
        return self.store.last_match(conjunctions, outcomes, 0)

    @cached_property
    def stance(self) -> int:
        """Position among the stances of the one that holds."""
        steps = list(self.encoding.stances())
        order = list(Stance)
        return self.store.last_match(
            [c for c, _ in steps], [order.index(s) for _, s in steps], 0
        )

    @cached_property
    def avoidable(self) -> int:
        """1 + position of the rule that says no contact is needed, else 0."""
        saying = [
            n for n, rule in enumerate(self.strategy.rules) if rule.no_contact_needed
        ]
        return self.store.last_match(
            [self.matching[n] for n in saying], [n + 1 for n in saying], 0
        )

    def _decided(self, channel: int) -> int:
        entries = self.lanes[channel].entries
        guards = list(self.encoding.guards(self.strategy.channels[channel]))
        unnamed = self.strategy.policy.unnamed_channels
        drawn = self.store.last_match(
            [*(self.matching[rule] for rule, _ in entries), *guards],
            [*(FIRST_RULE + rule for rule, _ in entries), *([EXCLUDED] * len(guards))],
            UNNAMED if unnamed is Unnamed.ALLOW else EXCLUDED,
        )
        if self.strategy.channels[channel].is_digital:
            return drawn
        return self.store.combine(_unless, drawn, self.digital_only)

    def _roles(self, channel: int) -> int:
        ranks = {EXCLUDED: EXCLUDED, UNNAMED: RANK[Role.ALLOWED]}
        for rule, role in self.lanes[channel].entries:
            ranks[FIRST_RULE + rule] = RANK[role]
        return self.store.combine(ranks.__getitem__, self.decided[channel])


def _is_usable(role: int) -> int:
    return int(role != EXCLUDED)


def _unless(role: int, barred: int) -> int:
    return EXCLUDED if barred else role
