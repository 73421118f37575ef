"""What goes where: results to standard output, words to standard error."""

import json
import sys
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Callable, Final, Iterable, Mapping

import click

from farled.terms.money import Money

__all__ = ["FORMAT_VERSION", "emit_json", "emit_ndjson", "say"]

FORMAT_VERSION: Final = 1


_CONTROLS: Final = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
_LINE_ENDS: Final = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
"""Characters that some readers of lines take for the end of one."""

_SPELT_OUT: Final = {code: f"\\u{code:04x}" for code in _CONTROLS}

_PLAIN: Final[Mapping[type, Callable[[Any], object]]] = {
    Enum: lambda value: value.value,
    date: date.isoformat,
    Decimal: lambda value: int(value) if value == int(value) else float(value),
    Money: lambda value: {"minor": value.minor, "currency": value.currency},
    AbstractSet: lambda value: sorted(value, key=str),
    Mapping: dict,
}


def _plain(value: object) -> object:
    for kind, form in _PLAIN.items():
        if isinstance(value, kind):
            return form(value)
    return _fields(value)


def _fields(value: object) -> dict[str, Any]:
    names = getattr(value, "__dataclass_fields__", None)
    if names is None:
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return {name: getattr(value, name) for name in names}


def _is_narrow() -> bool:
    """Whether standard output cannot take every character as it is."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "") != "utf8"


def emit_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document; dataclasses become objects, enums their values."""
    whole = {"format_version": FORMAT_VERSION, **document}
    said = json.dumps(whole, ensure_ascii=_is_narrow(), indent=2, default=_plain)
    click.echo(said)


def emit_ndjson(documents: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON document a line, each as soon as it is ready."""
    for document in documents:
        whole = {"format_version": FORMAT_VERSION, **document}
        line = json.dumps(whole, ensure_ascii=_is_narrow(), default=_plain)
        sys.stdout.write(line.translate(_LINE_ENDS) + "\n")


def say(text: str) -> None:
    """Tell the person something on standard error, in one line.

    What a file holds may be quoted there, so control characters are spelt out: they
    could otherwise move the cursor and hide what was said.
    """
    click.echo(text.translate(_SPELT_OUT), err=True)
