"""No command waits for what it does not use."""

import subprocess
import sys

import pytest
from tests.support.tree import ROOT

STRATEGY = ROOT / "examples" / "strategies" / "lindhaga.yaml"
SITUATION = ROOT / "examples" / "situations" / "building-permit.json"
ENGINES = {"duckdb", "ibis", "numpy", "pandas", "pyarrow", "rich"}
READERS = {"pydantic", "ruamel"}


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (["--help"], ENGINES | READERS),
        (["explain", "F401"], ENGINES | READERS),
        (["chek"], ENGINES | READERS),
        (["check", STRATEGY], ENGINES),
        (["decide", STRATEGY, "--situation", SITUATION], ENGINES),
        (["explain", STRATEGY, "--situation", SITUATION], ENGINES),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_command_imports_nothing_it_does_not_use(words: list[object], unused: set[str]):
    program = (
        "import sys; import farled.cli.main as m; m._run(sys.argv[1:]);"
        "print('imported', *sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
    )

    imported = set(result.stdout.splitlines()[-1].split()[1:])
    assert sorted(imported & unused) == []
