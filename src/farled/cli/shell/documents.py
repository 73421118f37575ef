"""Documents that commands read: a strategy that must be usable, a stream of JSON."""

import json
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Final, Iterator

import click

from farled.cli.shell.output import finding_line, say
from farled.gateways.strategy_files import Loaded, load_strategy
from farled.strategy.document import Strategy
from farled.strategy.situation import Situation
from farled.strategy.situation_json import parse_situation
from farled.terms.findings import Finding, Place, Severity
from farled.ui.findings import finding_words

__all__ = [
    "UNUSABLE",
    "finding_document",
    "read_situations",
    "say_findings",
    "usable_strategy",
]

UNUSABLE: Final = 2
"""Exit code for input or usage that nothing can be done with."""


def say_findings(findings: tuple[Finding, ...], lang: str) -> None:
    """Print findings to standard error, one a line, all at once."""
    for finding in findings:
        say(finding_line(finding, lang))


def finding_document(finding: Finding, lang: str) -> dict[str, object]:
    """Give a finding its JSON form, words included."""
    words = finding_words(finding, lang)
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


def read_situations(
    path: str,
) -> tuple[bool, Iterator[Situation | tuple[Finding, ...]]]:
    """Read one situation, or many as NDJSON; «-» is standard input.

    Returns:
        Whether many go in, and each situation, or what is wrong with it.
    """
    name = "<stdin>" if path == "-" else path
    raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    text = raw.decode("utf-8-sig", errors="replace")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    whole = _parse(text, Place(name, 1, 1))
    is_whole = not (isinstance(whole, tuple) and whole[0].code == _NOT_JSON)
    if is_whole or len(lines) <= 1:
        return False, iter([whole])
    if not _is_json(lines[0][1]) and not _is_json(lines[-1][1]):
        return False, iter([whole])  # one broken document over many lines
    return True, (_parse(line, Place(name, n, 1)) for n, line in lines)


_NOT_JSON: Final = "F180"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _parse(text: str, at: Place) -> Situation | tuple[Finding, ...]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(at.file, at.line + error.lineno - 1, error.colno)
        params = MappingProxyType({"message": error.msg})
        return (Finding(_NOT_JSON, Severity.ERROR, place, params),)
    except RecursionError:
        params = MappingProxyType({"message": "nested too deeply"})
        return (Finding(_NOT_JSON, Severity.ERROR, at, params),)
    parsed = parse_situation(data)
    if isinstance(parsed, Situation):
        return parsed
    return tuple(_placed(finding, at) for finding in parsed)


def _placed(finding: Finding, at: Place) -> Finding:
    place = Place(at.file, at.line, at.column, finding.place.path)
    return Finding(finding.code, finding.severity, place, finding.params)
