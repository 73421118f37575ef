"""Every code has a sentence in every language, with the same placeholders."""

import ast
import json
import string

import pytest
from tests.support.tree import SOURCE, modules, parse

from farled.terms.languages import INTERFACE_LANGUAGES

FOLDER = SOURCE / "ui" / "sentences"
TOPICS = sorted(FOLDER.glob("*.json"))
RAISERS = {"FarledError", "reason", "Finding"}


def _texts(entry: object) -> list[str]:
    match entry:
        case str():
            return [entry]
        case dict():
            return [text for part in entry.values() for text in _texts(part)]
        case _:
            return []


def _placeholders(entry: object) -> set[str]:
    names = (
        name
        for text in _texts(entry)
        for _, name, _, _ in string.Formatter().parse(text)
    )
    return {name for name in names if name}


def _literal_codes() -> set[str]:
    return {
        node.args[0].value
        for path in modules()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in RAISERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.req("AC-05")
@pytest.mark.parametrize("topic", TOPICS, ids=lambda path: path.stem)
def test_topic_speaks_every_language(topic):
    entries = json.loads(topic.read_text(encoding="utf-8"))

    lacking = {
        code: sorted(set(INTERFACE_LANGUAGES) - set(entry))
        for code, entry in entries.items()
        if set(INTERFACE_LANGUAGES) - set(entry)
    }
    assert lacking == {}


@pytest.mark.parametrize("topic", TOPICS, ids=lambda path: path.stem)
def test_translations_use_the_same_placeholders(topic):
    entries = json.loads(topic.read_text(encoding="utf-8"))

    differing = {
        code: {lang: sorted(_placeholders(text)) for lang, text in entry.items()}
        for code, entry in entries.items()
        if len({frozenset(_placeholders(text)) for text in entry.values()}) > 1
    }
    assert differing == {}


def test_no_code_stands_in_two_topics():
    seen: dict[str, str] = {}
    doubled = []
    for topic in TOPICS:
        for code in json.loads(topic.read_text(encoding="utf-8")):
            if code in seen:
                doubled.append((code, seen[code], topic.stem))
            seen[code] = topic.stem

    assert doubled == []


def test_every_code_raised_has_a_sentence():
    said = {
        code
        for topic in TOPICS
        for code in json.loads(topic.read_text(encoding="utf-8"))
    }

    assert sorted(_literal_codes() - said) == []
