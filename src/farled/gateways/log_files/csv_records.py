"""Read delimited text record by record, setting broken ones apart."""

import csv
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, Sequence

from farled.exchange.importing import BrokenRow
from farled.gateways.log_files.limits import LOOKAHEAD_LINES

__all__ = ["Layout", "Records"]

_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Layout:
    """How the records of a text file are laid out.

    Attributes:
        path: the file, in UTF-8.
        delimiter: one character.
        quote: one character, or empty.
        width: columns that every record must have.
        header_row: line of the names; data begins after it.
        was_rewritten: U+FFFD marks what could not be read.
    """

    path: Path
    delimiter: str
    quote: str
    width: int
    header_row: int = 1
    was_rewritten: bool = False


class _StrayQuote(Exception):  # noqa: N818 - caught at once, two functions up
    """A quoted text went on for too long."""


@dataclass(slots=True)
class _Lines:
    """Hands lines to the parser, and takes back those of a broken record."""

    source: Iterator[str]
    number: int = 0
    taken: list[str] = field(default_factory=list)
    returned: deque[str] = field(default_factory=deque)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LOOKAHEAD_LINES:
            raise _StrayQuote
        line = self.returned.popleft() if self.returned else next(self.source)
        self.taken.append(line)
        return line

    def start_record(self) -> None:
        self.number += len(self.taken)
        self.taken.clear()

    def give_back_all_but_first(self) -> str:
        first, *rest = self.taken
        self.returned.extendleft(reversed(rest))
        self.taken[:] = [first]
        return first


@dataclass(slots=True)
class Records:
    """Iterates over (line, fields) of whole records; `broken` grows meanwhile."""

    layout: Layout
    broken: list[BrokenRow] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Read the records; the file is open as long as the iteration lasts."""
        with self.layout.path.open(
            encoding="utf-8-sig", errors="surrogateescape", newline=""
        ) as file:
            yield from self._records(_Lines(iter(file)))

    def _records(self, lines: _Lines) -> Iterator[tuple[int, list[str]]]:
        parser = self._parser(lines)
        while True:
            lines.start_record()
            try:
                fields = next(parser)
            except StopIteration:
                return
            except (csv.Error, _StrayQuote) as error:
                self._set_apart_first(lines, error)
                parser = self._parser(lines)
                continue
            line = lines.number + 1
            if line <= self.layout.header_row or not fields:
                continue
            reason = self._trouble(fields)
            if reason is None:
                yield line, fields
            else:
                self._set_apart(line, reason, "".join(lines.taken))

    def _parser(self, lines: _Lines) -> Iterator[list[str]]:
        quote = self.layout.quote
        return csv.reader(
            lines,
            delimiter=self.layout.delimiter,
            quotechar=quote or None,
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
            strict=True,
        )

    def _set_apart_first(self, lines: _Lines, error: Exception) -> None:
        first = lines.give_back_all_but_first()
        long = "field larger" in str(error)
        reason = "field-too-long" if long else "stray-quote"
        if lines.number + 1 > self.layout.header_row:
            self._set_apart(lines.number + 1, reason, first)

    def _set_apart(self, line: int, reason: str, text: str) -> None:
        plain = text.encode("utf-8", "replace").decode()[:_SHOWN].rstrip("\r\n")
        self.broken.append(BrokenRow(line, reason, plain))

    def _trouble(self, fields: Sequence[str]) -> str | None:
        if len(fields) < self.layout.width:
            return "too-few-columns"
        if len(fields) > self.layout.width:
            return "too-many-columns"
        whole = "".join(fields)
        if whole.isascii():
            return "control-character" if "\0" in whole else None
        if self.layout.was_rewritten and "\ufffd" in whole:
            return "undecodable"
        try:
            whole.encode()
        except UnicodeEncodeError:
            return "undecodable"
        return "control-character" if "\0" in whole else None
