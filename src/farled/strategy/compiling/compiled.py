"""A strategy made ready to decide: tables of bits instead of a list of rules.

What others may use: `matches[attribute][value]` (bitset over rules whose condition on
the attribute holds; bit 0 is the last rule, `bit_of(rule index)` gives the bit),
`lanes[i]` (the rules that name channel i, their roles by bit), `segments` with
`in_force[segment]` (rules whose dates hold; key -1 is «no day known»), `guards`,
`pricing`, and `farled.strategy.compiling.classes_of` (values that the strategy cannot
tell apart).
"""

from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any, Mapping

from farled.strategy.compiling.conditions import Table, Tables, tabulate
from farled.strategy.compiling.grouping import GroupTree, grow_tree
from farled.strategy.compiling.guarding import Guards
from farled.strategy.compiling.memory import Memory
from farled.strategy.compiling.naming import Names, collect_names
from farled.strategy.compiling.pricing import Pricing
from farled.strategy.compiling.segments import Segments, holds_on, lay_segments
from farled.strategy.compiling.selecting import Lane, lay_lanes
from farled.strategy.compiling.tongues import language_key, told_apart
from farled.strategy.document import Rule, Strategy
from farled.terms.contacts import Stance
from farled.terms.services import Matter

__all__ = ["Compiled", "compile_strategy"]

_FORM = 1
"""Raised when the same document would compile into something that decides otherwise."""

_MEMORIES = (
    "decisions",
    "excluded",
    "languages",
    "matched",
    "moments",
    "steps",
    "places",
)


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A resolved strategy, ready to decide. Never changes; may be shared by threads."""

    strategy: Strategy
    version: str
    """`id@version`, carried by every decision."""
    names: Names
    tree: GroupTree
    segments: Segments
    matches: Mapping[str, Table]
    """Attribute → value → bitset of the rules whose condition on it holds."""
    tables: Tables
    """The same, by name."""
    in_force: Mapping[int, int]
    """Segment → bitset of the rules whose dates hold."""
    lanes: tuple[Lane, ...]
    """By channel, in document order."""
    setting_stance: int
    """Bits of the rules that set a stance."""
    avoiding: int
    """Bits of the rules with `no_contact_needed`."""
    matters: Mapping[str | None, Matter | None]
    """Each service's own matter."""
    languages: frozenset[str]
    """Tags, in lower case, that a channel or rule names."""
    stances: Mapping[str | None, Stance]
    """Each service's stance where no rule sets one."""
    ids: frozenset[str]
    """Of the channels."""
    digital: frozenset[str]
    """Channels that count as digital."""
    hours: tuple[str, ...]
    """Every opening-hours text of the channels, each once."""
    guards: Guards
    pricing: Pricing
    memories: Mapping[str, Memory[Any]] = field(repr=False)
    """What deciding has worked out; emptying it changes nothing but the time."""

    def bit_of(self, rule: int) -> int:
        """Give the bit of the rule at a position in the document."""
        return 1 << (len(self.strategy.rules) - 1 - rule)

    def rule_of(self, bit: int) -> Rule:
        """Give the rule whose bit, and no other, is set."""
        return self.strategy.rules[len(self.strategy.rules) - bit.bit_length()]

    def language_key(self, tag: str) -> str:
        """Shorten a tag to what the strategy tells apart."""
        low = tag.lower()
        return low if low in self.languages else language_key(low, self.languages)

    def places(self, mask: int) -> tuple[int, ...]:
        """Give the positions of the channels in a mask."""
        memory = self.memories["places"]
        found: tuple[int, ...] | None = memory.get(mask)
        if found is None:
            found = tuple(i for i in range(len(self.lanes)) if mask >> i & 1)
            memory.keep(mask, found)
        return found

    def forget(self) -> None:
        """Empty what deciding has worked out, for measuring."""
        for memory in self.memories.values():
            memory.clear()

    def digest(self) -> str:
        """Hash what decides, the same on every machine (SHA-256, hexadecimal)."""
        document = self.strategy.model_dump(mode="json", by_alias=True)
        text = dumps([_FORM, document], sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()


def compile_strategy(strategy: Strategy) -> Compiled:
    """Compile a resolved strategy (bases already merged in).

    Whatever validates compiles: what names nothing known is ignored here and told by
    the check.

    Raises:
        FarledError: `unknown-value` when the head's time zone is not known.
    """
    tree, segments = grow_tree(strategy.groups), lay_segments(strategy)
    matches = tabulate(strategy, tree)
    return Compiled(
        strategy=strategy,
        version=f"{strategy.id}@{strategy.version}",
        names=collect_names(strategy),
        tree=tree,
        segments=segments,
        matches=matches,
        tables=Tables(**matches),
        in_force={s: _in_force(strategy, segments, s) for s in segments.all},
        lanes=lay_lanes(
            strategy.rules, strategy.channels, strategy.policy.unnamed_channels
        ),
        setting_stance=_bits(strategy, [r.stance is not None for r in strategy.rules]),
        avoiding=_bits(
            strategy, [r.no_contact_needed is not None for r in strategy.rules]
        ),
        matters={None: None} | {s.id: s.matter for s in strategy.services},
        languages=told_apart(strategy),
        stances=_stances(strategy),
        ids=frozenset(c.id for c in strategy.channels),
        digital=frozenset(c.id for c in strategy.channels if c.is_digital),
        hours=_hours(strategy),
        guards=Guards.of(strategy, tree, segments),
        pricing=Pricing.of(strategy, segments),
        memories={name: Memory() for name in _MEMORIES},
    )


def _in_force(strategy: Strategy, segments: Segments, segment: int) -> int:
    day = segments.day_in(segment)
    return _bits(strategy, [holds_on(rule, day) for rule in strategy.rules])


def _bits(strategy: Strategy, flags: list[bool]) -> int:
    last = len(strategy.rules) - 1
    return sum(1 << (last - index) for index, flag in enumerate(flags) if flag)


def _stances(strategy: Strategy) -> dict[str | None, Stance]:
    default = strategy.policy.default_stance
    services = strategy.services
    return {None: default} | {s.id: s.stance or default for s in services}


def _hours(strategy: Strategy) -> tuple[str, ...]:
    texts = (channel.opening for channel in strategy.channels)
    return tuple(dict.fromkeys(t for t in texts if t and t != "not-provided"))
