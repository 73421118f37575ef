"""Which facts a replay reads: values of dimensions and a period of days."""

from typing import Mapping, Sequence

import ibis.expr.types as ir

from farled.analysis.facts import FACT_COLUMNS, Kind
from farled.strategy.compiling import Compiled
from farled.terms.errors import FarledError
from farled.terms.period import Period

__all__ = ["check_dimensions", "within"]

_KINDS = (Kind.CODE, Kind.SMALL, Kind.DAY)
_CHANNELS = ("channel", "channel_intended", "channel_requested", "result_channel")


def check_dimensions(names: Sequence[str]) -> None:
    """Refuse what facts cannot be divided by.

    Raises:
        FarledError: `unknown-dimension`, with those there are.
    """
    known = tuple(c.name for c in FACT_COLUMNS.values() if c.kind in _KINDS)
    if unknown := tuple(name for name in names if name not in known):
        raise FarledError("unknown-dimension", dimensions=unknown, known=known)


def within(
    facts: ir.Table,
    compiled: Compiled,
    where: Mapping[str, Sequence[str]],
    period: Period,
) -> ir.Table:
    """Keep the facts of a period whose columns hold one of the values wanted.

    A service, group or channel is meant by id or code and found under any of its
    codes; a group is meant with its subgroups.

    Raises:
        FarledError: `unknown-dimension`.
    """
    check_dimensions(tuple(where))
    for column, wanted in where.items():
        values = _codes(compiled, column, wanted)
        facts = facts.filter(facts[column].cast("string").isin(values))
    if period.start is not None:
        facts = facts.filter(facts.occurred_on >= period.start)
    if period.until is not None:
        facts = facts.filter(facts.occurred_on <= period.until)
    return facts


def _codes(compiled: Compiled, column: str, wanted: Sequence[str]) -> list[str]:
    names = compiled.names
    match column:
        case "service":
            known = names.services
        case "target_group":
            known = names.groups
        case _ if column in _CHANNELS:
            known = names.channels
        case _:
            return list(wanted)
    ids = frozenset(known.get(value, value) for value in wanted)
    if column == "target_group":
        ids |= compiled.tree.expand(ids)
    return sorted({*ids, *(code for code, own in known.items() if own in ids)})
