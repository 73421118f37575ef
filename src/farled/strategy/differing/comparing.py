"""Two strategies drawn in one space: where roles and recommendations differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from farled.strategy.channel_diagrams import EXCLUDED, ROLES, ChannelDiagrams
from farled.strategy.compiling.pricing import Pricing
from farled.strategy.compiling.segments import lay_segments
from farled.strategy.diagrams import Diagrams
from farled.strategy.differing.difference import Answer
from farled.strategy.document import Strategy
from farled.strategy.document.policy import Step0
from farled.strategy.encoding import LEVEL
from farled.strategy.spaces import Space, space_of
from farled.terms.contacts import ContactType

__all__ = ["Comparison", "TooManyWays", "compare", "main_pair_of", "pair_of"]

_WAYS = 100_000
"""More combinations of channels' diagrams than this are not gone through."""

Fixed = Mapping[int, int]
"""Variable → the one value it has."""


class TooManyWays(Exception):  # noqa: N818 - a limit reached, not a mistake
    """The recommended channel differs in too many ways to be drawn whole."""


@dataclass(frozen=True)
class Comparison:
    """Two strategies over the situations that both know."""

    old: ChannelDiagrams
    new: ChannelDiagrams
    answers: list[Answer] = field(default_factory=list[Answer], repr=False)
    """What the leaves of `mains` mean."""

    @property
    def space(self) -> Space:
        """The situations both know."""
        return self.new.space

    @property
    def store(self) -> Diagrams:
        """Where both are drawn."""
        return self.new.store

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Channels of either, those of the new strategy first."""
        ids = (c.id for one in (self.new, self.old) for c in one.strategy.channels)
        return tuple(dict.fromkeys(ids))

    @cached_property
    def _roles(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Old and new roles by channel; a channel a strategy lacks is excluded."""
        nowhere = self.store.leaf(EXCLUDED)
        rows: list[tuple[int, ...]] = []
        for one in (self.old, self.new):
            ids = (c.id for c in one.strategy.channels)
            own = dict(zip(ids, one.roles, strict=True))
            rows.append(tuple(own.get(channel, nowhere) for channel in self.channels))
        return rows[0], rows[1]

    @cached_property
    def role_changes(self) -> tuple[int, ...]:
        """By channel, 0 where its role is the same, else `pair_code`."""
        return tuple(
            self.store.combine(pair_code, before, after)
            for before, after in zip(*self._roles, strict=True)
        )

    @cached_property
    def changed(self) -> int:
        """1 where any channel's role differs."""
        store = self.store
        return store.any_of([store.combine(_is_any, c) for c in self.role_changes])

    def mains(self, fixed: Fixed) -> int:
        """Draw the pairs of recommendations that differ, where variables are fixed.

        Leaves are `main_pair` of positions in `answers`, 0 where both agree.

        Raises:
            TooManyWays: there are more than can be gone through.
        """
        store = self.store
        rows: list[int] = []
        for one, roles in zip((self.old, self.new), self._roles, strict=True):
            parts = (*roles, self._order(one), self._stops(one))
            rows += [store.restrict(part, fixed) for part in parts]
        return _Mains(self, len(rows) // 2).walk(tuple(rows))

    def _order(self, one: ChannelDiagrams) -> int:
        """Draw which order of channels a contact type, day and service give."""
        space, pricing = self.space, _Prices(one.strategy)
        services = one.encoding.services
        kinds: list[int] = []
        for kind in space.values["contact_type"]:
            days: list[int] = []
            for day in space.values["day"]:
                orders = tuple(
                    self.store.leaf(
                        self._order_code(
                            pricing.order(
                                ContactType(str(kind)),
                                day if isinstance(day, date) else None,
                                service.cost_factor if service else Decimal(1),
                            )
                        )
                    )
                    for service in services
                )
                days.append(self.store.node(LEVEL["service"], orders))
            kinds.append(self.store.node(LEVEL["day"], tuple(days)))
        return self.store.node(LEVEL["contact_type"], tuple(kinds))

    @cached_property
    def orders(self) -> list[tuple[str, ...]]:
        """Orders of channels met so far; the leaves of `_order` are positions."""
        return []

    def _order_code(self, order: tuple[str, ...]) -> int:
        if order not in self.orders:
            self.orders.append(order)
        return self.orders.index(order)

    def _stops(self, one: ChannelDiagrams) -> int:
        """Draw 0 where a contact is needed, 1 where not, 2 where that is the end."""
        said = 2 if one.strategy.policy.step0 is Step0.STOP else 1

        def stop(rule: int) -> int:
            return said if rule else 0

        return self.store.combine(stop, one.avoidable)

    def answer(self, values: Sequence[int]) -> int:
        """Give the position of the answer that roles, order and step 0 make."""
        *ranks, order, stop = values
        by_channel = dict(zip(self.channels, ranks, strict=True))
        best: str | None = None
        for channel in self.orders[order]:
            rank = by_channel[channel]
            if rank and (best is None or rank > by_channel[best]):
                best = channel
        if stop == 2 or best is None:  # noqa: PLR2004 - as _stops says
            found = Answer(None, None, "avoidable" if stop else "needed")
        else:
            role = ROLES[by_channel[best]].value
            found = Answer(best, role, "avoidable" if stop else "needed")
        if found not in self.answers:
            self.answers.append(found)
        return self.answers.index(found)


def compare(old: Strategy, new: Strategy) -> Comparison:
    """Draw two strategies in the space of what both know."""
    space = space_of(old, new)
    store = Diagrams(space.sizes)
    return Comparison(
        ChannelDiagrams(old, space, store), ChannelDiagrams(new, space, store)
    )


_RANKS = len(ROLES) + 1


def pair_code(before: int, after: int) -> int:
    """Number a pair of ranks that differ; 0 for a pair that does not."""
    return 0 if before == after else 1 + before * _RANKS + after


def pair_of(code: int) -> tuple[int, int]:
    """Give the ranks behind a pair's number.

    >>> pair_of(pair_code(4, 0))
    (4, 0)
    """
    return divmod(code - 1, _RANKS)


def _is_any(code: int) -> int:
    return int(code != 0)


class _Prices:
    """Orders channels by finishing at once, then price, as the engine does."""

    def __init__(self, strategy: Strategy) -> None:
        self._ids = tuple(c.id for c in strategy.channels)
        self._segments = lay_segments(strategy)
        self._pricing = Pricing.of(strategy, self._segments)

    def order(
        self, kind: ContactType, day: date | None, factor: Decimal
    ) -> tuple[str, ...]:
        segment = self._segments.default if day is None else self._segments.of_day(day)
        priced = self._pricing.at(kind, factor, segment)
        return tuple(self._ids[position] for position in priced.order)


class _Mains:
    """Walks both strategies' diagrams at once; equal halves are left at once."""

    def __init__(self, comparison: Comparison, half: int) -> None:
        self._comparison = comparison
        self._store = comparison.store
        self._half = half
        self._same = self._store.leaf(0)
        self._memo: dict[tuple[int, ...], int] = {}

    def walk(self, here: tuple[int, ...]) -> int:
        half, store = self._half, self._store
        if here[:half] == here[half:]:
            return self._same
        found = self._memo.get(here)
        if found is not None:
            return found
        if len(self._memo) > _WAYS:
            raise TooManyWays
        level = min(map(store.level, here))
        if level == len(store.sizes):
            values = [store.children(leaf)[0] for leaf in here]
            before = self._comparison.answer(values[:half])
            after = self._comparison.answer(values[half:])
            found = store.leaf(main_pair(before, after))
        else:
            parts = (store.at(part, level) for part in here)
            rows = list(zip(*parts, strict=True))
            below = {row: self.walk(row) for row in dict.fromkeys(rows)}
            found = store.node(level, tuple(below[row] for row in rows))
        self._memo[here] = found
        return found


_PAIR = 1 << 20


def main_pair(before: int, after: int) -> int:
    """Number a pair of answers that differ; 0 for a pair that does not."""
    return 0 if before == after else 1 + before * _PAIR + after


def main_pair_of(code: int) -> tuple[int, int]:
    """Give the positions of the answers behind a pair's number."""
    return divmod(code - 1, _PAIR)
