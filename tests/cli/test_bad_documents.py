"""Strategies and situations that cannot be used are told where, why and what now."""

from pathlib import Path

import pytest
from tests.support.terminal import EXAMPLES, Runner

LINDHAGA = EXAMPLES / "lindhaga.yaml"
UNUSABLE = 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F180"),
        (b" \n\n", "F180"),
        (b"null", "F150"),
        (b"[{}]", "F150"),
        (b'{"at": null, "at": null}', "F181"),
        (b'{"case_open": NaN}', "F157"),
        (b'{"at": "2026-11-21T10:00:00"}', "F154"),
        (b'{"at": "2026-02-30T10:00:00Z"}', "F155"),
        (b'{"service": "\\ud800"}', "F152"),
        (b'{"service": "\xe5"}', "F113"),
        ('{"service": "x"}'.encode("utf-16"), "F112"),
        (b"PK\x03\x04 a packed file \x00", "F119"),
        (b"%PDF-1.7", "F119"),
        (b'{"service": "a\\u0000\\u001b[31m"}', "F159"),
        (b'{"service": ' + b"9" * 5000 + b"}", "F180"),
        (b"[" * 100_000, "F180"),
    ],
)
def test_situation_that_cannot_be_used_is_one_placed_line(
    run: Runner, tmp_path: Path, content: bytes, code: str
):
    path = tmp_path / "situation.json"
    path.write_bytes(content)

    ran = run("decide", LINDHAGA, "--situation", path, "--lang", "en")

    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert [line.split()[:2] for line in ran.err.splitlines()] == [
        [line.split()[0], code] for line in ran.err.splitlines()
    ]
    assert ran.err.startswith(str(path))
    assert ran.err.count(" – ") == 2
    assert not any(ord(character) < 32 for character in ran.err.rstrip("\n"))


def test_every_value_that_the_strategy_does_not_know_is_told_at_once(
    run: Runner, tmp_path: Path
):
    path = tmp_path / "situation.json"
    path.write_text('{"group": "oldst", "planned": "phnoe", "reachable": ["ap"]}')

    ran = run("decide", LINDHAGA, "--situation", path, "--json")

    assert [f["params"]["nearest"] for f in ran.json["findings"]] == [
        "oldest",
        "phone",
        "app",
    ]
    assert len(ran.err.splitlines()) == 3


def test_line_of_many_that_is_no_text_does_not_stop_the_others(
    run: Runner, tmp_path: Path
):
    path = tmp_path / "many.ndjson"
    path.write_bytes(
        b'{"contact_type": "information"}\r\n\n'
        b'{"service": "\xe5"}\n{"service": "a\xe2\x80\xa8b"}\n{"conta'
    )

    ran = run("decide", LINDHAGA, "--situation", path, "--json")

    assert ran.code == UNUSABLE
    assert [line.get("findings", [{}])[0].get("code") for line in ran.lines] == [
        None,
        "F113",
        "F159",
        "F180",
    ]
    assert [line.split(":")[1] for line in ran.err.splitlines()] == ["3", "4", "5"]


def test_file_of_one_endless_line_is_refused_unread(run: Runner, tmp_path: Path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)

    decided = run("decide", LINDHAGA, "--situation", path)
    checked = run("check", path)

    assert (decided.code, decided.err.split()[1]) == (UNUSABLE, "F182")
    assert (checked.code, checked.err.split()[1]) == (UNUSABLE, "F108")


def test_file_of_more_lines_than_text_may_have_is_read_line_by_line(
    run: Runner, tmp_path: Path
):
    path = tmp_path / "many.ndjson"
    filler = " " * 2_000_000
    path.write_text(f'{{"group": "nobody"{filler}}}\n' * 6)

    ran = run("decide", LINDHAGA, "--situation", path, "--json")

    assert [line["findings"][0]["line"] for line in ran.lines] == [1, 2, 3, 4, 5, 6]


# What `check` says


def test_check_says_names_and_totals_in_the_language(run: Runner):
    said = {
        lang: run("check", LINDHAGA, "--lang", lang)
        for lang in ("sv", "da", "en", "fi")
    }

    assert len({ran.out for ran in said.values()}) == 4
    assert "«School choice»" in said["en"].err
    assert "«Skolval»" in said["sv"].err
    assert "school-choice" not in said["sv"].err


@pytest.mark.parametrize("lang", ["sv", "da", "en", "fi"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda p: p.stem)
def test_no_example_leaves_a_gap_in_a_sentence(run: Runner, path: Path, lang: str):
    ran = run("check", path, "--lang", lang)

    assert ran.code in {0, 1}
    assert [
        line
        for line in (ran.err + ran.out).splitlines()
        if "{" in line or "None" in line or " – – " in line or "()" in line
    ] == []


def test_missing_key_at_the_top_is_missing_in_the_document(run: Runner, tmp_path: Path):
    path = tmp_path / "strategy.yaml"
    path.write_text("farled: 1\n")

    ran = run("check", path, "--lang", "en")

    assert "«id» is missing in the document" in ran.err


def test_long_names_are_cut_short_in_messages(run: Runner, tmp_path: Path):
    path = tmp_path / "strategy.yaml"
    path.write_text(
        LINDHAGA.read_text(encoding="utf-8").replace(
            "- id: web\n", f"- id: {'w' * 100_000}\n", 1
        ),
        encoding="utf-8",
    )

    ran = run("check", path)

    assert ran.code == UNUSABLE
    assert max(len(line) for line in ran.err.splitlines()) < 600
