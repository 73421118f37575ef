"""Where the sentences are: one JSON file per topic, read when first asked for."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Mapping

from farled.terms.errors import FarledError, Param

__all__ = ["codes", "entry", "fill"]


@cache
def _all_entries() -> Mapping[str, Mapping[str, Any]]:
    folder = files("farled.ui") / "sentences"
    topics = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".json")),
        key=lambda path: path.name,
    )
    return {
        code: texts
        for topic in topics
        for code, texts in json.loads(topic.read_text(encoding="utf-8")).items()
    }


def codes() -> frozenset[str]:
    """Every code that has sentences."""
    return frozenset(_all_entries())


def entry(code: str, lang: str) -> Any:
    """Find what is said for a code: a sentence, or parts of one by name.

    Raises:
        FarledError: `no-sentence`, a defect that a house test prevents.
    """
    try:
        return _all_entries()[code][lang]
    except KeyError:
        raise FarledError("no-sentence", code=code, lang=lang) from None


def fill(sentence: str, params: Mapping[str, Param]) -> str:
    """Put values in their places; lists are joined by commas, nothing is a dash.

    >>> fill("Speaks {languages}.", {"languages": ("sv", "fi")})
    'Speaks sv, fi.'
    """
    said = {name: _said(value) for name, value in params.items()}
    return sentence.format_map(said)


def _said(value: Param) -> Param:
    if value is None:
        return "–"
    return ", ".join(value) if isinstance(value, tuple) else value
