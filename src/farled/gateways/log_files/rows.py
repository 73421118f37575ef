"""Put rows that Python read into a table of the connection, a batch at a time."""

from itertools import islice
from typing import Iterable, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.gateways.log_files.request import ROWS

__all__ = ["load_rows"]

_BATCH = 50_000


def load_rows(
    connection: DuckDBPyConnection,
    places: Sequence[str],
    rows: Iterable[tuple[int | str | None, ...]],
) -> None:
    """Fill ROWS from tuples of the line number and the texts of the places."""
    columns = ", ".join(f"{sql.name(place)} VARCHAR" for place in places)
    connection.execute(
        sql.fill(
            'create or replace temp table {rows} ("line" BIGINT{columns})',
            rows=ROWS,
            columns=f", {columns}" if columns else "",
        )
    )
    schema = pa.schema(
        [("line", pa.int64()), *((place, pa.string()) for place in places)]
    )
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        arrays = [
            pa.array(values, field.type)
            for values, field in zip(zip(*batch, strict=True), schema, strict=True)
        ]
        connection.register("given_rows", pa.Table.from_arrays(arrays, schema=schema))
        connection.execute(
            sql.fill("insert into {rows} select * from given_rows", rows=ROWS)
        )
        connection.unregister("given_rows")
