"""How a mapping fills one column of the facts from the columns of a log."""

from typing import Annotated, Literal, Mapping, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from farled.strategy.document.model import Day, Part, as_tuple

__all__ = ["ColumnRule", "DatedCode", "Raw", "RawColumns"]

Raw = Annotated[
    str,
    StringConstraints(max_length=1000),
    Field(json_schema_extra={"type": ["string", "number", "boolean"]}),
]
"""A value as it stands in the log."""

RawColumns = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=500)], ...],
    BeforeValidator(as_tuple),
    Field(min_length=1),
]
"""One column of the log, or several whose texts are joined."""

FactCode = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:[-._/@:][A-Za-z0-9]+)*$")
]
"""A code of the facts, such as phone or sv-FI."""


class DatedCode(Part):
    """What a raw value means during a time; both days included."""

    code: FactCode | None
    """The code; null when the value says nothing."""
    valid_from: Day | None = None
    """First day it means this."""
    valid_until: Day | None = None
    """Last day it means this."""


def _spread_code(value: object) -> object:
    return [{"code": value}] if value is None or isinstance(value, str) else value


Meaning = Annotated[
    tuple[DatedCode, ...], BeforeValidator(_spread_code), Field(min_length=1)
]


class ColumnRule(Part):
    """Where a column's values come from, and how they are read."""

    from_: Annotated[RawColumns | None, Field(alias="from")] = None
    """Column of the log, or several that are joined."""
    join: str = " "
    """Text between joined columns."""
    value: FactCode | None = None
    """One value for every row, instead of `from`."""
    values: Mapping[Raw, Meaning] | None = None
    """What each raw value means; a value not listed is unmapped, never guessed."""
    case: Literal["exact", "ignore"] = "exact"
    """Whether capitals matter in `values`."""
    as_: Annotated[Literal["code", "kebab"], Field(alias="as")] = "code"
    """`kebab` keeps the log's own words as codes: «Street Lights» → street-lights."""
    formats: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = ("iso",)
    """Formats of dates, tried in order: `iso`, `epoch`, `epoch-ms` or %Y-%m-%d …"""
    time_zone: str | None = None
    """Zone of times without an offset, when it is not the organisation's."""
    day_only: Literal["start-of-day", "end-of-day"] = "start-of-day"
    """When in the day a date without a time stands."""
    unit: Literal["milliseconds", "seconds", "minutes", "hours", "days", "clock"] = (
        "seconds"
    )
    """Unit of a duration; `clock` is h:mm:ss or mm:ss."""
    money: Literal["minor", "major"] = "minor"
    """Whether amounts are in öre and cents, or in kronor and euro with decimals."""
    decimal: Literal[".", ","] = "."
    """The decimal sign of numbers."""
    pseudonymise: bool | None = None
    """Replace by a keyed pseudonym; so done to `party_key` and `case_key` always,
    unless false is written here."""
    required: bool | None = None
    """Keep a row apart when the value is missing or unmapped."""
    empty: Annotated[tuple[Raw, ...], BeforeValidator(as_tuple)] = ()
    """Words of the log for «no value», besides nothing at all."""
    take: Literal["first", "last"] = "first"
    """In a journey: the event of the case that gives the value."""

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, given: object) -> object:
        return {"from": given} if isinstance(given, (str, list, tuple)) else given

    @property
    def sources(self) -> tuple[str, ...]:
        """Columns of the log that the value is read from."""
        return self.from_ or ()

    def replaced(self, **values: object) -> Self:
        """Copy with other values."""
        return self.model_copy(update=values)
