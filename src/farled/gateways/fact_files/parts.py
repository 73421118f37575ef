"""The Parquet files of a folder of facts: written by month, checked before reading."""

import hashlib
import shutil
from pathlib import Path
from typing import Iterable

from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.gateways.fact_files.durable import flush_folder, move_into_place
from farled.gateways.fact_files.manifest import Manifest, PartFile
from farled.terms.errors import FarledError

__all__ = [
    "check_parts",
    "read_parts",
    "remove_leftovers",
    "write_months",
    "writing_folder",
]

_MAGIC = b"PAR1"
_LEAST = 12  # magic, footer length, magic
_WRITING = ".writing-"
_ORDER = {
    "facts": ("month", "occurred_at", "source", "contact_id"),
    "surveys": ("month", "source", "contact_id"),
}
_COPY = """
copy (select * from {table} order by {order})
to {folder} (
    format parquet, compression zstd, partition_by ("month"),
    write_partition_columns true, filename_pattern 'part-{{i}}'
)
"""


def writing_folder(folder: Path, generation: int) -> Path:
    """Give a fresh place to write in, invisible to readers."""
    place = folder / f"{_WRITING}{generation}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


def remove_leftovers(folder: Path, manifest: Manifest) -> None:
    """Remove what an interrupted write left, and parts that were superseded."""
    for place in folder.glob(f"{_WRITING}*"):
        shutil.rmtree(place, ignore_errors=True)
    named = {each.path for each in (*manifest.facts, *manifest.surveys)}
    for kind in ("facts", "surveys"):
        for path in folder.glob(f"{kind}/month=*/*.parquet"):
            if path.relative_to(folder).as_posix() not in named:
                path.unlink(missing_ok=True)
        for month in folder.glob(f"{kind}/month=*"):
            if not any(month.iterdir()):
                month.rmdir()


def check_parts(folder: Path, parts: Iterable[PartFile], *, deep: bool = False) -> None:
    """Refuse parts that are missing, cut short or not Parquet.

    Args:
        folder: the folder of facts.
        parts: what the manifest promises.
        deep: also compare every byte with the manifest.

    Raises:
        FarledError: `facts-damaged`, naming every damaged file.
    """
    damaged = tuple(part.path for part in parts if not _is_whole(folder, part, deep))
    if damaged:
        raise FarledError(
            "facts-damaged", folder=str(folder), files=damaged, count=len(damaged)
        )


def _is_whole(folder: Path, part: PartFile, deep: bool) -> bool:  # noqa: FBT001 - private
    path = folder / part.path
    try:
        if path.stat().st_size != part.size or part.size < _LEAST:
            return False
        with path.open("rb") as file:
            first = file.read(len(_MAGIC))
            file.seek(-len(_MAGIC), 2)
            marked = first == _MAGIC == file.read(len(_MAGIC))
    except OSError:
        return False
    return marked and (not deep or _digest(path) == part.sha256)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_parts(folder: Path, parts: Iterable[PartFile]) -> str:
    """Give the SQL source that reads exactly these parts."""
    paths = sql.texts(str(folder / part.path) for part in parts)
    return f"read_parquet({paths}, hive_partitioning=false, union_by_name=true)"


def write_months(
    connection: DuckDBPyConnection, table: str, place: Path, kind: str, folder: Path
) -> tuple[PartFile, ...]:
    """Write a table's months beside, flush them and move them into place.

    Args:
        connection: where the table is.
        table: rows with `month`, of whole months.
        place: folder to write in first.
        kind: `facts` or `surveys`.
        folder: the folder of facts.

    Raises:
        FarledError: `facts-not-all-written`.
    """
    beside = place / kind
    connection.execute(
        sql.fill(
            _COPY,
            table=sql.name(table),
            order=sql.names(_ORDER[kind]),
            folder=sql.text(str(beside)),
        )
    )
    counted = _rows_of(connection, beside)
    expected = sql.count_rows(connection, table)
    if sum(counted.values()) != expected:
        raise FarledError(
            "facts-not-all-written", expected=expected, found=sum(counted.values())
        )
    generation = place.name.removeprefix(_WRITING)
    parts = tuple(_place_part(p, folder, kind, generation, counted) for p in counted)
    for month in {(folder / part.path).parent for part in parts}:
        flush_folder(month)
    return parts


def _rows_of(connection: DuckDBPyConnection, beside: Path) -> dict[Path, int]:
    if not any(beside.glob("*/*.parquet")):
        return {}
    found = connection.execute(
        "select file_name, num_rows from parquet_file_metadata(?) order by 1",
        [str(beside / "*" / "*.parquet")],
    ).fetchall()
    return {Path(path): int(rows) for path, rows in found}


def _place_part(
    written: Path, folder: Path, kind: str, generation: str, rows: dict[Path, int]
) -> PartFile:
    month = written.parent.name
    target = folder / kind / month / f"{generation}-{written.name}"
    size, digest = written.stat().st_size, _digest(written)
    move_into_place(written, target)
    return PartFile(
        path=target.relative_to(folder).as_posix(),
        month=month.removeprefix("month="),
        rows=rows[written],
        size=size,
        sha256=digest,
    )
