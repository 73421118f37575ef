"""Add facts to a folder: new contacts only, whole months, one step for readers."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from farled.analysis.facts import SURVEY_COLUMNS
from farled.analysis.factset import Provision
from farled.exchange import sql
from farled.exchange.store import (
    DIMENSIONS,
    ImportCounts,
    check_facts,
    intern,
    shape_facts,
)
from farled.exchange.store.interning import empty_dimension
from farled.gateways.fact_files.dims import load_dimensions, save_dimensions
from farled.gateways.fact_files.durable import write_lock
from farled.gateways.fact_files.manifest import (
    Import,
    Manifest,
    PartFile,
    Source,
    read_manifest,
)
from farled.gateways.fact_files.parts import (
    check_parts,
    read_parts,
    remove_leftovers,
    write_months,
    writing_folder,
)
from farled.terms.errors import FarledError
from farled.terms.findings import Finding

__all__ = ["Delivery", "add_facts", "write_facts"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Facts to add, as a table of a connection, and what is known of their source.

    Attributes:
        table: table of mapped facts in the connection.
        columns: the columns that the table has.
        source: the log or system.
        provided: fact column → whether the source gives it.
        time_zone: IANA name of the organisation's time zone.
        counts: what became of the rows received.
        surveys: table of surveys in the connection, or None.
        files: records of the imported files; none when facts come otherwise.
    """

    table: str
    columns: tuple[str, ...]
    source: str
    provided: Mapping[str, Provision]
    time_zone: str
    counts: ImportCounts
    surveys: str | None = None
    files: tuple[Import, ...] = ()


def write_facts(
    folder: Path,
    facts: pa.Table,
    *,
    source: str,
    provided: Mapping[str, Provision],
    time_zone: str,
    surveys: pa.Table | None = None,
    counts: ImportCounts | None = None,
) -> None:
    """Add a table of facts of one source to a folder; contacts already there stay.

    Raises:
        FarledError: `facts-not-valid` with the findings' codes, and those of
            `add_facts`. The folder is then as it was.
    """
    facts = _with_source(facts, source)
    _refuse(check_facts(facts))
    with contextlib.closing(duckdb.connect()) as connection:
        connection.register("given_facts", facts)
        if surveys is not None:
            surveys = _with_source(surveys, source)
            _refuse(check_facts(surveys, SURVEY_COLUMNS))
            connection.register("given_surveys", surveys)
        received = ImportCounts(facts.num_rows, facts.num_rows)
        add_facts(
            folder,
            connection,
            Delivery(
                table="given_facts",
                columns=tuple(facts.column_names),
                source=source,
                provided=provided,
                time_zone=time_zone,
                counts=counts or received,
                surveys=None if surveys is None else "given_surveys",
            ),
        )


def _with_source(table: pa.Table, source: str) -> pa.Table:
    if "source" in table.column_names:
        given = set(table.column("source").unique().to_pylist())
        if given - {source}:
            raise FarledError("facts-of-another-source", source=source)
        return table
    return table.append_column("source", pa.repeat(source, table.num_rows))


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        problems = tuple(
            f"{each.code} {each.params.get('column', '')}".strip() for each in findings
        )
        raise FarledError("facts-not-valid", problems=problems, count=len(problems))


def add_facts(folder: Path, connection: DuckDBPyConnection, delivery: Delivery) -> int:
    """Add a delivery to a folder of facts and return how many contacts were new.

    Readers see the old facts until the manifest is replaced, then the new ones.

    Raises:
        FarledError: `facts-being-written`, `time-zone-differs`, `facts-damaged`,
            `survey-without-contact`, `facts-not-all-written`.
    """
    with write_lock(folder):
        manifest = read_manifest(folder) or Manifest(time_zone=delivery.time_zone)
        if manifest.time_zone != delivery.time_zone:
            raise FarledError(
                "time-zone-differs",
                found=manifest.time_zone,
                given=delivery.time_zone,
            )
        check_parts(folder, (*manifest.facts, *manifest.surveys))
        remove_leftovers(folder, manifest)
        place = writing_folder(folder, manifest.generation + 1)
        new = _stage(folder, connection, manifest, delivery)
        facts = _replace_months(
            connection, "new_facts", (folder, place, "facts"), manifest.facts
        )
        surveys = manifest.surveys
        if _stage_surveys(folder, connection, manifest, delivery):
            surveys = _replace_months(
                connection, "new_surveys", (folder, place, "surveys"), surveys
            )
        dims = save_dimensions(connection, folder)
        changed = manifest.changed(
            facts=facts,
            surveys=surveys,
            dims=dims,
            sources=_sources(manifest, delivery, new),
        )
        changed.write(folder)
        remove_leftovers(folder, changed)
        return new


