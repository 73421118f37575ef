"""What became of the rows of a log, as tables in a language."""

from typing import Iterator

from farled.exchange.importing import ImportReport
from farled.ui.catalogue import entry, fill
from farled.ui.tables import Sheet, count, percent

__all__ = ["import_sheets"]

_FATES = ("mapped", "unmapped", "excluded", "impossible", "duplicate", "quarantined")


def import_sheets(report: ImportReport, lang: str) -> list[Sheet]:
    """Lay out a report: every row accounted for, then each reason with its count."""
    received = report.counts.received
    rows = tuple(
        (
            entry(f"import-{fate}", lang),
            count(n := getattr(report.counts, fate), lang),
            percent(n / received, lang) if received else "",
        )
        for fate in _FATES
    )
    title = fill(
        entry("import-title", lang),
        {"received": count(received, lang), "source": report.source},
    )
    head = ("", entry("head-rows", lang), entry("head-share", lang))
    accounted = Sheet(
        title=title,
        head=head,
        rows=rows,
        note=_note(report, lang),
        numbers=frozenset({1, 2}),
        answer=1,
    )
    details = tuple(_details(report, lang))
    return [accounted, *([_detail_sheet(details, lang)] if details else [])]


def _note(report: ImportReport, lang: str) -> str:
    params = {
        "new": count(report.new, lang),
        "known": count(report.known, lang),
        "unchanged": count(len(report.unchanged), lang),
    }
    said = [fill(entry("import-new", lang), params)]
    if report.set_aside:
        files = ", ".join(report.set_aside)
        said.append(fill(entry("import-set-aside", lang), {"files": files}))
    return " ".join(said)


def _details(report: ImportReport, lang: str) -> Iterator[tuple[str, ...]]:
    for column, values in report.unmapped.items():
        for value, n in sorted(values.items(), key=lambda item: -item[1]):
            shown = f"{column} = {value!r}"
            yield (entry("import-unmapped", lang), shown, count(n, lang))
    for fate in ("excluded", "impossible", "quarantined", "repaired"):
        reasons = getattr(report, fate)
        for reason, n in sorted(reasons.items(), key=lambda item: -item[1]):
            yield (entry(f"import-{fate}", lang), reason, count(n, lang))


def _detail_sheet(rows: tuple[tuple[str, ...], ...], lang: str) -> Sheet:
    return Sheet(
        title=entry("import-details", lang),
        head=(
            entry("head-kind", lang),
            entry("head-value", lang),
            entry("head-rows", lang),
        ),
        rows=rows,
        numbers=frozenset({2}),
        answer=2,
    )
