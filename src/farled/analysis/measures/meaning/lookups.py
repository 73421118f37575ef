"""What a code in the facts means: small tables made from the strategy."""

from dataclasses import dataclass
from typing import Any, Iterable, Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from farled.strategy.document import Strategy
from farled.terms.channels import FAMILY_TRAITS, Family

__all__ = [
    "CHANNEL_COLUMNS",
    "ChannelCode",
    "attach",
    "channel_codes",
    "group_codes",
    "group_kinds",
    "look_up",
    "service_codes",
]

CHANNEL_COLUMNS = (
    "channel",
    "channel_intended",
    "channel_requested",
    "result_channel",
)


@dataclass(frozen=True, slots=True)
class ChannelCode:
    """A code that stands for a channel in logs."""

    code: str
    channel: str
    family: Family
    digital: bool


def channel_codes(strategy: Strategy | None) -> tuple[ChannelCode, ...]:
    """Return every known code: ids and `aka`, or without a strategy the families."""
    if strategy is None:
        generic = {family.value: family for family in Family} | {"fax": Family.LETTER}
        return tuple(
            ChannelCode(code, code, family, FAMILY_TRAITS[family].digital)
            for code, family in generic.items()
        )
    codes = {
        code: ChannelCode(code, channel.id, channel.family, channel.is_digital)
        for channel in strategy.channels
        for code in channel.aka
    }
    own = {
        channel.id: ChannelCode(
            channel.id, channel.id, channel.family, channel.is_digital
        )
        for channel in strategy.channels
    }
    return tuple((codes | own).values())


def service_codes(strategy: Strategy | None) -> Mapping[str, str]:
    """Return code → service id."""
    services = strategy.services if strategy else ()
    return _by_code((service.id, service.aka) for service in services)


def group_codes(strategy: Strategy | None) -> Mapping[str, str]:
    """Return code → group id."""
    groups = strategy.groups if strategy else ()
    return _by_code((group.id, group.aka) for group in groups)


def group_kinds(strategy: Strategy | None) -> Mapping[str, str]:
    """Return group id → natural, legal or internal."""
    return {g.id: g.kind.value for g in strategy.groups} if strategy else {}


def _by_code(parts: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, str]:
    known = list(parts)
    other = {code: part for part, aka in known for code in aka}
    return other | {part: part for part, _ in known}


def attach(table: ir.Table, strategy: Strategy | None) -> ir.Table:
    """Add what each code column of a table means, null where the code is unknown.

    A column `channel` gains `channel_id`, `channel_family`, `channel_digital`;
    `service` gains `service_id` and `service_automation`; `target_group` gains
    `group_id` and `group_kind`. Ids fall back on the code itself.
    """
    for column in CHANNEL_COLUMNS:
        if column in table.columns:
            table = _attach_channel(table, column, strategy)
    if "service" in table.columns:
        table = _attach_service(table, strategy)
    if "target_group" in table.columns:
        table = _attach_group(table, strategy)
    return table


def _attach_channel(
    table: ir.Table, column: str, strategy: Strategy | None
) -> ir.Table:
    rows = [
        {
            f"{column}_code": code.code,
            f"{column}_id": code.channel,
            f"{column}_family": code.family.value,
            f"{column}_digital": code.digital,
        }
        for code in channel_codes(strategy)
    ]
    types = [pa.string(), pa.string(), pa.string(), pa.bool_()]
    names = [f"{column}_{part}" for part in ("code", "id", "family", "digital")]
    return look_up(table, column, rows, dict(zip(names, types, strict=True)))


def _attach_service(table: ir.Table, strategy: Strategy | None) -> ir.Table:
    automation = (
        {s.id: str(s.automation) for s in strategy.services} if strategy else {}
    )
    rows = [
        {
            "service_code": code,
            "service_id": service,
            "service_automation": automation[service],
        }
        for code, service in service_codes(strategy).items()
    ]
    names = ("service_code", "service_id", "service_automation")
    return look_up(table, "service", rows, dict.fromkeys(names, pa.string()))


def _attach_group(table: ir.Table, strategy: Strategy | None) -> ir.Table:
    kinds = group_kinds(strategy)
    rows = [
        {"group_code": code, "group_id": group, "group_kind": kinds[group]}
        for code, group in group_codes(strategy).items()
    ]
    names = ("group_code", "group_id", "group_kind")
    return look_up(table, "target_group", rows, dict.fromkeys(names, pa.string()))


def look_up(
    table: ir.Table,
    column: str,
    rows: list[dict[str, Any]],
    types: Mapping[str, pa.DataType],
) -> ir.Table:
    """Join a small table on its first column, which is dropped again.

    No row may hold a null: Spark would take it for another value.
    """
    code, *gained = types
    if not rows:
        nulls = {name: ibis.null(_IBIS[types[name]]) for name in gained}
        return table.mutate(**nulls)
    small = ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(types.items())))
    joined = table.left_join(small, table[column] == small[code])
    return joined.select(*table.columns, *gained)


_IBIS = {pa.string(): "string", pa.bool_(): "boolean", pa.int64(): "int64"}
