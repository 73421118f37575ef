"""Make Lindhaga: its strategy documents, and three years of invented contacts."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.factset import FactSet, Provision
from farled.analysis.synthesis import synthesise
from farled.gateways.fact_files import open_facts, read_manifest, write_facts
from farled.gateways.strategy_files import Loaded, load_strategy
from farled.gateways.written_files import write_pieces
from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.document import Strategy
from farled.terms.errors import FarledError

__all__ = ["FIRST_DAY", "LAST_DAY", "Demonstration", "make"]

FIRST_DAY: Final = date(2023, 11, 1)
LAST_DAY: Final = date(2026, 10, 31)
_SEED: Final = 2026
_SOURCE: Final = "lindhaga"
_DOCUMENTS: Final = ("lindhaga", "lindhaga-2027", "digg", "edelegationen")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Lindhaga, ready to be shown."""

    folder: Path
    loaded: Loaded
    strategy: Strategy
    compiled: Compiled
    draft: Compiled
    facts: FactSet
    contacts: int


def make(folder: Path, contacts: int) -> Demonstration:
    """Put Lindhaga's documents and contacts into a folder; what is there is kept.

    Raises:
        FarledError: `demo-folder-taken` when the folder holds something else.
    """
    _take(folder)
    _copy_documents(folder)
    loaded = load_strategy(folder / "lindhaga.yaml")
    draft = load_strategy(folder / "lindhaga-2027.yaml").strategy
    if loaded.strategy is None or draft is None:
        raise FarledError("demo-documents-damaged", folder=str(folder))
    facts = folder / "facts"
    if read_manifest(facts) is None:
        _write(facts, loaded.strategy, contacts)
    manifest = read_manifest(facts)
    held = sum(s.rows for s in manifest.sources.values()) if manifest else 0
    return Demonstration(
        folder=folder,
        loaded=loaded,
        strategy=loaded.strategy,
        compiled=compile_strategy(loaded.strategy),
        draft=compile_strategy(draft),
        facts=open_facts(facts),
        contacts=held,
    )


def _take(folder: Path) -> None:
    known = {"facts", *(f"{name}.yaml" for name in _DOCUMENTS)}
    if folder.exists() and not folder.is_dir():
        raise FarledError("demo-folder-taken", folder=str(folder))
    found = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if any(name not in known and not name.startswith(".") for name in found):
        raise FarledError("demo-folder-taken", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def _copy_documents(folder: Path) -> None:
    """Copy what is missing from the checkout, else from the installed package."""
    package = files("farled")
    with as_file(package) as installed:
        checkout = installed.parents[1] / "examples" / "strategies"
        source = checkout if checkout.is_dir() else installed / "examples/strategies"
        for name in _DOCUMENTS:
            target = folder / f"{name}.yaml"
            if not target.exists():
                write_pieces(target, [(source / target.name).read_bytes()])


def _write(facts: Path, strategy: Strategy, contacts: int) -> None:
    invented = synthesise(
        strategy,
        seed=_SEED,
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        contacts=contacts,
    )
    given = set(invented.facts.column_names)
    provided = {
        name: Provision.PROVIDED if name in given else Provision.NOT_PROVIDED
        for name, column in FACT_COLUMNS.items()
        if not column.derived
    }
    write_facts(
        facts,
        invented.facts,
        source=_SOURCE,
        provided=provided,
        time_zone=strategy.head.time_zone,
        surveys=invented.surveys,
    )
