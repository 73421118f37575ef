"""A decision as JSON: the keys that scripts rely on."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema
import pytest

from farled.strategy.decision import (
    Candidate,
    Case,
    CostViews,
    Decision,
    Excluded,
    Honouring,
    Need,
    PlannedVerdict,
    Preferred,
    TraceStep,
)
from farled.strategy.decision_json import decision_schema, decision_to_json
from farled.strategy.document import Strategy
from farled.terms.contacts import Role
from farled.terms.money import Money
from farled.terms.reasons import reason

STRATEGY = Strategy.model_validate(
    {
        "farled": 1,
        "id": "s",
        "version": "1",
        "head": {"titles": "S", "organisation": {"id": "o", "names": "O"}},
        "rules": [{"id": "publish", "no_contact_needed": {"instead": "Publicera"}}],
    }
)
COST = CostViews(authority=Money(1250, "SEK"))
DECISION = Decision(
    need=Need.AVOIDABLE,
    instead="publish",
    recommended="web",
    role=Role.PRIMARY,
    finishes=True,
    cost=COST,
    opens=None,
    alternatives=(
        Candidate(
            channel="phone",
            role=Role.SECONDARY,
            finishes=False,
            cost=CostViews(),
            rule="start",
            opens=datetime(2026, 1, 2, 7, 0, tzinfo=UTC),
        ),
    ),
    exclusions=(Excluded("letter", (reason("need-not-met", need="meeting"),)),),
    preferred=Preferred("phone", Honouring.ASKED),
    planned=PlannedVerdict.BETTER_EXISTS,
    stance="digital-first",
    trace=(TraceStep("publish", ("need",), "p1", "p. 7"),),
    undecided=("group",),
    cases=(Case({"group": "all"}, "web"),),
    strategy_version="s@1",
)


@pytest.mark.req("DR-02")
def test_keys_are_those_that_scripts_rely_on():
    written = decision_to_json(DECISION, STRATEGY)

    assert list(written) == [
        *("format_version", "need", "instead", "recommended", "role", "finishes"),
        *("cost", "opens", "alternatives", "exclusions", "preferred", "planned"),
        *("stance", "trace", "undecided", "cases", "strategy_version"),
    ]


def test_instead_carries_the_text_in_its_language():
    assert decision_to_json(DECISION, STRATEGY)["instead"] == {"sv": "Publicera"}


def test_money_is_whole_minor_units_and_unknown_is_null():
    assert decision_to_json(DECISION, STRATEGY)["cost"] == {
        "authority": {"minor": 1250, "currency": "SEK"},
        "customer": None,
        "society": None,
    }


def test_alternatives_exclusions_and_trace_are_plain_values():
    written = decision_to_json(DECISION, STRATEGY)

    unknown = {"authority": None, "customer": None, "society": None}
    assert written["alternatives"] == [
        {
            "channel": "phone",
            "role": "secondary",
            "finishes": False,
            "cost": unknown,
            "opens": "2026-01-02T07:00:00+00:00",
        }
    ]
    assert written["exclusions"] == [
        {
            "channel": "letter",
            "reasons": [{"code": "need-not-met", "params": {"need": "meeting"}}],
        }
    ]
    assert written["trace"] == [
        {"rule": "publish", "principle": "p1", "source": "p. 7"}
    ]


EMPTY = replace(
    DECISION,
    **dict.fromkeys(
        ("instead", "recommended", "role", "finishes", "preferred", "planned")
    ),
    alternatives=(),
    trace=(),
)


@pytest.mark.parametrize("decision", [DECISION, EMPTY])
def test_schema_accepts_every_decision(decision):
    schema = decision_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    written = json.loads(json.dumps(decision_to_json(decision, STRATEGY)))

    jsonschema.validate(written, schema)
