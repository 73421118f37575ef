"""Read Parquet logs as rows of text, like any other file."""

import duckdb

from farled.exchange import sql
from farled.gateways.log_files.headers import place_columns
from farled.gateways.log_files.limits import ROW_LIMIT
from farled.gateways.log_files.request import ROWS, Loaded, Request
from farled.terms.errors import FarledError

__all__ = ["load_parquet"]


def load_parquet(request: Request) -> Loaded:
    """Load a Parquet file's rows as text; instants as ISO with their offset.

    Raises:
        FarledError: `log-parquet-unreadable`, `log-unpacks-too-large`, and those of
            `place_columns`.
    """
    name, connection = request.path.name, request.connection
    file = sql.text(str(request.path))
    try:
        rows = connection.execute(
            "select num_rows from parquet_file_metadata(?)", [str(request.path)]
        ).fetchall()[0][0]
        described = connection.execute(
            sql.fill("describe select * from read_parquet({file})", file=file)
        ).fetchall()
    except duckdb.Error as error:
        raise FarledError("log-parquet-unreadable", file=name) from error
    if rows > ROW_LIMIT:
        raise FarledError(
            "log-unpacks-too-large",
            file=name,
            size_mib=rows // 2**20,
            packed_kib=request.path.stat().st_size // 2**10,
        )
    columns = tuple(each[0] for each in described)
    places = place_columns(columns, request.wanted, file=name)
    texts = ", ".join(
        f"nullif({sql.name(columns[int(place[1:])])}::VARCHAR, '') as {sql.name(place)}"
        for place in places.values()
    )
    try:
        connection.execute(
            sql.fill(
                "create or replace temp table {rows} as select file_row_number + 1 as "
                '"line", {texts} from read_parquet({file}, file_row_number = true, '
                "hive_partitioning = false)",
                rows=ROWS,
                texts=texts,
                file=file,
            )
        )
    except duckdb.Error as error:
        raise FarledError("log-parquet-unreadable", file=name) from error
    return Loaded(columns, places)
