"""Results written to files: whole or not at all."""

import contextlib
import errno
import os
from pathlib import Path
from typing import Iterable

from farled.gateways.fact_files.durable import move_into_place

__all__ = ["write_pieces"]


def write_pieces(path: Path, pieces: Iterable[bytes]) -> int:
    """Write pieces beside the path, then put the file in its place.

    Returns:
        Bytes written.

    Raises:
        OSError: the folder cannot be written to; an older file is then untouched.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    target = path.resolve()
    is_device = target.exists() and not target.is_file()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if is_device:  # a pipe or /dev/null must stay what it is
            return _write(target, pieces)
        size = _write(beside, pieces)
        move_into_place(beside, target)
    except OSError as error:
        # Whoever reads the message knows the path, not our name beside it.
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        _forget(beside)
    return size


def _write(path: Path, pieces: Iterable[bytes]) -> int:
    with path.open("wb") as file:
        return sum(file.write(piece) for piece in pieces)


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
