"""Text to plain values: YAML 1.2 or JSON, within limits, every place remembered."""

from dataclasses import dataclass, field
from typing import Any, Callable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from farled.strategy.reading.limits import DEPTH_LIMIT, NODE_LIMIT, SHOWN_LENGTH
from farled.strategy.reading.places import Places, Spot
from farled.strategy.reading.scalars import TooLarge, joined_surrogates, meaning
from farled.strategy.reading.syntax import error_at, syntax_finding
from farled.strategy.reading.unreadable import refused_character, unreadable_characters
from farled.terms.errors import Param
from farled.terms.findings import Finding

__all__ = ["Composed", "compose"]

_TEXT_TAGS = {None, "!", "tag:yaml.org,2002:str"}


@dataclass(frozen=True, slots=True)
class Composed:
    """Plain values of a document (dict, list, text, number), with their places."""

    data: object
    places: Places
    findings: tuple[Finding, ...]


def compose(text: str, *, file: str) -> Composed:
    """Read YAML 1.2 or JSON into plain values; `data` is None when unusable."""
    text = text.removeprefix("\ufeff")
    refused = unreadable_characters(text, file=file)
    if refused:
        return Composed(None, Places(file, text), refused)
    composer = _Composer(file, text)
    composer.run()
    data, top = composer.result
    usable = not composer.stopped
    places = Places(file, text, top if usable else None)
    return Composed(data if usable else None, places, tuple(composer.findings))


@dataclass(slots=True)
class _Open:
    """A container whose parts are being read."""

    data: dict[str, Any] | list[Any]
    spot: Spot
    anchor: str | None
    before: int
    key: str | None = None
    key_spot: Spot | None = None


@dataclass(slots=True)
class _Anchored:
    data: object
    spot: Spot
    size: int


@dataclass(slots=True)
class _Composer:
    """Builds values from parser events with a stack of its own, never recursively."""

    file: str
    text: str
    findings: list[Finding] = field(default_factory=list[Finding])
    result: tuple[object, Spot | None] = (None, None)
    stopped: bool = False
    _stack: list[_Open] = field(default_factory=list[_Open])
    _anchors: dict[str, _Anchored] = field(default_factory=dict[str, _Anchored])
    _size: int = 0
    _documents: int = 0

    def run(self) -> None:
        for event in self._events():
            take = _TAKE.get(event.__class__)
            if take is not None:
                take(self, event)
            if self.stopped:
                return
        if self.result[1] is None and not self.findings:
            self._stop("F114", None)

    def _events(self) -> Iterator[Any]:
        try:
            parser: Any = YAML(typ="safe", pure=True)
            yield from parser.parse(self.text)
        except (YAMLError, ValueError, OverflowError) as error:
            finding = syntax_finding(error, self.text, file=self.file)
            self.findings.append(self._at_opening(finding, error))
            self.stopped = True

    def _at_opening(self, finding: Finding, error: Exception) -> Finding:
        """Point at the bracket that is never closed, not at the end of the file."""
        open_flow = [opened.spot for opened in self._stack if opened.spot.flow]
        if not open_flow or "<stream end>" not in str(error):
            return finding
        spot = open_flow[-1]
        line = self.text[spot.start : spot.start + SHOWN_LENGTH].split("\n", 1)
        found = line[0].strip()
        return error_at(spot, "F105", file=self.file, found=found, value=found)

    def take_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("F115", event)

    def take_scalar(self, event: Any) -> None:
        if not self._count(1, event):
            return
        written = self._text_of(event)
        if event.tag not in _TEXT_TAGS:
            self._note("F107", event, value=str(event.tag))
        spot = _spot(event)
        if self._wants_key():
            self._keep_key(written, spot)
            return
        value: object = written
        if event.style in (None, "") and event.tag is None:
            value = meaning(written)
            if isinstance(value, TooLarge):
                self._note("F117", event, value=written[:20] + "…")
                value = 0
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, spot, 1)
        self._add(value, spot)

    def _text_of(self, event: Any) -> str:
        written = joined_surrogates(event.value)
        refused: str | None = "U+D800–U+DFFF"
        if written is not None:
            refused = refused_character(written) if event.style == '"' else None
        if refused:
            self._note("F111", event, character=refused)
        return "" if written is None or refused else written

    def take_open(self, event: Any) -> None:
        if not self._count(1, event):
            return
        if len(self._stack) >= DEPTH_LIMIT:
            self._stop("F110", event, limit=DEPTH_LIMIT)
        elif self._wants_key():
            self._stop("F106", event)
        else:
            if event.tag is not None:
                self._note("F107", event, value=str(event.tag))
            is_mapping = isinstance(event, MappingStartEvent)
            spot = _spot(event)
            spot.flow = bool(event.flow_style)
            data: dict[str, Any] | list[Any] = {} if is_mapping else []
            opened = _Open(data, spot, event.anchor, self._size)
            self._stack.append(opened)

    def take_close(self, event: Any) -> None:
        opened = self._stack.pop()
        spot = opened.spot
        if spot.flow or not spot.parts:
            spot.end = event.end_mark.index
        else:
            spot.end = max(part.end for part in spot.parts.values())
        if opened.anchor:
            size = self._size - opened.before + 1
            self._anchors[opened.anchor] = _Anchored(opened.data, spot, size)
        self._add(opened.data, spot)

    def take_alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None or self._wants_key():
            self._stop("F107", event, value=f"*{event.anchor}")
        elif self._count(known.size, event):
            self._add(known.data, _alias_spot(event, known.spot))

    def _wants_key(self) -> bool:
        top = self._stack[-1] if self._stack else None
        return top is not None and isinstance(top.data, dict) and top.key is None

    def _keep_key(self, key: str, spot: Spot) -> None:
        top = self._stack[-1]
        if key in top.data:
            first = top.spot.parts[key]
            line = (first.key or first).line
            self.findings.append(
                error_at(spot, "F103", file=self.file, key=key, first_line=line)
            )
        top.key, top.key_spot = key, spot

    def _add(self, value: object, spot: Spot) -> None:
        if not self._stack:
            self.result = (value, spot)
            return
        top = self._stack[-1]
        if isinstance(top.data, list):
            top.spot.parts[len(top.data)] = spot
            top.data.append(value)
        elif top.key is not None:
            spot.key = top.key_spot
            top.spot.parts[top.key] = spot
            top.data[top.key] = value
            top.key = None

    def _count(self, nodes: int, event: Any) -> bool:
        self._size += nodes
        if self._size > NODE_LIMIT:
            self._stop("F109", event, limit=NODE_LIMIT)
        return not self.stopped

    def _note(self, code: str, event: Any, **params: Param) -> None:
        finding = error_at(_spot(event), code, file=self.file, **params)
        self.findings.append(finding)

    def _stop(self, code: str, event: Any | None, **params: Param) -> None:
        spot = _spot(event) if event else None
        self.findings.append(error_at(spot, code, file=self.file, **params))
        self.stopped = True


_TAKE: dict[type, Callable[[_Composer, Any], None]] = {
    ScalarEvent: _Composer.take_scalar,
    MappingStartEvent: _Composer.take_open,
    SequenceStartEvent: _Composer.take_open,
    MappingEndEvent: _Composer.take_close,
    SequenceEndEvent: _Composer.take_close,
    AliasEvent: _Composer.take_alias,
    DocumentStartEvent: _Composer.take_document,
}


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    return Spot(start.line + 1, start.column + 1, start.index, end.index)


def _alias_spot(event: Any, target: Spot) -> Spot:
    spot = _spot(event)
    spot.flow = True
    spot.parts = target.parts
    return spot
