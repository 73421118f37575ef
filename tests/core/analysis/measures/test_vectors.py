"""Measures meet the vectors of the standards they follow."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.measures import Question, measure


def surveyed(*answers: dict[str, int]):
    rows = [{"occurred_at": date(2020, 3, 2), "direction": "inbound"} for _ in answers]
    surveys = [
        {"contact_id": f"c{number}", **answer}
        for number, answer in enumerate(answers, 1)
    ]
    return factset(rows, surveys)


@pytest.mark.req("ME-10", "ME-16")
def test_effort_is_the_share_of_five_or_more():
    facts = surveyed(*({"ces": answer} for answer in [7, 6, 5, 5, 4, 3, 7, 6, 5, 1]))

    share, mean = (measure(facts, name).only for name in ("ces-share", "ces-mean"))

    assert (share.value, share.n) == (0.7, 10)
    assert pytest.approx(4.9) == mean.value


@pytest.mark.req("ME-13")
@pytest.mark.parametrize(
    ("answers", "index"), [((8, 7, 6), 66.67), ((1, 1, 1), 0), ((10, 10, 10), 100)]
)
def test_satisfaction_index_rescales_three_answers(answers, index):
    names = ("nki_overall", "nki_expected", "nki_ideal")

    found = measure(surveyed(dict(zip(names, answers, strict=True))), "nki").only

    assert index == round(found.value, 2)


def test_satisfaction_index_drops_who_left_one_out():
    facts = surveyed(
        {"nki_overall": 8, "nki_expected": 7, "nki_ideal": 6},
        {"nki_overall": 1, "nki_expected": 1},
    )

    found = measure(facts, "nki").only

    assert (found.n, found.relevant, round(found.value, 2)) == (1, 2, 66.67)


def test_satisfaction_index_weighs_as_told():
    facts = surveyed({"nki_overall": 10, "nki_expected": 1, "nki_ideal": 1})
    question = Question(parameters={"nki_expected": 0, "nki_ideal": 0})

    assert measure(facts, "nki", question).only.value == 100


def test_interval_of_a_share_is_wilsons():
    facts = surveyed(*({"ces": 7 if place < 160 else 1} for place in range(200)))

    bounds = measure(facts, "ces-share").only.interval

    assert (round(bounds.low, 4), round(bounds.high, 4)) == (0.7391, 0.8495)


@pytest.mark.req("ME-14")
def test_thousand_in_and_eight_hundred_out_leave_two_hundred():
    rows = [
        {
            "occurred_at": date(2020, 3, 2),
            "direction": "inbound",
            "contact_type": "transaction",
            "channel": "e-service",
            "result_channel": "digital-post" if place < 800 else "letter",
        }
        for place in range(1000)
    ]

    found = measure(factset(rows), "consistent-use").only

    assert (found.value, found.denominator, found.numerator) == (200, 1000, 800)


@pytest.mark.req("ME-15")
def test_first_contact_resolution_is_measured_and_experienced():
    rows = [
        {
            "occurred_at": f"2020-03-{day:02}T10:00",
            "direction": "inbound",
            "party_key": "ana",
            "service": "parking",
        }
        for day in (1, 3, 20)
    ] + [{"occurred_at": "2020-04-01T10:00"}]
    surveys = [
        {"contact_id": "c1", "solved_first": True},
        {"contact_id": "c2", "solved_first": True},
    ]
    facts = factset(rows, surveys)

    objective = measure(facts, "first-contact-resolution").only
    felt = measure(facts, "first-contact-resolution-experienced").only

    assert (objective.numerator, objective.n, felt.value) == (2, 3, 1.0)


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 5), (0.9, 9), (0.7, 7), (0.95, 10), (1.0, 10)]
)
def test_percentile_is_the_value_at_the_nearest_rank(share, value):
    rows = [
        {"occurred_at": date(2020, 3, 2), "direction": "inbound", "wait_s": seconds}
        for seconds in range(1, 11)
    ]
    question = Question(parameters={"percentile": share})

    assert value == measure(factset(rows), "wait-percentile", question).only.value


def test_large_percentile_has_normal_bounds():
    rows = [
        {"occurred_at": date(2020, 3, 2), "direction": "inbound", "wait_s": seconds}
        for seconds in range(1, 401)
    ]
    question = Question(parameters={"percentile": 0.5})

    found = measure(factset(rows), "wait-percentile", question).only

    # 200 ± 1.96 · √(400 · 0.25) = 180.4 … 219.6, rounded up, and one more above.
    assert (found.value, found.interval.low, found.interval.high) == (200, 181, 221)
