"""The date formats a mapping may name: iso, epoch, or signs such as %d.%m.%Y."""

import re
from typing import Iterable

__all__ = ["EPOCH_FORMATS", "has_offset", "has_time", "is_format", "mixes_day_order"]

EPOCH_FORMATS = {"epoch": 1, "epoch-ms": 1000}
"""Named formats of seconds or milliseconds since 1970 → how many to a second."""

_SIGN = re.compile(r"%[-]?([a-zA-Z%])")
_KNOWN = frozenset("YymdbBjaAHIMSfpz%")
_DAY_SIGNS = (frozenset("Yy"), frozenset("mbB"), frozenset("d"))


def is_format(text: str) -> bool:
    """Tell whether a format names a whole day, in signs that are known.

    >>> is_format("%d.%m.%Y %H:%M"), is_format("dd.mm.yyyy"), is_format("%H:%M")
    (True, False, False)
    """
    if text == "iso" or text in EPOCH_FORMATS:
        return True
    signs = set(_SIGN.findall(text))
    bare = "%" in _SIGN.sub("", text)
    whole = all(signs & part for part in _DAY_SIGNS) or {"Y", "j"} <= signs
    half_clock = "I" in signs and "p" not in signs
    return whole and not bare and signs <= _KNOWN and not half_clock


def has_offset(text: str) -> bool:
    """Tell whether a format of signs carries an offset from UTC."""
    return "z" in _SIGN.findall(text)


def has_time(text: str) -> bool:
    """Tell whether a format of signs carries a time of day."""
    return bool(set(_SIGN.findall(text)) & set("HI"))


def mixes_day_order(formats: Iterable[str]) -> bool:
    """Tell whether 3/4/2020 could be read in two ways by these formats.

    >>> mixes_day_order(["%d/%m/%Y", "%m/%d/%Y %H:%M"])
    True
    """
    orders: dict[str, set[bool]] = {}
    for text in formats:
        signs = _SIGN.findall(text)
        if "d" in signs and "m" in signs:
            separators = re.sub(r"\s.*", "", _SIGN.sub("", text)) or text
            orders.setdefault(separators, set()).add(
                signs.index("d") < signs.index("m")
            )
    return any(len(found) > 1 for found in orders.values())
