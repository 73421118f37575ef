"""The demonstration makes a municipality, shows it, and harms no folder."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from farled.cli.demo import command
from farled.gateways.fact_files import read_manifest
from farled.terms.errors import FarledError
from farled.terms.languages import INTERFACE_LANGUAGES


def _demo(folder: Path, *arguments: str) -> Result:
    given = ["--folder", str(folder), "--contacts", "3000", *arguments]
    return CliRunner().invoke(command, given)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "lindhaga"
    return folder, _demo(folder, "--lang", "en")


def test_every_part_is_shown(shown):
    _, result = shown

    assert result.exit_code == 0, result.output
    assert "an invented municipality" in result.output
    assert "errors: 0" in result.output
    assert "● main" in result.output
    assert "→ E-services" in result.output
    assert "Digital contacts in" in result.output
    assert "Had the draft for 2027 been in force" in result.output


def test_piped_demonstration_is_plain_text(shown):
    _, result = shown

    assert "\x1b" not in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 110


def test_folder_holds_documents_and_contacts_to_go_on_with(shown):
    folder, _ = shown

    assert {path.name for path in folder.iterdir()} == {
        "lindhaga.yaml",
        "lindhaga-2027.yaml",
        "digg.yaml",
        "edelegationen.yaml",
        "facts",
    }
    assert read_manifest(folder / "facts").sources["lindhaga"].rows > 2900


def test_second_run_keeps_what_is_there(shown):
    folder, _ = shown
    before = (folder / "facts" / "farled.json").read_bytes()

    result = _demo(folder, "--lang", "sv")

    assert result.exit_code == 0, result.output
    assert (folder / "facts" / "farled.json").read_bytes() == before


@pytest.mark.req("AC-05")
@pytest.mark.parametrize("lang", INTERFACE_LANGUAGES)
def test_demonstration_speaks_every_language(shown, lang):
    folder, _ = shown

    assert _demo(folder, "--lang", lang).exit_code == 0


def test_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")

    result = _demo(tmp_path)

    assert isinstance(result.exception, FarledError)
    assert result.exception.code == "demo-folder-taken"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
