"""The compiled engine and the naive interpreter say the same, field by field."""

from random import Random

import pytest
from tests.support import random_strategies, strategies
from tests.support.naive import naive_decide

from farled.strategy.compiling import compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.document import Strategy
from farled.strategy.situation import Situation

CHUNKS = 50
STRATEGIES = 20
SITUATIONS = 100
MISSING = (0,) * 37 + (1, 2, 3)
"""How many values are missing: none in most situations, up to three in the rest."""


def _dice(seed: int) -> tuple[Strategy, list[Situation]]:
    """Take strategies from both generators in turn."""
    rng = Random(seed)
    if seed % 2:
        strategy = random_strategies.random_strategy(rng)
        make = random_strategies.random_situation
    else:
        strategy = strategies.random_strategy(seed)
        make = strategies.random_situation
    counts = [rng.choice(MISSING) for _ in range(SITUATIONS)]
    return strategy, [make(rng, strategy, missing=count) for count in counts]


@pytest.mark.slow
@pytest.mark.req("DR-02", "DR-03", "DR-12", "DR-16", "DR-28", "DR-29", "DR-38")
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_decides_as_the_naive_interpreter(chunk):
    for seed in range(chunk * STRATEGIES, (chunk + 1) * STRATEGIES):
        strategy, situations = _dice(seed)
        compiled = compile_strategy(strategy)
        for situation in situations:
            expected = naive_decide(strategy, situation)
            assert expected == decide(compiled, situation), (seed, situation)
