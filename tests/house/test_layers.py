"""Who may import whom: the contracts of pyproject.toml hold."""

import subprocess
import sys

from tests.support.tree import ROOT


def test_import_contracts_hold():
    program = (
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-1000:]
