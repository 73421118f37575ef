"""Raw values to codes: each distinct value is judged once, and never guessed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Iterable, Iterator

import pyarrow as pa

from farled.exchange.mapping.columns import ColumnRule, DatedCode

__all__ = ["CODE_SCHEMA", "Coding", "code_rows", "kebab", "tidy"]

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"}
)
_LONGEST = 80

CODE_SCHEMA = pa.schema(
    [
        ("raw", pa.string()),
        ("code", pa.string()),
        ("valid_from", pa.date32()),
        ("valid_until", pa.date32()),
    ]
)


@dataclass(frozen=True, slots=True)
class Coding:
    """What the distinct raw values of a column mean."""

    rows: pa.Table
    """CODE_SCHEMA; a raw value without a row is unmapped."""
    merged: int
    """Raw words that share a code with another, where codes are made from words."""


def tidy(raw: str) -> str:
    """Leave out what nobody sees: outer and double spaces, invisible characters.

    >>> tidy(" Walk\u200b  in ")
    'Walk in'
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw))
    return _SPACES.sub(" ", plain).strip()


def kebab(words: str) -> str:
    """Make a code from the log's own words.

    >>> kebab("Trees & Park / Öppet möte")
    'trees-park-oppet-mote'
    """
    folded = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    parts = re.split(r"[\W_]+", bare)
    return "-".join(part for part in parts if part)[:_LONGEST].strip("-")


def code_rows(raws: Iterable[str], rule: ColumnRule) -> Coding:
    """Judge the distinct raw values of a column.

    Listed values come first; with `as: kebab` the rest become their own words.
    """
    listed = _listed(rule)
    empty = {_key(word, rule) for word in rule.empty}
    rows: list[tuple[str, str | None, date | None, date | None]] = []
    made: dict[str, int] = {}
    for raw in raws:
        key = _key(raw, rule)
        if key in listed:
            rows += [
                (raw, each.code, each.valid_from, each.valid_until)
                for each in listed[key]
            ]
        elif key in empty:
            rows.append((raw, None, None, None))
        elif rule.as_ == "kebab" and (code := kebab(key)):
            rows.append((raw, code, None, None))
            made[code] = made.get(code, 0) + 1
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    arrays = [
        pa.array(column, field.type)
        for column, field in zip(columns, CODE_SCHEMA, strict=True)
    ]
    merged = sum(n for n in made.values() if n > 1)
    return Coding(pa.Table.from_arrays(arrays, schema=CODE_SCHEMA), merged)


def _listed(rule: ColumnRule) -> dict[str, tuple[DatedCode, ...]]:
    return dict(_entries(rule))


def _entries(rule: ColumnRule) -> Iterator[tuple[str, tuple[DatedCode, ...]]]:
    for raw, meanings in (rule.values or {}).items():
        yield _key(raw, rule), meanings


def _key(raw: str, rule: ColumnRule) -> str:
    plain = tidy(raw)
    return plain.casefold() if rule.case == "ignore" else plain
