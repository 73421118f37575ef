"""The examples keep all that their sources say, and only what is known."""

import re
from pathlib import Path
from typing import Any, Iterator, Mapping

import pytest
from tests.support.examples import SEEDS, STRATEGIES, loaded, read_yaml
from tests.support.requirements import catalogue

from farled.analysis.measures.registry import MEASURES
from farled.gateways.strategy_files import load_strategy
from farled.strategy.checking import check_strategy
from farled.strategy.document import HEADINGS
from farled.terms.findings import Severity

_HERE = Path(__file__).parent
_CITED = re.compile(r"\b[A-Z]{2,3}-\d{2}\b")
_CODES = {
    "skatteverket": "SKV",
    "ballerup": "BAL",
    "umea": "UME",
    "digg": "DIGG",
    "edelegationen": "EDEL",
}
_OPEN_IN_SOURCE = {
    "skatteverket": {"F404"},  # names digital-only for one group, assesses nobody
    "ballerup": {"F404"},  # mandatory for businesses, assesses nobody
    "umea": {"F307"},  # the switchboard is outside the scope, so no rule names it
    "digg": set(),
    "edelegationen": set(),
}


def _asked_of(seed: str) -> set[str]:
    rows = read_yaml(_HERE.parents[2] / "requirements" / "catalogue.yaml")
    return {r["id"] for r in rows["requirements"] if _CODES[seed] in r["seeds"]}


def _table(seed: str) -> dict[str, list[str]]:
    table = read_yaml(_HERE / "coverage.yaml")[seed]
    return {k: [v] if isinstance(v, str) else v for k, v in table.items()}


def _comments(seed: str) -> str:
    text = (STRATEGIES / f"{seed}.yaml").read_text(encoding="utf-8")
    return " ".join(re.findall(r"#(.*)$", text, re.MULTILINE))


def _step(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(name)
    if name.isdigit():
        return value[int(name)]
    return next((part for part in value if part.get("id") == name), None)


def _follow(data: Any, path: str) -> Any:
    for name in path.split("/"):
        data = _step(data, name)
        if data is None:
            return None
    return data


def _texts(value: Any) -> Iterator[Mapping[str, str]]:
    if isinstance(value, Mapping):
        if value and set(value) <= {"sv", "da", "en"}:
            yield value
        else:
            for part in value.values():
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


@pytest.mark.parametrize("seed", SEEDS)
def test_table_covers_every_requirement_that_names_the_source(seed: str):
    assert _asked_of(seed) - set(_table(seed)) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_path_of_the_table_leads_to_something(seed: str):
    data = read_yaml(STRATEGIES / f"{seed}.yaml")

    lost = {
        (requirement, path)
        for requirement, paths in _table(seed).items()
        for path in paths
        if _follow(data, path) in (None, "", [], {})
    }

    assert lost == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_comments_cite_requirements_of_the_catalogue(seed: str):
    cited = set(_CITED.findall(_comments(seed)))

    assert cited - set(catalogue()) == set()
    assert _asked_of(seed) - cited == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_stands_in_the_source_language_and_english(seed: str):
    data = read_yaml(STRATEGIES / f"{seed}.yaml")
    languages = set(data["head"]["languages"])

    assert [text for text in _texts(data) if set(text) != languages] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_check_finds_only_what_the_source_leaves_open(seed: str):
    found = load_strategy(STRATEGIES / f"{seed}.yaml")
    assert found.strategy is not None

    findings = check_strategy(found.strategy, own=found.own, places=found.places)

    grave = {f.code for f in findings if f.severity is not Severity.NOTE}
    assert grave == _OPEN_IN_SOURCE[seed]


@pytest.mark.req("ME-01")
@pytest.mark.parametrize("seed", SEEDS)
def test_goals_ask_for_measures_and_settings_that_exist(seed: str):
    for goal in loaded(seed).goals:
        if goal.measure is None:
            assert goal.not_measurable is not None
            continue
        known = {parameter.name for parameter in MEASURES[goal.measure].parameters}
        assert set(goal.parameters) <= known


@pytest.mark.req("SM-09")
def test_guidance_fills_every_heading():
    assert tuple(loaded("edelegationen").sections) == HEADINGS
