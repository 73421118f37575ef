"""The entry point: find the command, run it, and turn every failure into words."""

import os
import sys
import traceback
from importlib.metadata import version
from typing import Final

import click

from farled.cli.shell.commands import LazyGroup
from farled.cli.shell.configuration import configured_defaults
from farled.terms.errors import FarledError

__all__ = ["cli", "main"]

EXIT_FINDINGS: Final = 1
EXIT_UNUSABLE: Final = 2
EXIT_INTERRUPTED: Final = 130


def _print_version(
    context: click.Context,
    _parameter: click.Parameter,
    wanted: bool,  # noqa: FBT001 - click's callback signature
) -> None:
    if not wanted or context.resilient_parsing:
        return
    import sqlite3  # noqa: PLC0415 - only --version asks for it

    click.echo(f"farled {version('farled')}")
    click.echo(
        f"python {sys.version.split()[0]}, duckdb {version('duckdb')}, ", nl=False
    )
    click.echo(f"ibis {version('ibis-framework')}, sqlite {sqlite3.sqlite_version}")
    context.exit()


@click.group(cls=LazyGroup, context_settings={"auto_envvar_prefix": "FARLED"})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show versions and leave.",
)
def cli() -> None:
    """Declare a channel strategy, ask it, measure contacts by it, replay history."""


def main() -> None:
    """Run the command line; the process's exit code says how it went."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        result = cli.main(
            arguments,
            prog_name="farled",
            standalone_mode=False,
            default_map=configured_defaults(),
        )
    except Exception as error:  # noqa: BLE001 - the last line: never a traceback
        return _end_badly(error)
    return result if isinstance(result, int) else 0


def _end_badly(error: Exception) -> int:
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            click.echo("Interrupted; nothing half-done was left behind.", err=True)
            return EXIT_INTERRUPTED
        case BrokenPipeError():
            # The reader of our output has left, as `head` does; that is no failure.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case click.ClickException():
            error.show()
        case FarledError() | OSError():
            _say_failure(error)
        case _:
            _say_defect(error)
    return EXIT_UNUSABLE


def _say_failure(error: FarledError | OSError) -> None:
    from farled.cli.shell.failures import failure_line  # noqa: PLC0415 - lazy start

    click.echo(failure_line(error), err=True)


def _say_defect(error: Exception) -> None:
    if os.environ.get("FARLED_DEBUG"):
        traceback.print_exception(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(
        f"farled: a defect in Farled, not in your input: {type(error).__name__} "
        f"({place.name}, line {place.lineno}). Set FARLED_DEBUG=1 to see all of it, "
        "and please report it.",
        err=True,
    )


if __name__ == "__main__":
    main()
