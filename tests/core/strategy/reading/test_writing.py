"""Writing a strategy, and changing one value in a text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.strategy.reading.samples import COMPACT, MINIMAL

from farled.strategy.document import Strategy
from farled.strategy.editing import with_value
from farled.strategy.reading import read_strategy
from farled.strategy.writing import inline, to_plain, to_yaml
from farled.terms.errors import FarledError


def _read(text: str) -> Strategy:
    reading = read_strategy(text, file="s.yaml")
    assert reading.findings == ()
    assert reading.strategy is not None
    return reading.strategy


def _changed_lines(before: str, after: str) -> list[str]:
    kept = before.splitlines()
    return [line for line in after.splitlines() if line not in kept]


def _comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize("text", [COMPACT, MINIMAL])
def test_written_strategy_reads_back_as_equal(text):
    strategy = _read(text)

    written = to_yaml(strategy)

    assert _read(written) == strategy
    assert to_yaml(_read(written)) == written


def test_no_default_is_written():
    assert to_yaml(_read(MINIMAL)).splitlines() == [
        "farled: 1",
        "id: minimal",
        'version: "1"',
        "head:",
        "  titles: Kanalstrategi",
        "  organisation:",
        "    id: kommun",
        "    names: Kommunen",
    ]


def test_policy_that_is_set_is_written_though_it_is_the_default():
    text = MINIMAL + "policy: {step0: advise}\n"

    assert to_plain(_read(text))["policy"] == {"step0": "advise"}


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.text(
        st.characters(
            exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
        )
        | st.sampled_from("\n :#-'\"|>,[]{}0no"),
        max_size=60,
    )
)
def test_any_text_survives_writing_and_reading(text):
    strategy = Strategy.model_validate(
        {
            "farled": 1,
            "id": "s",
            "version": "1",
            "head": {"titles": text, "organisation": {"id": "o", "names": text}},
        }
    )

    assert _read(to_yaml(strategy)) == strategy
    edited = with_value(MINIMAL, ("head", "titles"), text)
    assert _read(edited).head.titles == {"": text}


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("version",), "2.10", 'version: "2.10"  # sätts på nytt vid beslut'),
        (("rules", 0, "primary"), ["web", "no"], '    primary: [web, "no"]'),
        (("rules", 0, "because"), "Kort: nu", '    because: "Kort: nu"'),
        (("rules", 1, "valid_from"), date(2027, 1, 1), "    valid_from: 2027-01-01"),
        (("policy", "small_cell"), 7, "  small_cell: 7"),
        (("rules", 0, "avoid"), "phone", "    avoid: phone"),
        (("channels", 1, "languages", 1), "da", "    languages: [sv, 'da']"),
        (("groups", 1), {"id": "b", "names": "B"}, "  - {id: b, names: B}"),
        (
            ("channels", 0, "costs", 0, "minutes"),
            Decimal("2.5"),
            "      - {per_contact: 0.5, valid_from: 2026-01-01, minutes: 2.5}",
        ),
    ],
)
def test_one_value_changes_and_everything_else_stays(path, value, line):
    changed = with_value(COMPACT, path, value)

    assert _changed_lines(COMPACT, changed) == [line]
    assert _comments(changed) == _comments(COMPACT)
    _read(changed)


def test_windows_lines_stay():
    text = MINIMAL.replace("\n", "\r\n")

    changed = with_value(text, ("extends",), [])

    assert changed == text + "extends: []\r\n"


def test_json_stays_json():
    text = '{"farled": 1, "head": {"titles": "a"}, "rules": []}'

    once = with_value(text, ("rules", 0), {"id": "r", "primary": "no"})
    twice = with_value(once, ("head", "vision"), None)

    assert twice == (
        '{"farled": 1, "head": {"titles": "a", "vision": null}, '
        '"rules": [{"id": "r", "primary": "no"}]}'
    )


@pytest.mark.parametrize("path", [(), ("nowhere", "x"), ("rules", 9), ("rules", "x")])
def test_unknown_place_is_refused(path):
    with pytest.raises(FarledError, match="no-such-place"):
        with_value(COMPACT, path, 1)


def test_value_shared_by_reference_is_not_changed_in_silence():
    text = "a: &x {k: 1}\nb: *x\n"

    with pytest.raises(FarledError, match="cannot-edit-in-place"):
        with_value(text, ("b", "k"), 2)


def test_words_that_older_tools_take_for_flags_are_quoted():
    assert inline(["no", "On", "web", "1.0", "null", "2026-01-01"]) == (
        '["no", "On", web, "1.0", "null", 2026-01-01]'
    )
