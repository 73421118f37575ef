"""Results written to files: whole or not at all."""

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
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    size = 0
    try:
        with beside.open("wb") as file:
            for piece in pieces:
                size += file.write(piece)
        move_into_place(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return size
