"""Random strategies and situations that reach into every corner of the format."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Iterable

from farled.strategy.document import Strategy
from farled.strategy.situation import ENUMERATED, Situation
from farled.terms.assurance import Assurance
from farled.terms.channels import Family
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Need,
    Role,
    Stance,
)
from farled.terms.services import Automation, Complexity, GroupKind, Matter

__all__ = ["random_situation", "random_strategy"]

_DAYS = ("2025-03-01", "2025-07-01", "2026-01-01", "2026-06-30")
_LANGUAGES = ("sv", "fi", "sv-FI", "ar")
_OPENING = ("Mo-Fr 08:00-16:00", "Mo-Th 10:00-18:00; PH off", "24/7", "not-provided")
_TERMS: dict[str, tuple[Any, ...]] = {
    "contact_type": tuple(ContactType),
    "matter": tuple(Matter),
    "direction": tuple(Direction),
    "initiator": tuple(Initiator),
    "ability": tuple(Ability),
    "acting_as": tuple(ActingAs),
    "assurance": tuple(Assurance),
    "audience": tuple(Audience),
    "needs": tuple(Need),
    "automation": tuple(Automation),
    "complexity": tuple(Complexity),
    "group_kind": tuple(GroupKind),
    "language": _LANGUAGES,
    "service_tag": ("t1", "t2"),
}


def _some(rng: Random, values: Iterable[Any], least: int = 0) -> list[Any]:
    listed = list(values)
    return rng.sample(listed, rng.randint(min(least, len(listed)), len(listed)))


def _dates(rng: Random, share: float = 0.3) -> dict[str, str]:
    start, until = sorted(rng.sample(_DAYS, 2))
    ends = {"valid_from": start, "valid_until": until}
    return {key: day for key, day in ends.items() if rng.random() < share}


def _costs(rng: Random) -> Any:
    if rng.random() < 0.2:
        return "not-provided"
    return [
        {
            "minutes": str(rng.choice((0, 1, 5, "7.5"))),
            "rate_per_hour": str(rng.choice((0, 400, "333.33"))),
            "per_contact": str(rng.choice((0, "0.125", 12))),
            "contact_types": _some(rng, ContactType) if rng.random() < 0.3 else [],
            **_dates(rng, 0.2),
        }
        for _ in range(rng.randint(1, 2))
    ]


def _channel(rng: Random, number: int, groups: list[str]) -> dict[str, Any]:
    channel: dict[str, Any] = {
        "id": f"c{number}",
        "names": f"C{number}",
        "family": rng.choice(list(Family)),
        "aka": [f"old-c{number}"],
        "finishes": _some(rng, ContactType),
        "satisfies": _some(rng, Need),
        "assurance": rng.choice(list(Assurance)),
        "costs": _costs(rng),
        "customer_costs": _costs(rng),
        "tags": _some(rng, ("x", "y")),
    }
    optional: dict[str, Any] = {
        "digital": rng.random() < 0.5,
        "assurance_by_eid": rng.random() < 0.5,
        "directions": [rng.choice(list(Direction))],
        "handles": _some(rng, ContactType, 1),
        "abilities": _some(rng, Ability, 1),
        "languages": _some(rng, _LANGUAGES, 1),
        "opening": rng.choice(_OPENING),
        "co2e_grams": rng.randint(0, 5000),
        "established": [
            {"groups": _some(rng, groups) if rng.random() < 0.6 else [], **_dates(rng)}
            for _ in range(rng.randint(1, 2))
        ],
    }
    return channel | {k: v for k, v in optional.items() if rng.random() < 0.25}


def _selectors(rng: Random, channels: list[dict[str, Any]]) -> list[str]:
    family = rng.choice(channels)["family"]
    shared = [
        *("@all", "@digital", "@analogue", "@tag/x", "@tag/y"),
        *(f"@family/{family}", "@interaction/person-person"),
    ]
    own = [c["id"] for c in channels]
    return [rng.choice(own if rng.random() < 0.6 else shared) for _ in range(2)]


def _service(
    rng: Random, number: int, groups: list[str], channels: list[dict[str, Any]]
) -> dict[str, Any]:
    exemption = {"groups": _some(rng, groups), "abilities": _some(rng, Ability)}
    optional: dict[str, Any] = {
        "contact_types": _some(rng, ContactType, 1),
        "matter": rng.choice(list(Matter)),
        "groups": _some(rng, groups, 1),
        "channels": [*_selectors(rng, channels), rng.choice(channels)["id"]],
        "complexity": rng.choice(list(Complexity)),
        "automation": rng.choice(list(Automation)),
        "assurance": {k: rng.choice(list(Assurance)) for k in _some(rng, ContactType)},
        "formal": {k: _some(rng, Need)[:2] for k in _some(rng, ContactType)},
        "stance": rng.choice(list(Stance)),
        "exemptions": [exemption] * rng.randint(0, 1),
        "cost_factor": rng.choice(("0.5", "1.5", 2)),
    }
    return {
        "id": f"s{number}",
        "names": f"S{number}",
        "aka": [f"old-s{number}"],
        "tags": _some(rng, ("t1", "t2")),
    } | {k: v for k, v in optional.items() if rng.random() < 0.35}


def _when(rng: Random, ids: dict[str, list[str]], chosen: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        **_TERMS,
        **{name: known for name, known in ids.items() if known},
        "preference": chosen,
        "planned": chosen,
    }
    when: dict[str, Any] = {}
    for name in rng.sample(sorted(values), rng.choice((0, 1, 1, 2, 2, 3))):
        listed = rng.sample(list(values[name]), min(len(values[name]), 2))
        when[name] = {"not": listed} if rng.random() < 0.25 else listed
    if rng.random() < 0.08:
        when["case_open"] = rng.random() < 0.5
    return when


def _rule(
    rng: Random,
    number: int,
    ids: dict[str, list[str]],
    channels: list[dict[str, Any]],
) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": f"r{number}",
        "when": _when(rng, ids, _selectors(rng, channels)),
        **(_dates(rng) if rng.random() < 0.3 else {}),
    }
    for role in rng.sample(list(Role), rng.choice((0, 1, 1, 2))):
        rule[role] = _selectors(rng, channels)
    if rng.random() < 0.15:
        rule["stance"] = rng.choice(list(Stance))
    if rng.random() < 0.1:
        rule["no_contact_needed"] = {"instead": "Publish it."}
    return rule


def random_strategy(rng: Random, *, rules: int = 10, channels: int = 6) -> Strategy:
    """Build a small strategy; the same dice give the same strategy."""
    groups = [f"g{n}" for n in range(rng.randint(0, 4))]
    made = [_channel(rng, n, groups) for n in range(rng.randint(1, channels))]
    services = [_service(rng, n, groups, made) for n in range(rng.randint(0, 3))]
    ids = {"service": [s["id"] for s in services], "group": groups}
    head: dict[str, Any] = {
        "titles": "Made by dice",
        "organisation": {"id": "o", "names": "O"},
        "languages": ["sv", "fi"][: rng.randint(1, 2)],
    }
    if rng.random() < 0.5:
        head["valid_from"] = _DAYS[0]
    weights = {
        v: rng.choice((0, 1, "0.5")) for v in ("authority", "customer", "society")
    }
    document: dict[str, Any] = {
        "farled": 1,
        "id": "dice",
        "version": "1",
        "head": head,
        "channels": made,
        "groups": [
            {
                "id": name,
                "names": name,
                "kind": rng.choice(list(GroupKind)),
                "aka": [f"old-{name}"],
                "parent": rng.choice([None, *groups[:n]]),
            }
            for n, name in enumerate(groups)
        ],
        "services": services,
        "rules": [_rule(rng, n, ids, made) for n in range(rng.randint(0, rules))],
        "policy": {
            "default_stance": rng.choice(list(Stance)),
            "preference_strength": rng.choice(("suitable", "always", "none")),
            "step0": rng.choice(("advise", "stop")),
            "unnamed_channels": rng.choice(("exclude", "allow")),
            "price_weights": weights,
            "carbon_price_per_tonne": rng.choice((0, 1000)),
        },
    }
    return Strategy.model_validate(document)


def random_situation(rng: Random, strategy: Strategy, *, missing: int = 0) -> Situation:
    """Build a situation of the strategy with so many enumerated values missing."""
    channels = [c.id for c in strategy.channels]
    start = datetime(2025, 1, 1, 7, tzinfo=UTC)
    situation = Situation(
        service=rng.choice([s.id for s in strategy.services] or [None]),
        contact_type=rng.choice(list(ContactType)),
        matter=rng.choice(list(Matter)),
        direction=rng.choice(list(Direction)),
        initiator=rng.choice(list(Initiator)),
        group=rng.choice([g.id for g in strategy.groups] or [None]),
        ability=rng.choice(list(Ability)),
        acting_as=rng.choice(list(ActingAs)),
        preference=rng.choice([None, *channels]),
        language=rng.choice([*_LANGUAGES, "de", "sv-SE"]),
        assurance=rng.choice(list(Assurance)),
        needs=frozenset(rng.sample(list(Need), rng.choice((0, 0, 0, 1, 2)))),
        audience=rng.choice(list(Audience)),
        case_open=rng.random() < 0.5,
        planned=rng.choice([None, *channels]),
        reachable=frozenset(_some(rng, channels)) if rng.random() < 0.3 else None,
        at=None
        if rng.random() < 0.3
        else start + timedelta(hours=rng.randint(0, 24 * 700)),
    )
    dropped: dict[str, Any] = dict.fromkeys(rng.sample(ENUMERATED, missing))
    return replace(situation, **dropped)
