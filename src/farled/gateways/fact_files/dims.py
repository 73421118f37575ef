"""The dimension tables of a folder of facts; they only ever grow."""

from pathlib import Path
from typing import Mapping

import duckdb
from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.exchange.store import DIMENSIONS
from farled.gateways.fact_files.durable import flush_folder, move_into_place
from farled.terms.errors import FarledError

__all__ = ["dimension_file", "load_dimensions", "save_dimensions"]


def dimension_file(folder: Path, name: str) -> Path:
    """Give the file of a dimension."""
    return folder / "dims" / f"{name}.parquet"


def load_dimensions(
    connection: DuckDBPyConnection, folder: Path, rows: Mapping[str, int]
) -> None:
    """Fill the connection's dimension tables from the files.

    A file may hold more rows than the manifest says, from an interrupted write;
    their keys stay taken.

    Raises:
        FarledError: `facts-damaged` when a file is missing or too short.
    """
    for dimension in DIMENSIONS:
        path = dimension_file(folder, dimension.name)
        if dimension.name not in rows and not path.exists():
            continue
        try:
            connection.read_parquet(str(path)).insert_into(dimension.name)
        except duckdb.Error as error:
            raise _damaged(folder, path) from error
        found = sql.count_rows(connection, dimension.name)
        if found < rows.get(dimension.name, 0):
            raise _damaged(folder, path)


def _damaged(folder: Path, path: Path) -> FarledError:
    named = (path.relative_to(folder).as_posix(),)
    return FarledError("facts-damaged", folder=str(folder), files=named, count=1)


def save_dimensions(connection: DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write the dimension tables, each replaced in one step; give their rows.

    They are written before the manifest: old facts find their keys in the new file.
    """
    rows: dict[str, int] = {}
    for dimension in DIMENSIONS:
        path = dimension_file(folder, dimension.name)
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}")
        table = connection.table(dimension.name)
        table.order(sql.name(dimension.key)).write_parquet(
            str(beside), compression="zstd"
        )
        move_into_place(beside, path)
        rows[dimension.name] = sql.count_rows(connection, dimension.name)
    flush_folder(folder / "dims")
    return rows
