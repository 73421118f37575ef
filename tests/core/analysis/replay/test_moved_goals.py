"""Goals that follow from the channel, as they were and had all followed."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.goals import compare_goals
from farled.analysis.replay.marking import as_recommended
from farled.strategy.compiling import compile_strategy
from farled.strategy.document import Strategy

STRATEGY = Strategy.model_validate(
    {
        "farled": 1,
        "id": "town",
        "version": "1",
        "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
        "channels": [
            {"id": "web", "names": "Web", "family": "web"},
            {"id": "phone", "names": "Phone", "family": "phone"},
        ],
        "rules": [
            {"id": "all", "primary": "web", "secondary": "phone"},
            {"id": "talk", "when": {"contact_type": "interaction"}, "avoid": "web"},
        ],
        "goals": [
            {
                "id": "digital",
                "names": "Digital",
                "measure": "digital-share-inbound",
                "comparator": "at-least",
                "target": 0.6,
                "by": "2027-12-31",
            },
            {"id": "felt", "names": "Felt", "measure": "ces-share"},
        ],
    }
)
ROWS = [
    {
        "occurred_at": f"2026-01-{day:02} 10:00",
        "channel": channel,
        "contact_type": kind,
        "ability": "independent",
        "direction": "inbound",
    }
    for day, channel, kind in [
        (1, "phone", "information"),
        (12, "phone", "information"),
        (20, "web", "interaction"),
        (31, "web", "information"),
    ]
]


@pytest.mark.req("ME-01", "SM-07")
def test_goals_of_channels_are_told_before_and_after_the_move():
    facts = factset(ROWS)
    moved = as_recommended(facts, compile_strategy(STRATEGY))

    told = compare_goals(facts, moved, STRATEGY, on=date(2026, 1, 31))

    assert [each.as_it_was.goal for each in told] == ["digital"]
    assert [each.as_it_was.value for each in told] == [0.5]
    assert [each.had_all_followed.value for each in told] == [0.75]
