"""Find a text file's delimiter and columns by the columns that a mapping wants."""

import csv
from dataclasses import dataclass
from typing import Sequence

from farled.exchange.naming import tidy
from farled.strategy.reading.nearest import nearest
from farled.terms.errors import FarledError

__all__ = ["DELIMITERS", "Header", "find_header", "place_columns"]

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {"\t": "tab"}
_TAB_WORD = "tab"


@dataclass(frozen=True, slots=True)
class Header:
    """The delimiter and the columns of a text file.

    Attributes:
        delimiter: one character.
        columns: names of all columns.
        places: wanted column → c0, c1 …
    """

    delimiter: str
    columns: tuple[str, ...]
    places: dict[str, str]


def find_header(
    line: str, wanted: Sequence[str], *, delimiter: str, quote: str, file: str
) -> Header:
    """Split the header line; the right delimiter is the one that yields the columns.

    Raises:
        FarledError: `log-delimiter-differs` when another delimiter than the given one
            would do; `log-columns-missing`, `log-columns-doubled`.
    """
    given = {"auto": None, _TAB_WORD: "\t"}.get(delimiter, delimiter)
    candidates = DELIMITERS if given is None else (given,)
    split = {each: _split(line, each, quote) for each in candidates}
    best = max(candidates, key=lambda each: _hits(split[each], wanted))
    if _hits(split[best], wanted) < len(wanted) and given is not None:
        for other in DELIMITERS:
            if _hits(_split(line, other, quote), wanted) == len(wanted):
                raise FarledError(
                    "log-delimiter-differs",
                    file=file,
                    given=_NAMES.get(given, given),
                    found=_NAMES.get(other, other),
                )
    columns = split[best]
    return Header(best, columns, place_columns(columns, wanted, file=file))


def _split(line: str, delimiter: str, quote: str) -> tuple[str, ...]:
    if not quote:
        return tuple(tidy(name) for name in line.split(delimiter))
    rows = csv.reader([line], delimiter=delimiter, quotechar=quote)
    return tuple(tidy(name) for name in next(iter(rows), []))


def _hits(columns: Sequence[str], wanted: Sequence[str]) -> int:
    known = set(columns)
    return sum(tidy(name) in known for name in wanted)


def place_columns(
    columns: Sequence[str], wanted: Sequence[str], *, file: str
) -> dict[str, str]:
    """Give each wanted column its place among the columns of a log.

    Raises:
        FarledError: `log-columns-missing`, `log-columns-doubled`.
    """
    plain = [tidy(name) for name in columns]
    missing = tuple(name for name in wanted if tidy(name) not in plain)
    if missing:
        raise FarledError(
            "log-columns-missing",
            file=file,
            columns=missing,
            nearest=nearest(missing[0], plain),
            found=tuple(columns),
        )
    doubled = tuple(name for name in wanted if plain.count(tidy(name)) > 1)
    if doubled:
        raise FarledError("log-columns-doubled", file=file, columns=doubled)
    return {name: f"c{plain.index(tidy(name))}" for name in wanted}
