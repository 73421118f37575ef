"""Random rows of facts for a strategy, and what `decide` says of each, one by one."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Mapping
from zoneinfo import ZoneInfo

from farled.strategy.compiling import Compiled
from farled.strategy.deciding import decide
from farled.strategy.decision import Need
from farled.strategy.document import Strategy
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.errors import FarledError
from farled.terms.services import Matter

__all__ = ["decided_mark", "random_rows"]

_TERMS = {
    "contact_type": ContactType,
    "matter": Matter,
    "direction": Direction,
    "initiator": Initiator,
    "ability": Ability,
    "acting_as": ActingAs,
    "assurance": Assurance,
}


def _codes(parts: Any) -> list[str]:
    return [code for part in parts for code in (part.id, *part.aka)]


def random_rows(
    rng: Random, strategy: Strategy, count: int, *, missing: float = 0.1
) -> list[dict[str, Any]]:
    """Make rows with codes known and unknown, and nulls with a probability."""
    values: dict[str, list[Any]] = {
        **{name: [m.value for m in kind] for name, kind in _TERMS.items()},
        "service": [*_codes(strategy.services), "no-such-service"],
        "target_group": [*_codes(strategy.groups), "no-such-group"],
        "language": ["sv", "fi", "SV-fi", "de", "not a tag"],
        "channel": [*_codes(strategy.channels), "no-such-channel"],
        "channel_requested": _codes(strategy.channels),
    }
    rows = []
    for _ in range(count):
        row: dict[str, Any] = {
            name: None if rng.random() < missing else rng.choice(known)
            for name, known in values.items()
        }
        day = date(2025, 1, 1) + timedelta(days=rng.randint(0, 700))
        row["occurred_at"] = f"{day.isoformat()}T{rng.choice(('00:00', '23:59'))}"
        rows.append(row)
    return rows


def _situation(
    row: Mapping[str, Any], assumed: Mapping[str, Any], zone: str
) -> Situation:
    day = date.fromisoformat(row["occurred_at"][:10])
    given: dict[str, Any] = {
        name: row[name] if row[name] is None else kind(row[name])
        for name, kind in _TERMS.items()
    }
    return Situation(
        service=row["service"],
        group=row["target_group"],
        language=row["language"],
        at=datetime.combine(day, time(12), ZoneInfo(zone)),
        **{**given, "audience": Audience.ONE, **assumed},
    )


def decided_mark(
    compiled: Compiled, row: Mapping[str, Any], assumed: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the marks of one row by asking `decide` itself."""
    unjudged = dict.fromkeys(
        ("avoidable", "recommended", "recommended_role", "recommended_rule", "standing")
    )
    zone = compiled.strategy.head.time_zone
    try:
        decision = decide(compiled, _situation(row, assumed, zone))
    except FarledError:
        return {"judged": False, **unjudged}
    if decision.undecided:
        return {"judged": False, **unjudged}
    used = compiled.names.channels.get(row["channel"] or "")
    standings = {c.channel: c.role.value for c in decision.alternatives}
    standings |= {e.channel: "excluded" for e in decision.exclusions}
    if decision.recommended and decision.role:
        standings[decision.recommended] = decision.role.value
    rules = [s.rule for s in decision.trace if decision.recommended in s.decides]
    return {
        "judged": True,
        "avoidable": decision.need is Need.AVOIDABLE,
        "recommended": decision.recommended,
        "recommended_role": decision.role and decision.role.value,
        "recommended_rule": rules[0] if len(rules) == 1 else None,
        "standing": standings.get(used) if used else None,
    }
