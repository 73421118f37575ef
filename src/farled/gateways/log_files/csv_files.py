"""Read delimited text files, with DuckDB when it can be proved to miss no row."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.exchange.importing import BrokenRow
from farled.gateways.log_files.csv_records import Layout, Records
from farled.gateways.log_files.encodings import find_encoding, rewrite_as_utf8
from farled.gateways.log_files.headers import Header, find_header
from farled.gateways.log_files.probing import Probe, is_gzip, probe
from farled.gateways.log_files.request import ROWS, Loaded, Request
from farled.gateways.log_files.rows import load_rows
from farled.terms.errors import FarledError

__all__ = ["load_csv"]

_READ = """
create or replace temp table {rows} as
select row_number() over () + {first} as "line", {places} from read_csv(
    {file}, auto_detect = false, header = true, skip = {skip}, columns = {columns},
    delim = {delimiter}, quote = {quote}, escape = {quote}, strict_mode = true,
    max_line_size = {longest}, null_padding = false, comment = '',
    store_rejects = true, rejects_limit = 0,
    rejects_table = 'log_rejects', rejects_scan = 'log_reject_scans'
)
"""
_NUMBER = """
create or replace temp table {rows} as
select r."line" + coalesce(b.before, 0) as "line", {places}
from {rows} as r asof left join (
    select "line" - before + 1 as from_line, before from (
        select "line", row_number() over (order by "line") as before
        from (select distinct "line" from log_rejects)
    )
) as b on r."line" >= b.from_line
"""
_REASONS = {
    "MISSING COLUMNS": "too-few-columns",
    "TOO MANY COLUMNS": "too-many-columns",
    "UNQUOTED VALUE": "stray-quote",
    "INVALID ENCODING": "undecodable",
    "LINE SIZE OVER MAXIMUM": "field-too-long",
}
_SHOWN = 400
_WORTH_IT = 256 * 2**10
"""Bytes from which DuckDB reads faster than starting it takes."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text file made ready: UTF-8 on disk, and what is known of it."""

    path: Path
    probe: Probe
    was_rewritten: bool
    findings: tuple[str, ...]
    is_clean: bool


def load_csv(request: Request) -> Loaded:
    """Load a delimited text file, packed or not, as rows of text.

    Raises:
        FarledError: `log-empty`, `log-is-binary`, `log-line-too-long`,
            `log-unpacks-too-large`, and those of `find_header`.
    """
    text = prepare_text(request)
    wanted = request.wanted
    options = request.options
    header = find_header(
        _header_line(text.path, options.header_row, request.path.name),
        wanted,
        delimiter=options.delimiter,
        quote=options.quote,
        file=request.path.name,
    )
    layout = Layout(
        text.path,
        header.delimiter,
        options.quote,
        len(header.columns),
        options.header_row,
        text.was_rewritten,
    )
    broken = None
    if text.is_clean and text.probe.size >= _WORTH_IT:
        broken = _load_fast(request.connection, layout, header, text.probe)
    if broken is None:
        broken = _load_carefully(request.connection, layout, header)
    return Loaded(header.columns, header.places, tuple(broken), text.findings)


def prepare_text(request: Request) -> _Text:
    """Unpack and rewrite a text file as far as needed, within limits."""
    path = request.path
    copy = request.scratch / "unpacked" if is_gzip(path) else None
    found = probe(path, copy)
    if not found.head.strip():
        raise FarledError("log-empty", file=path.name)
    place = copy or path
    encoding = find_encoding(place, found, request.options.encoding)
    if found.has_nul and not encoding.name.startswith("utf-16") and _is_binary(found):
        raise FarledError("log-is-binary", file=path.name)
    rewritten = encoding.name != "utf-8"
    if rewritten:
        target = request.scratch / "utf8"
        rewrite_as_utf8(place, encoding, target)
        place = target
    return _Text(
        place,
        probe(place) if rewritten else found,
        rewritten,
        (f"{request.path.name}: {encoding.name}",) if encoding.guessed else (),
        is_clean=not (encoding.has_broken_rows or found.has_nul),
    )


def _is_binary(found: Probe) -> bool:
    return found.head.count(0) * 100 > len(found.head)


def _header_line(path: Path, row: int, name: str) -> str:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for number, line in enumerate(file, start=1):
            if number == row and line.strip():
                return line.rstrip("\r\n")
    raise FarledError("log-empty", file=name)


def _load_fast(
    connection: DuckDBPyConnection, layout: Layout, header: Header, found: Probe
) -> list[BrokenRow] | None:
    """Load with DuckDB; None unless every line of the file is accounted for."""
    places = sql.names(header.places.values())
    for table in ("log_rejects", "log_reject_scans"):
        connection.execute(f"drop table if exists {table}")
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(layout.width))
    statement = sql.fill(
        _READ,
        rows=ROWS,
        places=places,
        first=layout.header_row,
        file=sql.text(str(layout.path)),
        skip=layout.header_row - 1,
        columns="{" + columns + "}",
        delimiter=sql.text(layout.delimiter),
        quote=sql.text(layout.quote),
        longest=8 * 2**20,
    )
    try:
        connection.execute(statement)
    except duckdb.Error:
        return None  # the careful reader finds out which rows are at fault
    broken = _rejected(connection)
    read = sql.count_rows(connection, ROWS) + len(broken) + layout.header_row
    if read != found.lines:
        return None
    if broken:
        connection.execute(sql.fill(_NUMBER, rows=ROWS, places=places))
    return broken


def _rejected(connection: DuckDBPyConnection) -> list[BrokenRow]:
    found = connection.execute(
        'select "line", min(error_type::VARCHAR), any_value(csv_line) '
        "from log_rejects group by 1 order by 1"
    ).fetchall()
    return [
        BrokenRow(int(line), _REASONS.get(kind, "unreadable"), (text or "")[:_SHOWN])
        for line, kind, text in found
    ]


def _load_carefully(
    connection: DuckDBPyConnection, layout: Layout, header: Header
) -> list[BrokenRow]:
    records = Records(layout)
    wanted = [int(place[1:]) for place in header.places.values()]
    rows = (
        (line, *(fields[position] or None for position in wanted))
        for line, fields in records
    )
    load_rows(connection, list(header.places.values()), rows)
    return records.broken
