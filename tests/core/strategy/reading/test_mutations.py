"""Ten thousand broken strategies: always findings, never an exception."""

import random
from functools import cache
from typing import Callable

import pytest
from tests.core.strategy.reading.samples import COMPACT

from farled.gateways.text_files import decode
from farled.strategy.reading import read_strategy
from farled.strategy.writing import to_yaml
from farled.terms.findings import Finding, Severity
from farled.ui.findings import finding_words

SEED = 57
BATCHES = 20
PER_BATCH = 500
LANGUAGES = ("sv", "da", "en", "fi")

STRANGE = (
    *("\t", "\r", "\r\n", "\x00", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe"),
    *("\ud800", "\udfff", "\u202e", "\u200b", "ש", "م", "é", "e\u0301", "😀", "Å"),
    *("{", "}", "[", "]", ",", ":", ": ", " #", "-", "- ", "?", "&a ", "*a", "!!int "),
    *("|", ">", "'", '"', "%", "@", "`", "---\n", "...\n", "<<: *a\n", "\\u0000"),
)
VALUES = (
    *("no", "yes", "null", "~", "", "[]", "{}", "true", "0", "-1", "1e999", "9" * 5000),
    *("0x1F", "0o17", ".inf", ".nan", "2026-02-30", "2026-13-01", "01:30", "1_000"),
    *("'", '"', "[[[[", "{a: {b: ", "not-provided", "!!python/object:x", "*gone"),
    *("0.1", "100%", "12,5", "@digital", "x" * 300, "Ünïcode", "[1, a, null, {b: c}]"),
)

Mutation = Callable[[random.Random, str], str]


def _flip(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text))
    return text[:at] + chr(rng.choice((rng.randrange(32, 127), 10))) + text[at + 1 :]


def _insert(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(STRANGE) + text[at:]


def _cut(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.randrange(1, 40) :]


def _truncate(rng: random.Random, text: str) -> str:
    return text[: rng.randrange(len(text))]


def _on_lines(change: Callable[[random.Random, list[str], int], None]) -> Mutation:
    def mutate(rng: random.Random, text: str) -> str:
        lines = text.splitlines(keepends=True)
        change(rng, lines, rng.randrange(len(lines)))
        return "".join(lines)

    return mutate


def _delete_line(_rng: random.Random, lines: list[str], at: int) -> None:
    del lines[at]


def _double_line(_rng: random.Random, lines: list[str], at: int) -> None:
    lines.insert(at, lines[at])


def _swap_lines(rng: random.Random, lines: list[str], at: int) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(rng: random.Random, lines: list[str], at: int) -> None:
    lines[at] = rng.choice(("\t", " ", "   ")) + lines[at]


def _other_value(rng: random.Random, lines: list[str], at: int) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {rng.choice(VALUES)}\n"


def _other_key(rng: random.Random, lines: list[str], at: int) -> None:
    key, colon, value = lines[at].partition(":")
    if colon:
        cut = rng.randrange(len(key))
        lines[at] = f"{key[:cut]}{key[cut + 1 :]}{colon}{value}"


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _insert, _cut, _truncate),
    *(_on_lines(_delete_line), _on_lines(_double_line), _on_lines(_swap_lines)),
    *(_on_lines(_indent), _on_lines(_other_value), _on_lines(_other_key)),
)
ENCODINGS = ("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252")


def _broken(rng: random.Random) -> str:
    text = COMPACT
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        text = rng.choice(MUTATIONS)(rng, text or "\n")
    return text.replace("\n", "\r\n") if rng.random() < 0.1 else text


def _read(rng: random.Random, text: str) -> tuple[Finding, ...]:
    encoding = rng.choice(ENCODINGS)
    content = text.encode(encoding, "surrogatepass" if "utf" in encoding else "replace")
    decoded, findings = decode(content, file="s.yaml")
    if decoded is None:
        return findings
    reading = read_strategy(text, file="s.yaml")
    assert (reading.strategy is None) == bool(reading.findings)
    if reading.strategy is not None:
        again = read_strategy(to_yaml(reading.strategy), file="s.yaml")
        assert again.strategy == reading.strategy
    return reading.findings


@cache
def _is_said(code: str, names: frozenset[str]) -> bool:
    finding = Finding(code, Severity.ERROR, params=dict.fromkeys(names, "x"))
    return all(
        part
        for language in LANGUAGES
        for part in (
            finding_words(finding, language).what,
            finding_words(finding, language).why,
            finding_words(finding, language).fix,
        )
    )


WHOLE_FILE = {"F112", "F114", "F119"}


def _check(finding: Finding) -> None:
    place = finding.place
    assert (place.line >= 1 and place.column >= 1) or finding.code in WHOLE_FILE
    assert _is_said(finding.code, frozenset(finding.params))
    if finding.code in {"F120", "F129", "F132"}:
        assert finding.params["nearest"]
    "".join(map(str, finding.params.values())).encode()


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_broken_strategy_gives_findings_and_never_an_exception(batch):
    rng = random.Random(f"{SEED}-{batch}")
    told = 0

    for _ in range(PER_BATCH):
        findings = _read(rng, _broken(rng))
        told += bool(findings)
        for finding in findings:
            _check(finding)

    assert told > PER_BATCH // 2
