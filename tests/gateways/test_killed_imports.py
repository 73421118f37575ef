"""An import that is killed leaves the old facts or the new ones, never a half month."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.logs import bring_in, log_rows, stored, write_csv

from farled.gateways.fact_files import read_manifest, verify_facts

ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from pathlib import Path
from tests.support.logs import bring_in
print("ready", flush=True)
sys.stdin.readline()
bring_in(Path(sys.argv[1]), Path(sys.argv[2]))
print("done", flush=True)
"""
FIRST, ALL = 2_000, 9_000


def kill_after(seconds, path, out):
    """Import in a process of its own and kill it; tell whether it was done."""
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", CHILD, str(path), str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as child:
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("go\n")
        child.stdin.flush()
        time.sleep(seconds)
        child.kill()
        return child.stdout.read() == "done\n"


def kill_loop(tmp_path, kills, seed):
    out = tmp_path / "facts"
    bring_in(write_csv(tmp_path / "first.csv", log_rows(FIRST)), out)
    longer = write_csv(tmp_path / "all.csv", log_rows(ALL))
    dice = random.Random(seed)
    seen = set()
    for _ in range(kills):
        kill_after(dice.uniform(0.0, 1.2), longer, out)
        rows = verify_facts(out)["desk"]
        assert rows in {FIRST, ALL}
        assert len(stored(out)) == rows
        seen.add(rows)
        if rows == ALL:  # start again from the first log
            for path in sorted(out.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            bring_in(tmp_path / "first.csv", out)
    bring_in(longer, out)
    assert verify_facts(out) == {"desk": ALL}
    assert len({row["contact_id"] for row in stored(out)}) == ALL
    assert not list(out.glob(".writing-*"))
    assert sum(part.rows for part in read_manifest(out).facts) == ALL
    return seen


def test_killed_import_leaves_whole_months_and_can_be_repeated(tmp_path):
    kill_loop(tmp_path, kills=4, seed=1)


@pytest.mark.slow
def test_thirty_killed_imports_leave_whole_months(tmp_path):
    assert FIRST in kill_loop(tmp_path, kills=30, seed=2)
