"""Conventions of the command line that scripts and people rely on."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from farled.cli import main as entry
from farled.cli.doctor import command as doctor
from farled.cli.main import cli
from farled.cli.shell.commands import COMMANDS
from farled.cli.shell.configuration import configured_defaults


def _farled(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "farled.cli.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error", **environment},
    )


def test_help_begins_with_examples():
    result = CliRunner().invoke(cli, ["--help"])

    assert result.output.startswith("Examples:\n  farled check")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_with_examples(name: str):
    result = CliRunner().invoke(cli, [name, "--help"])

    assert result.exit_code == 0
    assert result.output.startswith(f"Examples:\n  farled {name}")


def test_misspelt_command_gets_a_suggestion_and_exit_code_two():
    result = _farled("chek")

    assert result.returncode == 2
    assert "Did you mean «check»?" in result.stderr
    assert result.stdout == ""


def test_version_names_what_a_report_needs():
    result = _farled("--version")

    assert result.returncode == 0
    assert all(
        word in result.stdout for word in ("farled", "python", "duckdb", "sqlite")
    )


def test_start_imports_no_engine():
    program = (
        "import sys; sys.argv = ['farled', '--help'];"
        "import farled.cli.main as m;"
        "m._run(['--help']);"
        "print(sorted({'ibis', 'duckdb', 'numpy', 'pyarrow', 'pydantic', 'rich'}"
        " & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout.splitlines()[-1] == "[]"


def test_defect_is_said_in_a_line_and_never_as_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def explode(**_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(doctor, "callback", explode)

    assert entry._run(["doctor"]) == 2
    assert "a defect in Farled" in (said := capsys.readouterr().err)
    assert "Traceback" not in said


def test_missing_file_is_a_sentence_with_exit_code_two():
    result = _farled("check", "no-such.yaml")

    assert result.returncode == 2
    assert "no-such.yaml" in result.stderr
    assert "Traceback" not in result.stderr


def test_configuration_of_the_project_wins_over_the_users(tmp_path, monkeypatch):
    home, project = tmp_path / "home", tmp_path / "project"
    (home / "farled").mkdir(parents=True)
    project.mkdir()
    (home / "farled" / "farled.toml").write_text('[check]\nlang = "da"\njson = true\n')
    (project / "farled.toml").write_text('[check]\nlang = "fi"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))

    assert configured_defaults(project) == {"check": {"lang": "fi", "json": True}}


def test_broken_configuration_names_its_file(tmp_path, monkeypatch):
    (tmp_path / "farled.toml").write_text("[check\n")
    monkeypatch.chdir(tmp_path)

    assert entry._run(["doctor"]) == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_names_the_program(shell: str):
    result = _farled("completion", shell)

    assert result.returncode == 0
    assert "_FARLED_COMPLETE" in result.stdout


def test_doctor_says_the_same_to_people_and_machines():
    for_people, for_machines = _farled("doctor"), _farled("doctor", "--json")
    document = json.loads(for_machines.stdout)

    assert document["format_version"] == 1
    assert [
        r["name"] for r in document["remarks"] if r["name"] not in for_people.stdout
    ] == []
