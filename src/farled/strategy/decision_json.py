"""A decision as JSON, and the schema of it."""

from enum import StrEnum
from typing import Any, Iterable, Mapping

from farled.strategy.decision import (
    Candidate,
    CostViews,
    Decision,
    Excluded,
    Honouring,
    Need,
    PlannedVerdict,
)
from farled.strategy.document import Strategy
from farled.strategy.situation import ENUMERATED
from farled.terms.contacts import Role, Stance
from farled.terms.money import Money

__all__ = [
    "DECISION_FORMAT_VERSION",
    "DECISION_SCHEMA_ID",
    "decision_schema",
    "decision_to_json",
]

DECISION_FORMAT_VERSION = 1
DECISION_SCHEMA_ID = "https://farled.example/schema/decision-1.json"


def decision_to_json(decision: Decision, strategy: Strategy) -> dict[str, Any]:
    """Write a decision as plain JSON values; codes and ids, no sentences.

    `instead` carries the texts of the rule by language; the strategy that was
    decided by is where they stand.
    """
    preferred = decision.preferred
    return {
        "format_version": DECISION_FORMAT_VERSION,
        "need": decision.need.value,
        "instead": _instead(decision.instead, strategy),
        "recommended": decision.recommended,
        "role": _value(decision.role),
        "finishes": decision.finishes,
        "cost": _cost(decision.cost),
        "opens": decision.opens.isoformat() if decision.opens else None,
        "alternatives": [_candidate(other) for other in decision.alternatives],
        "exclusions": [_exclusion(excluded) for excluded in decision.exclusions],
        "preferred": preferred
        and {"channel": preferred.channel, "honouring": preferred.honouring.value},
        "planned": _value(decision.planned),
        "stance": decision.stance,
        "trace": [
            {"rule": step.rule, "principle": step.principle, "source": step.source}
            for step in decision.trace
        ],
        "undecided": list(decision.undecided),
        "cases": [
            {
                "given": dict(case.given),
                "recommended": case.recommended,
                "role": case.role,
                "need": case.need,
            }
            for case in decision.cases
        ],
        "strategy_version": decision.strategy_version,
    }


def _value(member: StrEnum | None) -> str | None:
    return None if member is None else member.value


def _instead(rule_id: str | None, strategy: Strategy) -> dict[str, str] | None:
    rule = next((rule for rule in strategy.rules if rule.id == rule_id), None)
    if rule is None or rule.no_contact_needed is None:
        return None
    first = strategy.head.languages[0]
    texts = rule.no_contact_needed.instead
    return {language or first: text for language, text in texts.items()}


def _cost(cost: CostViews) -> dict[str, Any]:
    return {
        "authority": _money(cost.authority),
        "customer": _money(cost.customer),
        "society": _money(cost.society),
    }


def _money(money: Money | None) -> dict[str, Any] | None:
    if money is None:
        return None
    return {"minor": money.minor, "currency": money.currency}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "channel": candidate.channel,
        "role": candidate.role.value,
        "finishes": candidate.finishes,
        "cost": _cost(candidate.cost),
        "opens": candidate.opens.isoformat() if candidate.opens else None,
    }


def _exclusion(excluded: Excluded) -> dict[str, Any]:
    return {
        "channel": excluded.channel,
        "reasons": [
            {
                "code": str(reason.code),
                "params": {
                    name: list(value) if isinstance(value, tuple) else value
                    for name, value in reason.params.items()
                },
            }
            for reason in excluded.reasons
        ],
    }


_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_FLAG_OR_NULL = {"type": ["boolean", "null"]}
_INSTANT = {"type": ["string", "null"], "format": "date-time"}


def decision_schema() -> dict[str, Any]:
    """Describe a decision as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": DECISION_SCHEMA_ID,
        "title": "Farled decision",
        "description": "Which channel, which others, which not, and why.",
        **_object(_decision_properties()),
        "$defs": _definitions(),
    }


def _decision_properties() -> dict[str, Any]:
    texts = {"type": ["object", "null"], "additionalProperties": _TEXT}
    return {
        "format_version": {"const": DECISION_FORMAT_VERSION},
        "need": _one_of(Need),
        "instead": {**texts, "description": "What to do instead, by language."},
        "recommended": {**_TEXT_OR_NULL, "description": "Id of a channel."},
        "role": _one_of(Role, nullable=True),
        "finishes": _FLAG_OR_NULL,
        "cost": {"$ref": "#/$defs/cost"},
        "opens": {**_INSTANT, "description": "When it opens, if it is closed."},
        "alternatives": _list_of("alternative"),
        "exclusions": _list_of("exclusion"),
        "preferred": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/preferred"}]},
        "planned": _one_of(PlannedVerdict, nullable=True),
        "stance": _one_of(Stance, nullable=True),
        "trace": _list_of("step"),
        "undecided": {"type": "array", "items": {"enum": list(ENUMERATED)}},
        "cases": _list_of("case"),
        "strategy_version": {**_TEXT, "description": "id@version of the strategy."},
    }


def _definitions() -> dict[str, Any]:
    money = _object({"minor": {"type": "integer"}, "currency": _TEXT})
    views = {"anyOf": [{"type": "null"}, money]}
    cost = {"$ref": "#/$defs/cost"}
    role, flag = _one_of(Role), {"type": "boolean"}
    reason = _object({"code": _TEXT, "params": {"type": "object"}})
    reasons = {"type": "array", "minItems": 1, "items": reason}
    given = {"type": "object", "additionalProperties": _TEXT}
    return {
        "cost": _object(dict.fromkeys(("authority", "customer", "society"), views)),
        "alternative": _object(
            {
                "channel": _TEXT,
                "role": role,
                "finishes": flag,
                "cost": cost,
                "opens": _INSTANT,
            }
        ),
        "exclusion": _object({"channel": _TEXT, "reasons": reasons}),
        "preferred": _object({"channel": _TEXT, "honouring": _one_of(Honouring)}),
        "step": _object(
            {"rule": _TEXT, "principle": _TEXT_OR_NULL, "source": _TEXT_OR_NULL}
        ),
        "case": _object(
            {
                "given": given,
                "recommended": _TEXT_OR_NULL,
                "role": {"anyOf": [{"type": "null"}, role]},
                "need": _one_of(Need),
            }
        ),
    }


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": dict(properties),
    }


def _list_of(definition: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{definition}"}}


def _one_of(kind: Iterable[StrEnum], *, nullable: bool = False) -> dict[str, Any]:
    values: list[str | None] = [member.value for member in kind]
    return {"enum": [*values, None] if nullable else values}
