"""The entry point: find the command, run it, and turn every failure into words."""

import os
import signal
import sys
import traceback
from contextvars import copy_context
from importlib.metadata import version
from typing import Final

import click

from farled.cli.shell.commands import LazyGroup
from farled.cli.shell.configuration import configured_defaults
from farled.cli.shell.process import (
    Terminated,
    forget_output,
    heed_signals,
    settle_streams,
    was_ended,
)
from farled.terms.errors import FarledError

__all__ = ["cli", "main"]

EXIT_UNUSABLE: Final = 2
EXIT_INTERRUPTED: Final = 130
EXIT_TERMINATED: Final = 143


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


@click.group(
    cls=LazyGroup,
    context_settings={
        "auto_envvar_prefix": "FARLED",
        "help_option_names": ["-h", "--help"],
    },
)
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
    settle_streams()
    heed_signals()
    code = _run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # said already; Python would say it again while leaving
        forget_output()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    """Run once, in a context of its own: the next run may speak another language."""
    return copy_context().run(_attempt, arguments)


def _attempt(arguments: list[str]) -> int:
    try:
        result = cli.main(
            arguments,
            prog_name="farled",
            standalone_mode=False,
            default_map=configured_defaults(),
        )
        sys.stdout.flush()
    except Terminated:
        return EXIT_TERMINATED
    except SystemExit:
        # click and rich leave like this when the reader of our output has left, as
        # `head` does; that is no failure.
        forget_output()
        return 0
    except KeyboardInterrupt:
        return _end_badly(click.Abort())
    except Exception as error:  # noqa: BLE001 - the last line: never a traceback
        return _end_badly(error)
    return result if isinstance(result, int) else 0


def _end_badly(error: Exception) -> int:
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case BrokenPipeError():
            forget_output()
            return 0
        case click.ClickException():
            error.show()
        case _ if was_ended(signal.SIGTERM):
            return EXIT_TERMINATED
        case _ if isinstance(error, click.Abort) or was_ended(signal.SIGINT):
            _say_failure(FarledError("interrupted"))
            return EXIT_INTERRUPTED
        case _:
            _say_failure(error)
    return EXIT_UNUSABLE


def _say_failure(error: Exception) -> None:
    from farled.cli.shell.failures import (  # noqa: PLC0415 - lazy start
        failure_line,
        understood,
    )
    from farled.cli.shell.output import say  # noqa: PLC0415 - lazy start

    if os.environ.get("FARLED_DEBUG"):
        traceback.print_exception(error)
    known = understood(error)
    if known is not None:
        say(failure_line(known))
        return
    place = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(
        f"farled: a defect in Farled, not in your input: {type(error).__name__} "
        f"({place.name}, line {place.lineno}). Set FARLED_DEBUG=1 to see all of it, "
        "and please report it.",
        err=True,
    )


if __name__ == "__main__":
    main()
