"""The only way SQL text is put together here: every name and value is quoted."""

from typing import Iterable

from duckdb import DuckDBPyConnection

__all__ = ["count_rows", "fill", "name", "names", "text", "texts"]


def name(identifier: str) -> str:
    """Quote a column or table.

    >>> name('a "b" c')
    '"a ""b"" c"'
    """
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Iterable[str]) -> str:
    """Quote columns and separate them by commas.

    >>> names(["a", "b"])
    '"a", "b"'
    """
    return ", ".join(name(each) for each in identifiers)


def text(value: str | None) -> str:
    """Quote a value as a string literal, None as NULL.

    >>> text("it's")
    "'it''s'"
    """
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Quote values as a list literal.

    >>> texts(["a", "b"])
    "['a', 'b']"
    """
    return "[" + ", ".join(text(each) for each in values) + "]"


def fill(template: str, **parts: str | int) -> str:
    """Put parts, each quoted by the functions above, into a statement.

    >>> fill("select {column} from t limit {n}", column=name("a b"), n=3)
    'select "a b" from t limit 3'
    """
    return template.format(**parts)


def count_rows(connection: DuckDBPyConnection, table: str) -> int:
    """Count the rows of a table."""
    counting = fill("select count(*) from {table}", table=name(table))
    return int(connection.execute(counting).fetchall()[0][0])
