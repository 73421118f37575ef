"""Shift is simulated from explicit assumptions alone, and conserves every contact."""

import pytest
from tests.core.analysis.replay.test_replay import COMPILED, PERMIT
from tests.support.facts import factset

from farled.analysis.replay import replay
from farled.analysis.shifting import (
    Shift,
    ShiftAssumptions,
    read_shift,
    simulate_shift,
)
from farled.terms.money import Money

SURE = {"low": 1, "likely": 1, "high": 1}
NEVER = {"low": 0, "likely": 0, "high": 0}
DOUBT = {"low": 0.2, "likely": 0.4, "high": 0.7}

ROWS = [
    *({**PERMIT, "occurred_at": "2026-03-01", "channel": "phone"} for _ in range(60)),
    *({**PERMIT, "occurred_at": "2026-03-02", "channel": "EF"} for _ in range(30)),
    *({**PERMIT, "occurred_at": "2026-03-02", "channel": "desk"} for _ in range(10)),
    {**PERMIT, "occurred_at": "2026-03-03", "channel": "telex"},
]


def assume(*shifts: object, **more: object):
    document = {
        "farled_shift": 1,
        "source": "Counted by hand.",
        "runs": 400,
        "shifts": list(shifts),
        **more,
    }
    return ShiftAssumptions.model_validate(document)


def simulate(*shifts: object, seed=1, rows=ROWS, **more: object):
    return simulate_shift(factset(rows), COMPILED, assume(*shifts, **more), seed)


def after(result):
    return {v.channel: v.after.p50 for v in result.volumes}


@pytest.mark.req("CB-06")
def test_nobody_following_leaves_everything_as_it_was():
    result = simulate({"follow": NEVER})

    assert after(result) == {"e-form": 30, "phone": 60, "desk": 10, "fax": 0}
    assert result.digital_share_before == 0.3
    assert result.digital_share.p50 == pytest.approx(0.3)
    assert result.costs[0].p50 == Money(0, "SEK")


def test_all_following_is_what_the_replay_recommends():
    result = simulate({"follow": SURE})

    recommended = dict.fromkeys(("e-form", "phone", "desk", "fax"), 0)
    for movement in replay(factset(ROWS), COMPILED).total.movements:
        recommended[movement.recommended] += movement.n
    assert (
        after(result) == recommended == {"e-form": 100, "phone": 0, "desk": 0, "fax": 0}
    )
    assert (result.movable, result.without_channel) == (70, 1)


def test_failed_contacts_come_back_as_one_more_each():
    half = {"low": 0.5, "likely": 0.5, "high": 0.5}
    result = simulate(
        {"channels": "desk", "follow": SURE, "leakage": half, "back_to": "phone"}
    )

    assert after(result) == {"e-form": 40, "phone": 65, "desk": 0, "fax": 0}
    assert (result.moved.p50, result.leaked.p50, result.without_assumption) == (
        10,
        5,
        60,
    )


def test_money_counts_the_moved_the_failed_and_the_repeated():
    tenth = {"low": 0.1, "likely": 0.1, "high": 0.1}
    result = simulate(
        {"channels": "phone", "follow": SURE, "leakage": tenth, "repeats": tenth}
    )

    authority, customer, society = result.costs
    # 60 move from 60.00 to 5.00, 6 call all the same, 6 come twice to the form.
    assert authority.p50 == Money(-60 * 5500 + 6 * 6000 + 6 * 500, "SEK")
    assert customer.p50 == Money(-60 * 1900 + 6 * 2000 + 6 * 100, "SEK")
    assert society.view == "society"
    assert authority.unpriced == 0


def test_contacts_without_a_price_are_counted_and_not_guessed():
    (authority, *_) = simulate({"follow": SURE}).costs

    assert authority.p50 == Money(-60 * 5500, "SEK")
    assert authority.unpriced == 10


