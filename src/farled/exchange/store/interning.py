"""Give each distinct matter, customer and moment a small number that never changes."""

from dataclasses import dataclass
from typing import Final

from duckdb import DuckDBPyConnection

from farled.analysis.facts import (
    CUSTOMER_COLUMNS,
    FACT_COLUMNS,
    MATTER_COLUMNS,
    MOMENT_COLUMNS,
)
from farled.exchange import sql
from farled.exchange.store.schema import DUCKDB_TYPES

__all__ = ["DIMENSIONS", "Dimension", "empty_dimension", "intern"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its name, the columns it interns, and the key facts hold."""

    name: str
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """Column of the key."""
        return f"{self.name}_key"


DIMENSIONS: Final = (
    Dimension("matter", MATTER_COLUMNS),
    Dimension("customer", CUSTOMER_COLUMNS),
    Dimension("moment", MOMENT_COLUMNS),
)

_GROW = """
insert into {dimension}
select
    (row_number() over (order by {columns}) + {last})::integer as {key},
    {columns}
from (
    select distinct {values} from {facts} as f
    where not exists (select 1 from {dimension} as d where {same})
)
"""
_JOIN = """
create or replace table {target} as
select f.*, {keys} from {facts} as f {joins}
"""


def empty_dimension(dimension: Dimension) -> str:
    """Give the statement that makes a dimension's table, empty."""
    columns = ", ".join(
        f"{sql.name(each)} {DUCKDB_TYPES[FACT_COLUMNS[each].kind]}"
        for each in dimension.columns
    )
    return (
        f"create or replace temp table {sql.name(dimension.name)} "
        f"({sql.name(dimension.key)} integer, {columns})"
    )


def _same(dimension: Dimension, alias: str, have: frozenset[str]) -> str:
    # A null is a value of its own here, so that every fact joins.
    return " and ".join(
        f"f.{sql.name(each)} is not distinct from {alias}.{sql.name(each)}"
        if each in have
        else f"{alias}.{sql.name(each)} is null"
        for each in dimension.columns
    )


def _values(dimension: Dimension, have: frozenset[str]) -> str:
    return ", ".join(
        f"f.{sql.name(each)}"
        if each in have
        else f"NULL::{DUCKDB_TYPES[FACT_COLUMNS[each].kind]} as {sql.name(each)}"
        for each in dimension.columns
    )


def intern(connection: DuckDBPyConnection, facts: str, target: str) -> dict[str, int]:
    """Grow the dimension tables by what is new, and give each fact its keys.

    The connection holds one table per dimension, named as it; old keys stay.

    Args:
        connection: where facts and dimensions are.
        facts: name of the table of shaped facts.
        target: name of the table to make; as many rows as `facts`.

    Returns:
        How many rows each dimension gained.
    """
    have = frozenset(connection.table(facts).columns)
    grown: dict[str, int] = {}
    joins: list[str] = []
    for number, dimension in enumerate(DIMENSIONS):
        before = sql.count_rows(connection, dimension.name)
        connection.execute(
            sql.fill(
                _GROW,
                dimension=sql.name(dimension.name),
                columns=sql.names(dimension.columns),
                last=before,
                key=sql.name(dimension.key),
                values=_values(dimension, have),
                facts=sql.name(facts),
                same=_same(dimension, "d", have),
            )
        )
        grown[dimension.name] = sql.count_rows(connection, dimension.name) - before
        alias = f"d{number}"
        joins.append(
            f"join {sql.name(dimension.name)} as {alias} "
            f"on {_same(dimension, alias, have)}"
        )
    connection.execute(
        sql.fill(
            _JOIN,
            target=sql.name(target),
            keys=sql.names(each.key for each in DIMENSIONS),
            facts=sql.name(facts),
            joins=" ".join(joins),
        )
    )
    return grown
