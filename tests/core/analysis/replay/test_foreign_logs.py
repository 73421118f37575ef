"""A log about services that the strategy does not know, judged when asked for."""

import pytest
from tests.support.facts import factset

from farled.analysis.replay import Scope, Summary, replay
from farled.strategy.compiling import compile_strategy
from farled.strategy.document import Strategy

STRATEGY = compile_strategy(
    Strategy.model_validate(
        {
            "farled": 1,
            "id": "town",
            "version": "1",
            "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
            "channels": [
                {"id": "web", "names": "Web", "family": "web"},
                {"id": "phone", "names": "Phone", "family": "phone"},
            ],
            "services": [{"id": "permit", "names": "Permit"}],
            "rules": [
                {"id": "all", "primary": "phone", "secondary": "web"},
                {"id": "permits", "when": {"service": "permit"}, "primary": "web"},
                {"id": "permits-2", "when": {"service": "permit"}, "avoid": "phone"},
            ],
        }
    )
)
ROWS = [
    {"occurred_at": "2026-03-02 10:00", "service": "permit", "channel": "web"},
    {"occurred_at": "2026-03-02 11:00", "service": "pothole", "channel": "web"},
    {"occurred_at": "2026-03-02 12:00", "service": None, "channel": "phone"},
]
KNOWN = {
    "contact_type": "interaction",
    "direction": "inbound",
    "matter": "other",
    "initiator": "customer",
    "ability": "unknown",
    "acting_as": "self",
    "language": "sv",
    "assurance": "none",
    "case_open": "false",
}


def _judged(**assume: str) -> Summary:
    scope = Scope(assume={**KNOWN, **assume})
    return replay(factset(ROWS), STRATEGY, scope).total


def test_unknown_service_is_counted_and_never_guessed():
    total = _judged()

    reasons = {(u.cause.reason, u.cause.value): u.n for u in total.not_judged}
    assert total.judged == 2  # a missing service can only be the one there is
    assert reasons == {("unknown-service", "pothole"): 1}


@pytest.mark.req("DR-38")
def test_unlisted_service_follows_the_rules_that_name_no_service():
    total = _judged(service="unlisted")

    moves = {(m.actual, m.recommended): m.n for m in total.movements}
    assert total.judged == 3
    assert moves == {("web", "web"): 1, ("web", "phone"): 1, ("phone", "phone"): 1}


def test_ignored_service_is_answered_over_all_services():
    total = _judged(service="ignored")

    assert (total.judged, total.compliance.n) == (3, 2)
