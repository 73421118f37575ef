"""What changes from one strategy to another, over every situation there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from farled.strategy.channel_diagrams import ROLES
from farled.strategy.differing.comparing import (
    Comparison,
    TooManyWays,
    compare,
    main_pair_of,
    pair_of,
)
from farled.strategy.differing.covering import FREE, INSIDE, OUTSIDE, cover
from farled.strategy.differing.describing import describe
from farled.strategy.differing.difference import (
    Difference,
    MainChange,
    RoleChange,
    Where,
)
from farled.strategy.differing.grid import fixed_on_grid, ordinary_grid
from farled.strategy.differing.parts import part_changes
from farled.strategy.document import Strategy
from farled.strategy.encoding import LEVEL
from farled.strategy.spaces import VARIABLES

__all__ = ["diff_strategies"]

_CELL = ("direction", "contact_type", "service", "group")
_WIDENED_LAST = ("day", "ability", "direction", "group", "contact_type", "service")
_WHERES = 24
"""At most so many descriptions of one change."""
_ALL_WHERES = 240
"""Many changes share so many descriptions, but each has at least a few."""
_FEW = 3


def diff_strategies(old: Strategy, new: Strategy) -> Difference:
    """Compare two resolved strategies exactly.

    Services and groups that only one of them has are not compared situation by
    situation; they stand among the parts.
    """
    comparison = compare(old, new)
    telling = _Telling(comparison)
    store = comparison.store
    everything = store.count(store.leaf(1), {1: 1})
    cells = store.exists(comparison.changed, telling.all_but_cells)
    return Difference(
        old=f"{old.id}@{old.version}",
        new=f"{new.id}@{new.version}",
        roles=tuple(telling.role_changes()),
        main=telling.main_changes,
        main_is_known=not telling.is_too_much,
        parts=tuple(part_changes(old, new)),
        situations_changed=store.count(comparison.changed, {1: 1}),
        situations_total=everything,
        ordinary_total=telling.count(store.leaf(1), 1),
        cells_changed=store.count(cells, {1: 1}) // telling.outside_cells,
        cells_total=everything // telling.outside_cells,
    )


@dataclass
class _Telling:
    """Turns what is drawn into changes with descriptions."""

    comparison: Comparison
    is_too_much: bool = False

    @cached_property
    def grid(self) -> int:
        return ordinary_grid(self.comparison.new)

    @cached_property
    def all_but_cells(self) -> dict[int, int]:
        space = self.comparison.space
        return {LEVEL[n]: space.everything(n) for n in VARIABLES if n not in _CELL}

    @cached_property
    def outside_cells(self) -> int:
        """How many situations make one cell."""
        product = 1
        for level in self.all_but_cells:
            product *= self.comparison.space.sizes[level]
        return product

    def count(self, drawn: int, code: int) -> int:
        """Count the ordinary situations in which a diagram has a value."""
        store = self.comparison.store

        def both(value: int, counts: int) -> int:
            return int(value == code and counts == 1)

        return store.count(store.combine(both, drawn, self.grid), {1: 1})

    def role_changes(self) -> Iterator[RoleChange]:
        store = self.comparison.store
        rows = zip(self.comparison.channels, self.comparison.role_changes, strict=True)
        changes = [
            (channel, drawn, code)
            for channel, drawn in rows
            for code in sorted(store.values_within(drawn, {}) - {0})
        ]
        for channel, drawn, code in changes:
            before, after = pair_of(code)
            ordinary = self.count(drawn, code)
            wheres = _share(len(changes)) if ordinary else _FEW
            grid = self.grid if ordinary else store.leaf(1)
            yield RoleChange(
                channel=channel,
                before=ROLES[before].value if before else "excluded",
                after=ROLES[after].value if after else "excluded",
                where=self._where(drawn, code, grid, wheres),
                ordinary=ordinary,
                situations=store.count(drawn, {code: 1}),
            )

    @cached_property
    def main_changes(self) -> tuple[MainChange, ...]:
        comparison = self.comparison
        try:
            drawn = comparison.mains(fixed_on_grid(comparison.new))
        except TooManyWays:
            self.is_too_much = True
            return ()
        codes = sorted(comparison.store.values_within(drawn, {}) - {0})
        counted = ((self.count(drawn, code), code) for code in codes)
        return tuple(
            MainChange(
                before=comparison.answers[main_pair_of(code)[0]],
                after=comparison.answers[main_pair_of(code)[1]],
                where=self._where(drawn, code, self.grid, _share(len(codes))),
                ordinary=ordinary,
            )
            for ordinary, code in sorted(counted, key=lambda pair: -pair[0])
            if ordinary
        )

    def _where(
        self, drawn: int, code: int, grid: int, at_most: int
    ) -> tuple[Where, ...]:
        comparison, store = self.comparison, self.comparison.store

        def side(value: int, counts: int) -> int:
            if not counts:
                return FREE
            return INSIDE if value == code else OUTSIDE

        last = [LEVEL[name] for name in _WIDENED_LAST]
        first = [n for n in reversed(range(len(VARIABLES))) if n not in last]
        cubes = cover(store, store.combine(side, drawn, grid), [*first, *last])
        return tuple(
            describe(comparison.space, comparison.new.strategy, cube)
            for cube in islice(cubes, at_most)
        )


def _share(changes: int) -> int:
    return max(_FEW, min(_WHERES, _ALL_WHERES // max(changes, 1)))
