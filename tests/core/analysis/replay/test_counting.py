"""Counting in a stream and counting in the engine give the same counts."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from tests.support.fact_dice import random_rows
from tests.support.facts import factset
from tests.support.many_rules import many_rules

from farled.analysis.replay import EVERYTHING, counting, replay
from farled.analysis.replay.counting import can_stream, stream_tally
from farled.analysis.replay.numbering import number_keys
from farled.analysis.replay.preparing import prepare
from farled.analysis.replay.tallying import distinct_rows, tally_facts
from farled.strategy.compiling import compile_strategy
from farled.terms.errors import FarledError

COMPILED = compile_strategy(many_rules())
CHANNELS = len(COMPILED.strategy.channels)


def facts(seed, count=300):
    return factset(random_rows(Random(seed), COMPILED.strategy, count))


def told(tally):
    """Facts by combination and channel, whatever the order."""
    found = Counter()
    for situation, channel, n in zip(
        tally.situation, tally.channel, tally.n, strict=True
    ):
        found[*tally.combinations[situation].tolist(), int(channel)] += int(n)
    return found


def streamed(prepared):
    return stream_tally(
        prepared.facts, prepared.dimensions, prepared.channels, CHANNELS
    )


@pytest.mark.parametrize("cells", [96_000_000, 10])
def test_stream_counts_what_the_engine_counts(monkeypatch, cells):
    monkeypatch.setattr(counting, "_CELLS", cells)
    prepared = prepare(facts(1), COMPILED, EVERYTHING)

    by_engine = tally_facts(prepared.classed, prepared.dimensions, CHANNELS)

    assert told(by_engine) == told(streamed(prepared))
    assert len(by_engine.combinations) == len(streamed(prepared).combinations)


def test_replay_is_the_same_either_way(monkeypatch):
    own = facts(2)
    prepared = prepare(own, COMPILED, EVERYTHING)
    assert not can_stream(prepared.facts, prepared.dimensions, CHANNELS)

    by_engine = replay(own, COMPILED)
    monkeypatch.setattr(counting, "_CELLS_PER_FACT", 10**9)

    assert can_stream(prepared.facts, prepared.dimensions, CHANNELS)
    assert by_engine == replay(own, COMPILED)


@pytest.mark.parametrize("streams", [False, True])
def test_fact_without_its_dimension_is_never_lost_in_silence(monkeypatch, streams):
    monkeypatch.setattr(counting, "_CELLS_PER_FACT", 10**9 if streams else 0)
    own = facts(3, count=20)
    damaged = replace(own, matter=own.matter.filter(own.matter.matter_key > 1))

    with pytest.raises(FarledError) as caught:
        replay(damaged, COMPILED)
    assert caught.value.code == "facts-without-dimension"
    assert caught.value.params["n"] >= 1


def test_keys_beyond_every_dimension_lead_nowhere():
    prepared = prepare(facts(4, count=5), COMPILED, EVERYTHING)
    coder = counting._coder(prepared.dimensions)
    beyond = pa.record_batch(
        {name: pa.array([None, 10**6], pa.int32()) for name in coder.columns}
    )

    with pytest.raises(FarledError) as caught:
        coder.codes(beyond)
    assert caught.value.params["n"] == 2


def test_rows_too_many_to_code_are_told_apart_all_the_same():
    rows = np.array([[2**40, 2**40], [1, 5], [2**40, 2**40]], np.int64)

    distinct, place = distinct_rows(rows)

    assert rows.tolist() == distinct[place].tolist()
    assert len(distinct) == 2


def test_keys_are_numbered_rising_and_once():
    found = number_keys(np.array([7, 2, 7]), 9)

    assert (found.values, found.of.tolist()) == ((2, 7), [1, 0, 1])
