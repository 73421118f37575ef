"""Defaults from files: flags win over FARLED_*, that over these, project over user."""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from farled.cli.shell.commands import COMMANDS

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
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is not UTF-8; save it as such.") from error
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"{path}: {error}") from error
    for command, values in read.items():
        if command not in COMMANDS or not isinstance(values, dict):
            near = get_close_matches(command, COMMANDS, n=1)
            hint = f" Did you mean [{near[0]}]?" if near else ""
            raise click.UsageError(
                f"{path}: «{command}» is not a table named after a command.{hint} "
                "Write for example [check], and its options under it."
            )
    return read
