"""Draft a mapping from a log file's first rows."""

import csv
import tempfile
from itertools import islice
from pathlib import Path
from typing import Iterable

from farled.exchange import sql
from farled.exchange.mapping.document import FileFormat
from farled.exchange.mapping.suggesting import Head, suggest_mapping
from farled.gateways.log_files.csv_files import prepare_text
from farled.gateways.log_files.csv_records import Layout, Records
from farled.gateways.log_files.headers import DELIMITERS
from farled.gateways.log_files.json_files import first_objects
from farled.gateways.log_files.opening import kind_of_file
from farled.gateways.log_files.parquet_files import load_parquet
from farled.gateways.log_files.request import ROWS, Request
from farled.gateways.log_files.workbooks import first_cells
from farled.gateways.log_import import import_connection
from farled.terms.errors import FarledError

__all__ = ["read_head", "suggest_for"]

_ROWS = 200_000
_LINES = 50


def suggest_for(path: Path) -> str:
    """Draft a mapping for a log file, as YAML with the open questions marked.

    Raises:
        FarledError: when the file cannot be read as a log.
    """
    return suggest_mapping(read_head(path), path.name)


def read_head(path: Path) -> Head:
    """Read the first 200,000 rows of a log as texts.

    Raises:
        FarledError: `log-kind-not-read`, and those of the readers.
    """
    kind = kind_of_file(path)
    with (
        tempfile.TemporaryDirectory(prefix="farled-") as scratch,
        import_connection() as connection,
    ):
        request = Request(path, FileFormat(), (), connection, Path(scratch))
        match kind:
            case "csv":
                return _csv_head(request)
            case "json":
                return _json_head(request)
            case "xlsx":
                cells = first_cells(request, _ROWS)
                return _from_rows(cells[0], cells[1:], "xlsx")
            case "parquet":
                return _parquet_head(request)
            case _:
                raise FarledError("log-kind-not-read", file=path.name, kind=kind)


def _from_rows(columns: Iterable[str], rows: Iterable[list[str]], kind: str) -> Head:
    names = tuple(columns)
    width = len(names)
    return Head(names, [(r + [""] * width)[:width] for r in rows], format=kind)


def _csv_head(request: Request) -> Head:
    text = prepare_text(request)
    with text.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = list(islice(file, _LINES))
    delimiter = max(DELIMITERS, key=lambda each: _rate(lines, each))
    columns = next(csv.reader(lines[:1], delimiter=delimiter))
    layout = Layout(text.path, delimiter, '"', len(columns))
    rows = [fields for _, fields in islice(iter(Records(layout)), _ROWS)]
    guessed = text.findings[0].rpartition(" ")[2] if text.findings else None
    return Head(
        tuple(name.strip() for name in columns),
        rows,
        delimiter=delimiter,
        encoding=guessed,
    )


def _rate(lines: list[str], delimiter: str) -> tuple[bool, int]:
    """Rate a delimiter: do most lines have as many columns as the first?"""
    widths = [len(fields) for fields in csv.reader(lines, delimiter=delimiter)]
    usual = widths[0] if widths else 0
    return usual > 1 and widths.count(usual) * 2 > len(widths), usual


def _json_head(request: Request) -> Head:
    objects = first_objects(request, _ROWS)
    columns = list(dict.fromkeys(key for each in objects for key in each))
    return _from_rows(
        columns, ([o.get(c, "") for c in columns] for o in objects), "json"
    )


def _parquet_head(request: Request) -> Head:
    columns = load_parquet(request).columns
    request = Request(
        request.path, request.options, columns, request.connection, request.scratch
    )
    loaded = load_parquet(request)
    found = request.connection.execute(
        sql.fill(
            "select {places} from {rows} limit {limit}",
            places=sql.names(loaded.places.values()),
            rows=ROWS,
            limit=_ROWS,
        )
    ).fetchall()
    return _from_rows(columns, ([v or "" for v in row] for row in found), "parquet")
