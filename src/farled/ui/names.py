"""Names of a strategy's parts in a language; an id that has no name is shown as is."""

from typing import Iterable, Protocol

from farled.strategy.document import Strategy
from farled.terms.languages import Localised, in_language

__all__ = ["channel_name", "name_of", "rule_reason"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def names(self) -> Localised: ...


def name_of(
    parts: Iterable[_Named], wanted: str, lang: str, fallback: Iterable[str]
) -> str:
    """Find the name of the part with an id, or give the id back."""
    for part in parts:
        if part.id == wanted:
            return in_language(part.names, lang, fallback)
    return wanted


def channel_name(strategy: Strategy, channel: str, lang: str) -> str:
    """Name a channel, falling back on the document's languages."""
    return name_of(strategy.channels, channel, lang, strategy.head.languages)


def rule_reason(strategy: Strategy, rule: str, lang: str) -> str:
    """Give a rule's own `because`, or its id when it has none."""
    for candidate in strategy.rules:
        if candidate.id == rule and candidate.because:
            return in_language(candidate.because, lang, strategy.head.languages)
    return rule
