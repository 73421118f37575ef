"""One small strategy, spelled out, that tests change at one place each."""

from datetime import UTC, datetime
from typing import Any

from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.decision import Decision
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
from farled.terms.services import Matter

__all__ = ["COMPLETE", "candidates", "compiled", "decision", "reasons", "strategy"]

HEAD = {
    "titles": {"sv": "Kanalstrategi", "en": "Channel strategy"},
    "organisation": {"id": "lindhaga", "names": "Lindhaga"},
    "languages": ["sv", "en"],
}
CHANNELS = {
    "web": {
        "names": {"sv": "Webbplatsen", "en": "The website"},
        "family": "web",
        "assurance": "substantial",
        "finishes": ["information", "transaction"],
        "satisfies": ["signature"],
        "costs": [{"minutes": "0.5", "rate_per_hour": 400}],
    },
    "phone": {
        "names": {"sv": "Telefon", "da": "Telefon", "en": "Phone", "fi": "Puhelin"},
        "family": "phone",
        "aka": ["TEL"],
        "assurance": "low",
        "opening": "Mo-Fr 09:00-16:00; PH off",
        "finishes": ["information", "interaction"],
        "costs": [{"minutes": 6, "rate_per_hour": 400}],
    },
    "visit": {
        "names": {"sv": "Besök", "en": "Visit"},
        "family": "visit",
        "assurance": "high",
        "finishes": ["information", "interaction", "transaction"],
        "satisfies": ["meeting", "signature", "original"],
        "costs": [{"minutes": 20, "rate_per_hour": 400}],
    },
    "letter": {
        "names": {"sv": "Brev", "en": "Letter"},
        "family": "letter",
        "assurance": "high",
        "satisfies": ["written-form"],
        "costs": [{"minutes": 3, "rate_per_hour": 400, "per_contact": 12}],
    },
}
RULES = [
    {"id": "all", "secondary": "@all"},
    {
        "id": "web-first",
        "primary": "web",
        "because": {"sv": "Dygnet runt.", "en": "Always open."},
    },
]


def strategy(**changes: Any) -> Strategy:
    """Build the strategy with whole parts replaced; channels are changed by id."""
    own: dict[str, dict[str, Any]] = changes.pop("channels", {})
    channels = [
        {"id": i, **CHANNELS.get(i, {}), **own.get(i, {})} for i in {**CHANNELS, **own}
    ]
    document = {
        "farled": 1,
        "id": "lindhaga",
        "version": "1",
        "head": HEAD,
        "channels": channels,
        "groups": [
            {"id": "all", "names": "Alla"},
            {"id": "young", "names": "Unga", "parent": "all"},
        ],
        "services": [{"id": "childcare", "names": "Barnomsorg", "aka": ["BO"]}],
        "rules": RULES,
    }
    return Strategy.model_validate(document | changes)


def compiled(**changes: Any) -> Compiled:
    """Compile the strategy with parts replaced."""
    return compile_strategy(strategy(**changes))


COMPLETE: dict[str, Any] = {
    "service": "childcare",
    "contact_type": ContactType.TRANSACTION,
    "matter": Matter.OTHER,
    "direction": Direction.INBOUND,
    "initiator": Initiator.CUSTOMER,
    "group": "young",
    "ability": Ability.INDEPENDENT,
    "acting_as": ActingAs.SELF,
    "language": "sv",
    "assurance": Assurance.SUBSTANTIAL,
    "audience": Audience.ONE,
    "case_open": False,
    "at": datetime(2026, 11, 23, 10, tzinfo=UTC),
}


def decision(situation: dict[str, Any] | None = None, /, **changes: Any) -> Decision:
    """Decide the complete situation, changed, by the strategy, changed."""
    values = COMPLETE | (situation or {})
    return decide(compiled(**changes), Situation(**values))


def reasons(made: Decision, channel: str) -> list[str]:
    """List the codes of why a channel is excluded."""
    return [
        str(why.code)
        for excluded in made.exclusions
        if excluded.channel == channel
        for why in excluded.reasons
    ]


def candidates(made: Decision) -> list[str]:
    """List the channels that may be used, the recommended one first."""
    first = [made.recommended] if made.recommended else []
    return [*first, *(c.channel for c in made.alternatives)]
