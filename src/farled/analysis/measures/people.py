"""Measures that look at all contacts of one person, or of one case, together."""

import ibis
import ibis.expr.types as ir

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
from farled.strategy.document import Strategy
from farled.terms.contacts import Assisted, ContactType, Direction

__all__ = ["MEASURES", "by_case", "by_person", "received_and_answered"]

_YES = ibis.literal(value=True)
_NO = ibis.literal(value=False)


def _serves_itself(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(ibis.literal(value=True), t.flag)


MEASURES = (
    Measure(
        "self-sufficiency",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        Gather.PEOPLE,
        columns=("direction", "party_key", "channel", "assisted"),
        rule=_serves_itself,
    ),
    Measure(
        "consistent-use",
        Unit.COUNT,
        Goodness.ZERO,
        Kind.DIFFERENCE,
        Gather.CASES,
        columns=("direction", "channel"),
        parameters=(
            Parameter(
                "counts",
                "results",
                choices=("results", "contacts", "cases"),
                needs={"results": ("result_channel",), "cases": ("case_key",)},
            ),
            Parameter(
                "contact_type",
                "matters",
                choices=("matters", "any"),
                needs={"matters": ("contact_type",)},
            ),
        ),
        also=("result_channel",),
    ),
)


def by_person(t: ir.Table, keys: list[str]) -> ir.Table:
    """Fold facts with meaning to persons: `flag` says who used only digital channels.

    One contact that is not digital, or is assisted, decides; else one that is not
    known leaves the person unknown. Contacts of nobody known are one unknown person,
    and only where there is no other.
    """
    asked = t.filter(inbound(t).fill_null(_NO))
    alone = asked.channel_digital & (asked.assisted == Assisted.NONE.value)
    people = asked.group_by([*keys, "party_key"]).aggregate(
        failed=(~alone).fill_null(_NO).any(),
        unknown=alone.isnull().any(),
        has_channel=asked.channel.notnull().any(),
        has_assisted=asked.assisted.notnull().any(),
    )
    nobody = people.party_key.isnull()
    flag = ibis.ifelse(
        nobody,
        ibis.null("boolean"),
        ibis.ifelse(
            people.failed, _NO, ibis.ifelse(people.unknown, ibis.null("boolean"), _YES)
        ),
    )
    given = {
        "direction": ibis.literal("given"),
        "party_key": _given(~nobody),
        "channel": _given(people.has_channel),
        "assisted": _given(people.has_assisted),
    }
    people = people.mutate(flag=flag, **given)
    counted = people.group_by([*keys, "flag", *given]).aggregate(n=people.count())
    others = counted.n.sum().over(ibis.window(group_by=keys))
    return counted.mutate(
        n=ibis.ifelse(counted.party_key.isnull() & (others > counted.n), 0, counted.n)
    )


def _given(truth: ir.BooleanValue) -> ir.Value:
    return ibis.ifelse(truth, "given", ibis.null("string"))


def received_and_answered(t: ir.Table, settings: Settings) -> tuple[Form, Form]:
    """Return what came in digitally and what went out digitally, as two forms."""
    matters = ibis.literal(value=True)
    if settings["contact_type"] == "matters":
        matters = t.contact_type != ContactType.INFORMATION.value
    came = inbound(t) & matters
    if settings["counts"] == "contacts":
        went = (t.direction == Direction.OUTBOUND.value) & matters
        return Form(came, t.channel_digital), Form(went, t.channel_digital)
    both = t.channel_digital.notnull() & t.result_channel_digital.notnull()
    unknown = ibis.null("boolean")
    return (
        Form(came, ibis.ifelse(both, t.channel_digital, unknown)),
        Form(came, ibis.ifelse(both, t.result_channel_digital, unknown)),
    )


def by_case(t: ir.Table, keys: list[str], settings: Settings) -> ir.Table:
    """Fold facts with meaning to cases that came in digitally.

    `came` holds for each; `went` for those with a digital answer: a result delivered
    digitally, or a digital contact out in the case.
    """
    matters = ibis.literal(value=True)
    if settings["contact_type"] == "matters":
        matters = t.contact_type != ContactType.INFORMATION.value
    digital_in = inbound(t) & matters & t.channel_digital
    digital_out = (inbound(t) & t.result_channel_digital) | (
        (t.direction == Direction.OUTBOUND.value) & t.channel_digital
    )
    known = t.filter(t.case_key.notnull())
    cases = known.group_by([*keys, "case_key"]).aggregate(
        came=digital_in.fill_null(_NO).any(), went=digital_out.fill_null(_NO).any()
    )
    begun = cases.filter(cases.came)
    return begun.group_by([*keys, "came", "went"]).aggregate(n=begun.count())
