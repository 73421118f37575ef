"""What one column's rule in a mapping can have wrong."""

from datetime import date
from itertools import pairwise
from typing import Callable, Final, Iterator, Mapping

from farled.analysis.facts import FACT_COLUMNS, Column, Kind
from farled.exchange.mapping.columns import ColumnRule, DatedCode
from farled.exchange.mapping.document import Journey
from farled.exchange.mapping.formats import is_format, mixes_day_order
from farled.strategy.reading.places import Path
from farled.terms.errors import Param

__all__ = ["KEY_COLUMNS", "PSEUDONYMS", "Problem", "check_rule"]

PSEUDONYMS: Final = ("party_key", "case_key")
"""Columns that hold pseudonyms unless a mapping says otherwise."""

KEY_COLUMNS: Final = ("contact_id", "interaction_id", *PSEUDONYMS)
"""Columns that name something; their texts are kept or replaced by pseudonyms."""

Problem = tuple[str, Path, dict[str, Param]]
"""A code, where in the document, and what its sentence needs."""


def _is_duration(column: Column) -> bool:
    return column.kind is Kind.SMALL


_FITS: Mapping[str, Callable[[Column], bool]] = {
    "values": lambda c: c.kind is Kind.CODE,
    "case": lambda c: c.kind is Kind.CODE,
    "as_": lambda c: c.kind is Kind.CODE and not c.values,
    "formats": lambda c: c.kind is Kind.INSTANT,
    "time_zone": lambda c: c.kind is Kind.INSTANT,
    "day_only": lambda c: c.kind is Kind.INSTANT,
    "unit": _is_duration,
    "decimal": lambda c: c.kind in {Kind.SMALL, Kind.INT},
    "money": lambda c: c.kind is Kind.INT,
    "pseudonymise": lambda c: c.name in KEY_COLUMNS,
    "value": lambda c: c.kind is Kind.CODE,
}


def check_rule(
    name: str, rule: ColumnRule, journey: Journey | None
) -> Iterator[Problem]:
    """Find what is wrong with the rule of one column."""
    column = FACT_COLUMNS[name]
    if rule.from_ is None and rule.value is None:
        yield "M111", (), {}
    if rule.from_ is not None and rule.value is not None:
        yield "M112", (), {}
    for option in sorted(rule.model_fields_set & set(_FITS)):
        if not _FITS[option](column):
            key = option.removesuffix("_")
            yield "M113", (key,), {"option": key}
    if rule.take == "last" and journey is None:
        yield "M122", ("take",), {}
    if name in PSEUDONYMS and rule.pseudonymise is False:
        yield "M120", ("pseudonymise",), {}
    yield from _check_codes(column, rule)
    yield from _check_formats(column, rule)


def _check_codes(column: Column, rule: ColumnRule) -> Iterator[Problem]:
    if column.values and rule.value is not None and rule.value not in column.values:
        yield "M114", ("value",), {"value": rule.value, "expected": column.values}
    folded: dict[str, str] = {}
    for raw, meanings in (rule.values or {}).items():
        path: Path = ("values", raw)
        for meaning in meanings:
            code = meaning.code
            if column.values and code is not None and code not in column.values:
                yield "M114", path, {"value": code, "expected": column.values}
        if _overlap(meanings):
            yield "M115", path, {"value": raw}
        key = raw.casefold() if rule.case == "ignore" else raw
        if key in folded:
            yield "M127", path, {"value": raw, "other": folded[key]}
        folded.setdefault(key, raw)


def _overlap(meanings: tuple[DatedCode, ...]) -> bool:
    spans = sorted(
        (each.valid_from or date.min, each.valid_until or date.max) for each in meanings
    )
    backwards = any(start > end for start, end in spans)
    return backwards or any(
        later[0] <= earlier[1] for earlier, later in pairwise(spans)
    )


def _check_formats(column: Column, rule: ColumnRule) -> Iterator[Problem]:
    if column.kind is not Kind.INSTANT:
        return
    for text in rule.formats:
        if not is_format(text):
            yield "M118", ("formats",), {"value": text}
    if mixes_day_order(rule.formats):
        yield "M119", ("formats",), {}
