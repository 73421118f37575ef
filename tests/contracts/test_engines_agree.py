"""DuckDB and Spark give equal answers, row by row, on facts made to be difficult."""

from dataclasses import fields, replace
from random import Random

import pytest
from tests.core.analysis.replay.test_replay import STRATEGY
from tests.support.engines import local_spark, on_spark, why_no_spark
from tests.support.fact_dice import decided_mark, random_rows
from tests.support.facts import factset
from tests.support.many_rules import many_rules
from tests.support.random_strategies import random_strategy

from farled.analysis.journeys import follow_journeys
from farled.analysis.measures import MEASURES, Question, measure
from farled.analysis.replay import MARKS, Scope, compare, replay, replayed_facts
from farled.strategy.compiling import compile_strategy
from farled.strategy.document import Strategy

MISSING = why_no_spark()
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(MISSING is not None, reason=MISSING or ""),
    pytest.mark.filterwarnings("ignore"),  # Spark's and Ibis's own, in every version
]

MOMENTS = (
    "2024-02-29T12:00",  # leap day
    "2025-03-30T01:59",  # before and after the hour that is left out
    "2025-03-30T03:00",
    "2025-10-26T02:30+02:00",  # the hour that comes twice
    "2025-10-26T02:30+01:00",
    "2025-12-28T00:00",  # a Sunday, midnight
    "2025-12-31T23:59",
    "2026-01-01T00:00",
    "2026-01-31T23:59",
    "2026-02-01T00:00",
)


def nasty_rows(strategy: Strategy, seed: int, count: int = 120) -> list[dict]:
    rng = Random(seed)
    rows = random_rows(rng, strategy, count, missing=0.1)
    for number, row in enumerate(rows):
        row["occurred_at"] = MOMENTS[number % len(MOMENTS)]
        row["case_key"] = rng.choice([None, "k1", "k2", "k3", "k'4"])
        row["party_key"] = rng.choice([None, "p1", "p2"])
    return rows


@pytest.fixture(scope="module")
def spark():
    with local_spark() as session:
        yield session


def marks(table):
    columns = ("contact_id", *MARKS)
    rows = table.select(*columns).to_pyarrow().to_pylist()
    return sorted(rows, key=lambda row: int(row["contact_id"][1:]))


@pytest.mark.parametrize("seed", [1, 2])
def test_replayed_rows_agree(spark, tmp_path, seed):
    compiled = compile_strategy(random_strategy(Random(seed), rules=20))
    rows = nasty_rows(compiled.strategy, seed)
    scope = Scope(assume={"case_open": "false"})

    here = marks(replayed_facts(factset(rows), compiled, scope))
    there = marks(replayed_facts(on_spark(spark, rows, tmp_path), compiled, scope))

    assert len(here) == len(rows)
    assert here == there


def test_more_rules_on_a_channel_than_bits_in_a_word(spark, tmp_path):
    compiled = compile_strategy(many_rules())
    rows = nasty_rows(compiled.strategy, 3)

    expected = [decided_mark(compiled, row, {}) for row in rows]
    there = marks(replayed_facts(on_spark(spark, rows, tmp_path), compiled))

    assert expected == [{name: row[name] for name in MARKS} for row in there]


def test_replay_and_comparison_agree(spark, tmp_path):
    first = compile_strategy(many_rules())
    second = compile_strategy(
        many_rules().model_copy(
            update={"version": "2", "rules": many_rules().rules[:60]}
        )
    )
    rows = nasty_rows(first.strategy, 4)
    here, there = factset(rows), on_spark(spark, rows, tmp_path)

    by = ("month", "service", "weekday")
    assert replay(here, first, by=by) == replay(there, first, by=by)
    assert compare(here, first, second) == compare(there, first, second)


def test_raw_columns_agree_with_interned_ones(spark, tmp_path):
    compiled = compile_strategy(many_rules())
    rows = nasty_rows(compiled.strategy, 5)
    there = on_spark(spark, rows, tmp_path)
    raw = replace(
        there, facts=there.facts.drop("matter_key", "customer_key", "moment_key")
    )

    assert replay(factset(rows), compiled) == replay(raw, compiled)


def test_journeys_agree(spark, tmp_path):
    rows = nasty_rows(STRATEGY, 6, count=200)

    here = follow_journeys(factset(rows), STRATEGY)
    there = follow_journeys(on_spark(spark, rows, tmp_path), STRATEGY)

    assert {f.name: getattr(here, f.name) for f in fields(here)} == {
        f.name: getattr(there, f.name) for f in fields(there)
    }


def test_empty_facts_agree(spark, tmp_path):
    compiled = compile_strategy(STRATEGY)
    there = on_spark(spark, [], tmp_path)

    assert replay(factset([]), compiled) == replay(there, compiled)
    assert follow_journeys(factset([]), STRATEGY) == follow_journeys(there, STRATEGY)


@pytest.mark.parametrize("measure_id", sorted(MEASURES))
def test_measures_agree(spark, tmp_path, measure_id):
    rows = nasty_rows(STRATEGY, 7)
    rng = Random(7)
    for row in rows:
        row["outcome"] = rng.choice([None, "resolved", "abandoned"])
        row["wait_s"] = rng.choice([None, rng.randrange(900)])
        row["cost_minor"] = rng.choice([None, rng.randrange(9_000)])
    question = Question(by=("month",), where={"direction": "inbound"})

    here, there = (
        measure(facts, measure_id, question, strategy=STRATEGY)
        for facts in (factset(rows), on_spark(spark, rows, tmp_path))
    )

    assert plain(here.rows) == plain(there.rows)


def plain(rows):
    """Give rows as numbers that may differ in the last bits alone."""
    return [
        {
            f.name: pytest.approx(value, nan_ok=True)
            if isinstance(value := getattr(row, f.name), float)
            else value
            for f in fields(row)
        }
        for row in rows
    ]
