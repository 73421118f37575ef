"""Results on a terminal are plain text when piped, and readable without colour."""

from io import StringIO

import pytest

from farled.analysis.measures import MEASURES, Unit
from farled.terms.contacts import Role
from farled.terms.findings import Finding, Place, Severity
from farled.terms.languages import INTERFACE_LANGUAGES
from farled.ui.measured import measure_name, value_in_words
from farled.ui.tables import Sheet
from farled.ui.terminal import (
    Card,
    Matrix,
    MatrixRow,
    Progress,
    Trend,
    bar,
    heading,
    open_screen,
    show_card,
    show_findings,
    show_matrix,
    show_progress,
    show_sheet,
    show_trends,
    sparkline,
)


def _shown(show, *given: object, width: int = 60) -> str:
    stream = StringIO()
    show(open_screen(stream, width), *given)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def test_piped_screen_is_a_hundred_wide():
    assert open_screen(StringIO()).width == 100


def test_nothing_but_text_is_piped():
    sheet = Sheet("Title", ("a", "b"), (("1", "2"),), note="note", answer=1)

    assert "\x1b" not in _shown(show_sheet, sheet)


def test_colours_stay_off_when_asked(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[3" not in _shown(heading, "Title", "context")


def test_numbers_stand_to_the_right_and_heads_over_them():
    sheet = Sheet(
        title="Phone falls",
        head=("year", "contacts"),
        rows=(("2024", "9,120"), ("2025", "870")),
        note="inbound",
        numbers=frozenset({1}),
    )

    assert _shown(show_sheet, sheet) == (
        "\nPhone falls\ninbound\nyear  contacts\n2024     9,120\n2025       870"
    )


def test_rows_that_are_left_out_are_counted():
    sheet = Sheet("Many", ("n",), tuple((str(n),) for n in range(9)))
    stream = StringIO()

    show_sheet(open_screen(stream), sheet, most_rows=2)

    assert stream.getvalue().splitlines()[-1] == "… + 7"


@pytest.mark.req("SM-21", "SM-23")
def test_matrix_is_read_without_colour():
    matrix = Matrix(
        title="The strategy",
        channels=("Website", "Phone", "Letter"),
        rows=(
            MatrixRow("Citizens", {}, heading=True),
            MatrixRow("question", {0: Role.PRIMARY, 1: Role.ALLOWED, 2: Role.AVOID}),
            MatrixRow("decision", {1: Role.NEVER, 2: Role.SECONDARY}),
        ),
        legend="● main",
    )

    assert _shown(show_matrix, matrix) == (
        "\nThe strategy\n● main\n"
        "          Website\n"
        "          │ Phone\n"
        "          │ │ Letter\n"
        "Citizens\n"
        "question  ● · –\n"
        "decision    × ○"
    )


def test_card_keeps_sentences_to_a_readable_length():
    card = Card("A question", "E-service", ("word " * 30,))

    lines = _shown(show_card, card, width=200).splitlines()

    assert lines[:3] == ["", "A question", "  → E-service"]
    assert max(len(line) for line in lines) <= 92


def test_trend_says_its_first_and_last_value():
    trend = Trend("Phone", [3, 2, None, 1], "36 %", "21 %", ("240,000",))

    shown = _shown(show_trends, [trend], ("channel", "first", "", "last", "n"))

    assert shown == (
        "channel  first        last        n\nPhone     36 %  █▅ ▁  21 %  240,000"
    )


def test_trend_fits_the_screen():
    trend = Trend("Phone", list(range(200)), "1", "2")

    shown = _shown(show_trends, [trend], ("a", "b", "", "c"), width=40)

    assert max(len(line) for line in shown.splitlines()) <= 40


def test_gap_is_drawn_where_a_month_is_missing():
    assert sparkline([1, None, 3]) == "▁ █"


def test_even_values_draw_an_even_line():
    assert sparkline([2, 2, 2]) == "▅▅▅"


def test_nothing_known_draws_nothing():
    assert sparkline([None, None]) == "  "


def test_bar_begins_at_zero_and_keeps_its_width():
    assert (bar(0, 3), bar(1, 3), bar(2, 3)) == ("   ", "███", "███")


@pytest.mark.req("ME-01")
def test_goal_shows_state_value_and_where_it_is_heading():
    goal = Progress(
        name="Digital in",
        state="on the way",
        good=True,
        cells=("57 %", "60 %"),
        now=0.5,
        target=0.75,
        band=(0.55, 0.65),
    )

    shown = _shown(show_progress, [goal], ("now", "target", "0 to 100"), width=56)

    assert shown == (
        "               now  target  0 to 100\n"
        "✓ on the way  Digital in\n"
        "              57 %    60 %  ··············●░░░░·|·······"
    )


def test_findings_come_gravest_first_with_what_to_do():
    note = Finding(
        "F140", Severity.NOTE, Place("a.yaml", 3), {"value": "x", "nearest": ""}
    )
    error = Finding(
        "F140", Severity.ERROR, Place("a.yaml", 7), {"value": "x", "nearest": "y"}
    )

    lines = _shown(show_findings, [note, error], "en", width=100).splitlines()

    assert lines[0] == "errors: 1, warnings: 0, notes: 1"
    assert lines[1].startswith("  ✗ F140 ")
    assert "a.yaml:7" in " ".join(lines)


def test_findings_left_out_are_counted():
    note = Finding(
        "F140", Severity.ERROR, Place("a.yaml", 3), {"value": "x", "nearest": "y"}
    )
    stream = StringIO()

    show_findings(open_screen(stream), [note] * 5, "sv", most=2)

    assert stream.getvalue().splitlines()[-1].strip() == "… och 3 till"


@pytest.mark.parametrize("lang", INTERFACE_LANGUAGES)
def test_every_measure_has_a_name(lang):
    nameless = [name for name in MEASURES if measure_name(name, lang) == name]

    assert nameless == []


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.5, Unit.SHARE, "50,0 %"),
        (1234, Unit.COUNT, "1\u202f234"),
        (90, Unit.SECONDS, "90 s"),
        (12345, Unit.MONEY_MINOR, "123 SEK"),
        (5.25, Unit.SCORE, "5,25"),
    ],
)
def test_value_is_written_in_its_unit(value, unit, words):
    assert value_in_words(value, unit, "sv", "SEK") == words
