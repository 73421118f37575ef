"""Files made to burst are refused before they are unpacked, in little memory."""

import gzip
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.support.logs import COLUMNS, bring_in, desk_mapping

from farled.exchange.mapping import read_mapping
from farled.terms.errors import FarledError

MIB = 2**20
LIMIT_MIB = 256
ROOT = Path(__file__).parents[2]
CHILD = """
import resource, sys
from pathlib import Path
from tests.support.logs import bring_in
from farled.terms.errors import FarledError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    bring_in(Path(sys.argv[1]), Path(sys.argv[2]))
    code = "imported"
except FarledError as error:
    code = error.code
print(code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def outcome(path, out):
    """Import in a process of its own; give the code and the memory it took in MiB."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHILD, str(path), str(out)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=True,
    )
    code, grown = done.stdout.split()
    return code, int(grown)


def zipped(path, sizes):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, size in sizes.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(size // MIB):
                    member.write(b"\0" * MIB)
    return path


def workbook_bomb(path):
    return zipped(path, {"xl/worksheets/sheet1.xml": 1024 * MIB})


def workbook_of_many_parts(path):
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(6_000):
            archive.writestr(f"xl/part{number}.xml", "")
    return path


def workbook_that_lies(path):
    """A member that says it has one MiB and has forty."""
    zipped(path, {"xl/worksheets/sheet1.xml": 40 * MIB})
    content = path.read_bytes()
    true, told = (40 * MIB).to_bytes(8, "little"), MIB.to_bytes(8, "little")
    content = content.replace(true, told).replace(true[:4], told[:4])
    path.write_bytes(content)
    return path


def gzip_bomb(path):
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write((",".join(COLUMNS) + "\n").encode())
        line = b"1,2024-01-01,,Phone,A,P" + b"0" * 1000 + b"\n"
        for _ in range(700):
            file.write(line * 1000)
    return path


def endless_line(path):
    with path.open("wb") as file:
        file.write((",".join(COLUMNS) + "\n").encode())
        file.seek(1024 * MIB)
        file.write(b"x")
    return path


def endless_gzipped_line(path):
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(512):
            file.write(b"a" * MIB)
    return path


def deep_json(path):
    path.write_text("[" * 2_000_000)
    return path


def json_of_many_keys(path):
    path.write_text(json.dumps([{f"k{n}": n for n in range(1_000_000)}]))
    return path


def json_lines_of_many_keys(path):
    path.write_text(json.dumps({f"k{n}": n for n in range(1_000_000)}))
    return path


@pytest.mark.parametrize(
    ("name", "bomb", "code"),
    [
        ("log.xlsx", workbook_bomb, "log-unpacks-too-large"),
        ("log.xlsx", workbook_of_many_parts, "log-unpacks-too-large"),
        ("log.xlsx", workbook_that_lies, "log-unpacks-too-large"),
        ("log.csv.gz", gzip_bomb, "log-unpacks-too-large"),
        ("log.csv", endless_line, "log-line-too-long"),
        ("log.csv.gz", endless_gzipped_line, "log-line-too-long"),
        ("log.json", deep_json, "log-json-broken"),
        ("log.json", json_of_many_keys, "log-line-too-long"),
        ("log.ndjson", json_lines_of_many_keys, "log-line-too-long"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_bomb_is_refused_in_little_memory(tmp_path, name, bomb, code):
    found, grown = outcome(bomb(tmp_path / name), tmp_path / "facts")

    assert found == code
    assert grown < LIMIT_MIB
    assert not (tmp_path / "facts" / "farled.json").exists()


def test_workbook_with_a_password_is_told(tmp_path):
    path = tmp_path / "log.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    path.write_bytes(content)

    with pytest.raises(FarledError, match="log-workbook-locked"):
        bring_in(path, tmp_path / "facts")


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(
            f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "\n".join(f"k{number}: 1" for number in range(700_000)),
    ],
    ids=["deep", "laughs", "keys"],
)
def test_mapping_made_to_burst_is_refused(text):
    reading = read_mapping(text, file="city.yaml")

    assert reading.mapping is None
    assert reading.findings
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 * MIB


def test_evil_pattern_takes_no_time(tmp_path):
    path = tmp_path / "log.csv"
    rows = [f"{n},2024-01-01,,Phone,{'a' * 5_000}!,P" for n in range(50)]
    path.write_text("\n".join([",".join(COLUMNS), *rows]))
    evil = [{"reason": "x", "where": {"Kind": {"matches": "(a+)+$"}}}]

    report = bring_in(path, tmp_path / "facts", desk_mapping(exclude=evil))

    assert report.counts.mapped == 50
