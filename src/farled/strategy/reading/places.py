"""Where each value of a document stands in its text."""

from dataclasses import dataclass, field

from farled.strategy.plain import is_list, is_mapping
from farled.strategy.reading.limits import SHOWN_LENGTH
from farled.terms.findings import Place

__all__ = ["Path", "Places", "Spot", "dotted"]

Path = tuple[str | int, ...]
"""Keys and positions from the top of a document."""


@dataclass(slots=True)
class Spot:
    """The stretch of text that one value takes; lines and columns start at 1."""

    line: int
    column: int
    start: int
    end: int
    flow: bool = False
    """Whether a container is written in brackets or braces."""
    key: "Spot | None" = None
    """The key in front of the value, in a mapping."""
    parts: "dict[str | int, Spot]" = field(default_factory=dict["str | int", "Spot"])


@dataclass(frozen=True, slots=True)
class Places:
    """Answers where the value at a path stands; from the nearest known ancestor."""

    file: str = ""
    text: str = ""
    top: Spot | None = None

    def place_of(self, path: Path) -> Place:
        """Place of the value at a path, or of the nearest part around it."""
        return self._place(self.spot(path), path)

    def key_place(self, path: Path) -> Place:
        """Place of the key in front of the value, where there is one."""
        spot = self.spot(path)
        return self._place(spot.key or spot if spot else None, path)

    def spot(self, path: Path) -> Spot | None:
        """Stretch of text of the value, or of the nearest part around it."""
        spot = self.top
        for step in path:
            inner = spot.parts.get(step) if spot else None
            if inner is None:
                break
            spot = inner
        return spot

    def knows(self, path: Path) -> bool:
        """Tell whether the text has a value at exactly this path."""
        spot = self.top
        for step in path:
            spot = spot.parts.get(step) if spot else None
        return spot is not None

    def written(self, path: Path) -> str:
        """The value as it is written, shortened to one line."""
        spot = self.spot(path)
        if spot is None:
            return ""
        stretch = self.text[spot.start : min(spot.end, spot.start + 4 * SHOWN_LENGTH)]
        line = " ".join(stretch.split())
        return line if len(line) <= SHOWN_LENGTH else line[: SHOWN_LENGTH - 1] + "…"

    def _place(self, spot: Spot | None, path: Path) -> Place:
        if spot is None:
            return Place(self.file, path=path)
        return Place(self.file, spot.line, spot.column, path)


def dotted(path: Path, data: object = None) -> str:
    """Write a path for people, with ids instead of positions where there are any.

    >>> dotted(("rules", 0, "when"), {"rules": [{"id": "no-letters"}]})
    'rules[no-letters].when'
    """
    shown = ""
    for step in path:
        if isinstance(step, int):
            data = data[step] if is_list(data) and step < len(data) else None
            name = data.get("id") if is_mapping(data) else None
            shown += f"[{_short(name) if isinstance(name, str) else step + 1}]"
        else:
            data = data.get(step) if is_mapping(data) else None
            shown += f".{_short(step)}" if shown else _short(step)
    return shown


def _short(name: str) -> str:
    return name if len(name) <= SHOWN_LENGTH else f"{name[: SHOWN_LENGTH - 1]}…"
