"""Pages keep their promises: generated ones are current, hand-made ones are whole."""

import re

import pytest
from tests.support.reference import FOLDER, PAGES
from tests.support.tree import ROOT

ADR_HEADINGS = [
    "Context",
    "Options",
    "Decision",
    "Consequences",
    "When to revisit",
]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PAGES_BY_HAND = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(ROOT.glob("*.md")),
]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(#[^)]*)?\)")


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_current(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "C")

    assert (FOLDER / name).read_text(encoding="utf-8").rstrip() == PAGES[
        name
    ]().rstrip()


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem[:4])
def test_adr_has_its_headings_and_fits_a_page(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ADR_HEADINGS
    assert re.match(rf"# {path.stem[:4]} \S", text)
    assert len(text.splitlines()) <= 60


def test_adrs_are_numbered_once():
    numbers = [path.stem[:4] for path in ADRS]

    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize(
    "path", PAGES_BY_HAND, ids=lambda path: str(path.relative_to(ROOT))
)
def test_links_lead_somewhere(path):
    targets = [match[0] for match in LINK.findall(path.read_text(encoding="utf-8"))]

    assert [t for t in targets if not (path.parent / t).exists()] == []
