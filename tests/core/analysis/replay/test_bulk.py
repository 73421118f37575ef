"""Deciding in arrays gives what `decide` gives, reason for reason."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from tests.support.fact_dice import random_rows
from tests.support.many_rules import many_rules
from tests.support.random_strategies import random_strategy

from farled.analysis.facts import CUSTOMER_COLUMNS, MATTER_COLUMNS
from farled.analysis.replay.answers import NONE, standing_of
from farled.analysis.replay.assuming import parse_assumptions
from farled.analysis.replay.bulk import judge
from farled.analysis.replay.deciding import decide_classes
from farled.analysis.replay.dimensions import Reader, classify
from farled.strategy.compiling import compile_strategy


def classes_and_rows(compiled, rng, assume, *, missing, count=40):
    assumed = parse_assumptions(assume, compiled.names)
    reader = Reader(compiled.names, assumed, compiled.segments)
    facts = random_rows(rng, compiled.strategy, count, missing=missing)
    for fact in facts:
        fact["day"] = date(2025, 1, 1) + timedelta(days=rng.randint(0, 700))
    columns = (
        MATTER_COLUMNS,
        CUSTOMER_COLUMNS,
        ("direction", "initiator", "day"),
        *([("channel_requested",)] if assumed.follows_request else []),
    )
    sides = [
        classify([{c: fact[c] for c in names} for fact in facts], reader)
        for names in columns
    ]
    rows = np.array([side.class_of for side in sides], np.int64).T
    return [side.classes for side in sides], rows, assumed


def told(answers):
    """Everything an answer says, row by row."""
    found = []
    for row in range(len(answers)):
        if answers.unjudged[row] != NONE:
            found.append(answers.causes[answers.unjudged[row]])
            continue
        found.append(
            (
                bool(answers.avoidable[row]),
                int(answers.recommended[row]),
                int(answers.role[row]),
                int(answers.rule[row]),
                [standing_of(int(code)) for code in answers.standing[row]],
            )
        )
    return found


def check(compiled, rng, assume, *, missing):
    classes, rows, assumed = classes_and_rows(compiled, rng, assume, missing=missing)
    combinations = [
        [own[place] for own, place in zip(classes, row, strict=True)]
        for row in rows.tolist()
    ]

    one_by_one = decide_classes(compiled, combinations, assumed)

    assert told(one_by_one) == told(judge(compiled, classes, rows, assumed))


@pytest.mark.parametrize("seed", range(60))
def test_complete_situations_agree(seed):
    rng = Random(seed)
    compiled = compile_strategy(random_strategy(rng, rules=16))

    check(compiled, rng, {"case_open": "true"}, missing=0)


@pytest.mark.parametrize("seed", range(60, 120))
def test_situations_with_something_missing_agree(seed):
    rng = Random(seed)
    compiled = compile_strategy(random_strategy(rng, rules=10))

    check(compiled, rng, {}, missing=0.15)


@pytest.mark.parametrize("seed", range(120, 135))
def test_situations_with_most_missing_agree(seed):
    rng = Random(seed)
    compiled = compile_strategy(random_strategy(rng, rules=4))

    check(compiled, rng, {}, missing=0.5)


@pytest.mark.parametrize("seed", range(200, 240))
def test_preferred_channels_agree(seed):
    rng = Random(seed)
    compiled = compile_strategy(random_strategy(rng, rules=12))

    check(compiled, rng, {"preference": "requested", "case_open": "false"}, missing=0.1)


@pytest.mark.parametrize("missing", [0, 0.2])
def test_more_rules_on_a_channel_than_bits_in_a_word_agree(missing):
    check(compile_strategy(many_rules()), Random(1), {}, missing=missing)


def test_strategy_without_rules_agrees():
    empty = many_rules().model_copy(update={"rules": ()})

    check(compile_strategy(empty), Random(2), {}, missing=0.1)
