"""Strategy files, and the files of the bases they extend."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Sequence

from farled.gateways.text_files import read_text
from farled.strategy.document import Strategy
from farled.strategy.reading import (
    Places,
    finding_at,
    in_order,
    nearest,
    read_document,
)
from farled.strategy.resolving import Overridden, base_chain, resolve
from farled.terms.errors import Param
from farled.terms.findings import Finding, Place, Severity

__all__ = ["Loaded", "load_strategy"]

_SUFFIXES = (".yaml", ".yml", ".json")
"""Endings looked for, in order, when a base is named by its id."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A strategy with its bases, as read from files, and all that is wrong."""

    strategy: Strategy | None
    """Resolved; None when any finding is an error."""
    own: Strategy | None
    """The document alone; None when it cannot be read."""
    findings: tuple[Finding, ...]
    """Of the file and of its bases; each place names its file."""
    places: Places
    """Of the document itself, not of its bases."""
    bases: tuple[Strategy, ...] = ()
    """Every base once, each after its own bases."""
    overridden: tuple[Overridden, ...] = ()


def load_strategy(path: Path, *, search: Sequence[Path] = ()) -> Loaded:
    """Read a strategy file and its bases; never raises for what a file holds.

    Args:
        path: a YAML or JSON file.
        search: folders to look for bases in, after the file's own.
    """
    family = _Family(search)
    own, places = family.read(path)
    if own is None:
        return Loaded(None, None, in_order(family.findings), places)
    family.enter_bases(own, path, places, (own.id,))
    chain = base_chain(own, family.known)
    findings = in_order(family.findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Loaded(None, own, findings, places, chain)
    resolved = resolve(own, chain)
    return Loaded(resolved.strategy, own, findings, places, chain, resolved.overridden)


@dataclass(slots=True)
class _Family:
    """The bases found so far, and what was wrong on the way to them."""

    search: Sequence[Path]
    known: dict[str, Strategy] = field(default_factory=dict[str, Strategy])
    failed: set[str] = field(default_factory=set[str])
    findings: list[Finding] = field(default_factory=list[Finding])

    def read(self, path: Path) -> tuple[Strategy | None, Places]:
        """Read one file without its bases."""
        try:
            text, findings = read_text(path)
        except FileNotFoundError:
            near = nearest(path.stem, _names_in(path.parent, path))
            self.note(Place(str(path)), "F100", value=str(path), nearest=near)
            return None, Places(str(path))
        self.findings += findings
        if text is None:
            return None, Places(str(path))
        strategy, places, findings = read_document(text, file=str(path))
        self.findings += findings
        return strategy, places

    def enter_bases(
        self, strategy: Strategy, path: Path, places: Places, way: tuple[str, ...]
    ) -> None:
        """Read every base of a strategy; `way` is how the strategy was come to."""
        for number, name in enumerate(strategy.extends):
            place = places.place_of(("extends", number))
            if name in way:
                cycle = (*way[way.index(name) :], name)
                self.note(place, "F141", value=name, cycle=" → ".join(cycle))
            elif name in self.failed:
                self.note(place, "F143", value=name)
            elif name not in self.known:
                self._enter_base(name, path, place, (*way, name))

    def note(self, place: Place, code: str, **params: Param) -> None:
        """Keep an error finding."""
        self.findings.append(finding_at(place, code, **params))

    def _enter_base(
        self, name: str, path: Path, place: Place, way: tuple[str, ...]
    ) -> None:
        folders = (path.parent, *self.search)
        candidates = (f / f"{name}{end}" for f in folders for end in _SUFFIXES)
        file = next((file for file in candidates if file.is_file()), None)
        if file is None:
            near = nearest(name, _names_in(path.parent, path))
            self.note(place, "F140", value=name, nearest=near)
            self.failed.add(name)
            return
        before = len(self.findings)
        base, places = self.read(file)
        if base is None or len(self.findings) > before:
            self.note(place, "F143", value=name)
            self.failed.add(name)
        elif base.id != name:
            self.note(place, "F142", value=name, base=str(file), found=base.id)
            self.failed.add(name)
        else:
            self.known[name] = base
            self.enter_bases(base, file, places, way)


def _names_in(folder: Path, beside: Path) -> list[str]:
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [f.stem for f in files if f.suffix in _SUFFIXES and f != beside]
