"""Run the command line in a process of its own, as a script would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from tests.support.tree import ROOT

__all__ = ["EXAMPLES", "Ran", "Runner", "farled"]

EXAMPLES = ROOT / "examples" / "strategies"


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The NDJSON documents on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


Runner = Callable[..., Ran]
"""Runs the command line within the test's own process."""


def farled(
    *arguments: object, given: str | None = None, cwd: Path | None = None
) -> Ran:
    """Run `farled` with arguments, input and folder; never inherits a terminal."""
    result = subprocess.run(
        [sys.executable, "-m", "farled.cli.main", *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
    )
    assert "Traceback" not in result.stderr, result.stderr
    return Ran(result.returncode, result.stdout, result.stderr)
