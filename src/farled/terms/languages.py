"""Texts in several languages, and which one to show."""

from typing import Iterable, Mapping

from farled.terms.errors import FarledError

__all__ = ["INTERFACE_LANGUAGES", "Localised", "in_language", "parse_language"]

Localised = Mapping[str, str]
"""BCP 47 tag → text. The empty tag is the document's first language."""

INTERFACE_LANGUAGES = ("sv", "da", "en", "fi")

_PART_LIMIT = 8
_LANGUAGE_LENGTHS = (2, 3)
_REGION_LENGTH = 2


def parse_language(tag: str) -> str:
    """Check the shape of a BCP 47 tag and return it with conventional case.

    >>> parse_language("SV-fi")
    'sv-FI'

    Raises:
        FarledError: `not-a-language-tag`.
    """
    parts = tag.split("-")
    well_formed = all(
        p.isascii() and p.isalnum() and len(p) <= _PART_LIMIT for p in parts
    )
    if (
        not well_formed
        or not parts[0].isalpha()
        or len(parts[0]) not in _LANGUAGE_LENGTHS
    ):
        raise FarledError("not-a-language-tag", tag=tag)
    rest = [p.upper() if len(p) == _REGION_LENGTH else p.title() for p in parts[1:]]
    return "-".join([parts[0].lower(), *rest])


def in_language(text: Localised, wanted: str, fallback: Iterable[str] = ()) -> str:
    """Pick the text for a tag: RFC 4647 look-up, then the fallback chain, then any.

    >>> in_language({"sv": "karta", "en": "map"}, "sv-FI")
    'karta'
    >>> in_language({"sv": "karta"}, "da", ["en", "sv"])
    'karta'
    """
    for tag in (wanted, *fallback, ""):
        parts = tag.split("-")
        while parts:
            candidate = "-".join(parts)
            if candidate in text:
                return text[candidate]
            parts.pop()
    return next(iter(text.values()), "")
