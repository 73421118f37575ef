"""Levels of assurance, and the URIs by which the EU, Sweden and Denmark name them."""

from enum import StrEnum
from types import MappingProxyType
from typing import Mapping

__all__ = ["ASSURANCE_URIS", "Assurance"]


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


_EU = "http://eidas.europa.eu"
_SE = "http://id.elegnamnden.se/loa/1.0"
_NON_RESIDENT = "http://id.swedenconnect.se/loa/1.0"
_DK = "https://data.gov.dk/concept/core/nsis"
_LOW, _SUBSTANTIAL, _HIGH = Assurance.LOW, Assurance.SUBSTANTIAL, Assurance.HIGH

ASSURANCE_URIS: Mapping[str, Assurance] = MappingProxyType(
    {
        f"{_EU}/LoA/low": _LOW,
        f"{_EU}/LoA/substantial": _SUBSTANTIAL,
        f"{_EU}/LoA/high": _HIGH,
        f"{_EU}/NotNotified/LoA/low": _LOW,
        f"{_EU}/NotNotified/LoA/substantial": _SUBSTANTIAL,
        f"{_EU}/NotNotified/LoA/high": _HIGH,
        # Sweden: trust level 1 promises less than eIDAS low, so it counts as none.
        f"{_SE}/loa1": Assurance.NONE,
        f"{_SE}/loa2": _LOW,
        f"{_SE}/loa3": _SUBSTANTIAL,
        f"{_SE}/loa4": _HIGH,
        f"{_SE}/eidas-low": _LOW,
        f"{_SE}/eidas-sub": _SUBSTANTIAL,
        f"{_SE}/eidas-high": _HIGH,
        f"{_SE}/eidas-nf-low": _LOW,
        f"{_SE}/eidas-nf-sub": _SUBSTANTIAL,
        f"{_SE}/eidas-nf-high": _HIGH,
        f"{_NON_RESIDENT}/loa2-nonresident": _LOW,
        f"{_NON_RESIDENT}/loa3-nonresident": _SUBSTANTIAL,
        f"{_NON_RESIDENT}/loa4-nonresident": _HIGH,
        # Denmark: OIOSAML has «/loa/», one broker's OIDC leaves it out.
        f"{_DK}/loa/Low": _LOW,
        f"{_DK}/loa/Substantial": _SUBSTANTIAL,
        f"{_DK}/loa/High": _HIGH,
        f"{_DK}/Low": _LOW,
        f"{_DK}/Substantial": _SUBSTANTIAL,
        f"{_DK}/High": _HIGH,
    }
)
"""Usual meaning of each URI; an organisation maps the ones it accepts."""
