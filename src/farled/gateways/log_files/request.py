"""What is asked of the reader of a log file, and what it gives back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Mapping

from duckdb import DuckDBPyConnection

from farled.exchange.importing import BrokenRow
from farled.exchange.mapping.document import FileFormat

__all__ = ["ROWS", "Loaded", "Request"]

ROWS: Final = "log_rows"
"""Table of the connection that readers fill: `line`, and a text column per place."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to load.

    Attributes:
        path: the file.
        options: what the mapping says of it.
        wanted: columns of the log that the mapping looks at.
        connection: where the rows go.
        scratch: folder for unpacked and rewritten copies.
    """

    path: Path
    options: FileFormat
    wanted: tuple[str, ...]
    connection: DuckDBPyConnection
    scratch: Path


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded into ROWS.

    Attributes:
        columns: names of all columns of the log.
        places: wanted column → column of ROWS.
        broken: rows that could not be read.
        guessed: «file: encoding» where the encoding was guessed.
        may_be_cut: the file has exactly as many rows as its kind can hold.
    """

    columns: tuple[str, ...]
    places: Mapping[str, str]
    broken: tuple[BrokenRow, ...] = ()
    guessed: tuple[str, ...] = ()
    may_be_cut: bool = False