@pytest.mark.parametrize("distribution", ["pert", "triangular"])
def test_every_contact_is_somewhere_in_every_run(distribution):
    result = simulate(
        {"follow": DOUBT, "leakage": DOUBT, "repeats": DOUBT},
        distribution=distribution,
        runs=100,
    )

    total = sum(v.before for v in result.volumes)
    low, high = 70 * 0.2, 70 * 0.7
    assert total == 100
    assert low <= result.moved.p10 <= result.moved.p50 <= result.moved.p90 <= high
    mean_extra = result.leaked.p50 + result.repeated.p50
    assert sum(after(result).values()) == pytest.approx(total + mean_extra, rel=0.05)


def test_likely_value_lies_in_the_middle_of_what_is_drawn():
    even = {"low": 0.2, "likely": 0.4, "high": 0.6}
    result = simulate({"follow": even}, runs=20_000)

    assert result.moved.p50 == pytest.approx(70 * 0.4, rel=0.01)


def test_equal_seeds_give_equal_figures_and_others_do_not():
    assert simulate({"follow": DOUBT}, seed=7) == simulate({"follow": DOUBT}, seed=7)
    assert simulate({"follow": DOUBT}, seed=7) != simulate({"follow": DOUBT}, seed=8)


def test_last_entry_that_fits_decides():
    result = simulate(
        {"follow": SURE},
        {"channels": "@family/visit", "contact_types": "transaction", "follow": NEVER},
        {"groups": "people", "channels": "phone", "to": "@digital", "follow": NEVER},
    )

    assert result.moved.p50 == 0


def test_group_is_meant_with_its_subgroups_and_others_stay():
    rows = [{**ROWS[0], "target_group": None}, ROWS[0]]
    result = simulate({"groups": "people", "follow": SURE}, rows=rows)

    assert (result.movable, result.without_assumption, result.moved.p50) == (2, 1, 1)


def test_no_facts_shift_nowhere():
    result = simulate({"follow": DOUBT}, rows=[])

    assert (result.movable, result.digital_share, result.costs) == (0, None, ())


def test_document_is_read_with_every_problem_in_its_place():
    text = """\
farled_shift: 1
source: The service department's estimate.
shifts:
  - channels: phonne
    follow: {low: 0.5, likely: 0.3, high: 0.9}
  - follow: {low: 0.5, likely: 0.6}
    lekage: 1
  - follow: {low: 0.5, likely: 0.6, high: 70}
"""

    reading = read_shift(text, COMPILED, file="shift.yaml")

    assert reading.assumptions is None
    assert [(f.code, f.place.line) for f in reading.findings] == [
        ("A104", 5),
        ("A102", 6),
        ("A101", 7),
        ("A103", 8),
    ]


def test_names_that_the_strategy_does_not_know_are_found():
    text = """\
farled_shift: 1
source: Us
shifts:
  - channels: [phonne, "@family/phone", EF]
    groups: parent
    back_to: "@digital"
    follow: {low: 0.1, likely: 0.2, high: 0.3}
"""

    reading = read_shift(text, COMPILED, file="shift.yaml")

    assert [(f.code, dict(f.params)) for f in reading.findings] == [
        ("A105", {"name": "phonne", "nearest": "phone"}),
        ("A105", {"name": "parent", "nearest": "parents"}),
        ("A105", {"name": "@digital", "nearest": "fax"}),
    ]


def test_good_document_gives_assumptions():
    text = """\
farled_shift: 1
source: {sv: Servicekontorets uppskattning, en: The service office's estimate}
distribution: triangular
shifts:
  - channels: phone
    follow: {low: 0.1, likely: 0.2, high: 0.3}
    because: A trial in spring.
"""

    reading = read_shift(text, COMPILED, file="shift.yaml")

    assert reading.findings == ()
    assert isinstance(reading.assumptions.shifts[0], Shift)
    assert reading.assumptions.shifts[0].follow.likely == 0.2
