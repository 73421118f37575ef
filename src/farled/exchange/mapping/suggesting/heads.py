"""The head of a log, and what each of its columns looks like."""

from collections import Counter
from dataclasses import dataclass
from typing import Sequence

from farled.exchange.naming import tidy

__all__ = ["Head", "Look", "looks_of"]

_VALUES_LIMIT = 5_000


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of a log as texts.

    Attributes:
        columns: names of the columns.
        rows: texts by row; as long as `columns`.
        format: csv, json, xlsx or parquet.
        delimiter: what separates columns in a CSV file.
        encoding: how characters are written, when a mapping has to say so.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    format: str = "csv"
    delimiter: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a column looks like.

    Attributes:
        name: its name in the log.
        filled: rows with a value.
        counts: values, the most frequent first; at most 5,000 distinct ones.
        is_unique: every row has a value and no two have the same.
    """

    name: str
    filled: int
    counts: Counter[str]
    is_unique: bool

    @property
    def distinct(self) -> int:
        """How many distinct values were seen."""
        return len(self.counts)

    def sample(self, size: int = 300) -> list[str]:
        """Give some of the values."""
        return [value for value, _ in self.counts.most_common(size)]


def looks_of(head: Head) -> tuple[Look, ...]:
    """Look at every column of a head."""
    return tuple(
        _look(name, [tidy(row[place]) for row in head.rows])
        for place, name in enumerate(head.columns)
    )


def _look(name: str, texts: list[str]) -> Look:
    given = [text for text in texts if text]
    counts = Counter(given)
    is_unique = len(texts) > 1 and len(given) == len(texts) == len(counts)
    kept = Counter(dict(counts.most_common(_VALUES_LIMIT)))
    return Look(name, len(given), kept, is_unique)
