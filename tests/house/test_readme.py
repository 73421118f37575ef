"""Every command in the README does what the README says."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line[2:]
    for block in BLOCKS
    for line in block.replace("\\\n", " ").splitlines()
    if line.startswith("$ ")
]
BY_FARLED = [command for command in COMMANDS if command.startswith("farled ")]
BY_MAKE = [command for command in COMMANDS if command.startswith("make ")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def test_readme_shows_the_two_commands_that_do_everything():
    assert {"make demo", "make test"} <= set(BY_MAKE)
    assert set(COMMANDS) == {*BY_FARLED, *BY_MAKE}


@pytest.mark.parametrize("command", BY_MAKE)
def test_make_knows_the_verb(command: str):
    subprocess.run(
        [*shlex.split(command), "--dry-run"], cwd=ROOT, check=True, capture_output=True
    )


@pytest.mark.slow
def test_every_farled_command_runs_in_order(checkout: Path):
    failures = []
    for command in BY_FARLED:
        words = [sys.executable, "-m", "farled.cli.main", *shlex.split(command)[1:]]
        result = subprocess.run(
            words, cwd=checkout, capture_output=True, text=True, check=False
        )
        if result.returncode not in (0, 1) or not result.stdout.strip():
            failures.append((command, result.returncode, result.stderr[-500:]))

    assert failures == []


def test_pictures_exist():
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)

    assert pictures
    assert [p for p in pictures if not (ROOT / p).is_file()] == []
