"""Open a folder of facts for analysis, on DuckDB or Spark."""

from pathlib import Path
from typing import Any, Iterable, Mapping

import ibis
import ibis.expr.types as ir

from farled.analysis.facts import FACT_COLUMNS, SURVEY_COLUMNS, Column
from farled.analysis.factset import FactSet
from farled.exchange.store import DIMENSIONS, arrow_schema
from farled.gateways.fact_files.dims import dimension_file
from farled.gateways.fact_files.manifest import (
    MANIFEST,
    Manifest,
    PartFile,
    read_manifest,
)
from farled.gateways.fact_files.parts import check_parts
from farled.terms.errors import FarledError

__all__ = ["open_facts", "verify_facts"]


def open_facts(folder: Path, *, connection: Any = None, spark: Any = None) -> FactSet:
    """Open a folder of facts; nothing is read until a measure asks.

    Args:
        folder: what `farled import` wrote.
        connection: a DuckDB connection or Ibis DuckDB backend to bind to;
            absent, a new one.
        spark: a Spark session to bind to instead.

    Raises:
        FarledError: `no-facts-here`, `facts-damaged` naming the files,
            `facts-incomplete`, `facts-manifest-damaged`, `facts-format-newer`.
    """
    manifest = _manifest(folder)
    dims = [
        PartFile(path=f"dims/{d.name}.parquet", month="", rows=0, size=0, sha256="")
        for d in DIMENSIONS
    ]
    missing = tuple(d.path for d in dims if not (folder / d.path).is_file())
    if missing:
        raise FarledError(
            "facts-damaged", folder=str(folder), files=missing, count=len(missing)
        )
    check_parts(folder, (*manifest.facts, *manifest.surveys))
    binder = _SparkBinder(spark) if spark is not None else _DuckBinder(connection)
    tables = {d.name: binder.bind([dimension_file(folder, d.name)]) for d in DIMENSIONS}
    return FactSet(
        facts=_bind_parts(binder, folder, manifest.facts, FACT_COLUMNS),
        surveys=_bind_parts(binder, folder, manifest.surveys, SURVEY_COLUMNS)
        if manifest.surveys
        else None,
        matter=tables["matter"],
        customer=tables["customer"],
        moment=tables["moment"],
        time_zone=manifest.time_zone,
        provided={name: s.provided for name, s in manifest.sources.items()},
    )


def verify_facts(folder: Path) -> Mapping[str, int]:
    """Compare every byte of the facts with the manifest; give rows by source.

    Raises:
        FarledError: as `open_facts`.
    """
    manifest = _manifest(folder)
    check_parts(folder, (*manifest.facts, *manifest.surveys), deep=True)
    return {name: source.rows for name, source in manifest.sources.items()}


def _manifest(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest is None:
        raise FarledError("no-facts-here", folder=str(folder), file=MANIFEST)
    if manifest.set_apart:
        raise FarledError(
            "facts-incomplete",
            folder=str(folder),
            files=manifest.set_apart,
            logs=manifest.forgotten_files or ("–",),
        )
    return manifest


class _DuckBinder:
    """Binds files as tables of DuckDB."""

    def __init__(self, connection: Any) -> None:
        if connection is None:
            connection = ibis.duckdb.connect()
        elif not hasattr(connection, "read_parquet") or not hasattr(connection, "con"):
            connection = ibis.duckdb.from_connection(connection)
        self.backend = connection

    def bind(self, paths: Iterable[Path]) -> ir.Table:
        files = [str(path) for path in paths]
        return self.backend.read_parquet(
            files, hive_partitioning=False, union_by_name=True
        )

    def empty(self, columns: Mapping[str, Column]) -> ir.Table:
        name = ibis.util.gen_name("farled_empty")
        return self.backend.create_table(
            name, schema=ibis.Schema.from_pyarrow(arrow_schema(columns)), temp=True
        )


class _SparkBinder:
    """Binds the same files as tables of Spark."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.backend = ibis.pyspark.connect(session)

    def bind(self, paths: Iterable[Path]) -> ir.Table:
        name = ibis.util.gen_name("farled")
        files = [str(path.absolute()) for path in paths]
        reader = self.session.read.option("mergeSchema", "true")
        reader.parquet(*files).createOrReplaceTempView(name)
        return self.backend.table(name)

    def empty(self, columns: Mapping[str, Column]) -> ir.Table:
        name = ibis.util.gen_name("farled")
        table = arrow_schema(columns).empty_table()
        self.session.createDataFrame(table).createOrReplaceTempView(name)
        return self.backend.table(name)


def _bind_parts(
    binder: _DuckBinder | _SparkBinder,
    folder: Path,
    parts: tuple[PartFile, ...],
    columns: Mapping[str, Column],
) -> ir.Table:
    if not parts:
        return binder.empty(columns)
    table = binder.bind(folder / part.path for part in parts)
    return _with_newer_columns(table, columns)


def _with_newer_columns(table: ir.Table, columns: Mapping[str, Column]) -> ir.Table:
    """Add as null what an older version of Farled did not store yet."""
    lacking = [name for name in columns if name not in table.columns]
    if not lacking:
        return table
    types = ibis.Schema.from_pyarrow(arrow_schema(columns))
    return table.mutate(**{name: ibis.null(types[name]) for name in lacking})
