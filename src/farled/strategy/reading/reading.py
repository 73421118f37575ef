"""Text to strategy: all findings at once, and where everything stands."""

from dataclasses import dataclass
from typing import Iterable, Mapping

from farled.strategy.document import Strategy
from farled.strategy.reading.identities import repeated_ids
from farled.strategy.reading.nearest import nearest
from farled.strategy.reading.places import Places
from farled.strategy.reading.recovery import compose_on
from farled.strategy.reading.shape import fit
from farled.strategy.reading.syntax import finding_at
from farled.strategy.resolving import base_chain, resolve
from farled.terms.findings import Finding

__all__ = ["Reading", "in_order", "read_document", "read_strategy"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says as a strategy, and what is wrong with it."""

    strategy: Strategy | None
    """Resolved with the bases given; None when any finding is an error."""
    findings: tuple[Finding, ...]
    places: Places
    own: Strategy | None = None
    """The document alone, without its bases; None when it cannot be read."""


def read_strategy(
    text: str, *, file: str, bases: Mapping[str, Strategy] | None = None
) -> Reading:
    """Read a strategy document, YAML 1.2 or JSON, and resolve it with its bases.

    Args:
        text: the document.
        file: its name, for places.
        bases: documents by id, each unresolved; bases of bases too.
    """
    own, places, findings = read_document(text, file=file)
    if own is None:
        return Reading(None, findings, places)
    known = bases or {}
    findings = in_order([*findings, *_missing_bases(own, known, places)])
    if findings:
        return Reading(None, findings, places, own)
    strategy = resolve(own, base_chain(own, known)).strategy
    return Reading(strategy, (), places, own)


def read_document(
    text: str, *, file: str
) -> tuple[Strategy | None, Places, tuple[Finding, ...]]:
    """Read a document alone, without its bases."""
    recovered = compose_on(text, file=file)
    composed, places = recovered.composed, recovered.composed.places
    if places.top is None:
        return None, places, in_order(composed.findings)
    own, misfits = fit(composed.data, places)
    told = [misfit for misfit in misfits if not _is_unread(misfit, recovered.unread)]
    findings = [*composed.findings, *told, *repeated_ids(composed.data, places)]
    return (None if recovered.unread else own), places, in_order(findings)


def _is_unread(misfit: Finding, unread: frozenset[str]) -> bool:
    """Tell whether a key only seems to be missing, for it could not be read."""
    return misfit.code == "F121" and misfit.params["key"] in unread


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order findings as they stand in their files, each once."""
    unique = {(f.code, f.place, tuple(f.params.items())): f for f in findings}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (f.place.file, f.place.line, f.place.column, f.code),
        )
    )


def _missing_bases(
    own: Strategy, known: Mapping[str, Strategy], places: Places
) -> list[Finding]:
    return [
        finding_at(
            places.place_of(("extends", number)),
            "F140",
            value=name,
            nearest=nearest(name, known),
        )
        for number, name in enumerate(own.extends)
        if name not in known
    ]
