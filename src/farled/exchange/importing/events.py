"""Logs with a row per event: one contact per case, its first event."""

from typing import Sequence

from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.exchange.importing.verdicts import LATER_EVENT

__all__ = ["keep_first_events"]

_KEEP = """
create or replace temp table {judged} as
with ordered as (
    select *, row_number() over by_time as nth {lasts}
    from {judged} where judgement is null
    window
        by_time as (partition by {case} order by v_occurred_at, "line"),
        whole as (
            partition by {case} order by v_occurred_at, "line"
            rows between unbounded preceding and unbounded following
        )
)
select * exclude (nth {dropped}) replace (
    case
        when {case} is null then 'quarantined:case:missing'
        when nth > 1 then {later}
    end as judgement {replaced}
)
from ordered
union all by name
select * from {judged} where judgement is not null
"""


def keep_first_events(
    connection: DuckDBPyConnection, judged: str, case: str, last: Sequence[str]
) -> None:
    """Let the first event of each case stand, with some values of its last event.

    Args:
        connection: where the table of judged rows is.
        judged: its name; rows with a judgement are no events.
        case: column that names the case.
        last: fact columns whose values come from the last event of the case.
    """
    values = [sql.name(f"v_{name}") for name in last]
    ends = [sql.name(f"last_{name}") for name in last]
    pairs = list(zip(values, ends, strict=True))
    connection.execute(
        sql.fill(
            _KEEP,
            judged=sql.name(judged),
            case=sql.name(case),
            later=sql.text(f"excluded:{LATER_EVENT}"),
            lasts="".join(f", last_value({v}) over whole as {e}" for v, e in pairs),
            dropped="".join(f", {end}" for end in ends),
            replaced="".join(f", {e} as {v}" for v, e in pairs),
        )
    )
