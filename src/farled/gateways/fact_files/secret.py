"""The secret that pseudonyms are made with: made once, kept for the owner alone."""

import os
import secrets
from pathlib import Path

from farled.exchange.importing.pseudonyms import KEY_LENGTH
from farled.terms.errors import FarledError

__all__ = ["KEY_FILE", "read_or_make_key"]

KEY_FILE = "keys"
_OWNER_ONLY = 0o600
_OTHERS = 0o077


def read_or_make_key(folder: Path) -> bytes:
    """Read the folder's key; make a random one when it has none.

    Raises:
        FarledError: `key-open-to-others`, `key-unreadable`.
    """
    path = folder / KEY_FILE
    if not path.exists():
        _make(path)
    try:
        status = path.stat()
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise FarledError("key-unreadable", file=str(path)) from error
    if status.st_mode & _OTHERS:
        raise FarledError("key-open-to-others", file=str(path))
    if len(key) < KEY_LENGTH:
        raise FarledError("key-unreadable", file=str(path))
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(beside, flags, _OWNER_ONLY), "wb") as file:
        file.write(secrets.token_bytes(KEY_LENGTH).hex().encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)  # fails when another import was first; its key stands
    except FileExistsError:
        pass
    finally:
        beside.unlink()
