"""Every measure has its page, and the page's example counts to what it says."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.support.facts import fact_rows as full
from tests.support.facts import factset
from tests.support.hand_measures import BY_HAND, BY_SURVEY, answer
from tests.support.tree import ROOT

from farled.analysis.facts import SURVEY_COLUMNS
from farled.analysis.measures import MEASURES, Question, measure
from farled.strategy.document import Strategy

FOLDER: Path = ROOT / "docs" / "method"
PARTS = ("Numerator", "Denominator", "Left out", "Window", "Unit", "Source", "Settings")
RESULT = re.compile(
    r"\*\*(?:where (?P<name>\S+)=(?P<wanted>\S+): )?"
    r"value = (?P<value>\S+), n = (?P<n>\d+), relevant = (?P<relevant>\d+)\*\*"
)
HEAD = {
    "farled": 1,
    "id": "page",
    "version": "1",
    "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
}
WORDS = {"–": None, "yes": True, "no": False}


def page(measure_id: str) -> str:
    return (FOLDER / f"{measure_id}.md").read_text(encoding="utf-8")


def table(text: str) -> list[dict[str, object]]:
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.partition("## Worked example")[2].splitlines()
        if line.startswith("|")
    ]
    names, _, *rows = lines
    return [
        {name: value(name, cell) for name, cell in zip(names, row, strict=True)}
        for row in rows
    ]


def value(name: str, cell: str) -> object:
    if cell in WORDS:
        return WORDS[cell]
    numeric = name.endswith(("_s", "_minor")) or name in SURVEY_COLUMNS
    return int(cell) if numeric else cell


def strategy(text: str) -> Strategy | None:
    found = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    if found is None:
        return None
    return Strategy.model_validate({**HEAD, **YAML(typ="safe").load(found[1])})


def contents(measure_id: str) -> tuple[list[dict], list[dict]]:
    """Give the facts and the surveys of a page's table."""
    rows = table(page(measure_id))
    if measure_id not in BY_SURVEY:
        return rows, []
    surveys = [
        {"contact_id": f"c{number}", **row} for number, row in enumerate(rows, 1)
    ]
    return [{"occurred_at": "2020-03-02T09:00"} for _ in rows], surveys


@pytest.mark.req("ME-01")
@pytest.mark.parametrize("measure_id", MEASURES)
def test_page_says_what_is_counted(measure_id):
    text = page(measure_id)

    assert [part for part in PARTS if f"- **{part}**: " not in text] == []
    assert "## Assumptions" in text
    settings = re.search(r"- \*\*Settings\*\*: (.*)", text)[1]
    named = [p.name for p in MEASURES[measure_id].parameters]
    assert re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", settings)) == named


@pytest.mark.parametrize("measure_id", MEASURES)
def test_page_counts_to_what_it_says(measure_id):
    text = page(measure_id)
    said = RESULT.search(text)
    where = {said["name"]: said["wanted"]} if said["name"] else {}
    facts, surveys = contents(measure_id)

    found = measure(
        factset(facts, surveys or None),
        measure_id,
        Question(where=where),
        strategy=strategy(text),
    ).only

    assert float(said["value"]) == pytest.approx(found.value, abs=5e-5)
    assert (int(said["n"]), int(said["relevant"])) == (found.n, found.relevant)


BY_PAGE = sorted(
    name for name in BY_HAND - {"channel-share"} if strategy(page(name)) is None
)


@pytest.mark.parametrize("measure_id", BY_PAGE)
def test_page_counts_to_the_same_by_hand(measure_id):
    said = RESULT.search(page(measure_id))
    facts, surveys = contents(measure_id)
    rows, _ = full(facts)
    surveys = [
        {"source": "log", "invited": True, "answered": True, **row} for row in surveys
    ]

    found = answer(measure_id, rows, surveys, ())[()]

    assert float(said["value"]) == pytest.approx(found.value, abs=5e-5)
    assert (int(said["n"]), int(said["relevant"])) == (found.n, found.relevant)


def test_index_lists_every_measure():
    index = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert [name for name in MEASURES if f"[{name}]({name}.md)" not in index] == []
