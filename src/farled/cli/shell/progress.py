"""A sign of life on long work, only where a person is watching."""

import contextlib
import sys
from typing import Iterator

__all__ = ["working"]


@contextlib.contextmanager
def working(text: str) -> Iterator[None]:
    """Show a spinner with the text on standard error while the block runs."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - lazy start

    with Console(stderr=True).status(text):
        yield
