"""Decisions by the example strategies, against tables read from the sources by hand."""

import pytest
from tests.support.examples import SEEDS, Row, compiled, golden_rows, mismatches

from farled.strategy.deciding import decide
from farled.strategy.situation import Situation
from farled.strategy.situation_json import parse_situation

_ROWS = [row for seed in SEEDS for row in golden_rows(seed)]


@pytest.mark.req(
    "SM-18",
    "SM-28",
    "DR-01",
    "DR-03",
    "DR-04",
    "DR-05",
    "DR-06",
    "DR-07",
    "DR-08",
    "DR-09",
    "DR-10",
    "DR-11",
    "DR-12",
    "DR-13",
    "DR-14",
    "DR-15",
    "DR-16",
    "DR-17",
    "DR-18",
    "DR-19",
    "DR-21",
    "DR-22",
    "DR-23",
    "DR-24",
    "DR-25",
    "DR-26",
    "DR-28",
    "DR-31",
    "DR-32",
    "DR-34",
    "DR-35",
    "DR-37",
    "DR-38",
    "DR-39",
    "TG-01",
    "TG-02",
    "TG-07",
    "TG-08",
    "TG-09",
    "TG-10",
    "TG-12",
    "TG-13",
    "TG-14",
    "TG-15",
    "CH-17",
    "CH-18",
    "CH-24",
    "SV-17",
    "AD-06",
    "SE-01",
    "SE-09",
    "GO-16",
    "PO-03",
    "PO-04",
    "PO-07",
)
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
