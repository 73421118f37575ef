"""The mapping document: how one kind of log becomes contact facts."""

from typing import Annotated, Final, Literal, Mapping

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from farled.analysis.facts import FACT_COLUMNS
from farled.exchange.mapping.columns import ColumnRule, Raw, RawColumns
from farled.strategy.document.model import Day, Id, Part, Text, as_tuple

__all__ = [
    "MAPPABLE",
    "Condition",
    "Exclusion",
    "FileFormat",
    "Impossible",
    "Journey",
    "LogMapping",
]

MAPPABLE: Final = tuple(
    column.name
    for column in FACT_COLUMNS.values()
    if not column.derived and column.name not in {"source", "raw"}
)
"""Columns of the facts that a mapping can fill."""

FactColumn = Annotated[str, Field(json_schema_extra={"enum": list(MAPPABLE)})]
RawColumn = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class FileFormat(Part):
    """How the log's files are read; what is left out is found out."""

    format: Literal["csv", "json", "xlsx", "parquet"] | None = None
    """Kind of file; by default told from the file itself."""
    encoding: Literal["auto", "utf-8", "utf-16", "latin-1", "cp1252"] = "auto"
    """How characters are written."""
    delimiter: Annotated[str, StringConstraints(min_length=1)] = "auto"
    """What separates columns: `auto`, `tab` or one character."""
    quote: Annotated[str, StringConstraints(max_length=1)] = '"'
    """What encloses a text; empty for nothing."""
    sheet: str | None = None
    """Sheet of a workbook; by default the only one that is not empty."""
    header_row: Annotated[int, Field(ge=1, le=100)] = 1
    """Line or row with the names of the columns."""
    records: str | None = None
    """Where the list of rows stands in a JSON file, such as data.requests."""


class Condition(Part):
    """What a column's value must be like; every key given must hold."""

    is_: Annotated[
        tuple[Raw, ...] | None, BeforeValidator(as_tuple), Field(alias="is")
    ] = None
    """One of these values."""
    is_not: Annotated[tuple[Raw, ...] | None, BeforeValidator(as_tuple)] = None
    """None of these values; an empty value is none of them."""
    matches: str | None = None
    """A regular expression found in the value (RE2)."""
    empty: bool | None = None
    """Whether there is no value."""

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, given: object) -> object:
        return {"is": given} if isinstance(given, (str, list, tuple)) else given


class Exclusion(Part):
    """Rows that are no customer's contact, and why."""

    reason: Id
    """Counted under this code, such as staff-generated or test."""
    where: Annotated[Mapping[RawColumn, Condition], Field(min_length=1)]
    """Column of the log → condition; all of them must hold."""


class After(Part):
    """A date column and the last day it can be true."""

    column: str
    """Column of the facts with an instant."""
    day: Day
    """Last possible day."""


class Impossible(Part):
    """Rows that cannot be true; exactly one of the checks."""

    reason: Id
    """Counted under this code, such as closed-before-opened."""
    earlier: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)] | None = None
    """Two columns of the facts: the first instant lies before the second."""
    more: Annotated[RawColumns, Field(min_length=2, max_length=2)] | None = None
    """Two columns of the log: the first number is greater, as handled > offered."""
    negative: RawColumn | None = None
    """A column of the log with a number below zero."""
    after: After | None = None
    """An instant after a given day."""


class Journey(Part):
    """The log has a row per event; the first event of a case is the contact."""

    case: RawColumns
    """Columns that name the case."""


class LogMapping(Part):
    """How one kind of log becomes facts."""

    farled: Literal[1]
    """Version of the mapping format."""
    source: Id
    """The log or system; part of what makes a contact unique."""
    title: Text | None = None
    """What log this is."""
    notes: Text | None = None
    """What a reader of the figures has to know."""
    time_zone: str
    """IANA name of the organisation's time zone, such as Europe/Stockholm."""
    file: FileFormat = FileFormat()
    """How the files are read."""
    columns: Mapping[FactColumn, ColumnRule]
    """Column of the facts → where its values come from."""
    unique: Annotated[tuple[RawColumn, ...], BeforeValidator(as_tuple)] = ()
    """Columns of the log that no two rows share; by default those of `contact_id`."""
    exclude: tuple[Exclusion, ...] = ()
    """Rows to leave out; the first that fits gives the reason."""
    impossible: tuple[Impossible, ...] = ()
    """Rows that cannot be true. Always looked for: ended before it occurred, and
    negative durations and costs."""
    latest_day: Day | None = None
    """Contacts after this day are impossible."""
    journey: Journey | None = None
    """Set when the log has a row per event."""
    shares_file_with: Annotated[tuple[Id, ...], BeforeValidator(as_tuple)] = ()
    """Other sources that are rightly imported from the same file."""

    @property
    def log_columns(self) -> tuple[str, ...]:
        """Columns of the log that the mapping looks at, each once."""
        named = [name for rule in self.columns.values() for name in rule.sources]
        named += self.unique
        named += [name for each in self.exclude for name in each.where]
        for check in self.impossible:
            named += [*(check.more or ()), *(check.negative or ())]
        named += self.journey.case if self.journey else ()
        return tuple(dict.fromkeys(named))
