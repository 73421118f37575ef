"""What the strategy says a contact costs, looked up for counted facts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from farled.analysis.measures.meaning.lookups import look_up, service_codes
from farled.strategy.compiling.pricing import Pricing
from farled.strategy.compiling.segments import lay_segments
from farled.strategy.document import Strategy
from farled.terms.contacts import ContactType

__all__ = ["PRICE_VIEWS", "attach_prices", "cost_segment", "price_of"]

PRICE_VIEWS: Final = ("authority", "customer", "society")
_UNKNOWN: Final = -1
"""Stands for no price in the small table: Spark takes no null among its numbers."""
_PRICED_COLUMNS: Final = ("channel", "channel_intended")


def cost_segment(facts: ir.Table, strategy: Strategy | None) -> ir.Value:
    """Number the span of days, within which no cost changes, that a fact lies in."""
    passed = [(facts.occurred_on >= day).cast("int64") for day in _cost_days(strategy)]
    return sum(passed, start=ibis.literal(0))


def attach_prices(cube: ir.Table, strategy: Strategy) -> ir.Table:
    """Add the price of each contact in its channel and in the recommended one.

    Where contact type or service is not known, a price holds only when it is the same
    for all of them. Source: docs/decision.md, step 4.
    """
    factors = {s.id: str(s.cost_factor) for s in strategy.services}
    rows: list[dict[str, Any]] = [
        {"factor_code": code, "cost_factor": factors[service]}
        for code, service in service_codes(strategy).items()
    ]
    types = {"factor_code": pa.string(), "cost_factor": pa.string()}
    cube = look_up(cube, "service", rows, types)
    prices = _price_rows(strategy)
    for column in _PRICED_COLUMNS:
        if column in cube.columns:
            cube = _attach_price(cube, column, prices)
    return cube


def price_of(t: ir.Table, column: str, view: str) -> ir.Value:
    """Return the attached price in minor units; unknown where the strategy has none."""
    return t[f"{column}_{view}_minor"]


def _attach_price(
    cube: ir.Table, column: str, prices: Sequence[dict[str, Any]]
) -> ir.Table:
    key = (
        cube[f"{column}_id"]
        + "|"
        + cube.contact_type.fill_null("")
        + "|"
        + cube.cost_factor.fill_null("")
        + "|"
        + cube.cost_segment.cast("string")
    )
    cube = cube.mutate(price_key=key)
    code = f"{column}_price_key"
    views = {f"{column}_{view}_minor": view for view in PRICE_VIEWS}
    rows = [
        {code: row["key"], **{name: row[view] for name, view in views.items()}}
        for row in prices
    ]
    types = {code: pa.string()} | dict.fromkeys(views, pa.int64())
    cube = look_up(cube, "price_key", rows, types).drop("price_key")
    return cube.mutate(**{name: cube[name].nullif(_UNKNOWN) for name in views})


def _price_rows(strategy: Strategy) -> list[dict[str, Any]]:
    segments = lay_segments(strategy)
    pricing = Pricing.of(strategy, segments)
    starts = [None, *_cost_days(strategy)]
    days = [start or _day_before(starts[1:]) for start in starts]
    factors = sorted({s.cost_factor for s in strategy.services}) or [Decimal(1)]
    rows = []
    for number, day in enumerate(days):
        segment = segments.of_day(day)
        priced = {
            (kind, factor): pricing.at(kind, factor, segment).costs
            for kind in ContactType
            for factor in factors
        }
        for kind in (*ContactType, None):
            for factor in (*factors, None):
                held = [
                    costs
                    for (k, f), costs in priced.items()
                    if kind in (None, k) and factor in (None, f)
                ]
                label = f"{kind or ''}|{'' if factor is None else factor}|{number}"
                rows += _agreed(strategy, held, label)
    return rows


def _agreed(
    strategy: Strategy, held: Sequence[Sequence[Any]], label: str
) -> list[dict[str, Any]]:
    rows = []
    for i, channel in enumerate(strategy.channels):
        row: dict[str, Any] = {"key": f"{channel.id}|{label}"}
        for view in PRICE_VIEWS:
            found = {getattr(costs[i], view) for costs in held}
            money = found.pop() if len(found) == 1 else None
            row[view] = money.minor if money else _UNKNOWN
        rows.append(row)
    return rows


def _cost_days(strategy: Strategy | None) -> list[date]:
    entries = [
        entry
        for channel in (strategy.channels if strategy else ())
        for costs in (channel.costs, channel.customer_costs)
        if not isinstance(costs, str)
        for entry in costs
    ]
    starts = {entry.valid_from for entry in entries if entry.valid_from}
    ends = {
        entry.valid_until + timedelta(days=1)
        for entry in entries
        if entry.valid_until and entry.valid_until < date.max
    }
    return sorted(starts | ends)


def _day_before(days: Sequence[date | None]) -> date:
    first = next((day for day in days if day), date(2000, 1, 1))
    return first - timedelta(days=1)
