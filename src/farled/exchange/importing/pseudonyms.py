"""Keyed pseudonyms as an expression: HMAC-SHA-256, so that no table can undo them."""

from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.terms.errors import FarledError

__all__ = ["KEY_LENGTH", "forget_key", "pseudonym", "use_key"]

KEY_LENGTH = 32
_BLOCK = 64
_KEPT = 32
"""Hexadecimal digits kept: 128 bits, enough for 10^12 parties without a collision."""


def use_key(connection: DuckDBPyConnection, key: bytes) -> None:
    """Let the connection make pseudonyms with a key.

    Raises:
        FarledError: `key-too-short`.
    """
    if len(key) < KEY_LENGTH:
        raise FarledError("key-too-short", least=KEY_LENGTH)
    padded = key.ljust(_BLOCK, b"\0")
    for name, sign in (("farled_inner", 0x36), ("farled_outer", 0x5C)):
        pad = bytes(byte ^ sign for byte in padded)
        connection.execute(f"set variable {name} = ?::BLOB", [pad])


def forget_key(connection: DuckDBPyConnection) -> None:
    """Remove the key from the connection."""
    connection.execute("reset variable farled_inner")
    connection.execute("reset variable farled_outer")


def pseudonym(column: str, text: str) -> str:
    """Give an expression of a text's pseudonym; the column keeps realms apart.

    The same text in the same column gets the same pseudonym whatever the source, so
    that a person is known again across logs, and only there.
    """
    message = f"encode({sql.text(column + ':')} || nfc_normalize({text}))"
    inner = f"unhex(sha256(getvariable('farled_inner') || {message}))"
    whole = f"sha256(getvariable('farled_outer') || {inner})"
    return f"left({whole}, {_KEPT})"
