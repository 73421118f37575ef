"""Failures that end a command, in one line each."""

from farled.cli.shell.options import language_of_environment
from farled.terms.errors import FarledError
from farled.ui.catalogue import entry, fill

__all__ = ["failure_line"]


def failure_line(error: FarledError | OSError) -> str:
    """Say what ended the command, in the language of the terminal."""
    if isinstance(error, FarledError):
        said = entry(error.code, language_of_environment())
        text = said if isinstance(said, str) else " – ".join(said.values())
        return f"farled: {error.code} {fill(text, error.params)}"
    name = f"{error.filename}: " if error.filename else ""
    return f"farled: {name}{error.strerror or error}"
