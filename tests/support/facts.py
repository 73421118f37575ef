"""A tiny table of facts in memory: rows as dicts, derived columns filled in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from farled.analysis.facts import (
    CUSTOMER_COLUMNS,
    FACT_COLUMNS,
    MATTER_COLUMNS,
    MOMENT_COLUMNS,
    SURVEY_COLUMNS,
    Column,
    Kind,
)
from farled.analysis.factset import FactSet, Provision

__all__ = ["TIME_ZONE", "at", "fact_rows", "factset"]

TIME_ZONE = "Europe/Stockholm"

Row = dict[str, Any]

_ARROW = {
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.INSTANT: pa.timestamp("us", "UTC"),
    Kind.DAY: pa.date32(),
    Kind.INT: pa.int64(),
    Kind.SMALL: pa.int32(),
    Kind.FLAG: pa.bool_(),
}
_DIMENSIONS = {
    "matter": MATTER_COLUMNS,
    "customer": CUSTOMER_COLUMNS,
    "moment": MOMENT_COLUMNS,
}


def at(text: str, time_zone: str = TIME_ZONE) -> datetime:
    """Read a local time such as 2020-03-01T09:30; an offset in the text wins."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(time_zone))


def factset(
    rows: Iterable[Mapping[str, Any]],
    surveys: Iterable[Mapping[str, Any]] | None = None,
    *,
    time_zone: str = TIME_ZONE,
    provided: Mapping[str, Mapping[str, Provision]] | None = None,
) -> FactSet:
    """Open rows as facts on an in-memory DuckDB.

    `occurred_at` may be a text (local time), a date (noon) or an instant; `source` is
    "log" and `contact_id` the row's place unless given.
    """
    facts, dims = fact_rows(rows, time_zone=time_zone)
    sources = {(f["contact_id"], f["source"]): f["month"] for f in facts}
    connection = ibis.duckdb.connect()
    tables = {
        name: _register(
            connection,
            name,
            dims[name],
            [_KEYS[f"{name}_key"], *(FACT_COLUMNS[c] for c in columns)],
        )
        for name, columns in _DIMENSIONS.items()
    }
    survey_table = None
    if surveys is not None:
        survey_rows = _survey_rows(surveys, sources)
        survey_table = _register(
            connection, "surveys", survey_rows, SURVEY_COLUMNS.values()
        )
    return FactSet(
        facts=_register(connection, "facts", facts, FACT_COLUMNS.values()),
        surveys=survey_table,
        **tables,
        time_zone=time_zone,
        provided=provided or {},
    )


def fact_rows(
    rows: Iterable[Mapping[str, Any]], *, time_zone: str = TIME_ZONE
) -> tuple[list[Row], dict[str, list[Row]]]:
    """Return the full facts and the rows of their dimensions."""
    dims: dict[str, dict[tuple[Any, ...], int]] = {name: {} for name in _DIMENSIONS}
    facts = []
    for number, row in enumerate(rows, start=1):
        unknown = set(row) - set(FACT_COLUMNS)
        assert not unknown, f"not columns of a fact: {sorted(unknown)}"
        fact = dict.fromkeys(FACT_COLUMNS) | {
            "contact_id": f"c{number}",
            "source": "log",
            **row,
        }
        fact["occurred_at"] = instant = _instant(row["occurred_at"], time_zone)
        local = instant.astimezone(ZoneInfo(time_zone))
        fact |= {
            "occurred_on": local.date(),
            "month": f"{local:%Y-%m}",
            "hour": local.hour,
            "weekday": local.isoweekday(),
        }
        for name, columns in _DIMENSIONS.items():
            values = tuple(fact[column] for column in columns)
            fact[f"{name}_key"] = dims[name].setdefault(values, len(dims[name]) + 1)
        facts.append(fact)
    return facts, {
        name: [
            {f"{name}_key": key, **dict(zip(columns, values, strict=True))}
            for values, key in dims[name].items()
        ]
        for name, columns in _DIMENSIONS.items()
    }


_KEYS = {
    f"{name}_key": Column(f"{name}_key", Kind.SMALL, "row of the dimension")
    for name in _DIMENSIONS
}


def _instant(value: str | date | datetime, time_zone: str) -> datetime:
    match value:
        case str():
            return at(value, time_zone)
        case datetime():
            return value
        case date():
            noon = datetime(value.year, value.month, value.day, 12)  # noqa: DTZ001
            return noon.replace(tzinfo=ZoneInfo(time_zone))


def _survey_rows(
    surveys: Iterable[Mapping[str, Any]], months: Mapping[tuple[str, str], str]
) -> list[Row]:
    rows = []
    for survey in surveys:
        row = dict.fromkeys(SURVEY_COLUMNS) | {
            "source": "log",
            "invited": True,
            "viewed": True,
            "answered": True,
            **survey,
        }
        row.setdefault("month", None)
        row["month"] = row["month"] or months.get(
            (row["contact_id"], row["source"]), "2020-01"
        )
        rows.append(row)
    return rows


def _register(
    connection: Backend,
    name: str,
    rows: Sequence[Row],
    columns: Iterable[Column],
) -> ir.Table:
    schema = pa.schema([(column.name, _ARROW[column.kind]) for column in columns])
    connection.con.register(name, pa.Table.from_pylist(list(rows), schema=schema))
    return connection.table(name)
