"""Replay: speed and memory beside DuckDB's scan of the same columns.

    python bench/replay.py                        2 M facts, 300 rules, 15 channels
    python bench/replay.py --facts 10_000_000     the size the budget speaks of
    python bench/replay.py --facts 200_000        for a machine in use

Budget: from interned facts 20 M/s and three times the scan of the keys; from raw
columns 3 M/s and six times the scan; at most 1 GiB; linear in facts and flat in rules
up to 1,000. Every figure is taken in a process of its own, so that its memory is its
own; the better of two runs counts. A sample of rows is held to `decide` besides.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import ibis
from replayed_facts import CHANNELS, KEYS, RAW, make_strategy, write_facts

from farled.analysis.factset import FactSet
from farled.analysis.replay import Scope, replay, replayed_facts
from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)

RULES = 300
SAMPLE = 500


def open_folder(folder: Path, *, interned: bool = True) -> FactSet:
    """Open the facts, with or without the keys of their dimensions."""
    con = ibis.duckdb.connect()
    tables = {
        name: con.read_parquet(str(folder / f"{name}.parquet"))
        for name in ("facts", "matter", "customer", "moment")
    }
    if not interned:
        tables["facts"] = tables["facts"].drop(*KEYS)
    return FactSet(surveys=None, time_zone="Europe/Stockholm", **tables)


def scan(folder: Path, columns: tuple[str, ...]) -> None:
    """Read columns with DuckDB and do nothing else: the limit."""
    sums = ", ".join(f"max(hash({name}))" for name in columns)
    duckdb.sql(f"select {sums} from '{folder}/facts.parquet'").fetchall()  # noqa: S608 - our own columns


def mark(folder: Path, compiled: Compiled) -> None:
    """Mark every fact, and count the marks."""
    marked = replayed_facts(open_folder(folder), compiled)
    grouped = marked.group_by(["recommended", "standing"])
    grouped.agg(n=marked.count()).to_pyarrow()


def check(folder: Path, compiled: Compiled) -> None:
    """Hold a sample of marked rows to `decide`."""
    marked = replayed_facts(open_folder(folder), compiled)
    some = marked.filter(marked.contact_id.hash() % 997 == 0).limit(SAMPLE)
    for row in some.to_pyarrow().to_pylist():
        situation = Situation(
            service=row["service"],
            contact_type=ContactType(row["contact_type"]),
            direction=Direction(row["direction"]),
            initiator=Initiator(row["initiator"]),
            group=row["target_group"],
            ability=Ability(row["ability"]),
            acting_as=ActingAs(row["acting_as"]),
            language=row["language"],
            assurance=Assurance(row["assurance"]),
            audience=Audience.ONE,
            case_open=False,
            at=ibis.literal(row["occurred_on"]).cast("timestamp('UTC')").execute(),
        )
        decision = decide(compiled, situation)
        assert (decision.recommended, decision.role) == (
            row["recommended"],
            row["recommended_role"],
        )


def task_of(name: str, folder: Path, rules: int) -> Callable[[], object]:
    """Prepare a task by name."""
    compiled = compile_strategy(make_strategy(rules))
    return {
        "scan of the keys": lambda: scan(folder, (*KEYS, "channel")),
        "scan of raw columns": lambda: scan(folder, (*RAW, "channel")),
        "interned": lambda: replay(open_folder(folder), compiled, Scope()),
        "raw columns": lambda: replay(open_folder(folder, interned=False), compiled),
        "by channel": lambda: replay(open_folder(folder), compiled, by=("channel",)),
        "marked rows": lambda: mark(folder, compiled),
        "check": lambda: check(folder, compiled),
    }[name]


def run(name: str, folder: Path, rules: int) -> tuple[float, int]:
    """Run a task twice; give the better time and the peak in MiB."""
    work = task_of(name, folder, rules)
    times = []
    for _ in range(1 if name == "check" else 2):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run_apart(name: str, folder: Path, rules: int = RULES) -> tuple[float, int]:
    """Run a task in a process of its own."""
    child = [sys.executable, "-W", "ignore", __file__, "--child"]
    told = subprocess.run(
        [*child, name, str(folder), str(rules)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, peak = json.loads(told.stdout.splitlines()[-1])
    return seconds, peak


def report(spread: str, count: int) -> Iterator[str]:
    """Measure one spread of facts, line by line."""
    with tempfile.TemporaryDirectory() as name:
        folder, half = Path(name) / "whole", Path(name) / "half"
        for place, size in ((folder, count), (half, count // 2)):
            place.mkdir()
            write_facts(place, size, spread)
        run_apart("check", folder)
        yield f"{spread}: {count:,} facts, {CHANNELS} channels; a sample equals decide"
        keys, raw = (
            run_apart(f"scan of {s}", folder)[0] for s in ("the keys", "raw columns")
        )
        for task in ("interned", "raw columns", "by channel", "marked rows"):
            limit = raw if task == "raw columns" else keys
            yield line(task, count, run_apart(task, folder), limit)
        yield line(
            "interned, half the facts", count // 2, run_apart("interned", half), None
        )
        for rules in (10, 100, 1_000):
            taken = run_apart("interned", folder, rules)
            yield line(f"interned, {rules:,} rules", count, taken, None)


def line(name: str, count: int, taken: tuple[float, int], limit: float | None) -> str:
    """Lay out one figure."""
    seconds, peak = taken
    ratio = "" if limit is None else f"{seconds / limit:6.1f} × the scan"
    rate = count / seconds / 1e6
    return f"  {name:26}{rate:7.1f} M/s {seconds:7.2f} s {peak:6} MiB {ratio}"


def main() -> None:
    """Read the command line and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=2_000_000)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        name, folder, rules = given.child
        print(json.dumps(run(name, Path(folder), int(rules))))
        return
    for spread in ("skewed", "uniform"):
        for text in report(spread, given.facts):
            print(text, flush=True)


if __name__ == "__main__":
    main()
