"""Give every fact its local day, month, hour and weekday, once and for all."""

from dataclasses import dataclass
from typing import Final, Iterable, Mapping

from duckdb import DuckDBPyConnection

from farled.analysis.facts import FACT_COLUMNS, Column
from farled.exchange import sql
from farled.exchange.store.schema import DUCKDB_TYPES

__all__ = ["Shape", "filled", "shape_facts"]

_ALWAYS: Final = frozenset({"source", "occurred_at"})
_SHAPE = """
create or replace temp view {target} as
with local as (
    select {columns}, timezone({zone}, {table}."occurred_at") as local_time
    from {table}
)
select
    * exclude (local_time),
    local_time::date as occurred_on,
    strftime(local_time, '%Y-%m') as "month",
    hour(local_time)::integer as "hour",
    isodow(local_time)::integer as weekday
from local
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table of mapped facts is to become.

    Attributes:
        table: name of the table of mapped facts.
        columns: the columns that it has.
        source: the log or system all rows come from.
        time_zone: IANA name of the organisation's time zone.
    """

    table: str
    columns: frozenset[str]
    source: str
    time_zone: str


def shape_facts(connection: DuckDBPyConnection, shape: Shape, target: str) -> None:
    """Cast a table to the stored types and add what follows from the instant.

    Columns that the table lacks are left out; `filled` adds them when they are stored.

    Args:
        connection: where the table is.
        shape: the table, and what it is to become.
        target: name of the temporary view to make.
    """
    shaped = [
        f"{_value(column.name, shape)}::{DUCKDB_TYPES[column.kind]} "
        f"as {sql.name(column.name)}"
        for column in FACT_COLUMNS.values()
        if not column.derived and (column.name in shape.columns | _ALWAYS)
    ]
    connection.execute(
        sql.fill(
            _SHAPE,
            target=sql.name(target),
            columns=", ".join(shaped),
            zone=sql.text(shape.time_zone),
            table=sql.name(shape.table),
        )
    )


def _value(name: str, shape: Shape) -> str:
    return sql.text(shape.source) if name == "source" else sql.name(name)


def filled(columns: Mapping[str, Column], have: Iterable[str]) -> str:
    """List all columns for a selection from a table that has some; others are null."""
    given = frozenset(have)
    return ", ".join(
        sql.name(column.name)
        if column.name in given
        else f"NULL::{DUCKDB_TYPES[column.kind]} as {sql.name(column.name)}"
        for column in columns.values()
    )
