"""Find rows that repeat one before; the first of them stands."""

from duckdb import DuckDBPyConnection

from farled.exchange import sql

__all__ = ["mark_repeats"]

_SURPLUS = """
select count({key}) - count(distinct {key}) from {judged} where judgement is null
"""
_MARK = """
update {judged} set judgement = 'duplicate:repeated' where "line" in (
    select "line" from (
        select "line", row_number() over (partition by {key} order by "line") as nth
        from {judged} where judgement is null and {key} is not null
    ) where nth > 1
)
"""


def mark_repeats(connection: DuckDBPyConnection, judged: str, key: str) -> None:
    """Mark, among the rows that stand so far, those whose key came before."""
    quoted = {"judged": sql.name(judged), "key": sql.name(key)}
    surplus = connection.execute(sql.fill(_SURPLUS, **quoted)).fetchall()[0][0]
    if surplus:
        connection.execute(sql.fill(_MARK, **quoted))
