"""Set damaged parts apart, so that importing their logs again can bring them back."""

from collections import Counter
from pathlib import Path
from typing import Mapping

import duckdb

from farled.exchange import sql
from farled.gateways.fact_files.durable import flush_folder, write_lock
from farled.gateways.fact_files.manifest import Manifest, PartFile, read_manifest
from farled.gateways.fact_files.parts import damaged_parts, read_parts

__all__ = ["set_damage_apart"]

_APART = "damaged"


def set_damage_apart(folder: Path) -> tuple[str, ...]:
    """Move damaged parts aside and forget which logs are imported; name the parts.

    Until every log of the folder is imported again the facts are refused as
    incomplete: nothing is counted on half a collection.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return ()
    with write_lock(folder):
        damaged = damaged_parts(folder, (*manifest.facts, *manifest.surveys))
        if not damaged:
            return ()
        for name in damaged:
            _move_aside(folder, name)
        facts = tuple(part for part in manifest.facts if part.path not in damaged)
        surveys = tuple(part for part in manifest.surveys if part.path not in damaged)
        manifest.changed(
            facts=facts,
            surveys=surveys,
            sources=_forgotten(manifest, _rows_by_source(folder, facts)),
            set_apart=(*manifest.set_apart, *damaged),
        ).write(folder)
    return damaged


def _move_aside(folder: Path, name: str) -> None:
    target = folder / _APART / name.replace("/", "-")
    target.parent.mkdir(exist_ok=True)
    if (folder / name).exists():
        (folder / name).replace(target)
        flush_folder(target.parent)


def _rows_by_source(folder: Path, facts: tuple[PartFile, ...]) -> Counter[str]:
    if not facts:
        return Counter()
    with duckdb.connect() as connection:
        found = connection.execute(
            sql.fill(
                "select source, count(*) from {stored} group by 1",
                stored=read_parts(folder, facts),
            )
        ).fetchall()
    return Counter({source: int(rows) for source, rows in found})


def _forgotten(manifest: Manifest, rows: Mapping[str, int]) -> dict[str, object]:
    return {
        name: source.model_copy(
            update={
                "rows": rows.get(name, 0),
                "imports": tuple(
                    each.model_copy(update={"mapping_sha256": ""})
                    for each in source.imports
                ),
            }
        )
        for name, source in manifest.sources.items()
    }
