"""Import logs into a folder of facts: read, translate, store, and account for all."""

import contextlib
import hashlib
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Iterator, Sequence

import duckdb
from duckdb import DuckDBPyConnection

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.factset import Provision
from farled.exchange import sql
from farled.exchange.importing import (
    FACTS,
    JUDGED,
    ImportReport,
    LogTable,
    count_fates,
    forget_key,
    merge_reports,
    translate,
    use_key,
)
from farled.exchange.mapping import LogMapping
from farled.exchange.store import ImportCounts
from farled.gateways.fact_files import (
    Delivery,
    Import,
    add_facts,
    read_manifest,
    set_damage_apart,
)
from farled.gateways.fact_files.secret import read_or_make_key
from farled.gateways.kept_apart import write_kept_apart
from farled.gateways.log_files import Loaded, Request, digest, load_log
from farled.terms.errors import FarledError, Param
from farled.terms.findings import Finding, Severity

__all__ = ["ImportOrder", "import_connection", "import_log", "mapping_digest"]

_MEMORY = "1GB"
_CODED = frozenset({"code"})
_WITHDRAWN = "said_contacts"


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """How to import.

    Attributes:
        mapping: how rows become facts.
        out: the folder of facts.
        latest: last day a contact can have happened, such as today.
        key: secret for pseudonyms; by default the folder's own.
    """

    mapping: LogMapping
    out: Path
    latest: date | None = None
    key: bytes | None = None


def import_log(
    paths: Sequence[Path],
    mapping: LogMapping,
    out: Path,
    *,
    latest: date | None = None,
    key: bytes | None = None,
) -> ImportReport:
    """Import logs of one source into a folder of facts, file by file.

    A file imported before with the same mapping is left alone. With a changed mapping
    its contacts are said anew. Each file is stored whole or not at all.

    Args:
        paths: the logs.
        mapping: how their rows become facts.
        out: the folder of facts; made when it does not exist.
        latest: last day a contact can have happened, such as today.
        key: secret for pseudonyms, ≥ 32 bytes; by default the folder's own.

    Raises:
        FarledError: when a file, the folder or the mapping's columns cannot be used;
            nothing of that file is then stored.
    """
    order = ImportOrder(mapping, out, latest, key)
    damaged = set_damage_apart(out)
    with import_connection() as connection:
        reports = [_import_file(path, order, connection) for path in paths]
    empty = ImportReport(
        counts=ImportCounts(0, 0),
        source=mapping.source,
        findings=_damage_notes(damaged, out),
    )
    return reduce(merge_reports, reports, empty)


@contextlib.contextmanager
def import_connection() -> Iterator[DuckDBPyConnection]:
    """Open a connection that never reaches out and spills to disk when it must."""
    with tempfile.TemporaryDirectory(prefix="farled-") as scratch:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": _MEMORY,
            "temp_directory": scratch,
        }
        with contextlib.closing(duckdb.connect(config=settings)) as connection:
            connection.execute("set TimeZone = 'UTC'")
            yield connection


def mapping_digest(mapping: LogMapping) -> str:
    """Give a digest of what a mapping says, whatever its layout and comments."""
    return hashlib.sha256(mapping.model_dump_json().encode()).hexdigest()


def _import_file(
    path: Path, order: ImportOrder, connection: DuckDBPyConnection
) -> ImportReport:
    if not path.is_file():
        raise FarledError("log-not-found", file=str(path))
    mapping = order.mapping
    content, said = digest(path), mapping_digest(mapping)
    manifest = read_manifest(order.out)
    again = False
    if manifest is not None:
        if manifest.known_import(content, said, mapping.source):
            nothing = ImportCounts(0, 0)
            return ImportReport(nothing, mapping.source, unchanged=(path.name,))
        _refuse_twice(manifest.other_sources(content, mapping.source), path, mapping)
        again = manifest.has_file(content, mapping.source)
    report, log, columns = _read(path, order, connection)
    name = f"{mapping.source}-{content[:12]}"
    aside = write_kept_apart(order.out, connection, log, name=name)
    delivery = Delivery(
        table=FACTS,
        columns=columns,
        source=mapping.source,
        provided=provisions(mapping),
        time_zone=mapping.time_zone,
        counts=report.counts,
        file=Import(
            file=path.name,
            sha256=content,
            mapping_sha256=said,
            counts=report.counts,
        ),
        withdrawn=_withdraw(connection) if again else None,
    )
    new = add_facts(order.out, connection, delivery)
    return replace(
        report,
        new=new,
        known=report.counts.mapped - new,
        set_aside=(str(aside),) if aside else (),
    )


def _read(
    path: Path, order: ImportOrder, connection: DuckDBPyConnection
) -> tuple[ImportReport, LogTable, tuple[str, ...]]:
    """Load and translate a file; its facts are then a view of the connection."""
    mapping = order.mapping
    with tempfile.TemporaryDirectory(prefix="farled-") as scratch:
        request = Request(
            path, mapping.file, mapping.log_columns, connection, Path(scratch)
        )
        log, loaded = load_log(request)
        use_key(connection, order.key or read_or_make_key(order.out))
        try:
            translation = translate(connection, log, mapping, order.latest)
        except duckdb.InvalidInputException as error:
            raise FarledError("mapping-pattern-not-supported") from error
        finally:
            forget_key(connection)
    report = count_fates(connection, translation, mapping)
    findings = (*report.findings, *_reading_notes(path, loaded))
    report = replace(report, files=(path.name,), findings=findings)
    return report, log, translation.columns


def _withdraw(connection: DuckDBPyConnection) -> str:
    """Collect the contacts that a file read anew speaks of, and name the table."""
    connection.execute(
        sql.fill(
            "create or replace temp table {withdrawn} as "
            "select distinct v_contact_id as contact_id from {judged}",
            withdrawn=_WITHDRAWN,
            judged=JUDGED,
        )
    )
    return _WITHDRAWN


def _refuse_twice(others: Sequence[str], path: Path, mapping: LogMapping) -> None:
    doubled = [name for name in others if name not in mapping.shares_file_with]
    if doubled:
        raise FarledError("log-of-another-source", file=path.name, source=doubled[0])


def _reading_notes(path: Path, loaded: Loaded) -> Iterator[Finding]:
    for each in loaded.guessed:
        params = {"file": path.name, "encoding": each.rpartition(" ")[2]}
        yield Finding("M207", Severity.WARNING, params=params)
    if loaded.may_be_cut:
        yield Finding("M208", Severity.WARNING, params={"file": path.name})


def _damage_notes(damaged: tuple[str, ...], out: Path) -> tuple[Finding, ...]:
    if not damaged:
        return ()
    params: dict[str, Param] = {
        "files": damaged,
        "folder": str(out),
        "count": len(damaged),
    }
    return (Finding("M209", Severity.WARNING, params=params),)


def provisions(mapping: LogMapping) -> dict[str, Provision]:
    """Tell of every fact column whether logs read by a mapping give it."""
    given: dict[str, Provision] = {}
    for column in FACT_COLUMNS.values():
        if column.derived:
            continue
        rule = mapping.columns.get(column.name)
        if rule is None:
            given[column.name] = Provision.NOT_PROVIDED
        elif rule.value is not None:
            given[column.name] = Provision.CONSTANT
        else:
            given[column.name] = Provision.PROVIDED
    coded = any(
        FACT_COLUMNS[name].kind in _CODED and rule.sources
        for name, rule in mapping.columns.items()
    )
    given["source"] = Provision.CONSTANT
    given["raw"] = Provision.PROVIDED if coded else Provision.NOT_PROVIDED
    return given
