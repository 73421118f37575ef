"""Every example in every help text runs as it stands, in a folder like the reader's."""

import gzip
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.support.terminal import EXAMPLES, Runner, farled
from tests.support.tree import ROOT

from farled.cli.main import cli
from farled.cli.shell.commands import COMMANDS, Command
from farled.cli.shell.commands import EXAMPLES as GENERAL

ROWS = [
    ["id", "when", "how"],
    ["c1", "2025-01-07 10:00", "phone"],
    ["c2", "2025-02-07 11:30", "web"],
]
SITUATIONS = [{"contact_type": "information"}, {"contact_type": "transaction"}]
SHIFT = """\
farled_shift: 1
source: A workshop in May
shifts:
  - {channels: phone, follow: {low: 0.1, likely: 0.2, high: 0.4}}
"""
TAKES_A_MINUTE = "farled demo --folder"
"""It generates all of Lindhaga; `farled demo` shows the small one laid out here."""


def _examples(name: str) -> list[str]:
    command = cli.get_command(None, name)  # type: ignore[arg-type] # unused
    assert isinstance(command, Command)
    return [line.strip() for line in command.examples.strip().splitlines()]


OWN = [line for name in COMMANDS for line in _examples(name)]
LINES = list(dict.fromkeys([*OWN, *(line.strip() for line in GENERAL.splitlines())]))


@pytest.fixture
def desk(laid_out: Path, tmp_path: Path) -> Path:
    """A reader's own folder; some examples write files that others read."""
    return shutil.copytree(laid_out, tmp_path / "desk")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """A folder with every file that the examples name."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / ".zfunc").mkdir()
    (folder / ".config/fish/completions").mkdir(parents=True)
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(demo / "facts", folder / "facts")
    shutil.copytree(demo, folder / "demo")
    for name in ("strategy", "adopted", "a"):
        shutil.copy(EXAMPLES / "lindhaga.yaml", folder / f"{name}.yaml")
    for name in ("draft", "b"):
        shutil.copy(EXAMPLES / "lindhaga-2027.yaml", folder / f"{name}.yaml")
    for name in ("digg", "edelegationen"):
        shutil.copy(EXAMPLES / f"{name}.yaml", folder)
    (folder / "shift.yaml").write_text(SHIFT)
    (folder / "situation.json").write_text(json.dumps(SITUATIONS[0]))
    (folder / "many.ndjson").write_text("\n".join(map(json.dumps, SITUATIONS)))
    table = "\n".join(",".join(row) for row in ROWS)
    (folder / "requests.csv").write_text(table)
    (folder / "requests.csv.gz").write_bytes(gzip.compress(table.encode()))
    for year in ("2025", "2026"):
        _write_workbook(folder / f"{year}.xlsx", year)
    draft = farled("import", "--suggest", folder / "requests.csv").out
    mapping = draft.replace("Etc/UTC", "Europe/Stockholm")
    (folder / "city.yaml").write_text(mapping, encoding="utf-8")
    return folder


def _write_workbook(path: Path, year: str) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate(ROWS):
        cells = [f"{year}{row[0]}", f"{year}{row[1][4:]}", row[2]] if number else row
        book.active.append(cells)
    book.save(path)


def _is_plain(line: str) -> bool:
    return not set(line) & set("|<>=") or "--assume" in line or "--where" in line


@pytest.mark.parametrize(
    "line", [x for x in LINES if _is_plain(x) and TAKES_A_MINUTE not in x]
)
def test_example_runs(
    run: Runner, desk: Path, line: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(desk)

    ran = run(*shlex.split(line)[1:])

    assert ran.code in {0, 1}, ran.err


@pytest.mark.parametrize("line", [x for x in LINES if not _is_plain(x)])
def test_example_for_a_shell_runs(desk: Path, tmp_path: Path, line: str):
    if "jq" in line and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    program = tmp_path / "farled"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m farled.cli.main "$@"\n')
    program.chmod(0o755)

    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        cwd=desk,
        env={
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "HOME": str(desk),
            "LC_ALL": "C.UTF-8",
        },
    )

    assert result.returncode in {0, 1}, result.stderr
    assert "defect" not in result.stderr


def test_every_command_shows_examples():
    assert [name for name in COMMANDS if not _examples(name)] == []
