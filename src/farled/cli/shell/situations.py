"""Situations as people hand them in: one as JSON, or many, one on each line."""

import json
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, Iterable, Iterator, Sequence

from farled.gateways.text_files import decode
from farled.strategy.compiling import Compiled
from farled.strategy.reading import finding_at, nearest
from farled.strategy.reading.limits import TEXT_LIMIT
from farled.strategy.situation import Situation
from farled.strategy.situation_json import parse_situation
from farled.terms.findings import Finding, Place

__all__ = ["Question", "read_situations", "unknown_values"]

Question = Situation | tuple[Finding, ...]
"""A situation, or what is wrong with it."""

Situations = tuple[bool, Iterator[tuple[Place, Question]]]

_NOT_JSON: Final = "F180"
_DOUBLED: Final = "F181"
_MIB: Final = 2**20
_STDIN: Final = "<stdin>"


@contextmanager
def read_situations(path: str) -> Iterator[Situations]:
    """Read one situation, or many as NDJSON; «-» is standard input.

    A document up to the limit of text is read whole, as it may be one object over many
    lines; a longer one can only be many, and is read line by line.

    Returns:
        Whether many go in, and each with the place where it stands.
    """
    if path == "-":
        yield _read(sys.stdin.buffer, _STDIN)
        return
    with Path(path).open("rb") as file:
        yield _read(file, path)


def unknown_values(
    compiled: Compiled, situation: Situation, place: Place
) -> tuple[Finding, ...]:
    """Find every id and code in a situation that the strategy does not know."""
    named = {
        "service": situation.service,
        "group": situation.group,
        "preference": situation.preference,
        "planned": situation.planned,
    }
    values = [(key, value) for key, value in named.items() if value is not None]
    values += [("reachable", value) for value in sorted(situation.reachable or ())]
    return tuple(
        finding_at(
            replace(place, path=(key,)),
            "F159",
            key=key,
            value=value,
            nearest=nearest(value, compiled.names.of(key)),
        )
        for key, value in values
        if value not in compiled.names.of(key)
    )


def _read(file: BinaryIO, name: str) -> Situations:
    head = file.read(TEXT_LIMIT)
    if len(head) < TEXT_LIMIT:
        lines = head.splitlines()
        if _is_many(head, lines, name):
            return True, _each(lines, name)
        return False, iter([(Place(name, 1, 1), _whole(head, name))])
    if b"\n" not in head:
        return False, iter([(Place(name), (_too_long(Place(name)),))])
    return True, _each(_lines(head, file), name)


def _is_many(content: bytes, lines: Sequence[bytes], name: str) -> bool:
    filled = [line for line in lines if line.strip()]
    if len(filled) <= 1 or not _is_broken(_whole(content, name)):
        return False
    # One broken document over many lines has no line that is JSON by itself.
    return _is_json(filled[0]) or _is_json(filled[-1])


def _is_broken(question: Question) -> bool:
    return isinstance(question, tuple) and question[0].code in {_NOT_JSON, "F113"}


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(head: bytes, file: BinaryIO) -> Iterator[bytes]:
    first = head.splitlines(keepends=True)
    yield from first[:-1]
    rest = first[-1] + (b"" if first[-1].endswith(b"\n") else file.readline(TEXT_LIMIT))
    yield rest
    while line := file.readline(TEXT_LIMIT):
        yield line


def _each(lines: Iterable[bytes], name: str) -> Iterator[tuple[Place, Question]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = Place(name, number, 1)
        if len(line) >= TEXT_LIMIT:
            yield place, (_too_long(place),)
            return
        yield place, _whole(line, name, first_line=number)


def _too_long(place: Place) -> Finding:
    return finding_at(place, "F182", limit_mib=TEXT_LIMIT // _MIB)


def _whole(content: bytes, name: str, *, first_line: int = 1) -> Question:
    text, findings = decode(content, file=name)
    if text is None:
        return tuple(_moved(finding, first_line) for finding in findings)
    return _parsed(text, Place(name, first_line, 1))


def _moved(finding: Finding, first_line: int) -> Finding:
    place = finding.place
    return replace(
        finding, place=replace(place, line=max(place.line, 1) + first_line - 1)
    )


def _parsed(text: str, at: Place) -> Question:
    doubled: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        doubled.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        data = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        place = Place(at.file, at.line + error.lineno - 1, error.colno)
        return (finding_at(place, _NOT_JSON, message=error.msg),)
    except (RecursionError, ValueError):
        return (finding_at(at, _NOT_JSON, message="nested too deeply, or too long"),)
    if doubled:
        return tuple(finding_at(at, _DOUBLED, key=key) for key in doubled)
    parsed = parse_situation(data)
    if isinstance(parsed, Situation):
        return parsed
    return tuple(
        replace(finding, place=replace(at, path=finding.place.path))
        for finding in parsed
    )
