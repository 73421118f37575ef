"""Defaults from files: flags win over FARLED_*, that over these, project over user."""

import os
import tomllib
from pathlib import Path
from typing import Any

import click

__all__ = ["configured_defaults"]

NAME = "farled.toml"


def configured_defaults(folder: Path | None = None) -> dict[str, Any]:
    """Read `farled.toml` of the user and of the project: a table per command.

    Raises:
        click.UsageError: a file that is not TOML, with its place.
    """
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    defaults: dict[str, Any] = {}
    for path in (home / "farled" / NAME, (folder or Path.cwd()) / NAME):
        for command, values in _read(path).items():
            defaults[command] = {**defaults.get(command, {}), **values}
    return defaults


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_text(encoding="utf-8")
    except OSError:
        return {}
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{path}: {error}") from error
