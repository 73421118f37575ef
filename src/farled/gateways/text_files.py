"""Text files people hand in: size first, then what the bytes are, then UTF-8."""

from pathlib import Path
from typing import Mapping

from farled.strategy.reading import finding_at
from farled.strategy.reading.limits import TEXT_LIMIT
from farled.terms.findings import Finding, Place

__all__ = ["decode", "read_text"]

_MIB = 2**20
_LOOKED_AT = 4096
"""Bytes at the start that tell what kind of file it is."""

_WIDE_SHARE = 0.4
"""Share of zero bytes on even or odd places that gives UTF-16 away."""

_MARKS: Mapping[bytes, str] = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_KINDS: Mapping[bytes, str] = {
    b"PK\x03\x04": "ZIP (DOCX, XLSX, ODT)",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"\xd0\xcf\x11\xe0": "DOC, XLS",
    b"SQLite": "SQLite",
    b"PAR1": "Parquet",
}


def read_text(path: Path) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a text file; None and a finding when it is too large or no text.

    Raises:
        FileNotFoundError: there is no such file.
    """
    place = Place(str(path))
    try:
        if path.is_dir():
            return None, (finding_at(place, "F118", reason="directory"),)
        size = path.stat().st_size
        if size > TEXT_LIMIT:
            return None, (_too_large(place, size),)
        with path.open("rb") as file:
            content = file.read(TEXT_LIMIT + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "unreadable"
        return None, (finding_at(place, "F118", reason=str(reason)),)
    if len(content) > TEXT_LIMIT:
        return None, (_too_large(place, len(content)),)
    return decode(content, file=str(path))


def decode(content: bytes, *, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode UTF-8, with or without its mark; name what else it seems to be."""
    place = Place(file)
    start = content[:_LOOKED_AT]
    wide = _known_start(start, _MARKS) or _wide_encoding(start)
    if wide:
        return None, (finding_at(place, "F112", encoding=wide),)
    kind = _known_start(start, _KINDS) or ("0x00" if b"\x00" in start else None)
    if kind:
        return None, (finding_at(place, "F119", kind=kind),)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(error.object, error.start, file),)


def _too_large(place: Place, size: int) -> Finding:
    limit = TEXT_LIMIT // _MIB
    return finding_at(place, "F108", size_mib=-(-size // _MIB), limit_mib=limit)


def _known_start(content: bytes, known: Mapping[bytes, str]) -> str | None:
    return next(
        (name for start, name in known.items() if content.startswith(start)), None
    )


def _wide_encoding(start: bytes) -> str | None:
    half = len(start) // 2
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) > half * _WIDE_SHARE:
        return "UTF-16"
    return None


def _not_utf8(content: bytes, offset: int, file: str) -> Finding:
    line_start = content.rfind(b"\n", 0, offset) + 1
    line = content.count(b"\n", 0, offset) + 1
    column = len(content[line_start:offset].decode("utf-8", "replace")) + 1
    byte = content[offset : offset + 1]
    return finding_at(
        Place(file, line, column),
        "F113",
        byte=f"0x{byte.hex().upper()}",
        likely=byte.decode("cp1252", "replace"),
    )
