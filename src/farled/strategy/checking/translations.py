"""Texts that lack one of the document's languages."""

from collections import defaultdict
from collections.abc import Iterator

from farled.strategy.checking.ground import Ground, Path
from farled.strategy.checking.walking import is_text, walk
from farled.terms.findings import Finding

__all__ = ["check_translations"]

_NO_TEXTS = {
    *("where", "parameters", "assurance", "formal", "abilities", "preferences"),
    "source",
}
"""Tables of codes, and titles of sources, which nobody translates."""


def check_translations(ground: Ground) -> Iterator[Finding]:
    """Find, per language of the document, how many texts lack it and the first."""
    languages = ground.own.head.languages
    lacking: dict[str, list[Path]] = defaultdict(list)
    for path, text in walk((), ground.own):
        if not is_text(text) or not text or not _NO_TEXTS.isdisjoint(path):
            continue
        said = {tag or languages[0] for tag in text}
        for language in languages:
            if language not in said:
                lacking[language].append(path)
    for language, paths in lacking.items():
        yield ground.finding("F603", paths[0], language=language, count=len(paths))
