"""Levels of assurance, and the URIs by which the EU, Sweden and Denmark name them."""

from enum import StrEnum

__all__ = ["Assurance"]


class Assurance(StrEnum):
    """How surely the person is identified, weakest first.

    >>> Assurance.HIGH.meets(Assurance.SUBSTANTIAL)
    True
    """

    NONE = "none"
    LOW = "low"
    SUBSTANTIAL = "substantial"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 (none) to 3 (high)."""
        return list(Assurance).index(self)

    def meets(self, needed: "Assurance") -> bool:
        """Tell whether this level is at least the needed one."""
        return self.rank >= needed.rank
