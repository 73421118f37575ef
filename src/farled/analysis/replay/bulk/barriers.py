"""What the guards say of many points at once."""

from dataclasses import dataclass
from typing import Any, Final, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import reason_bits
from farled.strategy.compiling import Compiled
from farled.strategy.compiling.guarding import Barred

__all__ = [
    "Barriers",
    "blurred_bits",
    "customer_barriers",
    "errand_barriers",
]

_NO_NEEDS: Final[frozenset[Any]] = frozenset()

_NAMES: Final[Mapping[str, str]] = {
    "not-offered": "service",
    "digital-only": "service",
    "wrong-direction": "direction",
    "contact-type-not-handled": "contact_type",
    "assurance-not-at-hand": "assurance",
    "language-not-spoken": "language",
    "not-established": "group",
    "phased-out": "group",
    "ability": "ability",
}
"""Reasons that name the value of an attribute: they differ within a class of values."""


@dataclass(frozen=True)
class Barriers:
    """Reasons by kind of point and channel.

    Attributes:
        codes: kind × channel → bits of `reason_bits`.
        numbers: kind × channel → 0, or a number that stands for the very reasons.
    """

    codes: npt.NDArray[np.uint16]
    numbers: npt.NDArray[np.int32]


def errand_barriers(compiled: Compiled, keys: Sequence[Any]) -> Barriers:
    """Ask the guards about (service, contact type, direction, assurance)."""
    return _barriers(compiled, [compiled.guards.by_errand(key) for key in keys])


def customer_barriers(compiled: Compiled, keys: Sequence[Any]) -> Barriers:
    """Ask the guards about (language, segment, group, ability)."""
    return _barriers(
        compiled, [compiled.guards.by_customer((_NO_NEEDS, *key)) for key in keys]
    )


def _barriers(compiled: Compiled, barred: Sequence[Barred]) -> Barriers:
    shape = len(barred), len(compiled.strategy.channels)
    codes = np.zeros(shape, np.uint16)
    numbers = np.zeros(shape, np.int32)
    for place, one in enumerate(barred):
        numbers[place] = one.numbers
        for channel, reasons in enumerate(one.reasons):
            if reasons:
                codes[place, channel] = reason_bits(str(r.code) for r in reasons)
    return Barriers(codes, numbers)


def blurred_bits(blurred: Sequence[frozenset[str]]) -> npt.NDArray[np.uint16]:
    """Give, by point, the reasons that name a value which stands for several."""
    known = {
        names: reason_bits(code for code, name in _NAMES.items() if name in names)
        for names in set(blurred)
    }
    return np.array([known[names] for names in blurred], np.uint16)
