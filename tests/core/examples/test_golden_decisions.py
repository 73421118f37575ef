"""Decisions by the example strategies, against tables read from the sources by hand."""

import pytest
from tests.support.examples import SEEDS, Row, compiled, golden_rows, mismatches

from farled.strategy.deciding import decide
from farled.strategy.situation import Situation
from farled.strategy.situation_json import parse_situation

_ROWS = [row for seed in SEEDS for row in golden_rows(seed)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name, marks=pytest.mark.req(*row.requirements))
        for row in _ROWS
    ],
)
def test_decision_is_what_the_source_says(row: Row):
    situation = parse_situation(row.given)
    assert isinstance(situation, Situation), situation

    decision = decide(compiled(row.strategy), situation)

    assert mismatches(row, decision) == {}, row.why


@pytest.mark.parametrize("seed", SEEDS)
def test_table_is_long_enough_to_review_a_strategy_by(seed: str):
    rows = golden_rows(seed)

    assert len(rows) >= 40
    assert len({str(sorted(row.given.items(), key=str)) for row in rows}) > 35
