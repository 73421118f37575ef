"""Roles, order and cost: suitability first, then finishing at once, then price."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.core.strategy.deciding.documents import candidates, compiled, decision

from farled.strategy.decision import CostViews
from farled.terms.contacts import ContactType
from farled.terms.money import Money

FLAT = [{"id": "all", "primary": "@all"}]


def cost_of(channel: str, **changes: Any) -> CostViews:
    made = decision(**changes)
    return next(c.cost for c in made.alternatives if c.channel == channel)


@pytest.mark.req("DR-02", "DR-04")
def test_finishing_at_once_goes_before_price():
    made = decision(rules=FLAT)

    assert candidates(made) == ["web", "visit", "letter", "phone"]


@pytest.mark.req("DR-03")
def test_among_equals_the_cheapest_comes_first():
    channels = {c: {"finishes": []} for c in ("web", "phone", "visit", "letter")}
    made = decision(rules=FLAT, channels=channels)

    assert candidates(made) == ["web", "letter", "phone", "visit"]


def test_unknown_price_comes_last_and_ties_keep_the_documents_order():
    channels: dict[str, dict[str, Any]] = {
        "web": {"finishes": [], "costs": "not-provided"},
        "phone": {"finishes": [], "costs": [{"per_contact": 5}]},
        "visit": {"finishes": [], "costs": [{"per_contact": 5}]},
        "letter": {"costs": []},
    }
    made = decision(rules=FLAT, channels=channels)

    assert candidates(made) == ["phone", "visit", "web", "letter"]


@pytest.mark.req("DR-03", "SM-21")
def test_role_goes_before_everything():
    rules = [*FLAT, {"id": "x", "avoid": "web", "allowed": "visit"}]
    made = decision(rules=rules)

    assert candidates(made) == ["letter", "phone", "visit", "web"]


def test_last_matching_rule_decides():
    rules = [
        {"id": "a", "primary": "@all"},
        {"id": "b", "never": "phone"},
        {"id": "c", "allowed": "phone"},
        {"id": "d", "when": {"contact_type": "information"}, "never": "phone"},
    ]
    made = decision(rules=rules)

    phone = next(c for c in made.alternatives if c.channel == "phone")
    assert (phone.role, phone.rule) == ("allowed", "c")


def test_id_beats_selector_and_later_role_beats_earlier():
    rules = [{"id": "a", "primary": "phone", "avoid": ["@analogue"], "never": "@tag/x"}]
    made = decision(rules=rules, channels={"visit": {"tags": ["x"]}})

    assert [(c.channel, c.role) for c in made.alternatives] == [("letter", "avoid")]
    assert made.recommended == "phone"
    assert [e.channel for e in made.exclusions] == ["web", "visit"]


@pytest.mark.req("DR-30", "CH-13")
def test_cost_is_minutes_times_rate_plus_per_contact():
    services = [{"id": "childcare", "names": "B", "cost_factor": "1.5"}]

    assert cost_of("letter", services=services) == CostViews(Money(4200, "SEK"))


@pytest.mark.req("DR-30", "DR-33")
def test_society_sees_authority_customer_and_climate():
    letter = {
        "costs": [{"per_contact": "0.005"}],
        "customer_costs": [{"per_contact": "0.01"}],
        "co2e_grams": 20_000,
    }
    policy = {"carbon_price_per_tonne": 1200}

    assert cost_of("letter", channels={"letter": letter}, policy=policy) == CostViews(
        Money(0, "SEK"), Money(1, "SEK"), Money(2402, "SEK")
    )


@pytest.mark.req("DR-30")
def test_policy_may_weigh_the_customer_instead():
    channels: dict[str, dict[str, Any]] = {
        c: {"finishes": [], "customer_costs": [{"per_contact": n}]}
        for n, c in enumerate(("letter", "visit", "phone", "web"))
    }
    weights = {"price_weights": {"authority": 0, "customer": 1}}
    made = decision(rules=FLAT, channels=channels, policy=weights)

    assert candidates(made) == ["letter", "visit", "phone", "web"]


@pytest.mark.req("CH-13")
def test_costs_hold_on_their_days_and_for_their_contact_types():
    letter = {
        "costs": [
            {"valid_until": "2026-11-23", "per_contact": 10},
            {"valid_from": "2026-11-24", "per_contact": 20},
            {"contact_types": ["information"], "per_contact": 1},
        ]
    }
    channels = {"letter": letter}

    def at(day: int, kind: ContactType) -> int | None:
        when = {"at": datetime(2026, 11, day, 12, tzinfo=UTC), "contact_type": kind}
        made = decision(when, channels=channels)
        cost = next(c.cost for c in made.alternatives if c.channel == "letter")
        return cost.authority.minor if cost.authority else None

    assert [
        at(23, ContactType.TRANSACTION),
        at(24, ContactType.TRANSACTION),
        at(24, ContactType.INFORMATION),
    ] == [1000, 2000, 2100]


@pytest.mark.req("SM-10", "SM-11")
def test_current_and_future_state_are_the_same_rules_with_dates():
    rules = [
        {"id": "now", "primary": "phone", "valid_until": "2026-12-31"},
        {"id": "then", "primary": "web", "valid_from": "2027-01-01"},
    ]
    made = [
        decision({"at": datetime(year, 6, 1, tzinfo=UTC)}, rules=rules).recommended
        for year in (2026, 2027)
    ]

    assert made == ["phone", "web"]


def test_without_any_day_only_undated_rules_hold():
    rules = [
        {"id": "always", "primary": "letter"},
        {"id": "dated", "primary": "web", "valid_from": "2000-01-01"},
    ]

    assert decision({"at": None}, rules=rules).recommended == "letter"


def test_strategys_first_day_stands_in_for_a_missing_instant():
    rules = [
        {"id": "always", "primary": "letter"},
        {
            "id": "dated",
            "never": "letter",
            "primary": "web",
            "valid_from": "2026-01-01",
        },
    ]
    head = compiled().strategy.head.model_dump() | {"valid_from": "2026-01-01"}

    assert decision({"at": None}, rules=rules, head=head).recommended == "web"
