"""A log as rows of text in a connection, the same for every kind of file."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Iterable, Mapping, Sequence

from farled.exchange import sql

__all__ = ["LINE", "BrokenRow", "LogTable"]

LINE = "line"


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that could not be read: where it begins, why, and its beginning."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class LogTable:
    """A log's rows as text.

    Attributes:
        table: its name in the connection; `line` and one text column per place.
        columns: names of the log's columns, in order.
        places: column of the log → column of the table; only those asked for.
        broken: rows that are not in the table.
        repaired: what was mended while reading → rows.
        skipped: rows that are no data, such as a header in the middle → rows.
    """

    table: str
    columns: tuple[str, ...]
    places: Mapping[str, str]
    broken: tuple[BrokenRow, ...] = ()
    repaired: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    skipped: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, column: str) -> str:
        """Give the quoted column of the table for a column of the log."""
        return sql.name(self.places[column])

    def single(self, columns: Sequence[str]) -> str | None:
        """Give the bare column when there is only one: its values are tidied later."""
        return self.place(columns[0]) if len(columns) == 1 else None

    def joined(self, columns: Iterable[str], separator: str) -> str:
        """Give an expression of the columns' texts joined; null when all are."""
        parts = [f"nullif(trim({self.place(each)}), '')" for each in columns]
        if len(parts) == 1:
            return parts[0]
        texts = ", ".join([sql.text(separator), *parts])
        return f"nullif(concat_ws({texts}), '')"

    def whole(self, columns: Iterable[str], separator: str) -> str:
        """Give an expression of the columns' texts joined; null when any is."""
        parts = [f"nullif(trim({self.place(each)}), '')" for each in columns]
        return f" || {sql.text(separator)} || ".join(parts)
