"""Find out how a text file's characters are written, and make it UTF-8."""

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from farled.gateways.log_files.limits import CHUNK
from farled.gateways.log_files.probing import Probe

__all__ = ["Encoding", "find_encoding", "rewrite_as_utf8"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUL_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Encoding:
    """How characters are written.

    Attributes:
        name: utf-8, utf-16, cp1252 or latin-1; Python's name.
        guessed: neither the mapping nor the file says so.
        has_broken_rows: some rows are written otherwise and are kept apart.
    """

    name: str
    guessed: bool = False
    has_broken_rows: bool = False


def find_encoding(path: Path, probe: Probe, wanted: str) -> Encoding:
    """Find a file's encoding: what the mapping says, else what the bytes say.

    Bytes that are not UTF-8 in a file with other UTF-8 letters are broken rows; a file
    with no UTF-8 letters at all is one from older Windows programs.
    """
    bom = next((name for mark, name in _BOMS if probe.head.startswith(mark)), None)
    if wanted == "auto" and bom is None:
        bom = _utf16_without_mark(probe.head)
    name = (bom or "utf-8") if wanted == "auto" else wanted
    if name != "utf-8":
        return Encoding(name)
    if probe.is_utf8:
        return Encoding("utf-8")
    if wanted == "utf-8" or bom or _has_utf8_letters(path):
        return Encoding("utf-8", has_broken_rows=True)
    return Encoding("cp1252", guessed=True)


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > _NUL_SHARE * half and even * 10 < odd:
        return "utf-16-le"
    if even > _NUL_SHARE * half and odd * 10 < even:
        return "utf-16-be"
    return None


def _has_utf8_letters(path: Path) -> bool:
    with path.open("rb") as file:
        return any(_is_utf8_beyond_ascii(line) for line in file)


def _is_utf8_beyond_ascii(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def rewrite_as_utf8(path: Path, encoding: Encoding, target: Path) -> None:
    """Write a text file anew as UTF-8; what cannot be read becomes U+FFFD."""
    with target.open("w", encoding="utf-8", newline="") as file:
        for piece in _decoded(path, encoding.name):
            file.write(piece)


def _decoded(path: Path, name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield decoder.decode(piece).replace("\0", "\ufffd")
    yield decoder.decode(b"", final=True)
