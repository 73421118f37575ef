"""Texts refused before parsing: too long, empty, or with characters no text has."""

import re
from itertools import islice

from farled.strategy.reading.limits import TEXT_LIMIT
from farled.strategy.reading.syntax import finding_at
from farled.terms.findings import Finding, Place

__all__ = ["refused_character", "unreadable_characters"]

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_SHOWN = 20
"""Findings of this kind; a binary file would give one for each byte."""


def unreadable_characters(text: str, *, file: str) -> tuple[Finding, ...]:
    """Findings that make parsing pointless; empty when the text can be parsed."""
    if len(text) > TEXT_LIMIT:
        limit = TEXT_LIMIT // 2**20
        return (
            finding_at(
                Place(file), "F108", size_mib=len(text) // 2**20, limit_mib=limit
            ),
        )
    if not text or text.isspace():
        return (finding_at(Place(file), "F114"),)
    return tuple(
        _refused(text, m, file) for m in islice(_REFUSED.finditer(text), _SHOWN)
    )


def refused_character(text: str) -> str | None:
    """Name the first character that no text may hold, for example an escaped NUL."""
    match = _REFUSED.search(text)
    return f"U+{ord(match.group()):04X}" if match else None


def _refused(text: str, match: re.Match[str], file: str) -> Finding:
    line = text.count("\n", 0, match.start()) + 1
    column = match.start() - text.rfind("\n", 0, match.start())
    character = f"U+{ord(match.group()):04X}"
    return finding_at(Place(file, line, column), "F111", character=character)
