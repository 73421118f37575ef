"""Every measure has its words, and every reason a sentence, in four languages."""

import json

import pytest
from tests.support.tree import SOURCE

from farled.analysis.goals import GoalCondition
from farled.analysis.measures import MEASURES
from farled.terms.languages import INTERFACE_LANGUAGES

ENTRIES = {
    code: entry
    for topic in (SOURCE / "ui" / "sentences").glob("*.json")
    for code, entry in json.loads(topic.read_text(encoding="utf-8")).items()
}


@pytest.mark.req("ME-01")
@pytest.mark.parametrize("measure_id", MEASURES)
def test_measure_names_what_is_divided_by_what(measure_id):
    words = ENTRIES[f"measure-of.{measure_id}"]

    assert f"measure.{measure_id}" in ENTRIES
    for language in INTERFACE_LANGUAGES:
        assert set(words[language]) == {"numerator", "denominator"}


@pytest.mark.parametrize("condition", GoalCondition)
def test_condition_of_a_goal_has_a_word(condition):
    assert set(ENTRIES[f"goal-condition.{condition}"]) == set(INTERFACE_LANGUAGES)
