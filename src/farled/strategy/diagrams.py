"""Decision diagrams over many-valued variables: exact answers about every situation.

A diagram is a number. Equal functions have equal numbers within one `Diagrams`, so
comparing two functions over the whole space is comparing two integers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Conjunction", "Diagrams", "bits", "two_last"]

Conjunction = Mapping[int, int]
"""Variable → bits of the values that fit; an absent variable fits always."""


class Diagrams:
    """A store of reduced, ordered, shared diagrams over fixed variables.

    >>> store = Diagrams((2, 3))
    >>> f = store.last_match([{1: 0b110}, {0: 0b10, 1: 0b011}], [7, 8], 0)
    >>> store.value(f, (1, 1)), store.value(f, (0, 1)), store.value(f, (0, 0))
    (8, 7, 0)
    >>> store.count(f, {7: 1})
    3
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        """Lay out the variables by how many values each has, topmost first."""
        self.sizes = tuple(sizes)
        self._bottom = len(self.sizes)
        self._nodes: list[tuple[int, tuple[int, ...]]] = []
        self._ids: dict[tuple[int, tuple[int, ...]], int] = {}

    def __len__(self) -> int:
        """Count the nodes of all diagrams together."""
        return len(self._nodes)

    def leaf(self, value: int) -> int:
        """Give the diagram that has this value everywhere."""
        return self._intern((self._bottom, (value,)))

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """Give the diagram that asks one variable and goes on in its child."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        return self._intern((level, children))

    def _intern(self, key: tuple[int, tuple[int, ...]]) -> int:
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = len(self._nodes)
            self._nodes.append(key)
        return found

    def level(self, diagram: int) -> int:
        """Give the variable a diagram asks first; a leaf is below the last."""
        return self._nodes[diagram][0]

    def children(self, diagram: int) -> tuple[int, ...]:
        """Give what follows each value of the first variable."""
        return self._nodes[diagram][1]

    def at(self, diagram: int, level: int) -> tuple[int, ...]:
        """Give what follows each value of a variable no later than the first asked."""
        own, children = self._nodes[diagram]
        return children if own == level else (diagram,) * self.sizes[level]

    def value(self, diagram: int, values: Sequence[int]) -> int:
        """Look up the value at one point of the space."""
        level, children = self._nodes[diagram]
        while level < self._bottom:
            level, children = self._nodes[children[values[level]]]
        return children[0]

    def last_match(
        self, conjunctions: Sequence[Conjunction], outcomes: Sequence[int], default: int
    ) -> int:
        """Build the function whose value is the outcome of the last one that fits."""
        return _LastMatch(self, conjunctions, outcomes, default).build()

    def fits(self, conjunction: Conjunction) -> int:
        """Build 1 where a conjunction fits and 0 elsewhere."""
        return self.last_match([conjunction], [1], 0)

    def combine(self, how: Callable[..., int], *diagrams: int) -> int:
        """Apply a function of values point by point to several diagrams."""
        memo: dict[tuple[int, ...], int] = {}

        def walk(here: tuple[int, ...]) -> int:
            found = memo.get(here)
            if found is None:
                level = min(self._nodes[d][0] for d in here)
                if level == self._bottom:
                    found = self.leaf(how(*(self._nodes[d][1][0] for d in here)))
                else:
                    rows = zip(*(self.at(d, level) for d in here), strict=True)
                    found = self.node(level, tuple(map(walk, rows)))
                memo[here] = found
            return found

        return walk(diagrams)

    def any_of(self, diagrams: Sequence[int]) -> int:
        """Join diagrams of 0 and 1: 1 where any of them is."""
        joined = self.leaf(0)
        for diagram in diagrams:
            joined = self.combine(max, joined, diagram)
        return joined

    def restrict(self, diagram: int, fixed: Mapping[int, int]) -> int:
        """Fix variables to one value each."""
        memo: dict[int, int] = {}

        def walk(here: int) -> int:
            level, children = self._nodes[here]
            if level == self._bottom:
                return here
            if here not in memo:
                if level in fixed:
                    memo[here] = walk(children[fixed[level]])
                else:
                    memo[here] = self.node(level, tuple(map(walk, children)))
            return memo[here]

        return walk(diagram)

    def exists(self, diagram: int, over: Conjunction) -> int:
        """Give the greatest value over the listed values of the listed variables."""
        memo: dict[int, int] = {}

        def walk(here: int) -> int:
            level, children = self._nodes[here]
            if level == self._bottom:
                return here
            if here not in memo:
                below = tuple(map(walk, children))
                if level in over:
                    wanted = {below[v] for v in bits(over[level])}
                    found = self._greatest(sorted(wanted))
                else:
                    found = self.node(level, below)
                memo[here] = found
            return memo[here]

        return walk(diagram)

    def _greatest(self, diagrams: Sequence[int]) -> int:
        best, *others = diagrams
        for other in others:
            best = self.combine(max, best, other)
        return best

    def values_within(self, diagram: int, within: Conjunction) -> frozenset[int]:
        """Collect the values that occur where a conjunction fits."""
        return frozenset(self._leaves(diagram, within))

    def occurs(self, diagram: int, value: int, within: Conjunction) -> bool:
        """Tell whether a value occurs where a conjunction fits."""
        return value in self._leaves(diagram, within)

    def _leaves(self, diagram: int, within: Conjunction) -> Iterator[int]:
        """Go through the values that occur where a conjunction fits, deepest first."""
        seen: set[int] = set()
        stack = [diagram] if all(within.values()) else []
        while stack:
            here = stack.pop()
            if here in seen:
                continue
            seen.add(here)
            level, children = self._nodes[here]
            if level == self._bottom:
                yield children[0]
            elif level in within:
                stack.extend({children[v] for v in bits(within[level])})
            else:
                stack.extend(set(children))

    def count(
        self,
        diagram: int,
        worth: Mapping[int, int],
        weights: Sequence[Sequence[int]] | None = None,
    ) -> int:
        """Sum a worth per value over all points, each value of a variable weighed."""
        weight = weights or [[1] * size for size in self.sizes]
        totals = [sum(row) for row in weight]
        memo: dict[int, int] = {}

        def below(here: int, level: int) -> int:
            skipped = 1
            for between in range(level, self._nodes[here][0]):
                skipped *= totals[between]
            return skipped * walk(here)

        def walk(here: int) -> int:
            level, children = self._nodes[here]
            if level == self._bottom:
                return worth.get(children[0], 0)
            if here not in memo:
                memo[here] = sum(
                    w * below(child, level + 1)
                    for w, child in zip(weight[level], children, strict=True)
                    if w
                )
            return memo[here]

        return below(diagram, 0)

    def witness(
        self, diagram: int, wanted: int, within: Conjunction | None = None
    ) -> tuple[int, ...] | None:
        """Find the first point with a value; what does not matter is at its first."""
        allowed = {
            level: tuple(bits((within or {}).get(level, (1 << size) - 1)))
            for level, size in enumerate(self.sizes)
        }
        dead: set[int] = set()

        def walk(here: int) -> dict[int, int] | None:
            level, children = self._nodes[here]
            if level == self._bottom:
                return {} if children[0] == wanted else None
            if here in dead:
                return None
            for value in allowed[level]:
                found = walk(children[value])
                if found is not None:
                    return {**found, level: value}
            dead.add(here)
            return None

        if not all(allowed.values()):
            return None
        found = walk(diagram)
        if found is None:
            return None
        return tuple(
            found.get(level, allowed[level][0]) for level in range(self._bottom)
        )

    def cubes(self, diagram: int, wanted: int) -> Iterator[dict[int, int]]:
        """Cut the points with a value into disjoint conjunctions."""
        level, children = self._nodes[diagram]
        if level == self._bottom:
            if children[0] == wanted:
                yield {}
            return
        values: dict[int, int] = {}
        for value, child in enumerate(children):
            values[child] = values.get(child, 0) | 1 << value
        for child, mask in values.items():
            for cube in self.cubes(child, wanted):
                yield {level: mask, **cube}


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of the set bits, lowest first.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class _Questions:
    """What is asked of each variable by a list of conjunctions, the last one at bit 0.

    `asking` has, per variable, the conjunctions that ask it; `settled` those that ask
    nothing from there on; `classes` the values grouped by the conjunctions they leave.
    """

    def __init__(
        self, sizes: Sequence[int], conjunctions: Sequence[Conjunction]
    ) -> None:
        last_first = conjunctions[::-1]
        self.everything = (1 << len(last_first)) - 1
        self.asking = [
            sum(1 << r for r, c in enumerate(last_first) if level in c)
            for level in range(len(sizes))
        ]
        self.settled = [self.everything] * (len(sizes) + 1)
        for level in range(len(sizes) - 1, -1, -1):
            self.settled[level] = self.settled[level + 1] & ~self.asking[level]
        self.classes = [
            _value_classes(last_first, level, size, self.everything)
            for level, size in enumerate(sizes)
        ]


class _LastMatch:
    """Builds one last-match function from the top, on sets of conjunctions still alive.

    Once a conjunction has nothing left to ask, all earlier ones are dropped: that is
    what keeps the number of distinct sets, and with it the diagram, small.
    """

    def __init__(
        self,
        store: Diagrams,
        conjunctions: Sequence[Conjunction],
        outcomes: Sequence[int],
        default: int,
    ) -> None:
        self._store = store
        self._outcomes = tuple(outcomes[::-1])
        self._default = default
        self._questions = _Questions(store.sizes, conjunctions)
        self._memo: dict[tuple[int, int], int] = {}

    def build(self) -> int:
        return self._walk(0, self._questions.everything)

    def _walk(self, level: int, alive: int) -> int:
        questions = self._questions
        settled = alive & questions.settled[level]
        if settled:
            lowest = settled & -settled
            alive &= (lowest << 1) - 1
            if alive == lowest:
                return self._store.leaf(self._outcomes[lowest.bit_length() - 1])
        if not alive:
            return self._store.leaf(self._default)
        while not alive & questions.asking[level]:
            level += 1
        key = (level, alive)
        found = self._memo.get(key)
        if found is None:
            masks, places = questions.classes[level]
            below = [self._walk(level + 1, alive & mask) for mask in masks]
            children = tuple(map(below.__getitem__, places))
            found = self._memo[key] = self._store.node(level, children)
        return found


def two_last(
    sizes: Sequence[int], conjunctions: Sequence[Conjunction]
) -> frozenset[tuple[int, int]]:
    """Pair whatever conjunction fits last somewhere with the last fitting before it.

    Positions in the list; −1 where there is none.

    >>> sorted(two_last((2,), [{}, {0: 0b01}, {0: 0b01}]))
    [(0, -1), (2, 1)]
    """
    questions = _Questions(sizes, conjunctions)
    last = len(conjunctions) - 1
    found: set[tuple[int, int]] = set()
    seen: set[tuple[int, int]] = set()

    def walk(level: int, alive: int) -> None:
        settled = alive & questions.settled[level]
        second = settled & (settled - 1)
        if second:
            alive &= ((second & -second) << 1) - 1
        if not alive & ~questions.settled[level]:
            one, other, *_ = (*(last - r for r in bits(alive)), -1, -1)
            found.add((one, other))
            return
        while not alive & questions.asking[level]:
            level += 1
        if (level, alive) not in seen:
            seen.add((level, alive))
            for mask in questions.classes[level][0]:
                walk(level + 1, alive & mask)

    walk(0, questions.everything)
    return frozenset(found)


def _value_classes(
    last_first: Sequence[Conjunction], level: int, size: int, everything: int
) -> tuple[list[int], list[int]]:
    """Group a variable's values by the conjunctions that accept them."""
    asking: dict[int, int] = {}
    for r, conjunction in enumerate(last_first):
        if level in conjunction:
            mask = conjunction[level]
            asking[mask] = asking.get(mask, 0) | 1 << r
    refused = [0] * size
    for mask, asked in asking.items():
        for value in bits(~mask & ((1 << size) - 1)):
            refused[value] |= asked
    masks: dict[int, int] = {}
    places = [masks.setdefault(everything & ~r, len(masks)) for r in refused]
    return list(masks), places
