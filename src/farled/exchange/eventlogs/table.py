"""Facts as a CSV table that no spreadsheet takes for formulas."""

import csv
import io
from datetime import datetime
from typing import Any, Final, Iterator, Sequence

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.factset import FactSet
from farled.exchange.eventlogs.rows import (
    ExportOptions,
    Pseudonyms,
    instant,
    read_rows,
)

__all__ = ["CSV_COLUMNS", "safe_cell", "write_csv"]

CSV_COLUMNS: Final = tuple(
    name
    for name in FACT_COLUMNS
    if name not in ("raw", "matter_key", "customer_key", "moment_key")
)
"""Columns exported: raw codes may hold anything, and interned keys mean nothing."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROWS_PER_PIECE: Final = 5_000


def safe_cell(value: Any) -> str:
    """Write one cell; a text that a spreadsheet could run gets a quote before it.

    >>> safe_cell("=1+1"), safe_cell(-5), safe_cell(None)
    ("'=1+1", '-5', '')
    """
    match value:
        case None:
            return ""
        case datetime():
            return instant(value)
        case str() if value.startswith(_FORMULA_STARTS):
            return f"'{value}"
        case _:
            return str(value)


def write_csv(
    factset: FactSet, options: ExportOptions, columns: Sequence[str] = CSV_COLUMNS
) -> Iterator[bytes]:
    """Write facts as CSV (RFC 4180, UTF-8) piece by piece, oldest first.

    Source: docs/method/event-logs.md.
    """
    hidden = Pseudonyms(options.key)
    piece = io.StringIO(newline="")
    writer = csv.writer(piece, lineterminator="\r\n")
    writer.writerow(columns)
    rows = read_rows(factset, columns, ("occurred_at", "source", "contact_id"))
    for number, row in enumerate(rows, start=1):
        shown = hidden.hide(row)
        writer.writerow([safe_cell(shown[name]) for name in columns])
        if number % _ROWS_PER_PIECE == 0:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()
