"""Going through everything a document holds, with the path of each value."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from farled.strategy.checking.ground import Path

__all__ = ["is_text", "walk"]


def walk(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """Yield a value and all that stands in it, from the outside in."""
    yield path, value
    for step, inner in _inside(value):
        yield from walk((*path, step), inner)


def is_text(value: Any) -> bool:
    """Tell a localised text from other tables: language tags to words."""
    return _is_table(value) and all(isinstance(v, str) for v in value.values())


def _inside(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, BaseModel):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    if is_text(value):
        return []
    if _is_table(value):
        return [(str(key), inner) for key, inner in value.items()]
    return [*enumerate(value)] if _is_list(value) else []


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_list(value: object) -> bool:
    return isinstance(value, tuple)
