"""`farled check`: what is wrong, missing or unproven in a strategy."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Iterator

import click

from farled.cli.shell.choosing import as_day
from farled.cli.shell.commands import Command
from farled.cli.shell.documents import UNUSABLE, finding_document, say_findings
from farled.cli.shell.knowledge import known_words
from farled.cli.shell.options import json_option, lang_option, strategy_argument
from farled.cli.shell.output import emit_json
from farled.gateways.strategy_files import Loaded, load_strategy
from farled.strategy.checking import check_strategy
from farled.terms.errors import Param
from farled.terms.findings import Finding, Severity
from farled.ui.catalogue import entry, fill
from farled.ui.findings import known_names

__all__ = ["command"]


@click.command(
    cls=Command,
    examples="""
      farled check examples/strategies/lindhaga.yaml
      farled check strategy.yaml --lang sv --strict --on 2026-11-22
      farled check strategy.yaml --json | jq '.findings[].code'
    """,
)
@strategy_argument
@click.option("--strict", is_flag=True, help="Let warnings count as errors do.")
@click.option("--quiet", "-q", is_flag=True, help="Say errors only.")
@click.option(
    "--on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="Judge validity and revision on this day; else they are not judged.",
)
@lang_option
@json_option
def command(
    strategy: str,
    *,
    strict: bool,
    quiet: bool,
    on: datetime | None,
    lang: str,
    as_json: bool,
) -> int:
    """Find what is wrong, missing or unproven in a strategy.

    Exit code 0 when it is sound, 1 when there are errors (with --strict also
    warnings), 2 when it cannot be read at all.
    """
    loaded = load_strategy(Path(strategy))
    findings = _all_findings(loaded, as_day(on))
    counts = Counter(finding.severity for finding in findings)
    names = known_names(loaded.strategy, lang) if loaded.strategy else {}
    if as_json:
        said = [finding_document(finding, lang, names) for finding in findings]
        emit_json(_document(loaded, counts, said))
    else:
        shown = [f for f in findings if not quiet or f.severity is Severity.ERROR]
        say_findings(tuple(shown), lang, names)
        click.echo("\n".join(_summary(strategy, loaded, counts, lang)))
    if loaded.strategy is None:
        return UNUSABLE
    grave = counts[Severity.ERROR] + (counts[Severity.WARNING] if strict else 0)
    return int(grave > 0)


def _all_findings(loaded: Loaded, today: date | None) -> tuple[Finding, ...]:
    if loaded.strategy is None:
        return loaded.findings
    found = check_strategy(
        loaded.strategy,
        own=loaded.own,
        places=loaded.places,
        words=known_words(),
        today=today,
    )
    return (*loaded.findings, *found)


def _document(
    loaded: Loaded, counts: Counter[Severity], findings: list[dict[str, object]]
) -> dict[str, object]:
    strategy = loaded.strategy
    return {
        "strategy": f"{strategy.id}@{strategy.version}" if strategy else None,
        "readable": strategy is not None,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "overridden": loaded.overridden,
        "findings": findings,
    }


def _summary(
    path: str, loaded: Loaded, counts: Counter[Severity], lang: str
) -> Iterator[str]:
    def said(code: str, **params: Param) -> str:
        return fill(entry(code, lang), params)

    total = ", ".join(
        _counted(severity, counts[severity], lang) for severity in Severity
    )
    strategy = loaded.strategy
    if strategy is None:
        yield said("check-unreadable", strategy=path, total=total)
        return
    verdict = "check-unsound" if counts[Severity.ERROR] else "check-sound"
    yield said(verdict, strategy=f"{strategy.id}@{strategy.version}", total=total)
    yield said(
        "check-size",
        channels=len(strategy.channels),
        groups=len(strategy.groups),
        services=len(strategy.services),
        rules=len(strategy.rules),
        goals=len(strategy.goals),
    )
    if loaded.bases:
        yield said("check-bases", bases=tuple(base.id for base in loaded.bases))


def _counted(severity: Severity, number: int, lang: str) -> str:
    forms = entry(f"count-{severity}", lang)
    return fill(forms["one" if number == 1 else "many"], {"n": number})
