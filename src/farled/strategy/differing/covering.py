"""Covering a set of situations with as few conjunctions as can be found."""

from collections.abc import Iterator, Mapping, Sequence

from farled.strategy.diagrams import Diagrams, bits

__all__ = ["FREE", "INSIDE", "OUTSIDE", "cover"]

OUTSIDE, INSIDE, FREE = 0, 1, 2
"""Leaves of what is covered; of FREE points it does not matter."""


def cover(
    store: Diagrams, diagram: int, order: Sequence[int]
) -> Iterator[Mapping[int, int]]:
    """Yield conjunctions that hold at every INSIDE point and at no OUTSIDE point.

    Each is as wide as it can be; widening takes the variables in the given order, so
    what comes first is left out of the conditions first.
    """
    remaining = diagram
    while (point := store.witness(remaining, INSIDE)) is not None:
        wide = _widened(store, diagram, point, order)
        cube = _dropped(store, diagram, _trimmed(store, remaining, wide), order)
        yield cube
        remaining = store.combine(_without, remaining, store.fits(cube))


def _widened(
    store: Diagrams, diagram: int, point: Sequence[int], order: Sequence[int]
) -> dict[int, int]:
    cube = {level: 1 << value for level, value in enumerate(point)}
    for level in order:
        everything = (1 << store.sizes[level]) - 1
        if _fits(store, diagram, {**cube, level: everything}):
            cube[level] = everything
            continue
        for value in bits(everything & ~cube[level]):
            if _fits(store, diagram, {**cube, level: 1 << value}):
                cube[level] |= 1 << value
    return cube


def _trimmed(
    store: Diagrams, remaining: int, cube: Mapping[int, int]
) -> Mapping[int, int]:
    """Leave out variables that may be anything, and values that add nothing."""
    asked = {
        level: mask
        for level, mask in cube.items()
        if mask != (1 << store.sizes[level]) - 1
    }
    return {
        level: sum(
            1 << value
            for value in bits(mask)
            if store.occurs(remaining, INSIDE, {**cube, level: 1 << value})
        )
        for level, mask in asked.items()
    }


def _dropped(
    store: Diagrams, diagram: int, cube: Mapping[int, int], order: Sequence[int]
) -> Mapping[int, int]:
    """Leave out what the trimming of the others made needless, last widened first."""
    kept = dict(cube)
    for level in reversed(order):
        if level in kept:
            others = {other: mask for other, mask in kept.items() if other != level}
            if _fits(store, diagram, others):
                kept = others
    return kept


def _fits(store: Diagrams, diagram: int, cube: Mapping[int, int]) -> bool:
    return not store.occurs(diagram, OUTSIDE, cube)


def _without(value: int, covered: int) -> int:
    return FREE if covered else value
