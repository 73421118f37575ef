"""Raw values to codes: each distinct value is judged once, and never guessed."""

from dataclasses import dataclass
from datetime import date
from typing import Iterable, Iterator

import pyarrow as pa

from farled.exchange.mapping.columns import ColumnRule, DatedCode
from farled.exchange.naming import kebab, tidy

__all__ = ["CODE_SCHEMA", "Coding", "code_rows"]

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
        elif key in empty or not key:
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
