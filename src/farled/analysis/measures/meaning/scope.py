"""Which facts a question is about, as conditions on fact columns."""

import re
from datetime import date, timedelta
from typing import Mapping, Sequence

import ibis.expr.types as ir

from farled.analysis.facts import FACT_COLUMNS, Kind
from farled.analysis.measures.meaning.dimensions import Dimension, dimension
from farled.analysis.measures.meaning.lookups import (
    CHANNEL_COLUMNS,
    ChannelCode,
    channel_codes,
    group_codes,
    group_kinds,
    service_codes,
)
from farled.strategy.document import Channel, Strategy
from farled.terms.errors import FarledError

__all__ = [
    "as_values",
    "channels_meant",
    "conditions",
    "days",
    "groups_meant",
    "services_meant",
]


def as_values(value: Sequence[str] | str) -> tuple[str, ...]:
    """Return one or several values as a tuple; a text may hold several by comma.

    >>> as_values("web, sms")
    ('web', 'sms')
    """
    texts = [value] if isinstance(value, str) else value
    return tuple(part.strip() for text in texts for part in str(text).split(","))


def conditions(
    facts: ir.Table,
    where: Mapping[str, Sequence[str] | str],
    strategy: Strategy | None,
) -> list[ir.BooleanValue]:
    """Return the conditions on dimensions, each on one fact column.

    Raises:
        FarledError: `unknown-dimension`, `unknown-selector`, `not-a-year`,
            `not-a-quarter`, `not-a-week`, `not-a-day`, `parameter-not-a-number`.
    """
    return [
        _condition(facts, name, as_values(values), strategy)
        for name, values in where.items()
    ]


def days(
    facts: ir.Table, since: date | None, until: date | None
) -> list[ir.BooleanValue]:
    """Return the conditions of a period of local days, both ends included."""
    found = []
    if since:
        found.append(facts.occurred_on >= since)
    if until:
        found.append(facts.occurred_on <= until)
    return found


def _condition(
    facts: ir.Table, name: str, values: tuple[str, ...], strategy: Strategy | None
) -> ir.BooleanValue:
    dim = dimension(name)
    column = facts[dim.column]
    if dim.name == "year":
        return column.substr(0, 4).isin([_year(value) for value in values])
    return column.isin(_meant(dim, values, strategy))


def _meant(
    dim: Dimension, values: tuple[str, ...], strategy: Strategy | None
) -> list[str] | list[int] | list[date]:
    """Return the values of the fact column that belong to a dimension's values."""
    if dim.column in CHANNEL_COLUMNS:
        return _channel_codes(dim, values, strategy)
    found: list[str] = list(values)
    match dim.name:
        case "service":
            found = sorted(services_meant(values, strategy))
        case "target_group":
            found = sorted(groups_meant(values, strategy))
        case "group_kind":
            kinds, codes = group_kinds(strategy), group_codes(strategy)
            found = [code for code, group in codes.items() if kinds[group] in values]
        case "quarter":
            found = [month for value in values for month in _months(value)]
        case _:
            return _plain(dim, values)
    return found


def _plain(
    dim: Dimension, values: tuple[str, ...]
) -> list[str] | list[int] | list[date]:
    if dim.name == "week":
        return [day for value in values for day in _days_of_week(value)]
    match FACT_COLUMNS[dim.column].kind:
        case Kind.INT | Kind.SMALL:
            return [_number(dim.name, value) for value in values]
        case Kind.DAY:
            return [_day(value) for value in values]
        case Kind.TEXT | Kind.CODE | Kind.INSTANT | Kind.FLAG:
            return list(values)


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise FarledError(
            "parameter-not-a-number", parameter=name, value=text
        ) from error


def _year(text: str) -> str:
    if not re.fullmatch("[0-9]{4}", text):
        raise FarledError("not-a-year", text=text)
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FarledError("not-a-day", text=text) from error


def _channel_codes(
    dim: Dimension, values: tuple[str, ...], strategy: Strategy | None
) -> list[str]:
    known = channel_codes(strategy)
    if dim.name.endswith("digital"):
        return [code.code for code in known if str(code.digital).lower() in values]
    if dim.name.endswith("family"):
        return [code.code for code in known if code.family.value in values]
    return sorted(channels_meant(values, strategy))


def channels_meant(values: Sequence[str], strategy: Strategy | None) -> set[str]:
    """Return the codes that ids, codes and selectors of channels stand for.

    Raises:
        FarledError: `unknown-selector`.
    """
    known = channel_codes(strategy)
    own = {c.id: c for c in strategy.channels} if strategy else {}
    meant: set[str] = set()
    for value in values:
        if value.startswith("@"):
            meant |= {c.code for c in known if _selects(value, c, own.get(c.channel))}
        else:
            ids = {c.channel for c in known if value in (c.code, c.channel)}
            meant |= {value} | {c.code for c in known if c.channel in ids}
    return meant


def _selects(selector: str, code: ChannelCode, channel: Channel | None) -> bool:
    head, _, tail = selector[1:].partition("/")
    match head:
        case "all":
            return True
        case "digital":
            return code.digital
        case "analogue":
            return not code.digital
        case "family":
            return code.family.value == tail
        case "interaction" if channel is not None:
            return channel.who_meets.value == tail
        case "tag" if channel is not None:
            return tail in channel.tags
    raise FarledError("unknown-selector", selector=selector)


def services_meant(values: Sequence[str], strategy: Strategy | None) -> set[str]:
    """Return the codes that ids, codes, `@tag/…` and `@automation/…` stand for.

    Raises:
        FarledError: `unknown-selector`.
    """
    codes = service_codes(strategy)
    services = strategy.services if strategy else ()
    meant: set[str] = set()
    for value in values:
        ids = {codes.get(value, value)}
        if value.startswith("@"):
            head, _, tail = value[1:].partition("/")
            match head:
                case "tag":
                    ids = {s.id for s in services if tail in s.tags}
                case "automation":
                    ids = {s.id for s in services if s.automation == tail}
                case _:
                    raise FarledError("unknown-selector", selector=value)
        meant |= ids | {code for code, service in codes.items() if service in ids}
    return meant


def groups_meant(values: Sequence[str], strategy: Strategy | None) -> set[str]:
    """Return the codes of groups and of all their subgroups."""
    codes = group_codes(strategy)
    ids = {codes.get(value, value) for value in values}
    groups = strategy.groups if strategy else ()
    while True:
        more = {g.id for g in groups if g.parent in ids} - ids
        if not more:
            break
        ids |= more
    return ids | {code for code, group in codes.items() if group in ids}


def _months(quarter: str) -> list[str]:
    year, _, number = quarter.partition("-Q")
    if number not in ("1", "2", "3", "4"):
        raise FarledError("not-a-quarter", text=quarter)
    return [f"{year}-{int(number) * 3 - back:02}" for back in (2, 1, 0)]


def _days_of_week(week: str) -> list[date]:
    year, _, number = week.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError as error:
        raise FarledError("not-a-week", text=week) from error
    return [monday + timedelta(n) for n in range(7)]
