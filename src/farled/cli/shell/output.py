"""What goes where: results to standard output, words to standard error."""

import json
import sys
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Callable, Final, Iterable, Mapping

import click

from farled.terms.findings import Finding
from farled.terms.money import Money

__all__ = ["FORMAT_VERSION", "emit_json", "emit_ndjson", "finding_line", "say"]

FORMAT_VERSION: Final = 1


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


def emit_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document; dataclasses become objects, enums their values."""
    whole = {"format_version": FORMAT_VERSION, **document}
    click.echo(json.dumps(whole, ensure_ascii=False, indent=2, default=_plain))


def emit_ndjson(documents: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON document a line, each as soon as it is ready."""
    for document in documents:
        whole = {"format_version": FORMAT_VERSION, **document}
        line = json.dumps(whole, ensure_ascii=False, default=_plain)
        sys.stdout.write(line + "\n")


def finding_line(finding: Finding, lang: str) -> str:
    """Phrase a finding as `file:line:col CODE what – why – fix`."""
    from farled.ui.findings import finding_words  # noqa: PLC0415 - lazy start

    words = finding_words(finding, lang)
    place = finding.place
    where = ":".join(
        str(part) for part in (place.file, place.line, place.column) if part
    )
    return (
        f"{where or 'farled'} {finding.code} {words.what} – {words.why} – {words.fix}"
    )


def say(text: str) -> None:
    """Tell the person something on standard error."""
    click.echo(text, err=True)
