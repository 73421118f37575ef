"""Reading on after a syntax error: a parser stops at the first, authors want all."""

import re
from dataclasses import dataclass, replace

from farled.strategy.reading.composing import Composed, compose
from farled.terms.findings import Finding

__all__ = ["Recovered", "compose_on"]

_ROUNDS = 12
"""Top-level parts set aside at most; each costs another parsing of the text."""

_LENGTH = 2**20
"""Characters above which only the first syntax error is told."""

_SYNTAX = {"F101", "F102", "F104", "F105", "F106", "F107", "F110"}
_TOP_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:", re.MULTILINE)
_NOTHING_LEFT = "F114"


@dataclass(frozen=True, slots=True)
class Recovered:
    """The values that could be read, and the top-level keys that could not."""

    composed: Composed
    unread: frozenset[str] = frozenset()


def compose_on(text: str, *, file: str) -> Recovered:
    """Compose a text; a top-level part with a syntax error is set aside.

    The part is overwritten with spaces, so that all other places stay right.
    """
    text = text.removeprefix("\ufeff")
    composed = compose(text, file=file)
    findings = list(composed.findings)
    unread: set[str] = set()
    rest = text
    for _ in range(_ROUNDS if len(text) <= _LENGTH else 0):
        part = _part_with_error(rest, composed)
        if part is None:
            break
        unread.add(part.group(1))
        rest = rest[: part.start()] + _blank(rest, part) + rest[_end(rest, part) :]
        composed = compose(rest, file=file)
        findings += [f for f in composed.findings if f.code != _NOTHING_LEFT]
    places = replace(composed.places, text=text)
    told = replace(composed, places=places, findings=tuple(findings))
    return Recovered(told, frozenset(unread))


def _part_with_error(text: str, composed: Composed) -> re.Match[str] | None:
    if composed.places.top is not None or not composed.findings:
        return None
    error: Finding = composed.findings[-1]
    if error.code not in _SYNTAX:
        return None
    before = [
        key
        for key in _TOP_KEY.finditer(text)
        if text.count("\n", 0, key.start()) < error.place.line
    ]
    return before[-1] if before else None


def _end(text: str, part: re.Match[str]) -> int:
    following = _TOP_KEY.search(text, part.end())
    return following.start() if following else len(text)


def _blank(text: str, part: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", text[part.start() : _end(text, part)])
