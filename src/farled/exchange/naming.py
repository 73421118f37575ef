"""Words of the outside world made comparable: what nobody sees does not count."""

import re
import unicodedata

__all__ = ["kebab", "tidy"]

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"}
)
_LONGEST = 80


def tidy(raw: str) -> str:
    """Leave out what nobody sees: outer and double spaces, invisible characters.

    >>> tidy(" Walk\u200b  in ")
    'Walk in'
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw))
    return _SPACES.sub(" ", plain).strip()


def kebab(words: str) -> str:
    """Make a code from the log's own words.

    >>> kebab("Trees & Park / Öppet möte")
    'trees-park-oppet-mote'
    """
    folded = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    bare = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    parts = re.split(r"[\W_]+", bare)
    return "-".join(part for part in parts if part)[:_LONGEST].strip("-")
