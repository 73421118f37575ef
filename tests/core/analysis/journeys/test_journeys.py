"""Journeys counted by hand, and a plain Python path that must agree."""

from datetime import timedelta
from random import Random

import pytest
from tests.core.analysis.replay.test_replay import STRATEGY
from tests.support.facts import at, fact_rows, factset
from tests.support.hand_journeys import follow_by_hand

from farled.analysis.journeys import Gap, JourneySettings, Variant, follow_journeys

FAMILIES = {"e-form": "e-service", "phone": "phone", "desk": "visit", "fax": "letter"}
ROWS = [
    # A case: the form fails, a call the same day, a visit a week later.
    {"case_key": "k1", "occurred_at": "2026-03-02T10:00", "channel": "e-form"},
    {"case_key": "k1", "occurred_at": "2026-03-02T14:00", "channel": "phone"},
    {"case_key": "k1", "occurred_at": "2026-03-09T14:00", "channel": "desk"},
    # A case that waits two months is still one journey; the call is no leakage.
    {"case_key": "k2", "occurred_at": "2026-01-01T08:00", "channel": "e-form"},
    {"case_key": "k2", "occurred_at": "2026-03-01T08:00", "channel": "phone"},
    # A person about one service: a break of more than thirty days begins anew.
    {
        "party_key": "p1",
        "service": "permit",
        "occurred_at": "2026-03-01T08:00",
        "channel": "phone",
    },
    {
        "party_key": "p1",
        "service": "permit",
        "occurred_at": "2026-04-02T08:00",
        "channel": "phone",
    },
    # Neither case nor person with a service: no journey.
    {"party_key": "p1", "occurred_at": "2026-03-01T08:00", "channel": "phone"},
    # A channel the strategy does not know stands as none.
    {"case_key": "k3", "occurred_at": "2026-03-01T08:00", "channel": "pigeon"},
]


@pytest.mark.req("ME-19")
def test_journeys_are_found_and_the_rest_is_counted():
    found = follow_journeys(factset(ROWS), STRATEGY)

    assert (found.facts, found.without_key, found.contacts) == (9, 1, 8)
    assert (found.journeys, found.of_cases, found.single) == (5, 3, 3)
    assert (found.switched.n, found.switched.of) == (2, 5)


@pytest.mark.req("ME-19")
def test_variants_list_channels_in_order():
    found = follow_journeys(factset(ROWS), STRATEGY)

    assert found.variants == (
        Variant(("phone",), 2),
        Variant((None,), 1),
        Variant(("e-form", "phone"), 1),
        Variant(("e-form", "phone", "desk"), 1),
    )
    assert found.variant_count == 4


def test_call_soon_after_self_service_is_leakage():
    found = follow_journeys(factset(ROWS), STRATEGY)

    assert (found.leakage.n, found.leakage.of) == (1, 2)
    assert (found.repeats.n, found.repeats.of) == (2, 8)


def test_follow_ups_say_how_long_people_waited():
    found = follow_journeys(factset(ROWS), STRATEGY)

    by_channels = {(s.channel, s.then): (s.n, s.gap) for s in found.follow_ups}
    assert by_channels["phone", "desk"] == (1, Gap(168.0, 168.0))
    assert by_channels["e-form", "phone"][0] == 2
    assert by_channels["e-form", "phone"][1].p50_hours == (4 + 59 * 24) / 2
    assert {(e.first, e.last): e.n for e in found.ends} == {
        ("phone", "phone"): 2,
        (None, None): 1,
        ("e-form", "phone"): 1,
        ("e-form", "desk"): 1,
    }


def test_without_a_strategy_codes_are_channels_and_leakage_has_no_answer():
    found = follow_journeys(factset(ROWS))

    assert found.leakage is None
    assert Variant(("pigeon",), 1) in found.variants


def test_clock_change_makes_a_gap_of_real_hours():
    rows = [
        {"case_key": "k", "occurred_at": "2026-03-28T12:00", "channel": "phone"},
        {"case_key": "k", "occurred_at": "2026-03-29T12:00", "channel": "phone"},
    ]

    assert follow_journeys(factset(rows), STRATEGY).gap == Gap(23.0, 23.0)


def test_long_journeys_go_on_beyond_what_is_told_apart():
    start = at("2026-03-01T08:00")
    rows = [
        {
            "case_key": "k",
            "occurred_at": start + timedelta(hours=n),
            "channel": "phone",
        }
        for n in range(200)
    ]

    (variant,) = follow_journeys(factset(rows), STRATEGY).variants
    assert variant.goes_on
    assert set(variant.channels) == {"phone"}


def test_rare_variants_can_be_left_out():
    found = follow_journeys(factset(ROWS), STRATEGY, JourneySettings(at_least=2))

    assert found.variants == (Variant(("phone",), 2),)
    assert found.variant_count == 4


def test_no_facts_give_no_journeys():
    found = follow_journeys(factset([]), STRATEGY)

    assert (found.journeys, found.variants, found.gap) == (0, (), None)


@pytest.mark.parametrize("seed", range(6))
def test_plain_python_finds_the_same(seed):
    rng = Random(seed)
    start = at("2026-01-01T00:00")
    rows = [
        {
            "case_key": rng.choice([None, "k1", "k2", "k3"]),
            "party_key": rng.choice([None, "p1", "p2"]),
            "service": rng.choice([None, "permit", "dog"]),
            "channel": rng.choice([*FAMILIES, "pigeon", None]),
            "occurred_at": start + timedelta(minutes=rng.randrange(0, 200_000, 10)),
        }
        for _ in range(80)
    ]

    expected = follow_by_hand(fact_rows(rows)[0], FAMILIES)
    found = follow_journeys(factset(rows), STRATEGY)

    assert expected == {
        "journeys": found.journeys,
        "of_cases": found.of_cases,
        "without_key": found.without_key,
        "single": found.single,
        "switched": found.switched.n,
        "variants": {v.channels: v.n for v in found.variants},
        "switches": {(s.channel, s.then): s.n for s in found.follow_ups},
        "ends": {(e.first, e.last): e.n for e in found.ends},
        "repeats": found.repeats.n,
        "leakage": (found.leakage.n, found.leakage.of),
    }
