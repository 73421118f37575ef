"""Every measure agrees with the same measure worked out by hand, row by row."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from tests.support.facts import fact_rows, factset
from tests.support.hand_measures import BY_HAND, answer

from farled.analysis.measures import MEASURES, Question, measure

STRATEGIC = {"automation-share", "steering-potential", "coverage"}
"""Need a strategy; test_strategic.py works them out by hand."""

CHANNELS = ["web", "phone", "phone", "e-service", "my-pages", "fax", "letter", "kiosk"]
TRUTHS = (True, False)
EDGES = [
    datetime(2020, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2020, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2020, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2020, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2020, 12, 31, 22, 59, 59, tzinfo=UTC),
    datetime(2020, 12, 31, 23, 0, tzinfo=UTC),
    datetime(2020, 2, 29, 23, 0, tzinfo=UTC),
    datetime(2020, 3, 31, 21, 59, 59, tzinfo=UTC),
    datetime(2020, 3, 31, 22, 0, tzinfo=UTC),
]
"""Clocks forward and back, year's end, leap day, month's end: local midnights."""


def contacts(seed: int, count: int) -> list[dict[str, object]]:
    rng = Random(seed)
    start = rng.choice(EDGES) - timedelta(days=rng.randrange(30))

    def pick(*values: object, null: float = 0.08) -> object:
        return None if rng.random() < null else rng.choice(values)

    rows: list[dict[str, object]] = []
    for _ in range(count):
        instant = rng.choice(
            [start + timedelta(seconds=rng.randrange(60 * 86_400)), rng.choice(EDGES)]
        )
        rows.append(
            {
                "occurred_at": instant,
                "direction": pick("inbound", "inbound", "inbound", "outbound"),
                "channel": pick(*CHANNELS),
                "channel_intended": pick(*CHANNELS),
                "result_channel": pick("web", "letter", "digital-post", "pigeon"),
                "service": pick("parking", "school", null=0.05),
                "party_key": pick(*[f"p{n}" for n in range(8)], null=0.1),
                "contact_type": pick("information", "interaction", "transaction"),
                "outcome": pick(
                    "resolved", "resolved", "abandoned", "referred-reached"
                ),
                "reason": pick("inform", "chase-progress", "wrong-place", "other"),
                "assisted": pick("none", "none", "staff", "proxy"),
                "unit": pick("north", "south"),
                "wait_s": pick(*range(0, 90, 7)),
                "handling_s": pick(*range(30, 600, 45)),
                "cost_minor": pick(100, 2_500, 14_000),
            }
        )
        if rng.random() < 0.15:
            rows.append({**rows[-1], "channel": pick(*CHANNELS)})
    return rows


def answers(seed: int, count: int) -> list[dict[str, object]]:
    rng = Random(seed + 1_000)

    def pick(*values: object) -> object:
        return None if rng.random() < 0.1 else rng.choice(values)

    return [
        {
            "contact_id": f"c{rng.randrange(1, count + count // 10)}",
            "invited": rng.random() < 0.9,
            "answered": rng.random() < 0.7,
            "ces": pick(*range(1, 8)),
            "nki_overall": pick(*range(1, 11)),
            "nki_expected": pick(*range(1, 11)),
            "nki_ideal": pick(*range(1, 11)),
            "solved_first": pick(*TRUTHS),
            "safe": pick(*range(1, 6)),
            "treated": pick(*range(1, 6)),
            "proactive": pick(*range(1, 6)),
            "e_way_simplest": pick(*TRUTHS),
        }
        for _ in range(count // 2)
    ]


WORLDS = {
    seed: (contacts(seed, count), answers(seed, count))
    for seed, count in ((1, 150), (2, 60), (3, 12))
}
FACTS = {seed: factset(rows, surveys) for seed, (rows, surveys) in WORLDS.items()}


def test_every_measure_is_worked_out_by_hand():
    assert set(MEASURES) - STRATEGIC == BY_HAND


@pytest.mark.parametrize(
    ("seed", "by"),
    [
        (1, ()),
        (1, ("month",)),
        (1, ("channel",)),
        (1, ("unit", "digital")),
        (2, ("week", "service")),
        (3, ("quarter", "weekday")),
    ],
)
@pytest.mark.parametrize("measure_id", sorted(BY_HAND))
def test_measure_agrees_with_hand(measure_id, seed, by):
    if measure_id == "channel-share":
        by = (*[name for name in by if name not in ("channel", "digital")], "channel")
    rows, surveys = fact_rows(WORLDS[seed][0])[0], WORLDS[seed][1]
    surveys = [{"source": "log", **survey} for survey in surveys]

    expected = answer(measure_id, rows, surveys, by)
    found = measure(FACTS[seed], measure_id, Question(by=by))

    assert_same(expected, found)


@pytest.mark.parametrize("measure_id", sorted(BY_HAND - {"channel-share"}))
def test_narrowed_measure_agrees_with_hand(measure_id):
    rows, surveys = fact_rows(WORLDS[1][0])[0], WORLDS[1][1]
    surveys = [{"source": "log", **survey} for survey in surveys]
    days = sorted(row["occurred_on"] for row in rows)
    since, until = days[len(days) // 4], days[3 * len(days) // 4]

    expected = answer(
        measure_id,
        rows,
        surveys,
        ("unit",),
        lambda row: (
            row["service"] == "parking" and since <= row["occurred_on"] <= until
        ),
    )
    question = Question(
        by=("unit",), where={"service": "parking"}, since=since, until=until
    )

    assert_same(expected, measure(FACTS[1], measure_id, question))


def assert_same(expected, result):
    found = {
        tuple(row.keys.values()): row
        for row in result.rows
        if row.relevant or row.state == "not-provided"
    }
    assert set(expected) == set(found)
    for key, want in expected.items():
        row = found[key]
        assert (want.n, want.relevant) == (row.n, row.relevant), key
        if row.value is None:
            assert row.state == "not-provided", key
            continue
        assert want.value == pytest.approx(row.value), key
