"""Words and marks that must not stand in the project."""

import re

from tests.support.tree import ROOT, tracked

SUFFIXES = {".py", ".md", ".yaml", ".yml", ".toml", ".json", ".cfg", ""}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore)\s*$")


def _lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path.suffix in SUFFIXES and path.name != "test_words.py"
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later_without_an_issue():
    assert _lines(UNFINISHED) == []


def test_silenced_warnings_name_their_code():
    assert _lines(SILENCED) == []
