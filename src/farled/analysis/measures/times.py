"""Percentiles of waiting and handling times, exact and the same on every engine."""

from typing import Final, Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from farled.analysis.intervals import Interval, percentile_ranks
from farled.analysis.measures.contacts import inbound
from farled.analysis.measures.definition import (
    Form,
    Gather,
    Goodness,
    Kind,
    Measure,
    Parameter,
    Settings,
    Unit,
)
from farled.analysis.measures.meaning.lookups import look_up
from farled.strategy.document import Strategy
from farled.terms.contacts import Outcome

__all__ = ["MEASURES", "Percentile", "percentiles"]

_EXACT_UP_TO = 60
_Z_95: Final = 1.959963984540054
"""Above that many, ranks by the normal approximation (Conover)."""


def _waited(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    left = (t.outcome == Outcome.ABANDONED.value).fill_null(ibis.literal(value=False))
    return Form(inbound(t) & ~left, t.wait_s)


def _handled(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(inbound(t), t.handling_s)


_SHARE = Parameter("percentile", 0.9)

MEASURES = (
    Measure(
        "wait-percentile",
        Unit.SECONDS,
        Goodness.LOWER,
        Kind.PERCENTILE,
        Gather.CONTACTS,
        columns=("direction", "wait_s"),
        also=("outcome",),
        parameters=(_SHARE,),
        rule=_waited,
    ),
    Measure(
        "handling-percentile",
        Unit.SECONDS,
        Goodness.NONE,
        Kind.PERCENTILE,
        Gather.CONTACTS,
        columns=("direction", "handling_s"),
        parameters=(_SHARE,),
        rule=_handled,
    ),
)

Percentile = tuple[float, Interval]


def percentiles(
    cube: ir.Table, form: Form, key_count: int, per_mille: int
) -> Mapping[tuple[object, ...], Percentile]:
    """Return the value at the nearest rank, with bounds, by keys.

    Counting each value first makes a percentile a matter of running sums.
    """
    keys = [f"key_{i}" for i in range(key_count)]
    scope = form.scope.fill_null(ibis.literal(value=False)) & form.value.notnull()
    judged = cube.mutate(judged=scope, value=form.value).filter(lambda t: t.judged)
    counted = judged.group_by([*keys, "value"]).aggregate(times=judged.n.sum())
    running = ibis.window(group_by=keys, order_by="value", preceding=None, following=0)
    ranked = counted.mutate(
        upto=counted.times.sum().over(running),
        size=counted.times.sum().over(ibis.window(group_by=keys)),
    )
    ranked = _with_ranks(ranked, per_mille)
    found = {
        "middle": _at(ranked, ranked.middle_rank),
        "low": _at(ranked, ranked.low_rank, ranked.low_rank >= 1),
        "high": _at(ranked, ranked.high_rank),
    }
    grouped = ranked.group_by(keys) if keys else ranked
    return {
        tuple(row[key] for key in keys): (
            row["middle"],
            Interval(row["low"], row["high"]),
        )
        for row in grouped.aggregate(**found).to_pyarrow().to_pylist()
        if row["middle"] is not None
    }


def _at(t: ir.Table, rank: ir.Value, exists: ir.BooleanValue | None = None) -> ir.Value:
    reached = t.upto >= rank
    if exists is not None:
        reached &= exists
    return ibis.ifelse(reached, t.value, ibis.null(t.value.type())).min()


def _with_ranks(t: ir.Table, per_mille: int) -> ir.Table:
    exact = [
        {"rank_size": n, "exact_low": low, "exact_high": high}
        for n in range(1, _EXACT_UP_TO + 1)
        for low, high in [percentile_ranks(n, per_mille)]
    ]
    names = ("rank_size", "exact_low", "exact_high")
    t = look_up(t, "size", exact, dict.fromkeys(names, pa.int64()))
    share = per_mille / 1000
    middle = t.size * share
    spread = (t.size * (share * (1 - share))).sqrt() * _Z_95
    return t.mutate(
        middle_rank=_at_least_one((t.size * per_mille + 999) // 1000),
        low_rank=t.exact_low.fill_null((middle - spread).ceil().cast("int64")),
        high_rank=t.exact_high.fill_null((middle + spread).ceil().cast("int64") + 1),
    )


def _at_least_one(rank: ir.Value) -> ir.Value:
    return ibis.ifelse(rank < 1, 1, rank)
