"""Breaks of a series: where sources come, go or fall silent, so that levels jump."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Iterator, Mapping

from farled.analysis.factset import FactSet, Provision

__all__ = ["Break", "BreakKind", "breaks"]


class BreakKind(StrEnum):
    """What happened to a source."""

    STARTS = "starts"
    ENDS = "ends"
    SILENT = "silent"
    """Whole months without a fact."""
    RESUMES = "resumes"


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """From this day on the facts are counted otherwise.

    Attributes:
        on: first day after the break.
        share: of all facts, in the month at the edge where the source is there.
        columns: those that this source gives and some other does not, or the reverse.
    """

    on: date
    source: str
    kind: BreakKind
    share: float
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """What a source has in one month."""

    first: date
    last: date
    n: int


def breaks(factset: FactSet) -> list[Break]:
    """Return every break, in order of day; the facts' own first and last day are none.

    Source: docs/method/README.md, series breaks.
    """
    facts = factset.facts
    rows = (
        facts.group_by("source", "month")
        .aggregate(
            first=facts.occurred_on.min(), last=facts.occurred_on.max(), n=facts.count()
        )
        .to_pyarrow()
        .to_pylist()
    )
    spans: dict[str, dict[int, _Span]] = defaultdict(dict)
    totals: dict[int, int] = defaultdict(int)
    for row in rows:
        year, month = row["month"].split("-")
        number = int(year) * 12 + int(month) - 1
        spans[row["source"]][number] = _Span(row["first"], row["last"], row["n"])
        totals[number] += row["n"]
    return sorted(
        Break(on, source, kind, by_month[at].n / totals[at], _own(source, factset))
        for source, by_month in spans.items()
        for on, kind, at in _of_source(by_month, totals)
    )


def _of_source(
    by_month: Mapping[int, _Span], whole: Mapping[int, int]
) -> Iterator[tuple[date, BreakKind, int]]:
    """Yield day, kind and the month at the edge where the source is there."""
    months = sorted(by_month)
    if months[0] > min(whole):
        yield by_month[months[0]].first, BreakKind.STARTS, months[0]
    for before, after in pairwise(months):
        if after > before + 1:
            yield _first_of(before + 1), BreakKind.SILENT, before
            yield by_month[after].first, BreakKind.RESUMES, after
    if months[-1] < max(whole):
        day_after = by_month[months[-1]].last + timedelta(days=1)
        yield day_after, BreakKind.ENDS, months[-1]


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _own(source: str, factset: FactSet) -> tuple[str, ...]:
    given = {
        name: {c for c, how in columns.items() if how is not Provision.NOT_PROVIDED}
        for name, columns in factset.provided.items()
    }
    own = given.get(source, set())
    others = [columns for name, columns in given.items() if name != source]
    return tuple(sorted({c for columns in others for c in own ^ columns}))
