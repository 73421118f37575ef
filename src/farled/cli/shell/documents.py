"""A strategy that must be usable, and findings as words and as JSON."""

from pathlib import Path
from typing import Final

import click

from farled.cli.shell.output import say
from farled.gateways.strategy_files import Loaded, load_strategy
from farled.strategy.document import Strategy
from farled.terms.findings import Finding, Severity
from farled.ui.findings import FindingWords, Known, finding_words

__all__ = [
    "UNUSABLE",
    "finding_document",
    "say_findings",
    "usable_strategy",
]

UNUSABLE: Final = 2
"""Exit code for input or usage that nothing can be done with."""


def say_findings(
    findings: tuple[Finding, ...], lang: str, names: Known | None = None
) -> None:
    """Print findings to standard error, one a line, all at once."""
    for finding in findings:
        say(_line(finding, finding_words(finding, lang, names or {})))


def _line(finding: Finding, words: FindingWords) -> str:
    """Phrase a finding as `file:line:col CODE what – why – fix`."""
    place = finding.place
    parts = (place.file, place.line, place.column)
    where = ":".join(str(part) for part in parts if part) or "farled"
    return f"{where} {finding.code} {words.what} – {words.why} – {words.fix}"


def finding_document(
    finding: Finding, lang: str, names: Known | None = None
) -> dict[str, object]:
    """Give a finding its JSON form, words included."""
    words = finding_words(finding, lang, names or {})
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "path": finding.place.path,
        "params": finding.params,
        "what": words.what,
        "why": words.why,
        "fix": words.fix,
    }


def usable_strategy(path: str, lang: str) -> tuple[Strategy, Loaded]:
    """Load a strategy with its bases.

    Raises:
        click.exceptions.Exit: it cannot be read; every finding has been said.
    """
    loaded = load_strategy(Path(path))
    if loaded.strategy is None:
        errors = [f for f in loaded.findings if f.severity is Severity.ERROR]
        say_findings(tuple(errors), lang)
        raise click.exceptions.Exit(UNUSABLE)
    return loaded.strategy, loaded
