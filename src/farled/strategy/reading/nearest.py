"""The valid name that a mistyped one most likely meant."""

from difflib import SequenceMatcher
from typing import Iterable

from farled.strategy.reading.limits import NOTHING

__all__ = ["by_nearness", "nearest"]

_LENGTH = 80
"""Characters looked at; comparing takes the product of both lengths."""


def by_nearness(name: str, valid: Iterable[str]) -> tuple[str, ...]:
    """Order valid names by likeness to a mistyped one, the most alike first.

    >>> by_nearness("visitt", ["phone", "visit", "video"])[0]
    'visit'
    """
    meant = _plain(name)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(meant)

    def unlikeness(candidate: str) -> float:
        matcher.set_seq1(_plain(candidate))
        return -matcher.ratio()

    return tuple(sorted(valid, key=unlikeness))


def nearest(name: str, valid: Iterable[str]) -> str:
    """Valid name most like a mistyped one; a dash when there are no valid names."""
    return next(iter(by_nearness(name, valid)), NOTHING)


def _plain(name: str) -> str:
    return name[:_LENGTH].casefold().replace("_", "-").replace(" ", "-")
