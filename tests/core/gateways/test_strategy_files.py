"""Strategy files: what the bytes are, and the bases beside them."""

import os
from pathlib import Path

import pytest
from tests.core.strategy.reading.samples import COMPACT, MINIMAL

from farled.gateways.strategy_files import Loaded, load_strategy
from farled.strategy.reading.limits import TEXT_LIMIT
from farled.strategy.resolving import Overridden


def _loaded(path: Path, content: bytes | str) -> Loaded:
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    return load_strategy(path)


def _codes(loaded: Loaded) -> list[str]:
    return [finding.code for finding in loaded.findings]


def _extending(name: str, *bases: str, more: str = "") -> str:
    text = MINIMAL.replace("id: minimal", f"id: {name}")
    return f"{text}extends: [{', '.join(bases)}]\n{more}"


@pytest.mark.parametrize(
    "content",
    [
        COMPACT.encode(),
        b"\xef\xbb\xbf" + COMPACT.encode(),
        COMPACT.replace("\n", "\r\n").encode(),
    ],
    ids=["plain", "with a mark", "Windows lines"],
)
def test_text_file_is_read(tmp_path, content):
    loaded = _loaded(tmp_path / "s.yaml", content)

    assert loaded.findings == ()
    assert loaded.strategy is not None
    assert loaded.places.place_of(("rules", 1)).line == 37


@pytest.mark.parametrize(
    ("content", "code", "params"),
    [
        (b"", "F114", {}),
        (b" \n\t\n", "F114", {}),
        (COMPACT.encode("utf-16"), "F112", {"encoding": "UTF-16"}),
        (COMPACT.encode("utf-16-le"), "F112", {"encoding": "UTF-16"}),
        (COMPACT.encode("utf-16-be"), "F112", {"encoding": "UTF-16"}),
        (COMPACT.encode("utf-32"), "F112", {"encoding": "UTF-32"}),
        (COMPACT.encode("cp1252"), "F113", {"byte": "0xE5", "likely": "å"}),
        (b"PK\x03\x04\x00\x00", "F119", {"kind": "ZIP (DOCX, XLSX, ODT)"}),
        (b"\x7fELF\x00\x01\x02", "F119", {"kind": "0x00"}),
        (b"farled: 1\nid: \x07\n", "F111", {"character": "U+0007"}),
    ],
)
def test_what_is_no_text_is_named(tmp_path, content, code, params):
    loaded = _loaded(tmp_path / "s.yaml", content)

    assert loaded.strategy is None
    assert [(f.code, dict(f.params)) for f in loaded.findings] == [(code, params)]


def test_wrong_encoding_has_its_place(tmp_path):
    loaded = _loaded(tmp_path / "s.yaml", "farled: 1\nid: å".encode("latin-1"))

    place = loaded.findings[0].place
    assert (place.line, place.column) == (2, 5)


def test_size_is_looked_at_before_anything_is_read(tmp_path):
    path = tmp_path / "s.yaml"
    path.touch()
    os.truncate(path, 2**30)

    finding = load_strategy(path).findings[0]

    assert finding.code == "F108"
    assert finding.params == {"size_mib": 1024, "limit_mib": TEXT_LIMIT // 2**20}


def test_missing_file_names_the_nearest(tmp_path):
    (tmp_path / "lindhaga.yaml").touch()

    finding = load_strategy(tmp_path / "lindhga.yaml").findings[0]

    assert (finding.code, finding.params["nearest"]) == ("F100", "lindhaga")


def test_folder_and_impossible_names_are_no_files(tmp_path):
    assert _codes(load_strategy(tmp_path)) == ["F118"]
    assert _codes(load_strategy(tmp_path / ("x" * 300))) == ["F118"]
    assert _codes(load_strategy(Path("a\0b"))) == ["F118"]


def test_bases_lie_beside_the_file(tmp_path):
    (tmp_path / "top.yaml").write_text(_extending("top", more="rules: [{id: a}]\n"))
    (tmp_path / "mid.yml").write_text(_extending("mid", "top"))

    own = _extending("own", "mid", more="rules: [{id: b}, {id: a, avoid: x}]\n")
    loaded = _loaded(tmp_path / "own.yaml", own)

    assert loaded.findings == ()
    assert [base.id for base in loaded.bases] == ["top", "mid"]
    assert loaded.overridden == (Overridden("rules", "a", "top", "own"),)
    assert loaded.strategy is not None
    assert [rule.id for rule in loaded.strategy.rules] == ["a", "b"]


def test_bases_are_looked_for_in_given_folders_too(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "top.json").write_text(
        '{"farled": 1, "id": "top", "version": "1", '
        '"head": {"titles": "T", "organisation": {"id": "o", "names": "O"}}}'
    )
    own = tmp_path / "own.yaml"
    own.write_text(_extending("own", "top"))

    assert _codes(load_strategy(own)) == ["F140"]
    assert _codes(load_strategy(own, search=[shared])) == []


def test_missing_base_has_its_place_and_the_nearest_name(tmp_path):
    (tmp_path / "skatteverket.yaml").write_text(MINIMAL)

    loaded = _loaded(tmp_path / "own.yaml", _extending("own", "skateverket"))

    finding = loaded.findings[0]
    assert (finding.code, finding.place.line) == ("F140", 7)
    assert finding.params["nearest"] == "skatteverket"
    assert loaded.own is not None
    assert loaded.strategy is None


def test_ring_of_bases_is_shown(tmp_path):
    (tmp_path / "a.yaml").write_text(_extending("a", "b"))
    (tmp_path / "b.yaml").write_text(_extending("b", "own"))

    loaded = _loaded(tmp_path / "own.yaml", _extending("own", "a"))

    assert [f.params["cycle"] for f in loaded.findings] == ["own → a → b → own"]
    assert _codes(loaded) == ["F141"]


def test_base_with_another_id_is_told(tmp_path):
    (tmp_path / "a.yaml").write_text(MINIMAL)

    loaded = _loaded(tmp_path / "own.yaml", _extending("own", "a"))

    assert [(f.code, f.params["found"]) for f in loaded.findings] == [
        ("F142", "minimal")
    ]


def test_findings_of_a_base_name_its_file(tmp_path):
    (tmp_path / "a.yaml").write_text(_extending("a", more="chanels: []\n"))

    loaded = _loaded(tmp_path / "own.yaml", _extending("own", "a", "a"))

    assert [(Path(f.place.file).name, f.code) for f in loaded.findings] == [
        ("a.yaml", "F120"),
        ("own.yaml", "F143"),
        ("own.yaml", "F143"),
    ]
