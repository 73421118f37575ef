"""Findings in words: what is so, why it matters, what to do."""

from dataclasses import dataclass

from farled.terms.findings import Finding
from farled.ui.catalogue import entry, fill

__all__ = ["FindingWords", "finding_words"]


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The three parts of a finding, in one language, without final full stops."""

    what: str
    why: str
    fix: str


def finding_words(finding: Finding, lang: str) -> FindingWords:
    """Say a finding; nearest names and witnesses stand in its sentences."""
    parts = entry(finding.code, lang)
    return FindingWords(
        *(
            fill(parts[name], finding.params).rstrip(".")
            for name in ("what", "why", "fix")
        )
    )
