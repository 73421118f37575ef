"""What an unquoted YAML 1.2 scalar means: `no` is a text, 0.1 is exactly 0.1."""

import re
from decimal import Decimal

from farled.strategy.reading.limits import NUMBER_DIGITS, NUMBER_LENGTH

__all__ = ["Scalar", "TooLarge", "joined_surrogates", "meaning"]

Scalar = str | int | bool | Decimal | None

_CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OTHER_RADIX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NUMBER_STARTS = frozenset("+-.0123456789")


class TooLarge:
    """A number that is longer or larger than any amount or count can be."""


def meaning(token: str) -> Scalar | TooLarge:
    """Resolve an unquoted scalar by YAML's core schema, decimals kept exact.

    >>> meaning("no"), meaning("0.10"), meaning("2026-01-31")
    ('no', Decimal('0.10'), '2026-01-31')
    """
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    if token[0] not in _NUMBER_STARTS:
        return token
    if _WHOLE.fullmatch(token):
        return TooLarge() if len(token) > NUMBER_DIGITS + 1 else int(token)
    if _OTHER_RADIX.fullmatch(token):
        return TooLarge() if len(token) > NUMBER_DIGITS else int(token, 0)
    if _DECIMAL.fullmatch(token):
        return _decimal(token)
    return token


def _decimal(token: str) -> Decimal | TooLarge:
    if len(token) > NUMBER_LENGTH:
        return TooLarge()
    number = Decimal(token)
    if number and not -NUMBER_DIGITS <= number.adjusted() < NUMBER_DIGITS:
        return TooLarge()
    return number


def joined_surrogates(text: str) -> str | None:
    r"""Join the surrogate pairs of JSON escapes; None when one stands alone.

    >>> joined_surrogates("\ud83d\ude00") == "\U0001f600"
    True
    """
    if text.isascii():
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None
