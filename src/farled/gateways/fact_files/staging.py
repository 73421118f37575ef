"""Prepare, inside a connection, what a delivery adds to a folder of facts."""

from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from farled.analysis.facts import SURVEY_COLUMNS
from farled.exchange import sql
from farled.exchange.store import DIMENSIONS, Shape, intern, shape_facts
from farled.exchange.store.interning import empty_dimension
from farled.gateways.fact_files.delivery import Delivery
from farled.gateways.fact_files.dims import load_dimensions
from farled.gateways.fact_files.manifest import Manifest
from farled.gateways.fact_files.parts import read_parts
from farled.terms.errors import FarledError

__all__ = ["NEW_FACTS", "NEW_SURVEYS", "Staged", "stage_facts", "stage_surveys"]

NEW_FACTS = "new_facts"
NEW_SURVEYS = "new_surveys"

_KNOWN = """
create or replace table known_contacts as
select contact_id, "month" from {stored}
where source = {source} and contact_id in (select contact_id from {wanted})
"""
_SURVEYS = """
create or replace table {target} as
select s.contact_id, s.source, k."month", {columns}
from {surveys} as s left join ({known}) as k using (contact_id, source)
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """What was staged in NEW_FACTS.

    Attributes:
        new: contacts that were not stored before.
        added: rows to write.
        withdrawn: stored rows of the source that go.
        emptied: months that lose rows.
    """

    new: int
    added: int
    withdrawn: int
    emptied: frozenset[str]


def stage_facts(
    folder: Path,
    connection: DuckDBPyConnection,
    manifest: Manifest,
    delivery: Delivery,
) -> Staged:
    """Leave in NEW_FACTS what is to be stored, shaped and interned."""
    shape = Shape(
        table=delivery.table,
        columns=frozenset(delivery.columns),
        source=delivery.source,
        time_zone=delivery.time_zone,
    )
    shape_facts(connection, shape, "shaped_facts")
    _find_known(folder, connection, manifest, delivery)
    mapped = sql.count_rows(connection, delivery.table)
    known = _count_known(connection, delivery)
    withdrawn, emptied = 0, frozenset[str]()
    kept = "shaped_facts"
    if delivery.withdrawn is not None:
        withdrawn = sql.count_rows(connection, "known_contacts")
        months = connection.execute('select distinct "month" from known_contacts')
        emptied = frozenset(month for (month,) in months.fetchall())
    elif known:
        kept = "unknown_facts"
        connection.execute(
            "create or replace temp view unknown_facts as select * from shaped_facts "
            "where contact_id not in (select contact_id from known_contacts)"
        )
    for dimension in DIMENSIONS:
        connection.execute(empty_dimension(dimension))
    load_dimensions(connection, folder, manifest.dims)
    intern(connection, kept, NEW_FACTS)
    new = mapped - known
    added = new if delivery.withdrawn is None else mapped
    return Staged(new, added, withdrawn, emptied)


def _count_known(connection: DuckDBPyConnection, delivery: Delivery) -> int:
    counting = sql.fill(
        "select count(*) from {table} where contact_id in "
        "(select contact_id from known_contacts)",
        table=sql.name(delivery.table),
    )
    return int(connection.execute(counting).fetchall()[0][0])


def _find_known(
    folder: Path,
    connection: DuckDBPyConnection,
    manifest: Manifest,
    delivery: Delivery,
) -> None:
    """Leave in `known_contacts` the delivery's contacts that are stored already."""
    if not manifest.facts:
        connection.execute(
            "create or replace table known_contacts "
            '(contact_id VARCHAR, "month" VARCHAR)'
        )
        return
    connection.execute(
        sql.fill(
            _KNOWN,
            stored=read_parts(folder, manifest.facts),
            source=sql.text(delivery.source),
            wanted=sql.name(delivery.withdrawn or "shaped_facts"),
        )
    )


def stage_surveys(
    folder: Path,
    connection: DuckDBPyConnection,
    manifest: Manifest,
    delivery: Delivery,
) -> int:
    """Leave in NEW_SURVEYS what is not stored yet, with the contact's month.

    Raises:
        FarledError: `survey-without-contact`.
    """
    if delivery.surveys is None:
        return 0
    known = sql.fill('select contact_id, source, "month" from {facts}', facts=NEW_FACTS)
    if manifest.facts:
        known += sql.fill(
            ' union select contact_id, source, "month" from {stored}',
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
            _SURVEYS,
            target=NEW_SURVEYS,
            columns=columns,
            surveys=sql.name(delivery.surveys),
            known=known,
        )
    )
    _refuse_unknown(connection)
    if manifest.surveys:
        connection.execute(
            sql.fill(
                "delete from {target} where (contact_id, source) in "
                "(select (contact_id, source) from {stored})",
                target=NEW_SURVEYS,
                stored=read_parts(folder, manifest.surveys),
            )
        )
    return sql.count_rows(connection, NEW_SURVEYS)


def _refuse_unknown(connection: DuckDBPyConnection) -> None:
    lost = connection.execute(
        sql.fill(
            'select count(*) from {target} where "month" is null', target=NEW_SURVEYS
        )
    ).fetchall()[0][0]
    if lost:
        raise FarledError("survey-without-contact", rows=lost)
