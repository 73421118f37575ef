"""Questions about facts that cannot be meant are refused, the nearest name offered."""

from pathlib import Path

import pytest
from tests.support.terminal import EXAMPLES, Ran, Runner

LINDHAGA = EXAMPLES / "lindhaga.yaml"
STRANGER = EXAMPLES / "skatteverket.yaml"
UNUSABLE = 2


def _choices(ran: Ran) -> str:
    """What is offered first."""
    return ran.err.rpartition(": ")[2].split(",")[0].rstrip(".\n")


@pytest.mark.parametrize(
    ("words", "code", "first"),
    [
        (["--measure", "chanel-share"], "unknown-measure", "channel-share"),
        (["--by", "yaer"], "unknown-dimension", "year"),
        (["--where", "chanel=phone"], "unknown-dimension", "channel"),
    ],
)
def test_misspelt_name_gets_the_most_alike_first(
    run: Runner, demo: Path, words: list[str], code: str, first: str
):
    ran = run("measure", demo / "facts", *words)

    assert (ran.code, ran.err.split()[1]) == (UNUSABLE, code)
    assert _choices(ran) == first


@pytest.mark.parametrize(
    ("where", "nearest"),
    [
        ("channel=phnoe", "phone"),
        ("direction=inbond", "inbound"),
        ("group=oldst", "oldest"),
        ("channel_family=vidoe", "video"),
        ("digital=maybe", "true"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ("measure", "--measure", "repeat-share"),
        ("replay",),
        ("compare", "--strategy", LINDHAGA),
    ],
    ids=lambda words: words[0],
)
def test_value_that_nothing_can_mean_is_not_answered_by_nought(
    run: Runner, demo: Path, command: tuple[str, ...], where: str, nearest: str
):
    ran = run(
        command[0], demo / "facts", "--strategy", LINDHAGA, *command[1:],
        "--where", where, "--lang", "en",
    )  # fmt: skip

    assert (ran.code, ran.err.split()[1]) == (UNUSABLE, "unknown-fact-value")
    assert nearest in ran.err.partition("first: ")[2]


def test_value_that_only_the_strategy_knows_is_a_known_nought(run: Runner, demo: Path):
    words = ["--measure", "repeat-share", "--where", "channel=household-paper"]

    with_strategy = run("measure", demo / "facts", "--strategy", LINDHAGA, *words)
    without = run("measure", demo / "facts", *words)

    assert (with_strategy.code, without.code) == (0, UNUSABLE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "2026-01-01", "--until", "2025-01-01"], "period-ends-before-start"),
        (["--from", "2025-02-30"], "is not a day of the calendar"),
        (["--until", "yesterday"], "is not a day of the calendar"),
        (["--where", "year=abc"], "not-a-year"),
        (["--where", "week=2025-W99"], "not-a-week"),
        (["--where", "channel"], "is not DIM=VALUE"),
        (["--where", "=x"], "is not DIM=VALUE"),
        (["--small-cell", "-5"], "--small-cell"),
        (["--small-cell", "x"], "--small-cell"),
        (["--goals"], "Give --strategy with --goals"),
        (["--set", "nope=1"], "unknown-parameter"),
    ],
)
def test_question_that_cannot_be_meant_is_refused(
    run: Runner, demo: Path, words: list[str], said: str
):
    ran = run("measure", demo / "facts", *words)

    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("measure", "setting"),
    [
        ("repeat-share", "window_days=-5"),
        ("repeat-share", "window_days=999999999999"),
        ("repeat-share", "window_days=abc"),
        ("handling-percentile", "percentile=5"),
        ("handling-percentile", "percentile=nan"),
        ("handling-percentile", "percentile=inf"),
    ],
)
def test_setting_out_of_reason_is_refused(
    run: Runner, demo: Path, measure: str, setting: str
):
    ran = run("measure", demo / "facts", "--measure", measure, "--set", setting)

    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert ran.err.startswith("farled: parameter-")


@pytest.mark.parametrize("setting", ["percentile=0", "percentile=1"])
def test_settings_at_their_ends_are_answered(run: Runner, demo: Path, setting: str):
    words = ["--measure", "handling-percentile", "--set", setting]

    assert run("measure", demo / "facts", *words).code == 0


def test_dimension_named_twice_divides_once(run: Runner, demo: Path):
    once = run("measure", demo / "facts", "--by", "direction")
    twice = run("measure", demo / "facts", "--by", "direction,direction")

    assert twice.out == once.out


def test_strategy_without_goals_says_so(run: Runner, demo: Path):
    ran = run(
        "measure", demo / "facts", "--strategy", EXAMPLES / "digg.yaml", "--goals"
    )

    assert (ran.code, ran.out) == (0, "")
    assert "goals" in ran.err


@pytest.mark.parametrize(
    "command", [("replay",), ("compare", "--strategy", LINDHAGA)], ids=lambda w: w[0]
)
def test_strategy_that_knows_none_of_the_codes_is_told_apart_from_a_bad_one(
    run: Runner, demo: Path, tmp_path: Path, command: tuple[str, ...]
):
    stranger = tmp_path / "stranger.yaml"
    stranger.write_text(STRANGE, encoding="utf-8")

    ran = run(
        command[0], demo / "facts", "--strategy", stranger, *command[1:], "--lang", "en"
    )

    assert ran.code == 0
    assert "None of 2000 contacts could be judged" in ran.err


STRANGE = """\
farled: 1
id: stranger
version: "1"
head:
  titles: {en: Stranger}
  organisation: {id: o, names: {en: O}}
  languages: [en]
channels:
  - {id: counter, names: {en: Counter}, family: visit}
groups:
  - {id: everybody, names: {en: Everybody}}
services:
  - {id: unheard-of, names: {en: Unheard of}, contact_types: [transaction]}
rules:
  - {id: all-at-the-counter, primary: counter}
"""
