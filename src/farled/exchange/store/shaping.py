"""Give every fact its local day, month, hour and weekday, once and for all."""

from typing import Iterable

from duckdb import DuckDBPyConnection

from farled.analysis.facts import FACT_COLUMNS
from farled.exchange import sql
from farled.exchange.store.schema import DUCKDB_TYPES

__all__ = ["shape_facts"]

_SHAPE = """
create or replace temp table {target} as
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


def shape_facts(
    connection: DuckDBPyConnection,
    table: str,
    *,
    columns: Iterable[str],
    source: str,
    time_zone: str,
    target: str,
) -> None:
    """Cast a table to the stored types and add what follows from the instant.

    Columns the table lacks become null; `source` is set on every row.

    Args:
        connection: where `table` is, and where `target` will be.
        table: name of the table of mapped facts.
        columns: the columns that `table` has.
        source: the log or system all rows come from.
        time_zone: IANA name of the organisation's time zone.
        target: name of the temporary table to make.
    """
    given = frozenset(columns)
    shaped: list[str] = []
    for column in FACT_COLUMNS.values():
        if column.derived:
            continue
        kind = DUCKDB_TYPES[column.kind]
        value = sql.name(column.name) if column.name in given else "NULL"
        if column.name == "source":
            value = sql.text(source)
        shaped.append(f"({value})::{kind} as {sql.name(column.name)}")
    connection.execute(
        sql.fill(
            _SHAPE,
            target=sql.name(target),
            columns=", ".join(shaped),
            zone=sql.text(time_zone),
            table=sql.name(table),
        )
    )
