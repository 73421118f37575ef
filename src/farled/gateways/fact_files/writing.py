"""Add facts to a folder: new contacts only, whole months, one step for readers."""

import contextlib
from pathlib import Path
from typing import Mapping, Sequence

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from farled.analysis.facts import FACT_COLUMNS, SURVEY_COLUMNS, Column
from farled.analysis.factset import Provision
from farled.exchange import sql
from farled.exchange.store import ImportCounts, check_facts, filled
from farled.gateways.fact_files.delivery import Delivery
from farled.gateways.fact_files.dims import save_dimensions
from farled.gateways.fact_files.durable import write_lock
from farled.gateways.fact_files.manifest import (
    Manifest,
    PartFile,
    Source,
    read_manifest,
)
from farled.gateways.fact_files.parts import (
    Months,
    check_parts,
    read_parts,
    remove_leftovers,
    write_months,
    writing_folder,
)
from farled.gateways.fact_files.staging import (
    NEW_FACTS,
    NEW_SURVEYS,
    Staged,
    stage_facts,
    stage_surveys,
)
from farled.terms.errors import FarledError
from farled.terms.findings import Finding

__all__ = ["add_facts", "write_facts"]


def write_facts(
    folder: Path,
    facts: pa.Table,
    *,
    source: str,
    provided: Mapping[str, Provision],
    time_zone: str,
    surveys: pa.Table | None = None,
) -> None:
    """Add a table of facts of one source to a folder; contacts already there stay.

    Args:
        folder: made when it does not exist.
        facts: columns of FACT_COLUMNS; absent ones become null.
        source: set on every row.
        provided: fact column → whether the source gives it.
        time_zone: IANA name in which days and hours are counted.
        surveys: columns of SURVEY_COLUMNS, of contacts in the folder or in `facts`.

    Raises:
        FarledError: `facts-not-valid` with the findings' codes,
            `facts-of-another-source`, and those of `add_facts`. The folder is then as
            it was.
    """
    facts = _with_source(facts, source)
    _refuse(check_facts(facts))
    with contextlib.closing(duckdb.connect()) as connection:
        connection.register("given_facts", facts)
        if surveys is not None:
            surveys = _with_source(surveys, source)
            _refuse(check_facts(surveys, SURVEY_COLUMNS))
            connection.register("given_surveys", surveys)
        delivery = Delivery(
            table="given_facts",
            columns=tuple(facts.column_names),
            source=source,
            provided=provided,
            time_zone=time_zone,
            counts=ImportCounts(facts.num_rows, facts.num_rows),
            surveys=None if surveys is None else "given_surveys",
        )
        add_facts(folder, connection, delivery)


def _with_source(table: pa.Table, source: str) -> pa.Table:
    if "source" not in table.column_names:
        return table.append_column("source", pa.repeat(source, table.num_rows))
    given = set(table.column("source").unique().to_pylist())
    if given - {source}:
        raise FarledError("facts-of-another-source", source=source)
    return table


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
        staged = stage_facts(folder, connection, manifest, delivery)
        surveyed = stage_surveys(folder, connection, manifest, delivery)
        place = writing_folder(folder, manifest.generation + 1)
        facts = _write_facts(folder, connection, manifest, delivery, staged, place)
        surveys = manifest.surveys
        if surveyed:
            surveys = _write_surveys(folder, connection, manifest, place)
        changed = manifest.changed(
            facts=facts,
            surveys=surveys,
            dims=save_dimensions(connection, folder),
            sources=_sources(manifest, delivery, staged),
        )
        if not changed.forgotten_files:
            changed = changed.model_copy(update={"set_apart": ()})
        changed.write(folder)
        remove_leftovers(folder, changed)
        return staged.new


def _write_facts(
    folder: Path,
    connection: DuckDBPyConnection,
    manifest: Manifest,
    delivery: Delivery,
    staged: Staged,
    place: Path,
) -> tuple[PartFile, ...]:
    """Write the months that change, with the facts they keep."""
    stays = "true"
    if delivery.withdrawn is not None:
        stays = sql.fill(
            "not (source = {source} and contact_id in "
            "(select contact_id from known_contacts))",
            source=sql.text(delivery.source),
        )
    months = _months(connection, NEW_FACTS) | staged.emptied
    touched = [part for part in manifest.facts if part.month in months]
    new = _selection(connection, NEW_FACTS, FACT_COLUMNS)
    written = write_months(
        connection,
        Months(
            kind="facts",
            queries={m: _together(folder, new, touched, m, stays) for m in months},
            count=staged.added + sum(part.rows for part in touched) - staged.withdrawn,
        ),
        place,
        folder,
    )
    return _in_order(manifest.facts, months, written)


def _write_surveys(
    folder: Path, connection: DuckDBPyConnection, manifest: Manifest, place: Path
) -> tuple[PartFile, ...]:
    months = _months(connection, NEW_SURVEYS)
    touched = [part for part in manifest.surveys if part.month in months]
    added = sql.count_rows(connection, NEW_SURVEYS)
    new = _selection(connection, NEW_SURVEYS, SURVEY_COLUMNS)
    written = write_months(
        connection,
        Months(
            kind="surveys",
            queries={m: _together(folder, new, touched, m) for m in months},
            count=added + sum(part.rows for part in touched),
        ),
        place,
        folder,
    )
    return _in_order(manifest.surveys, months, written)


def _months(connection: DuckDBPyConnection, table: str) -> frozenset[str]:
    found = connection.execute(
        sql.fill('select distinct "month" from {table}', table=sql.name(table))
    ).fetchall()
    return frozenset(month for (month,) in found)


def _selection(
    connection: DuckDBPyConnection, table: str, columns: Mapping[str, Column]
) -> str:
    have = connection.table(table).columns
    return sql.fill(
        "select {columns} from {table}",
        columns=filled(columns, have),
        table=sql.name(table),
    )


def _together(
    folder: Path, new: str, touched: Sequence[PartFile], month: str, stays: str = "true"
) -> str:
    """Give the query of a month: its new rows, and the stored ones that stay."""
    query = sql.fill('{new} where "month" = {month}', new=new, month=sql.text(month))
    stored = [part for part in touched if part.month == month]
    if stored:
        query += sql.fill(
            " union all by name select * from {stored} where {stays}",
            stored=read_parts(folder, stored),
            stays=stays,
        )
    return query


def _in_order(
    stored: tuple[PartFile, ...], months: frozenset[str], written: tuple[PartFile, ...]
) -> tuple[PartFile, ...]:
    kept = [part for part in stored if part.month not in months]
    return tuple(sorted((*kept, *written), key=lambda part: part.path))


def _sources(
    manifest: Manifest, delivery: Delivery, staged: Staged
) -> dict[str, Source]:
    known = manifest.sources.get(delivery.source)
    rows = (known.rows if known else 0) + staged.added - staged.withdrawn
    return {
        **manifest.sources,
        delivery.source: delivery.added_to(known, rows),
    }
