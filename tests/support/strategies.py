"""Small random strategies and situations that together use every switch there is.

`random_strategy(seed)` and `random_situation(rng, strategy)` are the fast door;
`strategies()` and `cases()` the same for hypothesis. The strategies are resolved:
nothing is extended, every id is known.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Sequence

from hypothesis import strategies as st

from farled.strategy.document import Strategy
from farled.strategy.situation import ENUMERATED, Situation
from farled.terms.assurance import Assurance
from farled.terms.channels import Family, Interaction
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

__all__ = ["cases", "random_situation", "random_strategy", "strategies"]

LANGUAGES = ("sv", "sv-FI", "fi", "da", "en-GB")
TAGS = ("steered", "quick", "old")
HOURS = ("Mo-Fr 09:00-16:00; PH off", "Sa 10:00-12:00", "24/7", "not-provided")
_SEEDS = 2**32
DAYS = tuple(date(2026, 1, 1) + timedelta(days=91 * i) for i in range(5))


def random_strategy(seed: int) -> Strategy:
    """Make the strategy of a seed; the same each time."""
    return _strategy(Random(seed))


def random_situation(
    rng: Random, strategy: Strategy, *, missing: int | None = None
) -> Situation:
    """Make a situation whose values the strategy knows.

    `missing` is how many of the enumerated attributes are left out; by default mostly
    none, sometimes up to three.
    """
    count = rng.choice((0, 0, 0, 1, 2, 3)) if missing is None else missing
    values: dict[str, Any] = _enumerated(rng, strategy)
    for name in rng.sample(ENUMERATED, count):
        values[name] = None
    ids = [code for c in strategy.channels for code in (c.id, *c.aka)]
    return Situation(
        **values,
        preference=_maybe(rng, ids),
        planned=_maybe(rng, ids),
        needs=frozenset(_some(rng, Need, 0.06)),
        reachable=frozenset(_some(rng, ids, 0.6)) if rng.random() < 0.4 else None,
        at=_instant(rng) if rng.random() < 0.85 else None,
    )


def strategies() -> st.SearchStrategy[Strategy]:
    """Draw strategies; a seed apiece, for drawing every value singly is far slower."""
    return st.integers(0, _SEEDS).map(random_strategy)


@st.composite
def cases(draw: st.DrawFn, *, missing: int | None = None) -> Any:
    """Draw a strategy with a situation that it knows."""
    strategy = draw(strategies())
    rng = Random(draw(st.integers(0, _SEEDS)))
    return strategy, random_situation(rng, strategy, missing=missing)


def _enumerated(rng: Random, strategy: Strategy) -> dict[str, Any]:
    services = [code for s in strategy.services for code in (s.id, *s.aka)]
    groups = [code for g in strategy.groups for code in (g.id, *g.aka)]
    return {
        "service": rng.choice(services) if services else None,
        "contact_type": rng.choice(list(ContactType)),
        "matter": rng.choice([None, *Matter]),
        "direction": rng.choice(list(Direction)),
        "initiator": rng.choice(list(Initiator)),
        "group": rng.choice(groups) if groups else None,
        "ability": rng.choice(list(Ability)),
        "acting_as": rng.choice(list(ActingAs)),
        "language": rng.choice([*LANGUAGES, "de"]),
        "assurance": rng.choice(list(Assurance)),
        "audience": rng.choice(list(Audience)),
        "case_open": rng.random() < 0.5,
    }


def _instant(rng: Random) -> datetime:
    start = datetime(2025, 12, 1, tzinfo=UTC)
    return start + timedelta(minutes=rng.randrange(500 * 24 * 60))


def _strategy(rng: Random) -> Strategy:
    channels = [_channel(rng, i) for i in range(rng.randint(2, 6))]
    groups = [_group(rng, i) for i in range(rng.randint(0, 5))]
    group_ids = [g["id"] for g in groups]
    for channel in channels:
        channel["established"] = _established(rng, group_ids)
    services = [_service(rng, i, group_ids) for i in range(rng.randint(0, 4))]
    rules = [_rule(rng, i, services, group_ids) for i in range(rng.randint(0, 14))]
    document = {
        "farled": 1,
        "id": "random",
        "version": "1",
        "head": _head(rng),
        "channels": channels,
        "groups": groups,
        "services": services,
        "rules": rules,
        "policy": _policy(rng),
    }
    return Strategy.model_validate(document)


def _head(rng: Random) -> dict[str, Any]:
    head: dict[str, Any] = {
        "titles": "Random",
        "organisation": {"id": "lindhaga", "names": "Lindhaga"},
        "languages": rng.sample(LANGUAGES, rng.randint(1, 3)),
        "time_zone": rng.choice(("Europe/Stockholm", "Europe/Helsinki")),
    }
    if rng.random() < 0.5:
        head["valid_from"] = rng.choice(DAYS)
    return head


def _policy(rng: Random) -> dict[str, Any]:
    weights = {view: rng.choice((0, 1, "0.5")) for view in ("customer", "society")}
    return {
        "default_stance": rng.choice(list(Stance)).value,
        "preference_strength": rng.choice(("suitable", "always", "none")),
        "step0": rng.choice(("advise", "stop")),
        "unnamed_channels": rng.choice(("exclude", "allow", "allow")),
        "price_weights": {"authority": rng.choice((0, 1, 1, 2)), **weights},
        "carbon_price_per_tonne": rng.choice((0, 1200)),
    }


def _channel(rng: Random, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"c{number}",
        "names": f"Channel {number}",
        "family": rng.choice(list(Family)).value,
        "aka": [f"C-{number}"] if rng.random() < 0.3 else [],
        "directions": _some(rng, Direction, 0.93) or ["inbound"],
        "handles": _some(rng, ContactType, 0.95) or ["information"],
        "finishes": _some(rng, ContactType, 0.5),
        "assurance": rng.choice(list(Assurance)[1:]).value,
        "satisfies": _some(rng, Need, 0.85),
        "languages": rng.choice(([], [], [], rng.sample(LANGUAGES, 3))),
        "costs": _costs(rng),
        "customer_costs": _costs(rng),
        "co2e_grams": rng.choice(("not-provided", 20_000, 1_234_567)),
        "tags": _some(rng, TAGS, 0.3),
    }
    optional: dict[str, Sequence[Any]] = {
        "digital": (True, False),
        "needs_address": (True, False),
        "assurance_by_eid": (True, False),
        "interaction": [i.value for i in Interaction],
        "abilities": (["independent"], ["independent", "assisted", "unknown"]),
        "opening": HOURS,
    }
    return made | {k: rng.choice(v) for k, v in optional.items() if rng.random() < 0.2}


def _costs(rng: Random) -> Any:
    if rng.random() < 0.2:
        return "not-provided"
    return [
        {
            "contact_types": _some(rng, ContactType, 0.5) if rng.random() < 0.3 else [],
            "minutes": rng.choice(("0", "2.5", "7")),
            "rate_per_hour": rng.choice(("300", "417.33")),
            "per_contact": rng.choice(("0", "0.125", "12")),
            **_dates(rng, 0.3),
        }
        for _ in range(rng.randint(0, 3))
    ]


def _established(rng: Random, groups: list[str]) -> list[dict[str, Any]]:
    if rng.random() < 0.75:
        return []
    return [
        {"groups": _some(rng, groups, 0.4), **_dates(rng, 0.7)}
        for _ in range(rng.randint(1, 3))
    ]


def _group(rng: Random, number: int) -> dict[str, Any]:
    parents = [None, *(f"g{i}" for i in range(number))]
    return {
        "id": f"g{number}",
        "names": f"Group {number}",
        "parent": rng.choice(parents),
        "kind": rng.choice(list(GroupKind)).value,
        "aka": [f"G-{number}"] if rng.random() < 0.3 else [],
    }


def _service(rng: Random, number: int, groups: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"s{number}",
        "names": f"Service {number}",
        "aka": [f"S-{number}"] if rng.random() < 0.3 else [],
        "contact_types": _some(rng, ContactType, 0.7) or ["transaction"],
        "groups": _some(rng, groups, 0.5) if rng.random() < 0.3 else [],
        "channels": rng.choice(([], [], [], [], ["@all", "c9"], ["c0", "@digital"])),
        "cost_factor": rng.choice(("1", "1.5", "0.333")),
        "exemptions": [
            {
                "groups": _some(rng, groups, 0.3),
                "abilities": _some(rng, Ability, 0.3),
            }
            for _ in range(rng.choice((0, 0, 1, 2)))
        ],
        "tags": _some(rng, TAGS, 0.3),
    }
    optional: dict[str, Sequence[Any]] = {
        "matter": [m.value for m in Matter],
        "automation": [a.value for a in Automation],
        "complexity": [c.value for c in Complexity],
        "stance": [s.value for s in Stance],
        "assurance": ("low", "substantial", {"interaction": "high"}),
        "formal": (["signature"], {"information": ["original", "meeting"]}),
    }
    return made | {k: rng.choice(v) for k, v in optional.items() if rng.random() < 0.45}


def _rule(
    rng: Random, number: int, services: list[dict[str, Any]], groups: list[str]
) -> dict[str, Any]:
    selectors = [
        *(f"c{i}" for i in range(4)),
        *("@all", "@digital", "@analogue", "@tag/steered"),
        f"@family/{rng.choice(list(Family))}",
        f"@interaction/{rng.choice(list(Interaction))}",
    ]
    made: dict[str, Any] = {
        "id": f"r{number}",
        "when": _when(rng, selectors, [s["id"] for s in services], groups),
        **_dates(rng, 0.2),
    }
    for role in Role:
        if rng.random() < (0.12 if role is Role.NEVER else 0.35):
            made[role.value] = rng.sample(selectors, rng.randint(1, 2))
    if rng.random() < 0.15:
        made["stance"] = rng.choice(list(Stance)).value
    if rng.random() < 0.08:
        made["no_contact_needed"] = {"instead": "Publish it"}
    if rng.random() < 0.2:
        made |= {"source": "the council", "because": {"sv": "Så är det", "en": "So"}}
    return made


def _when(
    rng: Random, selectors: list[str], services: list[str], groups: list[str]
) -> dict[str, Any]:
    domains: dict[str, Sequence[Any]] = {
        "contact_type": list(ContactType),
        "matter": list(Matter),
        "service": services,
        "service_tag": TAGS,
        "automation": list(Automation),
        "complexity": list(Complexity),
        "direction": list(Direction),
        "initiator": list(Initiator),
        "group": groups,
        "group_kind": list(GroupKind),
        "acting_as": list(ActingAs),
        "ability": list(Ability),
        "preference": selectors,
        "language": LANGUAGES,
        "assurance": list(Assurance),
        "audience": list(Audience),
        "needs": list(Need),
        "planned": selectors,
    }
    chosen = rng.sample(sorted(domains), rng.choice((0, 1, 1, 2, 3)))
    when = {key: _condition(rng, domains[key]) for key in chosen if domains[key]}
    if rng.random() < 0.08:
        when["case_open"] = rng.random() < 0.5
    return when


def _condition(rng: Random, values: Sequence[Any]) -> Any:
    listed = [str(v) for v in _some(rng, values, 0.5)] or [str(values[0])]
    return {"not": listed} if rng.random() < 0.3 else listed


def _dates(rng: Random, share: float) -> dict[str, Any]:
    if rng.random() >= share:
        return {}
    first, last = sorted(rng.sample(DAYS, 2))
    return rng.choice(
        (
            {"valid_from": first},
            {"valid_until": last},
            {"valid_from": first, "valid_until": last},
        )
    )


def _some(rng: Random, values: Any, share: float) -> list[Any]:
    return [v for v in values if rng.random() < share]


def _maybe(rng: Random, values: Sequence[str]) -> str | None:
    return rng.choice(values) if rng.random() < 0.4 else None
