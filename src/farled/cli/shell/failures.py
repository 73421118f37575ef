"""Failures that end a command, in one line each, in the language asked for."""

import errno
import sys
from typing import Final, Mapping

from farled.cli.shell.options import spoken_language
from farled.terms.errors import FarledError
from farled.ui.catalogue import entry, fill

__all__ = ["failure_line", "understood"]

_DISK_FULL: Final = "disk-full"
_REFUSALS: Final[Mapping[int, str]] = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EFBIG: _DISK_FULL,
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
    errno.EROFS: "not-permitted",
    errno.ENOENT: "path-not-found",
    errno.ENOTDIR: "path-not-found",
    errno.EISDIR: "path-is-folder",
}
_FULL: Final = ("No space left", "File too large", "quota exceeded")
"""How the engine words a full disk; it keeps no error number of its own."""

_STUMBLES: Final = (
    "Error",
    "IOException",
    "InvalidInputException",
    "InternalException",
)
"""What the engine raises when a file of facts is not what its name says."""


def failure_line(error: FarledError) -> str:
    """Say what ended the command."""
    said = entry(error.code, spoken_language())
    text = said if isinstance(said, str) else " – ".join(said.values())
    return f"farled: {error.code} {fill(text, error.params)}"


def understood(error: Exception) -> FarledError | None:
    """Tell what the machine or the engine refused, or None for a defect of ours."""
    if isinstance(error, FarledError):
        return error
    if isinstance(error, OSError):
        return _refusal(error)
    engine = sys.modules.get("duckdb")
    if engine is None or not isinstance(error, engine.Error):
        return None
    return _stumble(type(error).__name__, str(error))


def _refusal(error: OSError) -> FarledError:
    path = str(error.filename or "–")
    code = _REFUSALS.get(error.errno or 0)
    if code is not None and (error.filename or code == _DISK_FULL):
        return FarledError(code, path=path)
    return FarledError("system-refused", path=path, message=error.strerror or "–")


def _stumble(kind: str, message: str) -> FarledError | None:
    if any(words in message for words in _FULL):
        return FarledError(_DISK_FULL)
    if kind == "OutOfMemoryException":
        return FarledError("memory-full")
    if kind not in _STUMBLES:
        return None
    first = message.splitlines()[0] if message else kind
    return FarledError("facts-not-readable", message=first.rstrip("."))
