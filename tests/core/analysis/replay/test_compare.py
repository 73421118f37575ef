"""Two strategies on the same facts, counted by hand."""

import pytest
from tests.core.analysis.replay.test_replay import COMPILED, PERMIT, ROWS, STRATEGY
from tests.support.facts import factset

from farled.analysis.replay import as_recommended, compare, replay
from farled.strategy.compiling import compile_strategy
from farled.terms.money import Money


def changed(**update: object):
    return compile_strategy(STRATEGY.model_copy(update={"version": "3", **update}))


@pytest.mark.req("CB-06")
def test_a_strategy_compared_with_itself_changes_nothing():
    comparison = compare(factset(ROWS), COMPILED, COMPILED)

    assert comparison.moved == 0
    assert comparison.role_changes == 0
    assert comparison.before == comparison.after
    assert comparison.before == replay(factset(ROWS), COMPILED).total


def test_changes_carry_volume_and_price_difference():
    base = STRATEGY.rules[0].model_copy(
        update={"primary": ("phone",), "secondary": ("e-form",)}
    )
    after = changed(rules=(base, *STRATEGY.rules[1:]))

    comparison = compare(factset(ROWS), COMPILED, after)

    assert (comparison.version_before, comparison.version_after) == (
        "harbour@2",
        "harbour@3",
    )
    assert {(c.before, c.after, c.n) for c in comparison.changes} == {
        ("e-form", "phone", 4),
        ("phone", "phone", 1),
        ("desk", "phone", 1),
    }
    first = comparison.changes[0]
    assert first.authority.money == Money(-4 * 5500, "SEK")
    assert comparison.judged_by_both == 6
    assert comparison.before.judged == 6
    assert comparison.after.judged == 7


def test_channel_that_the_later_strategy_lacks_has_no_price_there():
    after = changed(channels=STRATEGY.channels[1:])
    rows = [{**PERMIT, "occurred_at": "2026-03-01", "channel": "EF"}]

    (change,) = compare(factset(rows), COMPILED, after).changes
    assert (change.before, change.after) == ("e-form", "phone")
    assert (change.authority.priced, change.authority.unpriced) == (0, 1)


def test_role_changes_are_counted_where_the_channel_stays():
    base = STRATEGY.rules[0].model_copy(
        update={"primary": (), "secondary": ("e-form",), "allowed": ("phone",)}
    )
    after = changed(rules=(base,))
    rows = [{**PERMIT, "occurred_at": "2026-03-01", "channel": "EF"}] * 3

    comparison = compare(factset(rows), COMPILED, after)

    assert (comparison.moved, comparison.role_changes) == (0, 3)


def test_facts_as_recommended_are_those_with_everyone_following():
    moved = as_recommended(factset(ROWS), COMPILED)

    again = replay(moved, COMPILED).total
    assert again.compliance.value == 1
    assert again.n == 8
