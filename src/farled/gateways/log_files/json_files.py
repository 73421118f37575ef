"""Read JSON logs: a list of objects, or one object per line, never all at once."""

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Iterator

from farled.exchange.importing import BrokenRow
from farled.gateways.log_files.csv_files import prepare_text
from farled.gateways.log_files.headers import place_columns
from farled.gateways.log_files.limits import CHUNK, JSON_LIMIT, LINE_LIMIT
from farled.gateways.log_files.request import Loaded, Request
from farled.gateways.log_files.rows import load_rows
from farled.terms.errors import FarledError

__all__ = ["first_objects", "load_json"]

_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_SHOWN = 400
_DEEPEST = 8
_COLUMNS_LIMIT = 2_000


def load_json(request: Request) -> Loaded:
    """Load the objects of a JSON file as rows of text, inner keys with dots.

    Raises:
        FarledError: `log-json-broken`, `log-json-too-large`, `log-records-missing`,
            `log-columns-missing`, `log-empty`.
    """
    text = prepare_text(request)
    broken: list[BrokenRow] = []
    places = {name: f"c{number}" for number, name in enumerate(request.wanted)}
    seen: Counter[str] = Counter()
    objects = _objects(text.path, request, broken)
    rows = _rows(objects, request.wanted, broken, seen)
    load_rows(request.connection, list(places.values()), rows)
    columns = tuple(seen)
    if columns or not broken:
        place_columns(columns, request.wanted, file=request.path.name)
    return Loaded(columns, places, tuple(broken), text.findings)


def first_objects(request: Request, limit: int) -> list[dict[str, str]]:
    """Give the first objects of a JSON file as texts by key, inner keys with dots.

    Raises:
        FarledError: as `load_json`.
    """
    text = prepare_text(request)
    objects = _objects(text.path, request, [])
    found = (dict(_flat(value)) for _, value in objects if isinstance(value, dict))
    return list(islice(found, limit))


def _rows(
    objects: Iterator[tuple[int, Any]],
    wanted: tuple[str, ...],
    broken: list[BrokenRow],
    seen: Counter[str],
) -> Iterator[tuple[int | str | None, ...]]:
    for line, value in objects:
        if not isinstance(value, dict):
            broken.append(BrokenRow(line, "not-an-object", str(value)[:_SHOWN]))
            continue
        flat = dict(_flat(value))
        if not all(_is_text(each) for each in flat.values()):
            broken.append(BrokenRow(line, "undecodable", repr(value)[:_SHOWN]))
            continue
        if len(seen) < _COLUMNS_LIMIT:
            seen.update(flat.keys())
        yield (line, *(flat.get(name) or None for name in wanted))


def _flat(
    value: dict[str, Any], before: str = "", depth: int = 0
) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = f"{before}{key}"
        match inner:
            case dict() if depth < _DEEPEST:
                yield from _flat(inner, f"{name}.", depth + 1)
            case None:
                yield name, ""
            case bool():
                yield name, "true" if inner else "false"
            case str():
                yield name, inner
            case _:
                yield name, json.dumps(inner, ensure_ascii=False)


def _is_text(value: str) -> bool:
    if value.isascii():
        return "\0" not in value
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def _objects(
    path: Path, request: Request, broken: list[BrokenRow]
) -> Iterator[tuple[int, Any]]:
    if request.options.records is not None:
        return _inner_objects(path, request)
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        start = file.read(CHUNK).lstrip()[:1]
    if start == "[":
        return _listed(path, request.path.name)
    return _lines(path, broken)


def _lines(path: Path, broken: list[BrokenRow]) -> Iterator[tuple[int, Any]]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield number, _DECODER.decode(line)
            except (ValueError, RecursionError):
                shown = line[:_SHOWN].encode("utf-8", "replace").decode()
                broken.append(BrokenRow(number, "not-json", shown.rstrip()))


@dataclass(slots=True)
class _Window:
    """A sliding piece of a long text."""

    file: Any
    name: str
    text: str = ""
    line: int = 1
    ended: bool = False
    at: int = field(default=0)

    def grow(self) -> bool:
        """Read on; False at the end of the file."""
        piece = self.file.read(CHUNK)
        self.ended = not piece
        self.text = self.text[self.at :] + piece
        self.at = 0
        if len(self.text) > LINE_LIMIT + 2 * CHUNK:
            raise FarledError(
                "log-line-too-long",
                file=self.name,
                line=self.line,
                limit_mib=LINE_LIMIT // 2**20,
            )
        return bool(piece)

    def skip(self, signs: str) -> str:
        """Step over signs and give the next other one; empty at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in signs:
                self.line += self.text[self.at] == "\n"
                self.at += 1
            if self.at < len(self.text) or not self.grow():
                return self.text[self.at : self.at + 1]

    def value(self) -> Any:
        """Read one whole value."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self.grow():
                    raise _not_json(self.name, self.line) from error
                continue
            if end == len(self.text) and self.grow():
                continue  # a number may go on in the next piece
            self.line += self.text.count("\n", self.at, end)
            self.at = end
            return value


def _not_json(name: str, line: int) -> FarledError:
    return FarledError("log-json-broken", file=name, line=line)


def _listed(path: Path, name: str) -> Iterator[tuple[int, Any]]:
    blank = " \t\r\n"
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        window = _Window(file, name)
        if window.skip(blank) == "[":
            window.at += 1
        sign = window.skip(blank)
        while sign != "]":
            line = window.line
            yield line, window.value()
            sign = window.skip(blank)
            if sign not in {",", "]"}:
                raise _not_json(name, window.line)
            if sign == ",":
                window.at += 1
                window.skip(blank)
        window.at += 1
        if window.skip(blank):
            raise _not_json(name, window.line)


def _inner_objects(path: Path, request: Request) -> Iterator[tuple[int, Any]]:
    name, records = request.path.name, request.options.records or ""
    if path.stat().st_size > JSON_LIMIT:
        limit = JSON_LIMIT // 2**20
        raise FarledError("log-json-too-large", file=name, limit_mib=limit)
    text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    try:
        value = _DECODER.decode(text)
    except ValueError as error:
        raise _not_json(name, getattr(error, "lineno", 1)) from error
    except RecursionError as error:
        raise _not_json(name, 1) from error
    for key in records.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise FarledError("log-records-missing", file=name, records=records)
    yield from enumerate(value, start=1)
