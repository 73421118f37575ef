"""Write so that a file is either the old or the new one, whatever happens."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from farled.terms.errors import FarledError

__all__ = ["flush_folder", "move_into_place", "replace_file", "write_lock"]


def flush_folder(folder: Path) -> None:
    """Make renames inside a folder survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace a file by new content in one step."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    flush_folder(path.parent)


def move_into_place(written: Path, target: Path) -> None:
    """Flush a finished file and rename it to where readers look."""
    with written.open("rb") as file:
        os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    written.replace(target)


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """Let one process at a time change a folder; the lock dies with its holder.

    Raises:
        FarledError: `facts-being-written` when another import is under way.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FarledError("facts-being-written", folder=str(folder)) from error
        yield
