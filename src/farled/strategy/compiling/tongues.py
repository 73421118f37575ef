"""When one language tag satisfies another, and which tags a strategy tells apart."""

from typing import Iterable

from farled.strategy.document import Not, Strategy

__all__ = ["OTHER", "language_key", "languages_of", "satisfies", "told_apart"]

OTHER = ""
"""Key of every language that the strategy does not name."""


def satisfies(listed: str, wanted: str) -> bool:
    """Tell whether a listed tag is what is wanted, or a wider one (RFC 4647 look-up).

    >>> satisfies("sv", "sv-FI"), satisfies("sv-FI", "sv"), satisfies("s", "sv")
    (True, False, False)
    """
    low, want = listed.lower(), wanted.lower()
    return want == low or want.startswith(low + "-")


def languages_of(strategy: Strategy) -> tuple[str, ...]:
    """List every language of the document, then of its channels, each once."""
    spoken = (tag for channel in strategy.channels for tag in channel.languages)
    return tuple(dict.fromkeys((*strategy.head.languages, *spoken)))


def told_apart(strategy: Strategy) -> frozenset[str]:
    """Collect every tag, in lower case, that a channel or a rule names."""
    named = [tag for channel in strategy.channels for tag in channel.languages]
    for rule in strategy.rules:
        condition = rule.when.language
        if condition is not None:
            named += condition.not_ if isinstance(condition, Not) else condition
    return frozenset(tag.lower() for tag in named)


def language_key(tag: str, known: Iterable[str]) -> str:
    """Shorten a tag to the longest one that the strategy names.

    >>> language_key("sv-FI", {"sv", "fi"}), language_key("de", {"sv"})
    ('sv', '')
    """
    fitting = [k for k in known if satisfies(k, tag)]
    return max(fitting, key=len, default=OTHER)
