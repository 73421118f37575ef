"""Bad input of every kind ends with words and a documented exit code."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

import pyarrow.parquet as pq
import pytest
from tests.support.terminal import EXAMPLES, Ran, Runner

LINDHAGA = EXAMPLES / "lindhaga.yaml"
UNUSABLE = 2
_ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",  # a limit on file size would cut byte code too
}


def _limited(*arguments: object, size: int, folder: Path) -> Ran:
    """Run with a limit on file size, which is how a full disk looks from inside."""
    result = subprocess.run(
        [sys.executable, "-m", "farled.cli.main", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=_ENVIRONMENT | {"HOME": str(folder)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert "Traceback" not in result.stderr
    return Ran(result.returncode, result.stdout, result.stderr)


# The disk and the reader


@pytest.mark.parametrize(
    ("out", "code"),
    [("/proc/x.csv", "path-not-found"), ("nowhere/x.csv", "path-not-found")],
)
def test_place_that_cannot_be_written_is_named_as_it_was_given(
    run: Runner, demo: Path, out: str, code: str
):
    ran = run("export", demo / "facts", "--to", "csv", "-o", out)

    assert ran.code == UNUSABLE
    assert ran.err.startswith(f"farled: {code} {out} ")


@pytest.mark.parametrize("out", [".", "..", "/"])
def test_folder_is_no_file_to_export_to(run: Runner, demo: Path, out: str):
    ran = run("export", demo / "facts", "--to", "csv", "-o", out)

    assert (ran.code, ran.err.split()[1]) == (UNUSABLE, "path-is-folder")


def test_full_disk_leaves_no_half_export_and_says_so(demo: Path, tmp_path: Path):
    ran = _limited(
        "export", demo / "facts", "--to", "csv", "-o", "x.csv",
        size=2048, folder=tmp_path,
    )  # fmt: skip

    assert ran.code == UNUSABLE
    assert "disk-full" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_export_to_a_device_leaves_the_device_a_device(run: Runner, demo: Path):
    ran = run("export", demo / "facts", "--to", "csv", "-o", "/dev/null")

    assert ran.code == 0
    assert Path("/dev/null").is_char_device()


def test_reader_that_leaves_is_no_failure(demo: Path):
    command = f"{sys.executable} -m farled.cli.main export {demo / 'facts'} --to csv"
    result = subprocess.run(
        ["bash", "-c", f"{command} | head -1; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_closed_streams_are_not_a_defect():
    command = f"{sys.executable} -m farled.cli.main decide {LINDHAGA} --situation -"
    result = subprocess.run(
        ["bash", "-c", f"{command} <&- >&-"],
        capture_output=True,
        text=True,
        check=False,
        env=_ENVIRONMENT,
    )

    assert result.returncode == UNUSABLE
    assert result.stderr.startswith("<stdin>:1:1 F180 ")


def test_full_disk_under_the_demonstration_leaves_no_half_document(tmp_path: Path):
    first = _limited("demo", "--contacts", 1000, size=20_000, folder=tmp_path)
    documents = [path.name for path in (tmp_path / "demo").iterdir()]

    assert (first.code, documents) == (UNUSABLE, [])
    assert "disk-full" in first.err


# Folders of facts


def _damaged(demo: Path, tmp_path: Path, harm: Callable[[Path], object]) -> Path:
    folder = tmp_path / "facts"
    shutil.copytree(demo / "facts", folder)
    harm(folder)
    return folder


def _scramble(folder: Path) -> None:
    path = min((folder / "facts").rglob("*.parquet"))
    content = bytearray(path.read_bytes())
    content[200:-2000] = bytes(byte ^ 0xFF for byte in content[200:-2000])
    path.write_bytes(content)


def _cut(folder: Path) -> None:
    path = min((folder / "facts").rglob("*.parquet"))
    path.write_bytes(path.read_bytes()[:1000])


HARM: dict[str, Callable[[Path], object]] = {
    "facts-manifest-damaged": lambda folder: (folder / "farled.json").write_text("{"),
    "no-facts-here": lambda folder: (folder / "farled.json").unlink(),
    "facts-damaged": _cut,
    "facts-not-readable": _scramble,
}


@pytest.mark.parametrize("code", HARM)
@pytest.mark.parametrize(
    "command",
    [("measure", "--lang", "sv"), ("journeys",), ("export", "--to", "csv")],
    ids=lambda words: words[0],
)
def test_damaged_facts_are_refused_in_words(
    run: Runner, demo: Path, tmp_path: Path, code: str, command: tuple[str, ...]
):
    folder = _damaged(demo, tmp_path, HARM[code])

    ran = run(command[0], folder, *command[1:])

    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert ran.err.startswith(f"farled: {code} ")


def test_last_words_are_in_the_language_asked_for(run: Runner, tmp_path: Path):
    said = {
        lang: run("measure", tmp_path, "--lang", lang).err
        for lang in ("sv", "da", "en", "fi")
    }

    assert len(set(said.values())) == 4
    assert "importera" in said["sv"] or "välj" in said["sv"]


# Signals


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_signal_leaves_no_scratch_behind(tmp_path: Path, sent: int, code: int):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    log = tmp_path / "log.csv"
    log.write_text("id,when\n" + "c,2025-01-01 10:00\n" * 400_000)
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "farled: 1\nsource: s\ntime_zone: Etc/UTC\n"
        "columns:\n  contact_id: id\n  occurred_at: when\n"
    )
    process = subprocess.Popen(
        [
            sys.executable, "-m", "farled.cli.main", "import", log,
            "--mapping", mapping, "--out", tmp_path / "facts",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "TMPDIR": str(scratch)},
    )  # fmt: skip
    for _ in range(400):
        if any(scratch.iterdir()) or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)

    assert process.returncode == code, said.decode()
    assert b"Traceback" not in said
    assert list(scratch.iterdir()) == []


# Paths, and defaults from files


@pytest.mark.parametrize(
    "words",
    [
        ("check", "nosuch.yaml"),
        ("check", "."),
        ("decide", "nosuch.yaml", "--situation", "-"),
        ("decide", LINDHAGA, "--situation", "nosuch.json"),
        ("decide", LINDHAGA, "--situation", "."),
        ("diff", "nosuch.yaml", LINDHAGA),
        ("measure", "nosuch"),
        ("measure", LINDHAGA),
        ("journeys", "."),
        ("replay", "nosuch", "--strategy", LINDHAGA),
        ("import", "nosuch.csv", "--mapping", "nosuch.yaml", "--out", "facts"),
        ("import", "--suggest", "."),
        ("export", "nosuch", "--to", "csv"),
    ],
    ids=lambda words: " ".join(Path(word).name for word in words),
)
def test_path_that_leads_nowhere_is_one_line_in_the_language(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
):
    monkeypatch.chdir(tmp_path)
    has_language = words[0] != "export"

    ran = run(*words, *(("--lang", "sv") if has_language else ()))

    assert ran.code == UNUSABLE
    assert len(ran.err.splitlines()) == 1
    assert "Usage" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"check = 5", "«check» is not a table"),
        (b"check = []", "«check» is not a table"),
        (b'[chek]\nlang = "sv"', "Did you mean [check]?"),
        (b"[check]\nstritc = true", "Did you mean «strict»?"),
        (b'[check]\nlang = "xx"', "--lang"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[check", "farled.toml"),
    ],
)
def test_unusable_configuration_is_refused_by_name(
    run: Runner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    said: str,
):
    (tmp_path / "farled.toml").write_bytes(content)
    monkeypatch.chdir(tmp_path)

    ran = run("check", LINDHAGA)

    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert said in ran.err


def test_configuration_speaks_of_options_as_the_command_line_does(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "farled.toml").write_text('[check]\njson = true\nlang = "fi"\n')
    monkeypatch.chdir(tmp_path)

    ran = run("check", LINDHAGA)

    assert ran.json["format_version"] == 1


def test_json_is_whole_on_a_terminal_of_another_encoding():
    result = subprocess.run(
        [sys.executable, "-m", "farled.cli.main", "check", LINDHAGA, "--json"],
        capture_output=True,
        check=False,
        env=_ENVIRONMENT | {"PYTHONIOENCODING": "latin-1"},
    )

    assert json.loads(result.stdout.decode("latin-1"))["readable"]


def test_sentences_on_a_terminal_of_another_encoding_are_no_defect(demo: Path):
    result = subprocess.run(
        [sys.executable, "-m", "farled.cli.main", "journeys", demo / "facts"],
        capture_output=True,
        check=False,
        env=_ENVIRONMENT | {"PYTHONIOENCODING": "ascii"},
    )

    assert (result.returncode, result.stderr) == (0, b"")


def test_facts_of_an_older_version_lack_only_what_it_did_not_store(
    run: Runner, demo: Path, tmp_path: Path
):
    folder = _damaged(demo, tmp_path, _drop_newest_column)

    exported = run("export", folder, "--to", "csv")
    measured = run("measure", folder, "--by", "case_open", "--lang", "en")

    assert (exported.code, len(exported.out.splitlines())) == (0, 2001)
    assert (measured.code, "not known" in measured.out) == (0, True)


def _drop_newest_column(folder: Path) -> None:
    manifest = json.loads((folder / "farled.json").read_text())
    for part in manifest["facts"][1:]:
        path = folder / part["path"]
        pq.write_table(pq.read_table(path).drop_columns("case_open"), path)
        part["size"] = path.stat().st_size
    (folder / "farled.json").write_text(json.dumps(manifest))
