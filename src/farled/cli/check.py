"""`farled check`: what is wrong, missing or unproven in a strategy."""

from collections import Counter
from pathlib import Path

import click

from farled.cli.shell.commands import Command
from farled.cli.shell.documents import UNUSABLE, finding_document, say_findings
from farled.cli.shell.knowledge import known_words
from farled.cli.shell.options import json_option, lang_option, strategy_argument
from farled.cli.shell.output import emit_json
from farled.gateways.strategy_files import Loaded, load_strategy
from farled.strategy.checking import check_strategy
from farled.terms.findings import Finding, Severity

__all__ = ["command"]


@click.command(
    cls=Command,
    examples="""
      farled check examples/strategies/lindhaga.yaml
      farled check strategy.yaml --lang sv --strict
      farled check strategy.yaml --json | jq '.findings[].code'
    """,
)
@strategy_argument
@click.option("--strict", is_flag=True, help="Let warnings count as errors do.")
@click.option("--quiet", "-q", is_flag=True, help="Say errors only.")
@lang_option
@json_option
def command(
    strategy: str, *, strict: bool, quiet: bool, lang: str, as_json: bool
) -> int:
    """Find what is wrong, missing or unproven in a strategy.

    Exit code 0 when it is sound, 1 when there are errors (with --strict also
    warnings), 2 when it cannot be read at all.
    """
    loaded = load_strategy(Path(strategy))
    findings = _all_findings(loaded)
    counts = Counter(finding.severity for finding in findings)
    if as_json:
        emit_json(_document(loaded, findings, counts, lang))
    else:
        shown = [f for f in findings if not quiet or f.severity is Severity.ERROR]
        say_findings(tuple(shown), lang)
        click.echo(_summary(strategy, loaded, counts))
    if loaded.strategy is None:
        return UNUSABLE
    grave = counts[Severity.ERROR] + (counts[Severity.WARNING] if strict else 0)
    return int(grave > 0)


def _all_findings(loaded: Loaded) -> tuple[Finding, ...]:
    if loaded.strategy is None:
        return loaded.findings
    found = check_strategy(
        loaded.strategy, own=loaded.own, places=loaded.places, words=known_words()
    )
    return (*loaded.findings, *found)


def _document(
    loaded: Loaded,
    findings: tuple[Finding, ...],
    counts: Counter[Severity],
    lang: str,
) -> dict[str, object]:
    strategy = loaded.strategy
    return {
        "strategy": f"{strategy.id}@{strategy.version}" if strategy else None,
        "readable": strategy is not None,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "overridden": loaded.overridden,
        "findings": [finding_document(finding, lang) for finding in findings],
    }


def _summary(path: str, loaded: Loaded, counts: Counter[Severity]) -> str:
    total = ", ".join(
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
    )
    strategy = loaded.strategy
    if strategy is None:
        return f"{path}: cannot be read – {total}"
    size = (
        f"{len(strategy.channels)} channels, {len(strategy.groups)} groups, "
        f"{len(strategy.services)} services, {len(strategy.rules)} rules, "
        f"{len(strategy.goals)} goals"
    )
    bases = (
        f", extends {' and '.join(b.id for b in loaded.bases)}" if loaded.bases else ""
    )
    verdict = "sound" if not counts[Severity.ERROR] else "not sound"
    return f"{strategy.id}@{strategy.version}: {verdict} – {total}\n{size}{bases}"
