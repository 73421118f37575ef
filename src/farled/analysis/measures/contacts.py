"""Measures that each contact answers by itself."""

from dataclasses import replace

import ibis
import ibis.expr.types as ir

from farled.analysis.measures.definition import (
    Form,
    Goodness,
    Kind,
    Measure,
    Parameter,
    Settings,
    Unit,
)
from farled.analysis.measures.meaning.scope import as_values
from farled.strategy.document import Strategy
from farled.terms.channels import Family
from farled.terms.contacts import (
    Assisted,
    ContactReason,
    ContactType,
    Direction,
    Outcome,
    Role,
)
from farled.terms.services import Automation

__all__ = ["DIRECTION", "MEASURES", "directed", "inbound"]

_PAPER = (Family.LETTER.value, Family.PRINT.value)
_AVOIDABLE = (
    ContactReason.CHASE_PROGRESS,
    ContactReason.FAILED_SELF_SERVICE,
    ContactReason.WRONG_PLACE,
)
_SUITABLE = [role.value for role in (Role.PRIMARY, Role.SECONDARY, Role.ALLOWED)]
_DIRECTIONS = ("inbound", "outbound", "both")
_NEEDS_DIRECTION = {"inbound": ("direction",), "outbound": ("direction",)}
DIRECTION = Parameter(
    "direction", "inbound", choices=_DIRECTIONS, needs=_NEEDS_DIRECTION
)
_ANY_DIRECTION = replace(DIRECTION, default="both")
_TYPE = Parameter(
    "contact_type",
    "transaction",
    choices=("transaction", "any"),
    needs={"transaction": ("contact_type",)},
)
_CHANNEL_SPLIT = ("channel", "channel_family", "digital")


def inbound(t: ir.Table) -> ir.BooleanValue:
    """Tell whether the contact came in; unknown where the direction is."""
    return t.direction == Direction.INBOUND.value


def directed(t: ir.Table, settings: Settings) -> ir.BooleanValue:
    """Tell whether the contact goes in the direction asked for."""
    if settings["direction"] == "both":
        return ibis.literal(value=True)
    return t.direction == str(settings["direction"])


def _known(column: ir.Value, truth: ir.BooleanValue) -> ir.BooleanValue:
    """Make a truth unknown where a column is."""
    return ibis.ifelse(column.notnull(), truth, ibis.null("boolean"))


def _channel_share(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    used = _known(t.channel_family, ibis.literal(value=True))
    return Form(directed(t, settings), used)


def _digital_inbound(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(inbound(t), t.channel_digital)


def _digital_all(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(ibis.literal(value=True), t.channel_digital)


def _completed(t: ir.Table, settings: Settings) -> ir.BooleanValue:
    done = inbound(t) & (t.outcome == Outcome.RESOLVED.value)
    if settings["contact_type"] == "any":
        return done
    return done & (t.contact_type == ContactType.TRANSACTION.value)


def _take_up(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    alone = t.assisted == Assisted.NONE.value
    return Form(_completed(t, settings), t.channel_digital & alone)


def _compliance(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    if settings["counts"] == "suitable":
        return Form(directed(t, settings), t.role.isin(_SUITABLE))
    followed = t.channel_id.fill_null(t.channel) == t.channel_intended_id.fill_null(
        t.channel_intended
    )
    return Form(directed(t, settings), followed)


def _avoidable(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    return Form(inbound(t), t.reason.isin(as_values(str(settings["reasons"]))))


def _chasing(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(inbound(t), t.reason == ContactReason.CHASE_PROGRESS.value)


def _delivered(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    return Form(_completed(t, settings), t.result_channel_digital)


def _automated(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    asked = inbound(t)
    if settings["contact_type"] != "any":
        asked &= t.contact_type == ContactType.TRANSACTION.value
    automation = t.service_automation.nullif("not-provided")
    automatic = automation == Automation.FULLY_AUTOMATED.value
    return Form(asked, automatic & t.channel_digital)


def _assisted(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(
        inbound(t) & t.channel_digital,
        t.assisted.isin([Assisted.STAFF.value, Assisted.PROXY.value]),
    )


def _referred(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    referred = [Outcome.REFERRED_REACHED.value, Outcome.REFERRED_NOT_REACHED.value]
    return Form(inbound(t), t.outcome.isin(referred))


def _abandoned(t: ir.Table, _: Settings, __: Strategy | None) -> Form:
    return Form(inbound(t), t.outcome == Outcome.ABANDONED.value)


def _paper(t: ir.Table, settings: Settings, _: Strategy | None) -> Form:
    on_paper = t.channel_family.isin(_PAPER)
    return Form(directed(t, settings), on_paper.cast("int64"))


MEASURES = (
    Measure(
        "channel-share",
        Unit.SHARE,
        Goodness.NONE,
        Kind.SHARE,
        columns=("channel",),
        parameters=(DIRECTION,),
        split=_CHANNEL_SPLIT,
        rule=_channel_share,
    ),
    Measure(
        "digital-share-inbound",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        columns=("direction", "channel"),
        rule=_digital_inbound,
    ),
    Measure(
        "digital-share-all",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        columns=("channel",),
        rule=_digital_all,
    ),
    Measure(
        "digital-take-up",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        columns=("direction", "outcome", "channel", "assisted"),
        parameters=(_TYPE,),
        rule=_take_up,
    ),
    Measure(
        "compliance",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        parameters=(
            Parameter(
                "counts",
                "recommended",
                choices=("recommended", "suitable"),
                needs={
                    "recommended": ("channel", "channel_intended"),
                    "suitable": ("role",),
                },
            ),
            DIRECTION,
        ),
        rule=_compliance,
    ),
    Measure(
        "avoidable-contact-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        columns=("direction", "reason"),
        parameters=(Parameter("reasons", ",".join(_AVOIDABLE)),),
        split=("reason",),
        rule=_avoidable,
    ),
    Measure(
        "status-chasing-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        columns=("direction", "reason"),
        rule=_chasing,
    ),
    Measure(
        "results-delivered-digitally",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        columns=("direction", "outcome", "result_channel"),
        parameters=(_TYPE,),
        rule=_delivered,
    ),
    Measure(
        "automation-share",
        Unit.SHARE,
        Goodness.HIGHER,
        Kind.SHARE,
        columns=("direction", "service", "channel"),
        parameters=(_TYPE,),
        needs_strategy=True,
        rule=_automated,
    ),
    Measure(
        "assisted-share",
        Unit.SHARE,
        Goodness.NONE,
        Kind.SHARE,
        columns=("direction", "channel", "assisted"),
        rule=_assisted,
    ),
    Measure(
        "referral-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        columns=("direction", "outcome"),
        split=("outcome",),
        rule=_referred,
    ),
    Measure(
        "abandonment-share",
        Unit.SHARE,
        Goodness.LOWER,
        Kind.SHARE,
        columns=("direction", "outcome"),
        rule=_abandoned,
    ),
    Measure(
        "paper-volume",
        Unit.COUNT,
        Goodness.LOWER,
        Kind.SUM,
        columns=("channel",),
        parameters=(_ANY_DIRECTION,),
        rule=_paper,
    ),
)
