"""A coded reason: why something is so, ready to be phrased in any language."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Mapping

from farled.terms.errors import Code, Param

__all__ = ["Reason", "reason"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code and the values its sentence needs."""

    code: Code
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        """Hash by value, so that reasons can be collected in sets."""
        return hash((self.code, tuple(sorted(self.params.items()))))


def reason(code: str, /, **params: Param) -> Reason:
    """Build a reason.

    >>> reason("wrong-direction", direction="outbound").params["direction"]
    'outbound'
    """
    return Reason(Code(code), MappingProxyType(params))
