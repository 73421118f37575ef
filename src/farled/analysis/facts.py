"""The contact fact: one row per contact and subject, without personal data."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Mapping

from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Assisted,
    ContactReason,
    ContactType,
    Direction,
    Initiator,
    Outcome,
    Role,
)
from farled.terms.services import Matter

__all__ = [
    "CUSTOMER_COLUMNS",
    "FACT_COLUMNS",
    "MATTER_COLUMNS",
    "MOMENT_COLUMNS",
    "SURVEY_COLUMNS",
    "Column",
    "Kind",
]


class Kind(StrEnum):
    """Storage type of a column; `exchange.store` maps it to Arrow."""

    TEXT = "text"
    CODE = "code"
    """Text from few values; dictionary-encoded."""
    INSTANT = "instant"
    """UTC, microseconds."""
    DAY = "day"
    INT = "int"
    """64-bit."""
    SMALL = "small"
    """32-bit."""
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the fact table.

    Attributes:
        values: the only values allowed, or empty for any.
        required: never null in a stored fact.
        derived: computed by the store, never mapped by an import.
        note: what it holds; ends in its unit where it has one.
    """

    name: str
    kind: Kind
    note: str
    values: tuple[str, ...] = ()
    required: bool = False
    derived: bool = False


def _values(*enums: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for enum in enums for member in enum)


_C = Column
FACT_COLUMNS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        column.name: column
        for column in (
            _C("contact_id", Kind.TEXT, "unique in its source", required=True),
            _C("interaction_id", Kind.TEXT, "shared by the subjects of one call"),
            _C("occurred_at", Kind.INSTANT, "when the contact began", required=True),
            _C("ended_at", Kind.INSTANT, "when it ended, or the matter was closed"),
            _C("recorded_at", Kind.INSTANT, "when it was recorded"),
            _C("unit", Kind.CODE, "unit that took the contact"),
            _C("direction", Kind.CODE, "in or out", _values(Direction)),
            _C("initiator", Kind.CODE, "who started", _values(Initiator)),
            _C("service", Kind.CODE, "service asked about"),
            _C("contact_type", Kind.CODE, "kind of contact", _values(ContactType)),
            _C("matter", Kind.CODE, "kind of matter", _values(Matter)),
            _C("reason", Kind.CODE, "why", _values(ContactReason)),
            _C("target_group", Kind.CODE, "group of the customer"),
            _C("ability", Kind.CODE, "digital ability", _values(Ability)),
            _C("acting_as", Kind.CODE, "capacity of the person", _values(ActingAs)),
            _C("assisted", Kind.CODE, "who helped", _values(Assisted)),
            _C("channel_intended", Kind.CODE, "recommended at the time"),
            _C("channel_requested", Kind.CODE, "asked for by the customer"),
            _C("channel", Kind.CODE, "used in fact"),
            _C("role", Kind.CODE, "its role at the time", _values(Role)),
            _C("rule", Kind.CODE, "rule that decided"),
            _C("strategy_version", Kind.CODE, "id@version in force"),
            _C("override_reason", Kind.CODE, "why the advice was not followed"),
            _C("outcome", Kind.CODE, "how it ended", _values(Outcome)),
            _C("result_channel", Kind.CODE, "channel the result was delivered in"),
            _C("party_key", Kind.TEXT, "keyed pseudonym of who"),
            _C("case_key", Kind.TEXT, "keyed pseudonym of the case"),
            _C("case_open", Kind.CODE, "a case was open already", ("false", "true")),
            _C("language", Kind.CODE, "BCP 47 tag"),
            _C("assurance", Kind.CODE, "level reached", _values(Assurance)),
            _C("wait_s", Kind.SMALL, "seconds waited"),
            _C("handling_s", Kind.SMALL, "seconds handled"),
            _C("cost_minor", Kind.INT, "authority's cost in minor units"),
            _C("cost_rate", Kind.CODE, "cost entry the figure comes from"),
            _C("source", Kind.CODE, "log or system it came from", required=True),
            _C("raw", Kind.TEXT, "raw codes as JSON, before they were mapped"),
            _C("occurred_on", Kind.DAY, "local day", required=True, derived=True),
            _C("month", Kind.CODE, "local YYYY-MM", required=True, derived=True),
            _C("hour", Kind.SMALL, "local hour, 0–23", required=True, derived=True),
            _C("weekday", Kind.SMALL, "ISO: 1 = Monday", required=True, derived=True),
            _C("matter_key", Kind.SMALL, "row of dims/matter", derived=True),
            _C("customer_key", Kind.SMALL, "row of dims/customer", derived=True),
            _C("moment_key", Kind.SMALL, "row of dims/moment", derived=True),
        )
    }
)

MATTER_COLUMNS: Final = ("service", "contact_type", "matter")
CUSTOMER_COLUMNS: Final = (
    "target_group",
    "ability",
    "acting_as",
    "language",
    "assurance",
)
MOMENT_COLUMNS: Final = ("direction", "initiator", "case_open", "occurred_on")
"""The three strategy-independent dimensions; see docs/adr on interning."""

SURVEY_COLUMNS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        column.name: column
        for column in (
            _C("contact_id", Kind.TEXT, "contact asked about", required=True),
            _C("source", Kind.CODE, "as in the fact", required=True),
            _C("month", Kind.CODE, "as in the fact", required=True, derived=True),
            _C("invited", Kind.FLAG, "an invitation was sent", required=True),
            _C("viewed", Kind.FLAG, "the survey was opened", required=True),
            _C("answered", Kind.FLAG, "at least one answer came", required=True),
            _C("ces", Kind.SMALL, "customer effort score answer, 1–7"),
            _C("nki_overall", Kind.SMALL, "satisfied overall, 1–10"),
            _C("nki_expected", Kind.SMALL, "expectations met, 1–10"),
            _C("nki_ideal", Kind.SMALL, "near to ideal, 1–10"),
            _C("solved_first", Kind.FLAG, "experienced as solved at first contact"),
            _C("safe", Kind.SMALL, "felt safe, 1–5"),
            _C("treated", Kind.SMALL, "treated well, 1–5"),
            _C("proactive", Kind.SMALL, "experienced as proactive, 1–5"),
            _C("e_way_simplest", Kind.FLAG, "finds the electronic way simplest"),
        )
    }
)