def _stage(
    folder: Path,
    connection: DuckDBPyConnection,
    manifest: Manifest,
    delivery: Delivery,
) -> int:
    """Leave in `new_facts` what is not stored yet, shaped and interned."""
    shape_facts(
        connection,
        delivery.table,
        columns=delivery.columns,
        source=delivery.source,
        time_zone=delivery.time_zone,
        target="shaped_facts",
    )
    if manifest.facts:
        connection.execute(
            sql.fill(
                "delete from shaped_facts where contact_id in "
                "(select contact_id from {stored} where source = {source})",
                stored=read_parts(folder, manifest.facts),
                source=sql.text(delivery.source),
            )
        )
    for dimension in DIMENSIONS:
        connection.execute(empty_dimension(dimension))
    load_dimensions(connection, folder, manifest.dims)
    intern(connection, "shaped_facts", "new_facts")
    return sql.count_rows(connection, "new_facts")


def _stage_surveys(
    folder: Path,
    connection: DuckDBPyConnection,
    manifest: Manifest,
    delivery: Delivery,
) -> int:
    """Leave in `new_surveys` what is not stored yet, with the contact's month."""
    if delivery.surveys is None:
        return 0
    known = 'select contact_id, source, "month" from new_facts'
    if manifest.facts:
        known += sql.fill(
            ' union all select contact_id, source, "month" from {stored}',
            stored=read_parts(folder, manifest.facts),
        )
    have = set(connection.table(delivery.surveys).columns)
    columns = ", ".join(
        f"s.{sql.name(name)}" if name in have else f"NULL as {sql.name(name)}"
        for name in SURVEY_COLUMNS
        if name not in {"contact_id", "source", "month"}
    )
    connection.execute(
        sql.fill(
            "create or replace temp table new_surveys as "
            'select s.contact_id, s.source, k."month", {columns} '
            "from {surveys} as s left join ({known}) as k using (contact_id, source)",
            columns=columns,
            surveys=sql.name(delivery.surveys),
            known=known,
        )
    )
    lost = connection.execute(
        'select count(*) from new_surveys where "month" is null'
    ).fetchall()[0][0]
    if lost:
        raise FarledError("survey-without-contact", rows=lost)
    if manifest.surveys:
        connection.execute(
            sql.fill(
                "delete from new_surveys where (contact_id, source) in "
                "(select (contact_id, source) from {stored})",
                stored=read_parts(folder, manifest.surveys),
            )
        )
    return sql.count_rows(connection, "new_surveys")


def _replace_months(
    connection: DuckDBPyConnection,
    table: str,
    where: tuple[Path, Path, str],
    stored: tuple[PartFile, ...],
) -> tuple[PartFile, ...]:
    """Write the months that new rows fall in, together with what they held."""
    folder, place, kind = where
    found = connection.execute(
        sql.fill('select distinct "month" from {table}', table=sql.name(table))
    ).fetchall()
    months = {month for (month,) in found}
    touched = [part for part in stored if part.month in months]
    if touched:
        connection.execute(
            sql.fill(
                "insert into {table} by name select * from {stored}",
                table=sql.name(table),
                stored=read_parts(folder, touched),
            )
        )
    written = write_months(connection, table, place, kind, folder)
    kept = [part for part in stored if part.month not in months]
    return tuple(sorted((*kept, *written), key=lambda part: part.path))


def _sources(manifest: Manifest, delivery: Delivery, new: int) -> dict[str, Source]:
    known = manifest.sources.get(delivery.source)
    counts, rows, imports = delivery.counts, new, delivery.files
    provided = dict(delivery.provided)
    if known is not None:
        counts, rows = known.counts + counts, known.rows + new
        imports = (*known.imports, *imports)
        provided = {**known.provided, **provided}
    merged = Source(provided=provided, rows=rows, counts=counts, imports=imports)
    return {**manifest.sources, delivery.source: merged}
