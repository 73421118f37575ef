"""Which of a type's alternatives an author meant, when none of them fits."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Iterable

from pydantic_core import ErrorDetails

from farled.strategy.plain import is_list, is_mapping

__all__ = ["Misfit", "misfits"]

_OWN_STEP = {"missing"}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One way in which a value does not fit, at its path in the document."""

    kind: str
    path: tuple[str | int, ...]
    value: object
    context: dict[str, Any]
    is_key: bool = False
    branches: tuple[tuple[int, str], ...] = ()
    """Alternatives of types gone into: (depth in the document, name)."""
    also_not_provided: bool = False
    """Whether `not-provided` would have been allowed too."""


def misfits(errors: Iterable[ErrorDetails], data: object) -> list[Misfit]:
    """Keep, of errors that stem from alternatives, those of the likeliest one."""
    all_found = [_walk(error, data) for error in errors]
    plain = [m for m in all_found if not m.branches]
    branched = [m for m in all_found if m.branches]

    def union(misfit: Misfit) -> tuple[str | int, ...]:
        return misfit.path[: misfit.branches[0][0]]

    for path, group in groupby(branched, key=union):
        plain += _likeliest(list(group), len(path))
    return plain


def _walk(error: ErrorDetails, data: Any) -> Misfit:
    path: list[str | int] = []
    branches: list[tuple[int, str]] = []
    is_key = False
    loc = error["loc"]
    for number, step in enumerate(loc):
        if step == "[key]":
            is_key = True
        elif _holds(data, step):
            data = data[step]
            path.append(step)
        elif number == len(loc) - 1 and error["type"] in _OWN_STEP:
            path.append(step)
        elif isinstance(step, str):
            branches.append((len(path), step))
    context = dict(error.get("ctx") or {})
    return Misfit(error["type"], tuple(path), data, context, is_key, tuple(branches))


def _holds(data: object, step: str | int) -> bool:
    if isinstance(step, int):
        return is_list(data) and step < len(data)
    return is_mapping(data) and step in data


def _likeliest(group: list[Misfit], depth: int) -> list[Misfit]:
    names = list(dict.fromkeys(m.branches[0][1] for m in group))
    of_branch = {n: [m for m in group if m.branches[0][1] == n] for n in names}
    literal = [n for n in names if n.startswith("literal")]
    others = [n for n in names if n not in literal] or names
    deep = [n for n in others if all(len(m.path) > depth for m in of_branch[n])]
    chosen = min(deep or others[:1], key=lambda n: len(of_branch[n]))
    allowed = bool(literal) and chosen not in literal
    return [
        replace(m, branches=(), also_not_provided=allowed and len(m.path) == depth)
        for m in of_branch[chosen]
    ]
