"""A small strategy in which the check finds nothing, to break on purpose."""

from copy import deepcopy
from typing import Any, Callable

from farled.strategy.document import HEADINGS, Strategy

__all__ = ["Document", "broken", "sound"]

Document = dict[str, Any]

_COSTS = [{"minutes": 5, "rate_per_hour": 600}]
_EVIDENCE = {
    "text": "Surveyed.",
    "source": "Survey",
    "assessor": "Ana",
    "assessed_on": "2026-01-01",
}
_SOUND: Document = {
    "farled": 1,
    "id": "sound",
    "version": "1",
    "head": {
        "titles": "Sound",
        "organisation": {"id": "town", "names": "Town"},
        "state": "adopted",
        "decided_by": "Council",
        "decision_date": "2026-01-01",
        "valid_from": "2026-01-01",
        "valid_until": "2029-12-31",
        "languages": ["en"],
        "revision": {"interval_years": 2},
    },
    "principles": [
        {"id": "ease", "number": "1", "text": "It is easy.", "main": True},
        {"id": "reach", "number": "2", "text": "Everyone is reached."},
    ],
    "sections": dict.fromkeys(HEADINGS, "Said."),
    "channels": [
        {
            "id": "online",
            "names": "Online",
            "family": "e-service",
            "assurance": "high",
            "costs": _COSTS,
            "tags": ["steered"],
        },
        {
            "id": "phone",
            "names": "Phone",
            "family": "phone",
            "aka": ["tel"],
            "opening": "Mo-Fr 08:00-16:00",
            "costs": _COSTS,
        },
        {
            "id": "visit",
            "names": "Visit",
            "family": "visit",
            "assurance": "high",
            "finishes": ["transaction"],
            "satisfies": ["meeting"],
            "costs": _COSTS,
        },
    ],
    "groups": [
        {
            "id": "people",
            "names": "People",
            "abilities": {"independent": "0.8", "assisted": "0.1", "excluded": "0.1"},
        },
        {"id": "older", "names": "Older people", "parent": "people"},
        {
            "id": "firms",
            "names": "Firms",
            "kind": "legal",
            "aka": ["company"],
            "abilities": {"independent": 1},
        },
    ],
    "services": [
        {
            "id": "permit",
            "names": "Permit",
            "groups": ["people"],
            "matter": "life-event",
            "assurance": "substantial",
            "exclusion": [{"group": "older", "excluded": True, "evidence": _EVIDENCE}],
            "tags": ["paper"],
        },
        {
            "id": "report",
            "names": "Report",
            "groups": ["firms"],
            "contact_types": ["transaction"],
            "stance": "digital-only",
            "exclusion": [{"group": "firms", "excluded": False, "evidence": _EVIDENCE}],
        },
    ],
    "rules": [
        {"id": "all", "secondary": "@all", "principle": "reach"},
        {
            "id": "steer",
            "when": {"contact_type": "transaction", "service_tag": "paper"},
            "primary": "@tag/steered",
            "principle": "ease",
        },
        {
            "id": "talk",
            "when": {"contact_type": ["information", "interaction"]},
            "primary": "phone",
            "principle": "ease",
        },
        {
            "id": "older-by-phone",
            "when": {"group": "older", "contact_type": "transaction"},
            "primary": ["visit"],
            "avoid": ["online"],
            "principle": "reach",
        },
    ],
    "goals": [
        {
            "id": "digital",
            "names": "Half is digital",
            "measure": "digital-share",
            "comparator": "at-least",
            "target": "0.5",
            "by": "2028-12-31",
            "where": {"direction": "inbound"},
            "milestones": [{"by": "2027-12-31", "target": "0.4"}],
        },
        {
            "id": "helped",
            "names": "Those who need it are helped",
            "measure": "resolved",
            "comparator": "at-least",
            "target": "0.9",
            "by": "2028-12-31",
        },
    ],
    "tracks": [
        {
            "id": "digital-service",
            "names": "Digital service",
            "investments": [
                {
                    "id": "forms",
                    "names": "Better forms",
                    "goals": ["digital"],
                    "initiatives": [
                        {
                            "id": "rewrite",
                            "names": "Rewrite",
                            "state": "running",
                            "goals": ["digital"],
                            "digital_for_young": True,
                        }
                    ],
                }
            ],
        },
        {
            "id": "personal-guidance",
            "names": "Personal guidance",
            "investments": [{"id": "desk", "names": "The desk", "goals": ["helped"]}],
        },
    ],
}


def sound() -> Strategy:
    """Build the strategy as it is."""
    return Strategy.model_validate(_SOUND)


def broken(edit: Callable[[Document], object]) -> Strategy:
    """Build the strategy after an edit of its plain document."""
    document = deepcopy(_SOUND)
    edit(document)
    return Strategy.model_validate(document)
