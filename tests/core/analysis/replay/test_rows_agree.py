"""Row by row, a replay says what `decide` says, down to the deciding rule."""

from random import Random

import pytest
from tests.support.fact_dice import decided_mark, random_rows
from tests.support.facts import factset
from tests.support.random_strategies import random_strategy

from farled.analysis.replay import MARKS, Scope, replayed_facts
from farled.strategy.compiling import compile_strategy


def marks(table):
    rows = table.mutate(number=table.contact_id.substr(1).cast("int64"))
    listed = rows.order_by("number").select(*MARKS).to_pyarrow().to_pylist()
    return [
        {**row, "avoidable": row["avoidable"] if row["judged"] else None}
        for row in listed
    ]


@pytest.mark.parametrize("seed", range(25))
def test_every_row_agrees_with_decide(seed):
    rng = Random(seed)
    compiled = compile_strategy(random_strategy(rng, rules=14))
    rows = random_rows(rng, compiled.strategy, 60, missing=0.05)

    expected = [decided_mark(compiled, row, {"case_open": False}) for row in rows]
    scope = Scope(assume={"case_open": "false"})

    assert expected == marks(replayed_facts(factset(rows), compiled, scope))


@pytest.mark.parametrize("seed", range(25, 35))
def test_rows_with_much_missing_agree_too(seed):
    rng = Random(seed)
    compiled = compile_strategy(random_strategy(rng, rules=5))
    rows = random_rows(rng, compiled.strategy, 25, missing=0.3)

    expected = [decided_mark(compiled, row, {}) for row in rows]

    assert expected == marks(replayed_facts(factset(rows), compiled))
