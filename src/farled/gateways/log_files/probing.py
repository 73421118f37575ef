"""Look through a file once, in small pieces, before anything is read from it."""

import codecs
import gzip
import hashlib
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Iterator

from farled.gateways.log_files.limits import (
    CHUNK,
    LINE_LIMIT,
    RATIO_LIMIT,
    RATIO_MATTERS_FROM,
    UNPACKED_LIMIT,
)
from farled.terms.errors import FarledError

__all__ = ["Probe", "digest", "is_gzip", "probe", "unpacked"]

_GZIP = b"\x1f\x8b"


@dataclass(slots=True)
class Probe:
    """What one pass over a text file tells.

    Attributes:
        size: bytes, unpacked.
        lines: line feeds, and one for a last line that has none.
        is_utf8: every byte is part of valid UTF-8.
        is_ascii: every byte is ASCII.
        has_nul: a NUL byte occurs.
        head: the first bytes.
    """

    size: int = 0
    lines: int = 0
    is_utf8: bool = True
    is_ascii: bool = True
    has_nul: bool = False
    head: bytes = b""
    _run: int = 0
    _last: bytes = b""
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def take(self, chunk: bytes, name: str) -> None:
        """Look at the next piece of the file."""
        if not self.head:
            self.head = chunk[: CHUNK // 4]
        self.size += len(chunk)
        self._measure_lines(chunk, name)
        self.has_nul = self.has_nul or b"\0" in chunk
        self.is_ascii = self.is_ascii and chunk.isascii()
        if self.is_utf8:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError:
                self.is_utf8 = False
        self._last = chunk[-1:]

    def finish(self) -> None:
        """Take note that the file ends here."""
        if self._last not in {b"", b"\n"}:
            self.lines += 1
        if self.is_utf8:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self.is_utf8 = False

    def _measure_lines(self, chunk: bytes, name: str) -> None:
        first = chunk.find(b"\n")
        if first < 0:
            self._run += len(chunk)
        else:
            # Lines inside a piece cannot be longer than the piece itself.
            self._refuse_long(self._run + first, name)
            self._run = len(chunk) - chunk.rfind(b"\n") - 1
            self.lines += chunk.count(b"\n")
        self._refuse_long(self._run, name)

    def _refuse_long(self, length: int, name: str) -> None:
        if length > LINE_LIMIT:
            raise FarledError(
                "log-line-too-long",
                file=name,
                line=self.lines + 1,
                limit_mib=LINE_LIMIT // 2**20,
            )


def is_gzip(path: Path) -> bool:
    """Tell whether a file is packed with gzip."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def digest(path: Path) -> str:
    """Give the SHA-256 of a file as it lies on disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpacked(path: Path) -> Iterator[bytes]:
    """Give a file's content in pieces, unpacked when it is gzip.

    Raises:
        FarledError: `log-unpacks-too-large` as soon as it does, `log-gzip-broken`.
    """
    packed_size = path.stat().st_size
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not packed:
            yield from _pieces(raw)
            return
        size = 0
        try:
            with gzip.GzipFile(fileobj=raw) as file:
                while piece := file.read(CHUNK):
                    size += len(piece)
                    _refuse_bomb(size, packed_size, path.name)
                    yield piece
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FarledError("log-gzip-broken", file=path.name) from error


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _refuse_bomb(size: int, packed: int, name: str) -> None:
    swollen = size > RATIO_MATTERS_FROM and size > RATIO_LIMIT * packed
    if swollen or size > UNPACKED_LIMIT:
        raise FarledError(
            "log-unpacks-too-large",
            file=name,
            size_mib=size // 2**20,
            packed_kib=packed // 2**10,
        )


def probe(path: Path, copy_to: Path | None = None) -> Probe:
    """Look through a file once; copy the unpacked bytes when asked to.

    Raises:
        FarledError: `log-line-too-long`, and those of `unpacked`.
    """
    found = Probe()
    if copy_to is None:
        for piece in unpacked(path):
            found.take(piece, path.name)
    else:
        with copy_to.open("wb") as copy:
            for piece in unpacked(path):
                found.take(piece, path.name)
                copy.write(piece)
    found.finish()
    return found
