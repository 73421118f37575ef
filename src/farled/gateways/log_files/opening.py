"""Tell what kind of file a log is, and load it as rows of text."""

from dataclasses import replace
from pathlib import Path
from typing import Callable, Mapping

from farled.exchange import sql
from farled.exchange.importing import LogTable
from farled.gateways.log_files.csv_files import load_csv
from farled.gateways.log_files.json_files import load_json
from farled.gateways.log_files.parquet_files import load_parquet
from farled.gateways.log_files.request import ROWS, Loaded, Request
from farled.gateways.log_files.workbooks import load_workbook
from farled.terms.errors import FarledError

__all__ = ["kind_of_file", "load_log"]

_SIGNS = (
    (b"PK\x03\x04", "xlsx"),
    (b"PAR1", "parquet"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"SQLite format", "sqlite"),
)
_READERS: Mapping[str, Callable[[Request], Loaded]] = {
    "csv": load_csv,
    "json": load_json,
    "xlsx": load_workbook,
    "parquet": load_parquet,
}
_JSON_SUFFIXES = frozenset({".json", ".ndjson", ".jsonl", ".geojson"})
_REPEATED = "repeated-header"


def kind_of_file(path: Path) -> str:
    """Tell the kind of a file from its first bytes, then from its name.

    Raises:
        FarledError: `log-not-found`.
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise FarledError("log-not-found", file=str(path)) from error
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    suffixes = {suffix.lower() for suffix in path.suffixes}
    return "json" if suffixes & _JSON_SUFFIXES else "csv"


def load_log(request: Request) -> tuple[LogTable, Loaded]:
    """Load a log's rows into the connection, whatever kind of file it is.

    Raises:
        FarledError: `log-not-found`, `log-kind-not-read`, `log-kind-differs`, and
            those of the reader.
    """
    found = kind_of_file(request.path)
    kind = request.options.format or found
    if found not in _READERS:
        raise FarledError("log-kind-not-read", file=request.path.name, kind=found)
    if {kind, found} & {"xlsx", "parquet"} and kind != found:
        raise FarledError(
            "log-kind-differs", file=request.path.name, given=kind, found=found
        )
    loaded = _READERS[kind](request)
    log = LogTable(
        table=ROWS,
        columns=loaded.columns,
        places=loaded.places,
        broken=loaded.broken,
    )
    return _without_headers(request, log), loaded


def _without_headers(request: Request, log: LogTable) -> LogTable:
    """Drop rows that repeat the names of the columns, and count them."""
    if not log.places:
        return log
    same = " and ".join(
        f"trim({sql.name(place)}) = {sql.text(name)}"
        for name, place in log.places.items()
    )
    dropped = request.connection.execute(
        sql.fill(
            'delete from {rows} where {same} returning "line"', rows=ROWS, same=same
        )
    ).fetchall()
    return replace(log, skipped={_REPEATED: len(dropped)}) if dropped else log
