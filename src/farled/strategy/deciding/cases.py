"""The answers that an undecided decision depends between."""

from itertools import islice, product
from typing import Any, Iterator

from farled.strategy.compiling import Compiled
from farled.strategy.deciding.missing import Space
from farled.strategy.decision import Case, Decision

__all__ = ["CASES", "list_cases"]

CASES = 24
"""At most so many answers are listed."""

_Numbered = tuple[Any, int]
"""A value, and the number of its class."""


def list_cases(
    compiled: Compiled, space: Space, answers: list[Decision], names: tuple[str, ...]
) -> tuple[Case, ...]:
    """List the answers by the values of what they depend on, the last fastest."""
    if not names:
        return ()
    axes = [space.names.index(name) for name in names]
    strides = [space.strides[axis] for axis in axes]
    combinations = product(*(_numbered(space, axis) for axis in axes))
    possible = (
        chosen
        for chosen in combinations
        if _may_be(compiled, names, [value for value, _ in chosen])
    )
    return tuple(
        _case(names, chosen, answers[_index(chosen, strides)])
        for chosen in islice(possible, CASES)
    )


def _numbered(space: Space, axis: int) -> Iterator[_Numbered]:
    """Give every value in its own order, not that of the classes."""
    numbers = {v: n for n, own in enumerate(space.classes[axis]) for v in own}
    for value in space.given.missing[space.names[axis]]:
        yield value, numbers[value]


def _index(chosen: tuple[_Numbered, ...], strides: list[int]) -> int:
    return sum(
        number * stride for (_, number), stride in zip(chosen, strides, strict=True)
    )


def _case(
    names: tuple[str, ...], chosen: tuple[_Numbered, ...], answer: Decision
) -> Case:
    given = {n: _text(value) for n, (value, _) in zip(names, chosen, strict=True)}
    return Case(given, answer.recommended, answer.role, answer.need)


def _may_be(compiled: Compiled, names: tuple[str, ...], values: list[Any]) -> bool:
    """Leave out a matter that is not that of the service."""
    chosen = dict(zip(names, values, strict=True))
    own = compiled.matters[chosen.get("service")]
    return own is None or chosen.get("matter", own) == own


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
