"""What every check stands on: the resolved strategy and where its parts are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol

from farled.strategy.channel_diagrams import ChannelDiagrams
from farled.strategy.checking.severities import SEVERITIES
from farled.strategy.diagrams import Diagrams
from farled.strategy.document import Strategy
from farled.strategy.spaces import space_of
from farled.terms.errors import Param
from farled.terms.findings import Finding, Place

__all__ = ["Ground", "Path", "Placing", "Vocabulary"]

Path = tuple[str | int, ...]


class Placing(Protocol):
    """Anything that knows where a path of the document stands in its text."""

    def place_of(self, path: Path) -> Place:
        """Give the place of the value at a path."""
        ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that goals may use; they live in the analysis, above the strategy."""

    measures: frozenset[str] | None = None
    """Ids of measures; None is «not known here», and then none is doubted."""
    shares: frozenset[str] = frozenset()
    """Measures whose values are shares, 0..1."""
    dimensions: frozenset[str] | None = None
    """Names that `where` may use; None is «not known here»."""


@dataclass(frozen=True)
class Ground:
    """A strategy under check."""

    strategy: Strategy
    """Resolved with its bases."""
    own: Strategy
    """The document alone; only its parts get findings of their own."""
    places: Placing | None = None
    words: Vocabulary = Vocabulary()
    today: date | None = None
    _known: dict[str, Mapping[str, int]] = field(
        default_factory=dict[str, Mapping[str, int]], repr=False
    )

    def finding(self, code: str, path: Path, **params: Param) -> Finding:
        """Make a finding of the own document."""
        place = self.places.place_of(path) if self.places else Place(path=path)
        return Finding(code, SEVERITIES[code], place, MappingProxyType(params))

    def path(self, kind: str, part_id: str) -> Path:
        """Give where a part is written, or where its base is named."""
        position = self._positions(kind).get(part_id)
        return ("extends",) if position is None else (kind, position)

    def is_own(self, kind: str, part_id: str) -> bool:
        """Tell whether the own document writes the part."""
        return part_id in self._positions(kind)

    def own_parts(self, kind: str) -> Iterator[tuple[Path, Any]]:
        """Yield the own document's parts with their paths."""
        for position, part in enumerate(getattr(self.own, kind)):
            yield (kind, position), part

    def _positions(self, kind: str) -> Mapping[str, int]:
        if kind not in self._known:
            parts = getattr(self.own, kind)
            self._known[kind] = {part.id: n for n, part in enumerate(parts)}
        return self._known[kind]

    @cached_property
    def drawn(self) -> ChannelDiagrams:
        """The strategy as diagrams."""
        space = space_of(self.strategy)
        return ChannelDiagrams(self.strategy, space, Diagrams(space.sizes))
