"""The head of a folder of facts: what is in it, where it came from, in which zone."""

from pathlib import Path
from typing import Literal, Mapping, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from farled.analysis.factset import Provision
from farled.exchange.store import ImportCounts
from farled.gateways.fact_files.durable import replace_file
from farled.terms.errors import FarledError

__all__ = ["MANIFEST", "Import", "Manifest", "PartFile", "Source", "read_manifest"]

MANIFEST = "farled.json"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartFile(_Record):
    """One Parquet file of a month, whole only with exactly these bytes."""

    path: str
    month: str
    rows: int
    size: int
    sha256: str


class Import(_Record):
    """One imported file, known again by its content and its mapping."""

    file: str
    sha256: str
    mapping_sha256: str
    counts: ImportCounts


class Source(_Record):
    """A log or system: what it provides, and what came of its rows."""

    provided: Mapping[str, Provision]
    rows: int
    counts: ImportCounts
    imports: tuple[Import, ...] = ()


class Manifest(_Record):
    """Everything a reader must know; replaced last and in one step."""

    format_version: Literal[1] = 1
    generation: int = 0
    time_zone: str
    sources: Mapping[str, Source] = {}
    facts: tuple[PartFile, ...] = ()
    surveys: tuple[PartFile, ...] = ()
    dims: Mapping[str, int] = {}
    set_apart: tuple[str, ...] = ()
    """Damaged parts that were moved aside, until their sources are imported again."""

    def changed(self, **values: object) -> Self:
        """Copy with new values and the next generation number."""
        return self.model_copy(
            update={**values, "generation": self.generation + 1}, deep=False
        )

    @property
    def forgotten_files(self) -> tuple[str, ...]:
        """Logs to import again, since parts that held their contacts are damaged."""
        return tuple(
            each.file
            for source in self.sources.values()
            for each in source.imports
            if not each.mapping_sha256
        )

    def known_import(self, sha256: str, mapping_sha256: str, source: str) -> bool:
        """Tell whether this very file was imported with this very mapping."""
        known = self.sources.get(source)
        return known is not None and any(
            (each.sha256, each.mapping_sha256) == (sha256, mapping_sha256)
            for each in known.imports
        )

    def has_file(self, sha256: str, source: str) -> bool:
        """Tell whether this very file was imported, with whatever mapping."""
        known = self.sources.get(source)
        return known is not None and any(i.sha256 == sha256 for i in known.imports)

    def other_sources(self, sha256: str, source: str) -> tuple[str, ...]:
        """Name other sources that this very file was imported as."""
        return tuple(
            name
            for name, known in self.sources.items()
            if name != source and any(each.sha256 == sha256 for each in known.imports)
        )

    def write(self, folder: Path) -> None:
        """Replace the manifest; from then on readers see the new facts."""
        text = self.model_dump_json(indent=2) + "\n"
        replace_file(folder / MANIFEST, text.encode())


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest, or give None for a folder that holds no facts yet.

    Raises:
        FarledError: `facts-manifest-damaged`, `facts-format-newer`.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        if any(each["loc"] == ("format_version",) for each in error.errors()):
            raise FarledError("facts-format-newer", file=str(path)) from error
        raise FarledError("facts-manifest-damaged", file=str(path)) from error
