"""Findings on a terminal: the gravest first, each with what, why and what to do."""

from collections import Counter
from typing import Final, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from farled.terms.findings import Finding, Severity
from farled.ui.catalogue import entry, fill
from farled.ui.findings import FindingWords, Known, finding_words
from farled.ui.terminal.screen import ANSWER, CONTEXT, GRAVE, MARKED

__all__ = ["show_findings"]

_STYLES: Final = {
    Severity.ERROR: f"{ANSWER} {GRAVE}",
    Severity.WARNING: MARKED,
    Severity.NOTE: CONTEXT,
}
_MARKS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}


def show_findings(
    screen: Console,
    findings: Sequence[Finding],
    lang: str,
    *,
    names: Known | None = None,
    most: int | None = None,
) -> None:
    """Show how many findings there are, then the gravest with their words."""
    counts = Counter(finding.severity for finding in findings)
    said = ", ".join(
        fill(entry(f"terminal-{severity}", lang), {"n": counts[severity]})
        for severity in Severity
    )
    screen.print(Text(said, style=ANSWER))
    ordered = sorted(findings, key=lambda f: list(Severity).index(f.severity))
    for finding in ordered[:most]:
        _show(screen, finding, finding_words(finding, lang, names or {}))
    left_out = len(ordered[most:]) if most is not None else 0
    if left_out:
        more = fill(entry("terminal-more", lang), {"n": left_out})
        screen.print(Text(f"  {more}", style=CONTEXT))


def _show(screen: Console, finding: Finding, words: FindingWords) -> None:
    place = finding.place
    name = place.file.rpartition("/")[2]
    where = f"{name}:{place.line}" if name else ""
    first = Text.assemble(
        (f"  {_MARKS[finding.severity]} {finding.code} ", _STYLES[finding.severity]),
        f"{words.what}. ",
        (where, CONTEXT),
    )
    screen.print(first)
    advice = Text(f"{_begun(words.why)} {_begun(words.fix)}", style=CONTEXT)
    screen.print(Padding(advice, (0, 0, 0, 4)))


def _begun(clause: str) -> str:
    """Make a sentence of a clause."""
    return f"{clause[:1].upper()}{clause[1:]}."
