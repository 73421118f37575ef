"""Results too large to hold, as a stream of Arrow batches from any engine."""

from typing import Final, Iterator

import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend as DuckDB

__all__ = ["BATCH_ROWS", "stream_batches"]

BATCH_ROWS: Final = 122_880
"""A row group of DuckDB's: large enough to be fast, small enough for the cache."""


def stream_batches(table: ir.Table, rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
    """Compute a table and yield it batch by batch, in its order.

    Run nothing else on the same connection until the last batch is read.
    """
    backend = table.get_backend()
    if not isinstance(backend, DuckDB):
        yield from table.to_pyarrow_batches(chunk_size=rows)
        return
    # Ibis 12 asks DuckDB 2 for a reader by a name it no longer has. Running the empty
    # query makes Ibis register the tables that live in memory; then DuckDB is asked.
    table.limit(0).to_pyarrow()
    yield from backend.con.sql(backend.compile(table)).to_arrow_reader(rows)
