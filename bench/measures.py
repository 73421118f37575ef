"""How long the six core measures take, beside hand-written DuckDB and polars.

    python bench/measures.py [--facts N] [--full] [--json]

Budget: over 10 M facts (--full) at most 2 s together and 1 GiB. By default 2 M facts.
Each side runs in a process of its own, so that its peak memory is its own; all sides
must give the same figures.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any, Callable

import duckdb
import ibis
import polars as pl
from rich.console import Console
from rich.table import Table

from farled.analysis.factset import FactSet
from farled.analysis.journeys import follow_journeys
from farled.analysis.measures import Question, State, measure

FACTS, FULL = 2_000_000, 10_000_000
BUDGET_S_PER_MILLION, BUDGET_MIB = 0.2, 1_024
THREADS = 2
ZONE = "Europe/Stockholm"
DIGITAL = "('web', 'e-service', 'my-pages', 'chat')"

Answer = float | int
Side = dict[str, Callable[[], Answer]]

GENERATE = """
copy (
  with numbered as (
    select i, hash(i) as a, hash(i + 1000000007) as b, hash(i * 31 + 7) as c,
      to_timestamp(1577880000 + i * (62000000 / {count})) as moment
    from range({count}) as t(i)
  )
  select 'c' || i as contact_id, 'log' as source, moment as occurred_at,
    moment::date as occurred_on, strftime(moment, '%Y-%m') as "month",
    if(a % 100 < 85, 'inbound', 'outbound') as direction,
    's' || ((b % 300) * (c % 300) // 300) as service,
    ['web', 'e-service', 'my-pages', 'phone', 'email', 'visit', 'letter', 'chat']
      [(1 + c % 8)::int] as channel,
    ['information', 'interaction', 'transaction'][(1 + b % 3)::int] as contact_type,
    ['resolved', 'resolved', 'resolved', 'call-back', 'abandoned'][(1 + a % 5)::int]
      as outcome,
    if(c % 10 = 0, 'staff', 'none') as assisted,
    md5((b % ({count} // 4))::varchar) as party_key,
    if(a % 3 = 0, md5((b % ({count} // 3))::varchar), null) as case_key,
    if(a % 7 < 6, (c % 1800)::int, null) as wait_s
  from numbered
) to '{path}' (format parquet, row_group_size 122880)
"""


def ours(path: Path) -> Side:
    """Ask the measures themselves."""
    connection = ibis.duckdb.connect()
    connection.raw_sql(f"set threads = {THREADS}")
    table = connection.read_parquet(path)
    facts = FactSet(table, None, table, table, table, ZONE)

    def asked(name: str, *by: str) -> Callable[[], Answer]:
        def run() -> Answer:
            rows = measure(facts, name, Question(by=by)).rows
            if name == "channel-share":
                return sum(row.state is State.VALUE for row in rows)
            if name == "wait-percentile":
                return sum(row.value or 0 for row in rows)
            return sum(row.numerator or 0 for row in rows)

        return run

    def journeys() -> Answer:
        return follow_journeys(facts).journeys

    return {
        "share": asked("channel-share", "service", "month", "channel"),
        "take-up": asked("digital-take-up", "month"),
        "resolution": asked("first-contact-resolution", "month"),
        "percentile": asked("wait-percentile", "service"),
        "switches": asked("channel-switch-share", "month"),
        "journeys": journeys,
    }


COMPLETED = "direction = 'inbound' and outcome = 'resolved'"
NEXT = """
  select *, lead(occurred_on) over matter as next_day,
    lead(channel) over matter as next_channel
  from facts where direction = 'inbound'
  window matter as (partition by party_key, service order by occurred_at)
"""
# ruff: noqa: S608 - every piece of these texts stands in this file
QUERIES = {
    "share": """
      select count(*) from (select service, "month", channel, count(*) as n,
        n / sum(n) over (partition by service, "month")
      from facts where direction = 'inbound' group by 1, 2, 3)""",
    "take-up": f"""
      select sum(n) from (select "month", count(*) filter (
        channel in {DIGITAL} and assisted = 'none') as n
      from facts where {COMPLETED} and contact_type = 'transaction' group by 1)""",
    "resolution": f"""
      select sum(n) from (select "month", count(*) filter (
        next_day is null or next_day > occurred_on + 7) as n
      from ({NEXT}) where occurred_on <= (select max(occurred_on) - 7 from facts)
      group by 1)""",
    "percentile": """
      select sum(p) from (select service, quantile_disc(wait_s, 0.9) as p
      from facts where direction = 'inbound' and outcome <> 'abandoned' group by 1)""",
    "switches": f"""
      select sum(n) from (select "month", count(*) filter (
        next_channel <> channel) as n
      from ({NEXT}) where next_day <= occurred_on + 7
        and occurred_on <= (select max(occurred_on) - 7 from facts) group by 1)""",
    "journeys": """
      select sum(n) from (select path, count(*) as n from (
        select string_agg(channel, '>' order by occurred_at) as path
        from facts where case_key is not null group by case_key) group by 1)""",
}


def by_duckdb(path: Path) -> Side:
    """Run hand-written SQL."""
    connection = duckdb.connect()
    connection.execute(f"set threads = {THREADS}; set TimeZone = 'UTC'")
    connection.execute(f"create view facts as from '{path}'")

    def asked(query: str) -> Callable[[], Answer]:
        return lambda: connection.execute(query).fetchall()[0][0]

    return {name: asked(query) for name, query in QUERIES.items()}


def by_polars(path: Path) -> Side:
    """Run hand-written lazy polars on its streaming engine."""
    facts = pl.scan_parquet(path)
    col = pl.col
    inside = facts.filter(col("direction") == "inbound")
    last = pl.scan_parquet(path).select(col("occurred_on").max())
    matter = ["party_key", "service"]
    following = (
        inside.sort("occurred_at")
        .with_columns(
            next_day=col("occurred_on").shift(-1).over(matter),
            next_channel=col("channel").shift(-1).over(matter),
        )
        .join(last.rename({"occurred_on": "last"}), how="cross")
        .filter(col("occurred_on") <= col("last") - pl.duration(days=7))
    )
    soon = col("next_day") <= col("occurred_on") + pl.duration(days=7)
    digital = col("channel").is_in(["web", "e-service", "my-pages", "chat"])
    done = (col("outcome") == "resolved") & (col("contact_type") == "transaction")

    waits = col("wait_s").drop_nulls()
    nearest = waits.sort().get((waits.len() * 9 + 9) // 10 - 1)

    def first(frame: pl.LazyFrame) -> Answer:
        return frame.collect(engine="streaming").item()

    return {
        "share": lambda: first(
            inside.group_by("service", "month", "channel").len().select(pl.len())
        ),
        "take-up": lambda: first(
            inside.filter(done)
            .group_by("month")
            .agg((digital & (col("assisted") == "none")).sum().alias("n"))
            .select(col("n").sum())
        ),
        "resolution": lambda: first(
            following.group_by("month")
            .agg((~soon).fill_null(value=True).sum().alias("n"))
            .select(col("n").sum())
        ),
        "percentile": lambda: first(
            inside.filter(col("outcome") != "abandoned")
            .group_by("service")
            .agg(nearest.alias("p"))
            .select(col("p").sum())
        ),
        "switches": lambda: first(
            following.filter(soon)
            .group_by("month")
            .agg((col("next_channel") != col("channel")).sum().alias("n"))
            .select(col("n").sum())
        ),
        "journeys": lambda: first(
            facts.filter(col("case_key").is_not_null())
            .sort("occurred_at")
            .group_by("case_key")
            .agg(col("channel").str.join(">").alias("path"))
            .group_by("path")
            .len()
            .select(col("len").sum())
        ),
    }


SIDES: dict[str, Callable[[Path], Side]] = {
    "farled": ours,
    "duckdb": by_duckdb,
    "polars": by_polars,
}


def run_side(name: str, path: Path) -> None:
    """Time one side's measures and print them, with the peak memory of the process."""
    found = {}
    for measured, ask in SIDES[name](path).items():
        before = perf_counter()
        answer = ask()
        found[measured] = {"s": perf_counter() - before, "answer": float(answer)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(json.dumps({"measures": found, "peak_mib": peak}))


def compare(count: int) -> dict[str, Any]:
    """Generate facts and run every side over them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.parquet"
        connection = duckdb.connect()
        connection.execute(f"set threads = {THREADS}; set TimeZone = '{ZONE}'")
        connection.execute(GENERATE.format(count=count, path=path))
        connection.close()
        sides = {}
        for side in SIDES:
            command = [sys.executable, __file__, "--side", side, "--path", str(path)]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            sides[side] = json.loads(done.stdout)
    return {"facts": count, "sides": sides, **judged(sides, count)}


def judged(sides: dict[str, Any], count: int) -> dict[str, Any]:
    """Set our figures beside the budget and the peers."""
    totals = {
        side: sum(one["s"] for one in found["measures"].values())
        for side, found in sides.items()
    }
    budget = BUDGET_S_PER_MILLION * count / 1_000_000
    mine = sides["farled"]
    return {
        "seconds": totals,
        "budget_s": budget,
        "within_time": totals["farled"] <= budget,
        "within_memory": mine["peak_mib"] <= BUDGET_MIB,
        "times_duckdb": totals["farled"] / totals["duckdb"],
        "times_polars": totals["farled"] / totals["polars"],
    }


def check_equal(found: dict[str, Any]) -> list[str]:
    """Name the measures with another figure at a peer; journeys differ in kind."""
    mine = found["sides"]["farled"]["measures"]
    return [
        f"{name}: {side} {one['answer']} farled {mine[name]['answer']}"
        for side, other in found["sides"].items()
        for name, one in other["measures"].items()
        if name != "journeys" and one["answer"] != mine[name]["answer"]
    ]


def show(found: dict[str, Any]) -> None:
    """Print seconds by measure and side."""
    console = Console()
    table = Table(title=f"{found['facts']:,} facts, {THREADS} threads, seconds")
    table.add_column("measure")
    for side in SIDES:
        table.add_column(side, justify="right")
    for name in QUERIES:
        cells = (f"{found['sides'][s]['measures'][name]['s']:.2f}" for s in SIDES)
        table.add_row(name, *cells)
    table.add_row("together", *(f"{found['seconds'][s]:.2f}" for s in SIDES))
    peaks = (f"{found['sides'][s]['peak_mib']:,.0f}" for s in SIDES)
    table.add_row("peak MiB", *peaks)
    console.print(table)
    console.print(
        f"budget {found['budget_s']:.2f} s: {_yes(found['within_time'])}; "
        f"{BUDGET_MIB} MiB: {_yes(found['within_memory'])}; "
        f"{found['times_duckdb']:.2f} × DuckDB, {found['times_polars']:.2f} × polars"
    )


def _yes(truth: bool) -> str:  # noqa: FBT001 - private
    return "met" if truth else "NOT met"


def main() -> None:
    """Compare all sides, or run one of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=FACTS)
    parser.add_argument("--full", action="store_true", help="10 M facts")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        run_side(arguments.side, arguments.path)
        return
    found = compare(FULL if arguments.full else arguments.facts)
    unequal = check_equal(found)
    if arguments.json:
        print(json.dumps({**found, "unequal": unequal}))
    else:
        show(found)
        for line in unequal:
            print("differs –", line)
    sys.exit(1 if unequal else 0)


if __name__ == "__main__":
    main()
