"""Each code of the check is found where something is broken, and nowhere else."""

from datetime import date

import pytest
from tests.core.strategy.checking.breakages import BREAKAGES
from tests.support.sound_strategy import broken, sound

from farled.strategy.checking import SEVERITIES, Vocabulary, check_strategy
from farled.strategy.document import Strategy
from farled.strategy.reading import read_strategy
from farled.terms.findings import Finding, Severity
from farled.terms.languages import INTERFACE_LANGUAGES
from farled.ui.catalogue import entry
from farled.ui.findings import finding_words

WORDS = Vocabulary(
    measures=frozenset({"digital-share", "resolved"}),
    shares=frozenset({"digital-share", "resolved"}),
    dimensions=frozenset({"direction"}),
)
TODAY = date(2026, 11, 21)


def _check(strategy: Strategy) -> tuple[Finding, ...]:
    return check_strategy(strategy, words=WORDS, today=TODAY)


def test_sound_strategy_has_no_findings():
    assert _check(sound()) == ()


def test_every_code_has_a_breakage():
    assert sorted(SEVERITIES) == sorted(BREAKAGES)


@pytest.mark.req(
    *("SM-03", "SM-06", "SM-08", "SM-09", "SM-28", "DR-01", "DR-18", "DR-19"),
    *("DR-27", "TG-05", "TG-06", "GO-02", "GO-03", "GO-06", "PO-04", "PO-05"),
    *("PO-06", "PX-07", "CH-22", "SM-04", "SM-17", "DR-37"),
)
@pytest.mark.parametrize("code", sorted(SEVERITIES))
def test_breakage_is_found_and_said_in_every_language(code):
    found = [f for f in _check(broken(BREAKAGES[code])) if f.code == code]

    assert found, "not found"
    assert found[0].severity is SEVERITIES[code]
    for lang in INTERFACE_LANGUAGES:
        words = finding_words(found[0], lang)
        assert "{" not in f"{words.what}{words.why}{words.fix}"


def test_every_sentence_has_three_parts():
    for code in SEVERITIES:
        for lang in INTERFACE_LANGUAGES:
            assert sorted(entry(code, lang)) == ["fix", "what", "why"]


@pytest.mark.parametrize(
    ("code", "params"),
    [
        ("F203", {"name": "vist", "nearest": "visit"}),
        ("F201", {"name": "peopel", "nearest": "people"}),
        ("F204", {"name": "@digitl", "nearest": "@digital"}),
        ("F504", {"goal": "digital", "value": "50", "suggestion": "0.5"}),
        ("F305", {"rule": "new4", "other": "older-by-phone", "channel": "visit"}),
        ("F302", {"rule": "new4", "by": ("all", "steer", "talk")}),
        ("F304", {"name": "visit", "roles": ("primary", "avoid"), "holds": "avoid"}),
    ],
)
def test_finding_names_what_is_meant(code, params):
    found = next(f for f in _check(broken(BREAKAGES[code])) if f.code == code)

    assert params == {key: found.params[key] for key in params}


def test_finding_stands_where_the_name_is_written():
    text = """
farled: 1
id: s
version: "1"
head: {titles: S, organisation: {id: o, names: O}}
channels:
  - {id: video, names: Video, family: video}
rules:
  - id: r
    primary: [video, vedio]
"""
    reading = read_strategy(text, file="s.yaml")
    assert reading.strategy is not None
    found = check_strategy(reading.strategy, own=reading.own, places=reading.places)
    unknown = next(f for f in found if f.code == "F203")

    assert (unknown.place.file, unknown.place.line) == ("s.yaml", 10)
    assert unknown.place.path == ("rules", 0, "primary", 1)
    assert unknown.severity is Severity.ERROR


def test_parts_of_a_base_get_no_findings_of_their_own():
    base = broken(BREAKAGES["F203"])
    own = Strategy.model_validate(
        {
            "farled": 1,
            "id": "own",
            "version": "1",
            "head": base.head.model_dump(),
            "extends": [base.id],
        }
    )
    whole = base.model_copy(update={"id": "own", "version": "1"})

    assert "F203" not in {f.code for f in check_strategy(whole, own=own)}


def test_measures_are_not_doubted_when_nobody_knows_them():
    codes = {f.code for f in check_strategy(broken(BREAKAGES["F211"]))}

    assert {"F211", "F213"} & codes == set()


def test_revision_is_judged_only_on_a_day():
    strategy = broken(BREAKAGES["F705"])

    assert "F705" not in {f.code for f in check_strategy(strategy, words=WORDS)}
