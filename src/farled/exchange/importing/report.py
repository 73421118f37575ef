"""What an import says of itself: every row accounted for, nothing hidden."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Mapping

from farled.exchange.store import ImportCounts
from farled.terms.findings import Finding

__all__ = ["ImportReport", "merge_reports"]

_Counts = Mapping[str, int]


def _none() -> MappingProxyType[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of one or more files.

    Attributes:
        counts: the equation, which holds or the report is not made.
        source: the log or system.
        files: names of the files read.
        unchanged: names of the files that were imported before, and left alone.
        unmapped: fact column → raw value → rows whose value has no code.
        excluded: reason → rows.
        impossible: reason → rows.
        quarantined: reason → rows.
        repaired: what was mended or left empty → rows that still became facts.
        new: facts that were not stored before.
        known: mapped rows whose contact was stored already.
        set_aside: files with the rows that were kept apart.
        findings: what the reader of the figures should know.
    """

    counts: ImportCounts
    source: str
    files: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    unmapped: Mapping[str, _Counts] = field(
        default_factory=lambda: MappingProxyType({})
    )
    excluded: _Counts = field(default_factory=_none)
    impossible: _Counts = field(default_factory=_none)
    quarantined: _Counts = field(default_factory=_none)
    repaired: _Counts = field(default_factory=_none)
    new: int = 0
    known: int = 0
    set_aside: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the report as plain values for `--json`."""
        return {
            "format_version": 1,
            "source": self.source,
            "files": list(self.files),
            "unchanged": list(self.unchanged),
            "read": self.counts.received,
            "mapped": self.counts.mapped,
            "new": self.new,
            "known": self.known,
            "unmapped_rows": self.counts.unmapped,
            "unmapped": {name: dict(found) for name, found in self.unmapped.items()},
            "excluded_rows": self.counts.excluded,
            "excluded": dict(self.excluded),
            "impossible_rows": self.counts.impossible,
            "impossible": dict(self.impossible),
            "duplicates": self.counts.duplicate,
            "quarantined_rows": self.counts.quarantined,
            "quarantined": dict(self.quarantined),
            "repaired": dict(self.repaired),
            "set_aside": list(self.set_aside),
            "findings": [
                {"code": each.code, "severity": each.severity, **each.params}
                for each in self.findings
            ],
        }


def merge_reports(first: ImportReport, second: ImportReport) -> ImportReport:
    """Add the reports of two files of one source."""
    names = dict.fromkeys((*first.unmapped, *second.unmapped))
    return ImportReport(
        counts=first.counts + second.counts,
        source=first.source,
        files=first.files + second.files,
        unchanged=first.unchanged + second.unchanged,
        unmapped={
            name: _added(first.unmapped.get(name, {}), second.unmapped.get(name, {}))
            for name in names
        },
        excluded=_added(first.excluded, second.excluded),
        impossible=_added(first.impossible, second.impossible),
        quarantined=_added(first.quarantined, second.quarantined),
        repaired=_added(first.repaired, second.repaired),
        new=first.new + second.new,
        known=first.known + second.known,
        set_aside=first.set_aside + second.set_aside,
        findings=first.findings + second.findings,
    )


def _added(first: _Counts, second: _Counts) -> dict[str, int]:
    keys = dict.fromkeys((*first, *second))
    return {key: first.get(key, 0) + second.get(key, 0) for key in keys}
