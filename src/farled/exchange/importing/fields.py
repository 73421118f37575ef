"""Each fact column of a mapping as expressions: its text, its value, its troubles."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Mapping

from farled.analysis.facts import FACT_COLUMNS, Kind
from farled.exchange import sql
from farled.exchange.importing import instants, numbers
from farled.exchange.importing.table import LogTable
from farled.exchange.mapping.columns import ColumnRule
from farled.exchange.mapping.document import LogMapping
from farled.exchange.mapping.rules import PSEUDONYMS

__all__ = [
    "ALWAYS_REQUIRED",
    "Field",
    "code_table",
    "fields_of",
    "is_pseudonym",
    "without_empty",
]

ALWAYS_REQUIRED = frozenset({"contact_id", "occurred_at"})
_CODED_REQUIRED = frozenset({"channel"})
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One fact column to be.

    Attributes:
        name: the fact column.
        rule: its rule in the mapping.
        required: a row without it is kept apart.
        text: expression of the raw text over the log's table, or None.
        steps: names of intermediate columns → expressions over the texts.
        value: expression of the fact's value over the steps.
        unreadable: code of the trouble when there is a text and no value.
        notes: what was mended → condition over the steps.
        coded: the value is a code looked up in a code table.
        keyed: the value is a pseudonym looked up in such a table.
    """

    name: str
    rule: ColumnRule
    required: bool
    text: str | None
    value: str
    steps: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    unreadable: str = "unreadable"
    notes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    coded: bool = False
    keyed: bool = False

    @property
    def text_column(self) -> str:
        """Quoted intermediate column of the raw text."""
        return sql.name(f"t_{self.name}")

    @property
    def value_column(self) -> str:
        """Quoted intermediate column of the value."""
        return sql.name(f"v_{self.name}")

    @property
    def known_column(self) -> str:
        """Quoted intermediate column: the raw value is in the code table."""
        return sql.name(f"k_{self.name}")


def code_table(name: str) -> str:
    """Name the code table of a fact column."""
    return f"codes_{name}"


def is_pseudonym(name: str, rule: ColumnRule) -> bool:
    """Tell whether a column's texts are replaced by pseudonyms."""
    if rule.pseudonymise is None:
        return name in PSEUDONYMS
    return rule.pseudonymise


def fields_of(mapping: LogMapping, log: LogTable) -> tuple[Field, ...]:
    """Build the fields of a mapping over a log."""
    return tuple(
        _field(name, rule, log, mapping.time_zone)
        for name, rule in mapping.columns.items()
    )


def _field(name: str, rule: ColumnRule, log: LogTable, time_zone: str) -> Field:
    if rule.value is not None:
        return Field(name, rule, required=False, text=None, value=sql.text(rule.value))
    match FACT_COLUMNS[name].kind:
        case Kind.INSTANT:
            return _instant(name, rule, log, time_zone)
        case Kind.SMALL | Kind.INT:
            return _number(name, rule, log)
        case Kind.CODE:
            return _code(name, rule, log)
        case _:
            return _key(name, rule, log)


def _required(name: str, rule: ColumnRule, defaults: frozenset[str]) -> bool:
    if name in ALWAYS_REQUIRED:
        return True
    return name in defaults if rule.required is None else rule.required


def without_empty(text: str, rule: ColumnRule) -> str:
    """Give an expression that is null for the log's own words for nothing."""
    if not rule.empty:
        return text
    words = ", ".join(sql.text(word.strip()) for word in rule.empty)
    return f"case when {text} not in ({words}) then {text} end"


def _instant(name: str, rule: ColumnRule, log: LogTable, time_zone: str) -> Field:
    zone = rule.time_zone or time_zone
    text, local, fixed = (sql.name(f"{kind}_{name}") for kind in "tlx")
    local_value, fixed_value = instants.parsed(text, rule)
    return Field(
        name,
        rule,
        required=_required(name, rule, frozenset()),
        text=without_empty(log.joined(rule.sources, rule.join), rule),
        steps={local: local_value, fixed: fixed_value},
        value=instants.instant(local, fixed, zone),
        unreadable="not-a-date",
        notes={"clock-change": instants.moved_clock(local, fixed, zone)},
    )


def _number(name: str, rule: ColumnRule, log: LogTable) -> Field:
    text = sql.name(f"t_{name}")
    is_money = FACT_COLUMNS[name].kind is Kind.INT
    value = numbers.amount(text, rule) if is_money else numbers.duration(text, rule)
    return Field(
        name,
        rule,
        required=_required(name, rule, frozenset()),
        text=without_empty(log.joined(rule.sources, rule.join), rule),
        value=value,
        unreadable="not-a-number",
    )


def _code(name: str, rule: ColumnRule, log: LogTable) -> Field:
    return Field(
        name,
        rule,
        required=_required(name, rule, _CODED_REQUIRED),
        text=log.single(rule.sources) or log.joined(rule.sources, rule.join),
        value=sql.name(code_table(name)) + ".code",
        coded=True,
    )


def _key(name: str, rule: ColumnRule, log: LogTable) -> Field:
    required = _required(name, rule, frozenset())
    if is_pseudonym(name, rule):
        return Field(
            name,
            rule,
            required=required,
            text=log.single(rule.sources) or log.whole(rule.sources, rule.join),
            value=sql.name(code_table(name)) + ".code",
            keyed=True,
        )
    return Field(
        name,
        rule,
        required=required,
        text=without_empty(log.whole(rule.sources, rule.join), rule),
        value=sql.name(f"t_{name}"),
    )
