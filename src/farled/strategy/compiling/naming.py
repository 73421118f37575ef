"""Ids of services, groups and channels, and the codes that also mean them."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Iterable, Mapping, Protocol

from farled.strategy.document import Strategy
from farled.terms.errors import FarledError

__all__ = ["Names", "collect_names"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def aka(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Names:
    """What each id or `aka` code of a strategy means."""

    services: Mapping[str, str]
    groups: Mapping[str, str]
    channels: Mapping[str, str]

    def of(self, attribute: str) -> Mapping[str, str]:
        """Give the codes that an attribute of the situation may hold."""
        return getattr(self, f"{attribute}s", self.channels)

    def translate(self, attribute: str, value: str) -> str:
        """Turn an id or code into the id.

        Raises:
            FarledError: `unknown-value`, with the nearest known one.
        """
        known = self.of(attribute)
        if value in known:
            return known[value]
        nearest = get_close_matches(value[:80], known, n=1)
        raise FarledError(
            "unknown-value",
            attribute=attribute,
            value=value,
            nearest=nearest[0] if nearest else None,
        )


def collect_names(strategy: Strategy) -> Names:
    """Collect ids and codes; an id is never taken over by a code."""
    return Names(
        services=_codes(strategy.services),
        groups=_codes(strategy.groups),
        channels=_codes(strategy.channels),
    )


def _codes(parts: Iterable[_Named]) -> dict[str, str]:
    known = tuple(parts)
    codes: dict[str, str] = {part.id: part.id for part in known}
    for part in known:
        for code in part.aka:
            codes.setdefault(code, part.id)
    return codes
