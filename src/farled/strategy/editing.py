"""One value changed in a strategy's text; every other character stays."""

from dataclasses import dataclass
from typing import Any

from farled.strategy.plain import is_list, is_mapping
from farled.strategy.reading.composing import compose
from farled.strategy.reading.places import Path, Spot, dotted
from farled.strategy.writing import inline, to_plain
from farled.terms.errors import FarledError

__all__ = ["with_value"]


def with_value(text: str, path: Path, value: object) -> str:
    """Change or add one value, comments, order and quoting kept.

    Args:
        text: a YAML or JSON document without syntax errors.
        path: keys and positions. All but the last step must exist; a new key is
            added last, and so is a position one past the end of a list.
        value: plain values, or a part of a strategy.

    Raises:
        FarledError: `no-such-place`, or `cannot-edit-in-place` where the text is
            written so that only a person can change it (aliases, for example).
    """
    before = compose(text, file="")
    parent = before.places.spot(path[:-1])
    if not path or parent is None or not before.places.knows(path[:-1]):
        raise FarledError("no-such-place", where=dotted(path, before.data))
    edit = _Edit(text, parent, path[-1], to_plain(value))
    changed = edit.replaced() if path[-1] in parent.parts else edit.added()
    after = compose(changed, file="")
    wanted = _with(before.data, path, edit.value)
    if after.findings or after.data != wanted:
        raise FarledError("cannot-edit-in-place", where=dotted(path, before.data))
    return changed


def _with(data: Any, path: Path, value: object) -> object:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if is_mapping(data) and isinstance(step, str):
        return {**data, step: _with(data.get(step), rest, value)}
    if is_list(data) and isinstance(step, int) and 0 <= step <= len(data):
        inner = data[step] if step < len(data) else None
        return [*data[:step], _with(inner, rest, value), *data[step + 1 :]]
    raise FarledError("no-such-place", where=dotted(path, data))


@dataclass(frozen=True, slots=True)
class _Edit:
    """A change at one step below a container of the text."""

    text: str
    parent: Spot
    step: str | int
    value: object

    def replaced(self) -> str:
        """Put the value where another stands."""
        spot = self.parent.parts[self.step]
        start, written = spot.start, self._like(spot)
        if spot.parts and not spot.flow and spot.key is not None:
            between = self.text[spot.key.end : spot.start]
            if between.strip() == ":":
                start, written = spot.key.end, f": {written}"
        old = self.text[start : spot.end]
        tail = old[len(old.rstrip()) :]
        return self.text[:start] + written + tail + self.text[spot.end :]

    def added(self) -> str:
        """Put the value after the last one of its container."""
        written = self._written()
        if isinstance(self.step, str):
            written = f"{inline(self.step, as_json=self._as_json())}: {written}"
        if not self.parent.parts:
            return self._spliced(self.parent.start + 1, written)
        if self.parent.flow:
            return self._spliced(self._last_end(), f", {written}")
        return self._with_line(written)

    def _with_line(self, written: str) -> str:
        newline = "\r\n" if "\r\n" in self.text else "\n"
        dash = "- " if isinstance(self.step, int) else ""
        line = " " * (self.parent.column - 1) + dash + written
        end = self._last_end()
        if self.text[end - 1 : end] != "\n":
            end = self.text.find("\n", end) + 1
        if end == 0:
            return self.text.rstrip(" ") + newline + line + newline
        return self._spliced(end, line + newline)

    def _spliced(self, at: int, written: str) -> str:
        return self.text[:at] + written + self.text[at:]

    def _last_end(self) -> int:
        return max(part.end for part in self.parent.parts.values())

    def _as_json(self) -> bool:
        return self.text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}

    def _written(self) -> str:
        return inline(self.value, as_json=self._as_json())

    def _like(self, spot: Spot) -> str:
        quote = self.text[spot.start : spot.start + 1]
        if quote not in {'"', "'"} or not isinstance(self.value, str):
            return self._written()
        if quote == "'" and self.value.isprintable():
            return "'" + self.value.replace("'", "''") + "'"
        return inline(self.value, as_json=True)
