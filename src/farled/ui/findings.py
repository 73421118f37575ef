"""Findings in words: what is so, why it matters, what to do."""

from dataclasses import dataclass
from itertools import chain
from typing import Final, Mapping

from farled.strategy.document import Strategy
from farled.strategy.reading.limits import NOTHING
from farled.terms.errors import Param
from farled.terms.findings import Finding
from farled.terms.languages import in_language
from farled.ui.catalogue import entry, fill
from farled.ui.reasons import label, names_of

__all__ = ["FindingWords", "Known", "finding_words", "known_names"]

Known = Mapping[str, Mapping[str, str]]
"""By parameter of a finding: what the strategy calls the ids that stand there."""

_LABELLED: Final[Mapping[str, str]] = {
    "contact_type": "contact_type",
    "direction": "direction",
    "role": "role",
    "other_role": "role",
    "roles": "role",
    "view": "cost-view",
    "lacking": "channel-side",
}
"""Parameters that hold values of a term, and the term."""

_UNSAID: Final[Mapping[str, str]] = {
    "where": "whole-document",
    "day": "the-start",
    "group": "every-group",
}
"""Parameters that may have nothing to show, and what is then said."""

_NO_NAMES: Final[Known] = {}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The three parts of a finding, in one language, without final full stops."""

    what: str
    why: str
    fix: str


def known_names(strategy: Strategy, lang: str) -> Known:
    """Collect what a strategy calls its parts, for findings about it."""

    def said(text: Mapping[str, str]) -> str:
        return in_language(text, lang, strategy.head.languages).strip()

    names = names_of(strategy, lang)
    organisation = strategy.head.organisation
    investments = tuple(chain.from_iterable(t.investments for t in strategy.tracks))
    initiatives = chain.from_iterable(i.initiatives for i in investments)
    goals = {goal.id: said(goal.names) for goal in strategy.goals}
    return {
        "channel": names.channel,
        "replacements": names.channel,
        "service": {organisation.id: said(organisation.names), **names.service},
        "group": names.group,
        "groups": names.group,
        "goal": goals,
        "investment": {part.id: said(part.names) for part in investments},
        "initiative": {part.id: said(part.names) for part in initiatives},
    }


def finding_words(
    finding: Finding, lang: str, names: Known = _NO_NAMES
) -> FindingWords:
    """Say a finding; nearest names and witnesses stand in its sentences."""
    parts = entry(finding.code, lang)
    said = {
        name: _said(name, value, lang, names) for name, value in finding.params.items()
    }
    return FindingWords(
        *(fill(parts[name], said).rstrip(".") for name in ("what", "why", "fix"))
    )


def _said(name: str, value: Param, lang: str, names: Known) -> Param:
    match value:
        case tuple():
            return tuple(_word(name, each, lang, names) for each in value)
        case str():
            return _word(name, value, lang, names)
        case _:
            return value


def _word(name: str, value: str, lang: str, names: Known) -> str:
    if value == NOTHING and name in _UNSAID:
        return str(entry(_UNSAID[name], lang))
    if name in _LABELLED:
        return label(_LABELLED[name], value, lang)
    own = names.get(name, {}).get(value)
    return f"«{own}»" if own else value
