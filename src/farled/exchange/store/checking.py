"""Check a table of facts against the columns, types and values that are allowed."""

from collections import Counter
from types import MappingProxyType
from typing import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from farled.analysis.facts import FACT_COLUMNS, Column, Kind
from farled.exchange.store.schema import ARROW_TYPES
from farled.terms.errors import Param
from farled.terms.findings import Finding, Severity

__all__ = ["check_facts"]

_SHOWN = 5
_TEXTS = frozenset({Kind.TEXT, Kind.CODE})


def check_facts(
    table: pa.Table, columns: Mapping[str, Column] = FACT_COLUMNS
) -> tuple[Finding, ...]:
    """Find everything that keeps a table from being stored as facts.

    Columns that are absent count as null; derived ones may be absent.

    >>> [f.code for f in check_facts(pa.table({"contact_id": ["a", "a"]}))]
    ['D103', 'D103', 'D105']
    """
    found: list[Finding] = []
    for column in columns.values():
        if column.derived:
            continue
        if column.name in table.column_names:
            found += _check_column(column, table.column(column.name))
        elif column.required:
            found.append(_finding("D103", column=column.name, rows=table.num_rows))
    found += [
        _finding("D101", column=name)
        for name in table.column_names
        if name not in columns
    ]
    found += _check_unique(table)
    return tuple(found)


def _finding(code: str, **params: Param) -> Finding:
    return Finding(code, Severity.ERROR, params=MappingProxyType(params))


def _plain_type(kind: pa.DataType) -> pa.DataType:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.string() if pa.types.is_large_string(plain) else plain


def _is_stored_as(column: Column, given: pa.DataType) -> bool:
    wanted = ARROW_TYPES[column.kind]
    if given == wanted or pa.types.is_null(given):
        return True
    if column.kind is Kind.INSTANT:
        return pa.types.is_timestamp(given) and given.tz is not None
    return bool(
        column.kind in {Kind.INT, Kind.SMALL}
        and pa.types.is_integer(given)
        and given.bit_width <= wanted.bit_width
    )


def _check_column(column: Column, values: pa.ChunkedArray) -> Iterator[Finding]:
    given = _plain_type(values.type)
    if not _is_stored_as(column, given):
        wanted = str(ARROW_TYPES[column.kind])
        yield _finding("D102", column=column.name, found=str(given), wanted=wanted)
        return
    missing = values.null_count
    if column.kind in _TEXTS and column.required:
        missing += pc.sum(pc.equal(values.cast(pa.string()), "")).as_py() or 0
    if column.required and missing:
        yield _finding("D103", column=column.name, rows=missing)
    if column.values:
        yield from _check_values(column, values)


def _check_values(column: Column, values: pa.ChunkedArray) -> Iterator[Finding]:
    counted: Counter[str] = Counter()
    for entry in pc.value_counts(values.cast(pa.string())).to_pylist():
        if entry["values"] is not None and entry["values"] not in column.values:
            counted[entry["values"]] += entry["counts"]
    if counted:
        yield _finding(
            "D104",
            column=column.name,
            rows=counted.total(),
            values=tuple(value for value, _ in counted.most_common(_SHOWN)),
            allowed=column.values,
        )


def _check_unique(table: pa.Table) -> Iterator[Finding]:
    if "contact_id" not in table.column_names:
        return
    keys = [k for k in ("contact_id", "source") if k in table.column_names]
    distinct = table.select(keys).group_by(keys).aggregate([]).num_rows
    if distinct < table.num_rows:
        yield _finding("D105", rows=table.num_rows - distinct)
