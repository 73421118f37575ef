"""`farled doctor`: look at this installation and say what to mend."""

import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Callable, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from farled.cli.shell.commands import Command
from farled.cli.shell.options import json_option
from farled.cli.shell.output import emit_json

__all__ = ["Remark", "command", "examine"]

# SQLite before these releases can corrupt a write-ahead log when two checkpoints
# meet a commit (sqlite.org/wal.html, «WAL-reset bug»).
_MENDED: Final = (3, 51, 3)
_BACKPORTED: Final = ((3, 44, 6), (3, 50, 7))
_OLDEST_JAVA: Final = 17


@dataclass(frozen=True, slots=True)
class Remark:
    """What one look found; `advice` is empty when all is well."""

    name: str
    found: str
    advice: str = ""
    needed: bool = True
    """Whether Farled cannot do its work without it."""


def _package(name: str, *, needed: bool, advice: str) -> Remark:
    try:
        return Remark(name, version(name), needed=needed)
    except PackageNotFoundError:
        return Remark(name, "not installed", advice, needed=needed)


def _python() -> Remark:
    return Remark("python", sys.version.split()[0])


def _engines() -> Remark:
    return _package(
        "duckdb", needed=True, advice="pip install farled brings it; install anew"
    )


def _spark() -> Remark:
    return _package(
        "pyspark",
        needed=False,
        advice="only for a cluster: pip install 'farled[spark]'",
    )


def _java() -> Remark:
    java = shutil.which("java")
    advice = f"only for Spark: install Java {_OLDEST_JAVA} or newer"
    if java is None:
        return Remark("java", "not installed", advice, needed=False)
    try:
        answer = subprocess.run(  # noqa: S603 - the path comes from which()
            [java, "-version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Remark("java", "does not start", advice, needed=False)
    words = answer.stderr.split('"')
    found = words[1] if len(words) > 1 else "unknown"
    major = found.split(".")[0]
    is_old = major.isdigit() and int(major) < _OLDEST_JAVA
    return Remark("java", found, advice if is_old else "", needed=False)


def _sqlite() -> Remark:
    found = sqlite3.sqlite_version_info
    is_mended = found >= _MENDED or any(
        found[:2] == release[:2] and found >= release for release in _BACKPORTED
    )
    advice = (
        "nothing here writes to SQLite; before a server does, use one maintenance "
        "connection for checkpoints, or PostgreSQL"
    )
    return Remark(
        "sqlite", sqlite3.sqlite_version, "" if is_mended else advice, needed=False
    )


def _time_zones() -> Remark:
    try:
        ZoneInfo("Europe/Stockholm")
    except ZoneInfoNotFoundError:
        return Remark("time zones", "missing", "pip install tzdata")
    return Remark("time zones", "present")


def _terminal() -> Remark:
    encoding = sys.stdout.encoding or "unknown"
    is_unicode = encoding.lower().replace("-", "") == "utf8"
    advice = "" if is_unicode else "set PYTHONUTF8=1, or charts cannot be drawn"
    return Remark("terminal", encoding, advice, needed=False)


_LOOKS: Final[tuple[Callable[[], Remark], ...]] = (
    _python,
    _engines,
    _time_zones,
    _terminal,
    _sqlite,
    _spark,
    _java,
)


def examine() -> tuple[Remark, ...]:
    """Look at everything once."""
    return tuple(look() for look in _LOOKS)


@click.command(cls=Command, examples="farled doctor\nfarled doctor --json")
@json_option
def command(*, as_json: bool) -> int:
    """Look at this installation and say what to mend.

    Exit code 1 when something Farled needs is missing.
    """
    remarks = examine()
    is_ill = any(remark.needed and remark.advice for remark in remarks)
    if as_json:
        emit_json({"healthy": not is_ill, "remarks": remarks})
        return int(is_ill)
    for remark in remarks:
        mark = "✓" if not remark.advice else ("✗" if remark.needed else "–")
        advice = f"  {remark.advice}" if remark.advice else ""
        click.echo(f"{mark} {remark.name:<11} {remark.found:<12}{advice}")
    return int(is_ill)
