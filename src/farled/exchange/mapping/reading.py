"""Text to mapping: all findings at once, and where everything stands."""

from dataclasses import dataclass

from farled.exchange.mapping.checking import check_mapping
from farled.exchange.mapping.document import LogMapping
from farled.exchange.mapping.fitting import fit
from farled.strategy.reading import in_order
from farled.strategy.reading.composing import compose
from farled.terms.findings import Finding, Place, Severity

__all__ = ["MappingReading", "read_mapping"]

_LIMIT = 2 * 2**20
"""Characters of a mapping: 40,000 raw values, each with its code."""


@dataclass(frozen=True, slots=True)
class MappingReading:
    """What a text says as a mapping, and what is wrong with it."""

    mapping: LogMapping | None
    """None when any finding is an error."""
    findings: tuple[Finding, ...]


def read_mapping(text: str, *, file: str) -> MappingReading:
    """Read a mapping document, YAML 1.2 or JSON.

    Args:
        text: the document.
        file: its name, for places.
    """
    if len(text) > _LIMIT:
        params = {"size_mib": len(text) // 2**20, "limit_mib": _LIMIT // 2**20}
        too_large = Finding("F108", Severity.ERROR, Place(file), params)
        return MappingReading(None, (too_large,))
    composed = compose(text, file=file)
    if composed.places.top is None:
        return MappingReading(None, in_order(composed.findings))
    mapping, misfits = fit(composed.data, composed.places)
    findings = [*composed.findings, *misfits]
    if mapping is not None:
        findings += check_mapping(mapping, composed.places)
    fatal = any(each.severity is Severity.ERROR for each in findings)
    return MappingReading(None if fatal else mapping, in_order(findings))
