"""Bad input of every kind ends with words and a documented exit code."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

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

    assert (process.returncode, b"Traceback" in said) == (code, False)
    assert list(scratch.iterdir()) == []


# Situations


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F180"),
        (b" \n\n", "F180"),
        (b"null", "F150"),
        (b"[{}]", "F150"),
        (b'{"at": null, "at": null}', "F181"),
        (b'{"case_open": NaN}', "F157"),
        (b'{"at": "2026-11-21T10:00:00"}', "F154"),
        (b'{"at": "2026-02-30T10:00:00Z"}', "F155"),
        (b'{"service": "\\ud800"}', "F152"),
        (b'{"service": "\xe5"}', "F113"),
        ('{"service": "x"}'.encode("utf-16"), "F112"),
        (b"PK\x03\x04 a packed file \x00", "F119"),
        (b"%PDF-1.7", "F119"),
        (b'{"service": "a\\u0000\\u001b[31m"}', "F159"),
        (b'{"service": ' + b"9" * 5000 + b"}", "F180"),
        (b"[" * 100_000, "F180"),
    ],
)
def test_situation_that_cannot_be_used_is_one_placed_line(
    run: Runner, tmp_path: Path, content: bytes, code: str
):
    path = tmp_path / "situation.json"
    path.write_bytes(content)

    ran = run("decide", LINDHAGA, "--situation", path, "--lang", "en")

    assert (ran.code, ran.out) == (UNUSABLE, "")
    assert [line.split()[:2] for line in ran.err.splitlines()] == [
        [line.split()[0], code] for line in ran.err.splitlines()
    ]
    assert ran.err.startswith(str(path))
    assert ran.err.count(" – ") == 2
    assert not any(ord(character) < 32 for character in ran.err.rstrip("\n"))


def test_every_value_that_the_strategy_does_not_know_is_told_at_once(
    run: Runner, tmp_path: Path
):
    path = tmp_path / "situation.json"
    path.write_text('{"group": "oldst", "planned": "phnoe", "reachable": ["ap"]}')

    ran = run("decide", LINDHAGA, "--situation", path, "--json")

    assert [f["params"]["nearest"] for f in ran.json["findings"]] == [
        "oldest",
        "phone",
        "app",
    ]
    assert len(ran.err.splitlines()) == 3


def test_line_of_many_that_is_no_text_does_not_stop_the_others(
    run: Runner, tmp_path: Path
):
    path = tmp_path / "many.ndjson"
    path.write_bytes(
        b'{"contact_type": "information"}\r\n\n'
        b'{"service": "\xe5"}\n{"service": "a\xe2\x80\xa8b"}\n{"conta'
    )

    ran = run("decide", LINDHAGA, "--situation", path, "--json")

    assert ran.code == UNUSABLE
    assert [line.get("findings", [{}])[0].get("code") for line in ran.lines] == [
        None,
        "F113",
        "F159",
        "F180",
    ]
    assert [line.split(":")[1] for line in ran.err.splitlines()] == ["3", "4", "5"]


def test_file_of_one_endless_line_is_refused_unread(run: Runner, tmp_path: Path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)

    decided = run("decide", LINDHAGA, "--situation", path)
    checked = run("check", path)

    assert (decided.code, decided.err.split()[1]) == (UNUSABLE, "F182")
    assert (checked.code, checked.err.split()[1]) == (UNUSABLE, "F108")


def test_file_of_more_lines_than_text_may_have_is_read_line_by_line(
    run: Runner, tmp_path: Path
):
    path = tmp_path / "many.ndjson"
    filler = " " * 2_000_000
    path.write_text(f'{{"group": "nobody"{filler}}}\n' * 6)

    ran = run("decide", LINDHAGA, "--situation", path, "--json")

    assert [line["findings"][0]["line"] for line in ran.lines] == [1, 2, 3, 4, 5, 6]


# What `check` says


def test_check_says_names_and_totals_in_the_language(run: Runner):
    said = {
        lang: run("check", LINDHAGA, "--lang", lang)
        for lang in ("sv", "da", "en", "fi")
    }

    assert len({ran.out for ran in said.values()}) == 4
    assert "«School choice»" in said["en"].err
    assert "«Skolval»" in said["sv"].err
    assert "school-choice" not in said["sv"].err


@pytest.mark.parametrize("lang", ["sv", "da", "en", "fi"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda p: p.stem)
def test_no_example_leaves_a_gap_in_a_sentence(run: Runner, path: Path, lang: str):
    ran = run("check", path, "--lang", lang)

    assert ran.code in {0, 1}
    assert [
        line
        for line in (ran.err + ran.out).splitlines()
        if "{" in line or "None" in line or " – – " in line or "()" in line
    ] == []


def test_missing_key_at_the_top_is_missing_in_the_document(run: Runner, tmp_path: Path):
    path = tmp_path / "strategy.yaml"
    path.write_text("farled: 1\n")

    ran = run("check", path, "--lang", "en")

    assert "«id» is missing in the document" in ran.err


def test_long_names_are_cut_short_in_messages(run: Runner, tmp_path: Path):
    path = tmp_path / "strategy.yaml"
    path.write_text(
        LINDHAGA.read_text(encoding="utf-8").replace(
            "- id: web\n", f"- id: {'w' * 100_000}\n", 1
        ),
        encoding="utf-8",
    )

    ran = run("check", path)

    assert ran.code == UNUSABLE
    assert max(len(line) for line in ran.err.splitlines()) < 600
