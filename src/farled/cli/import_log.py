"""`farled import`: contact logs to facts, with every row accounted for."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from farled.cli.shell.choosing import DAY, as_day
from farled.cli.shell.commands import Command
from farled.cli.shell.documents import UNUSABLE, say_findings
from farled.cli.shell.options import json_option, lang_option
from farled.cli.shell.output import emit_json
from farled.cli.shell.progress import working
from farled.cli.shell.showing import show
from farled.exchange.mapping import LogMapping, read_mapping
from farled.gateways.log_import import import_log
from farled.gateways.text_files import read_text
from farled.ui.imported import import_sheets

__all__ = ["command"]

_FILE = click.Path()


@dataclass(frozen=True, slots=True)
class _Asked:
    files: tuple[str, ...]
    mapping: str | None
    out: str | None
    latest: datetime | None
    suggest: bool
    lang: str
    as_json: bool


@click.command(
    cls=Command,
    examples="""
      farled import --suggest requests.csv > city.yaml
      farled import requests.csv.gz --mapping city.yaml --out facts
      farled import 2025.xlsx 2026.xlsx --mapping city.yaml --out facts --json
    """,
)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--mapping", type=_FILE, help="How rows become facts; docs/importing.md.")
@click.option("--out", type=click.Path(file_okay=False), help="Folder of facts.")
@click.option(
    "--latest",
    type=DAY,
    help="Last day a contact can have happened; by default today.",
)
@click.option(
    "--suggest", is_flag=True, help="Draft a mapping from the first file's head."
)
@lang_option
@json_option
def command(**options: Any) -> int:
    """Turn contact logs into facts; importing the same file again changes nothing.

    Exit code 0 when every row became a fact or was left out on purpose, 1 when rows
    were unmapped, impossible or unreadable, 2 when a file or mapping cannot be used.
    """
    asked = _Asked(**options)
    if asked.suggest:
        return _suggest(Path(asked.files[0]))
    if asked.mapping is None or asked.out is None:
        raise click.UsageError(
            "Give --mapping and --out; `farled import --suggest FILE` drafts a mapping."
        )
    mapping = _usable_mapping(asked.mapping, asked.lang)
    latest = as_day(asked.latest) or date.fromtimestamp(time.time())  # noqa: DTZ012 - local
    with working(", ".join(asked.files)):
        report = import_log(
            [Path(file) for file in asked.files],
            mapping,
            Path(asked.out),
            latest=latest,
        )
    say_findings(report.findings, asked.lang)
    if asked.as_json:
        emit_json(report.to_json())
    else:
        show(import_sheets(report, asked.lang))
    counts = report.counts
    return int(counts.unmapped + counts.impossible + counts.quarantined > 0)


def _usable_mapping(path: str, lang: str) -> LogMapping:
    text, findings = read_text(Path(path))
    mapping = None
    if text is not None:
        reading = read_mapping(text, file=path)
        mapping, findings = reading.mapping, (*findings, *reading.findings)
    say_findings(findings, lang)
    if mapping is None:
        raise click.exceptions.Exit(UNUSABLE)
    return mapping


def _suggest(path: Path) -> int:
    from farled.gateways.log_suggestion import suggest_for  # noqa: PLC0415 - seldom

    click.echo(suggest_for(path))
    return 0
