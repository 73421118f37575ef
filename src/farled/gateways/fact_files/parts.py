"""The Parquet files of a folder of facts: written by month, checked before reading."""

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.gateways.fact_files.durable import flush_folder, move_into_place
from farled.gateways.fact_files.manifest import Manifest, PartFile
from farled.terms.errors import FarledError

__all__ = [
    "Months",
    "check_parts",
    "damaged_parts",
    "read_parts",
    "remove_leftovers",
    "write_months",
    "writing_folder",
]

_MAGIC = b"PAR1"
_LEAST = 12  # magic, footer length, magic
_WRITING = ".writing-"
_TOGETHER = 2
"""Months written at the same time."""

_COPY = """
copy ({query}) to {file} (format parquet, compression snappy)
"""


@dataclass(frozen=True, slots=True)
class Months:
    """Months to write.

    Attributes:
        kind: `facts` or `surveys`.
        queries: month → what selects its rows.
        count: how many rows they have together, known from elsewhere.
    """

    kind: str
    queries: Mapping[str, str]
    count: int


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
    damaged = damaged_parts(folder, parts, deep=deep)
    if damaged:
        raise FarledError(
            "facts-damaged", folder=str(folder), files=damaged, count=len(damaged)
        )


def damaged_parts(
    folder: Path, parts: Iterable[PartFile], *, deep: bool = False
) -> tuple[str, ...]:
    """Name the parts that are missing, cut short or not Parquet."""
    return tuple(part.path for part in parts if not _is_whole(folder, part, deep))


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
    connection: DuckDBPyConnection, months: Months, place: Path, folder: Path
) -> tuple[PartFile, ...]:
    """Write months beside, count them, flush them and move them into place.

    Args:
        connection: where the rows are, in tables that its cursors see too.
        months: what to write.
        place: folder to write in first.
        folder: the folder of facts.

    Raises:
        FarledError: `facts-not-all-written`.
    """
    names = sorted(months.queries)
    turns = [names[turn::_TOGETHER] for turn in range(_TOGETHER)]
    cursors = [connection.cursor() for _ in turns]
    with ThreadPoolExecutor(_TOGETHER) as workers:
        list(workers.map(lambda c, t: _copy(c, months, t, place), cursors, turns))
    for cursor in cursors:
        cursor.close()
    counted = _rows_of(connection, place, months.kind)
    found = sum(counted.values())
    if found != months.count:
        raise FarledError("facts-not-all-written", expected=months.count, found=found)
    generation = place.name.removeprefix(_WRITING)
    return tuple(
        _place_part(path, folder, months.kind, generation, rows)
        for path, rows in counted.items()
        if rows
    )


def _copy(
    cursor: DuckDBPyConnection, months: Months, names: Sequence[str], place: Path
) -> None:
    for name in names:
        file = sql.text(str(place / f"{months.kind}-{name}.parquet"))
        cursor.execute(sql.fill(_COPY, query=months.queries[name], file=file))


def _rows_of(connection: DuckDBPyConnection, place: Path, kind: str) -> dict[Path, int]:
    written = place / f"{kind}-*.parquet"
    if not any(place.glob(written.name)):
        return {}
    found = connection.execute(
        "select file_name, num_rows from parquet_file_metadata(?) order by 1",
        [str(written)],
    ).fetchall()
    return {Path(path): int(rows) for path, rows in found}


def _place_part(
    written: Path, folder: Path, kind: str, generation: str, rows: int
) -> PartFile:
    month = written.stem.removeprefix(f"{kind}-")
    target = folder / kind / f"month={month}" / f"{generation}.parquet"
    size, digest = written.stat().st_size, _digest(written)
    move_into_place(written, target)
    flush_folder(target.parent)
    return PartFile(
        path=target.relative_to(folder).as_posix(),
        month=month,
        rows=rows,
        size=size,
        sha256=digest,
    )
