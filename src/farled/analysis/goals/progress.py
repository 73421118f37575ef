"""A goal's measure month by month, and over the twelve months up to a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Mapping

from farled.analysis.factset import FactSet
from farled.analysis.intervals import Interval, wilson
from farled.analysis.measures import (
    MEASURES,
    Gather,
    Kind,
    Measure,
    MeasureRow,
    Question,
    State,
    measure,
)
from farled.strategy.document import Goal, Strategy
from farled.terms.reasons import Reason

__all__ = ["YEAR", "Progress", "YearValue", "month_end", "month_of", "progress_of"]

YEAR: Final = 12


def month_of(day: date) -> int:
    """Number months one after another."""
    return day.year * YEAR + day.month - 1


def month_end(month: int) -> date:
    """Return the last day of a numbered month."""
    after = month + 1
    return date(after // YEAR, after % YEAR + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class YearValue:
    """The measure over twelve months, or as many as there are."""

    value: float
    interval: Interval | None
    n: int
    relevant: int
    months: int
    end: date
    numerator: float | None

    @property
    def bounds(self) -> Interval | None:
        """The lowest and highest share, whatever the facts not judged would say."""
        if self.numerator is None or not self.relevant:
            return None
        missing = self.relevant - self.n
        return Interval(
            self.numerator / self.relevant, (self.numerator + missing) / self.relevant
        )


@dataclass(frozen=True)
class Progress:
    """Whole months of a goal's measure, and the means to ask of any year.

    Attributes:
        rows: month number → row of that month; only wholly covered months.
        why: why there are no months at all, if so.
    """

    factset: FactSet
    strategy: Strategy
    question: Question
    measure: Measure
    rows: Mapping[int, MeasureRow]
    why: tuple[Reason, ...] = ()

    @property
    def last(self) -> int | None:
        """The last whole month."""
        return max(self.rows, default=None)

    @property
    def adds_up(self) -> bool:
        """Whether months add up to a year; persons and percentiles do not."""
        counted = self.measure.gather not in (Gather.PEOPLE, Gather.CASES)
        return counted and self.measure.kind in (Kind.SHARE, Kind.SUM)

    def year_to(self, day: date) -> YearValue | None:
        """Return the value over the twelve whole months up to a day."""
        whole = month_of(day) if day == month_end(month_of(day)) else month_of(day) - 1
        end = min(whole, self.last) if self.last is not None else whole
        months = [m for m in range(end - YEAR + 1, end + 1) if m in self.rows]
        if not months:
            return None
        return self._added(months) if self.adds_up else self._asked(months)

    def _added(self, months: list[int]) -> YearValue | None:
        rows = [self.rows[m] for m in months]
        n = sum(row.n or 0 for row in rows)
        if not n:
            return None
        total = sum(row.numerator or 0 for row in rows)
        share = self.measure.kind is Kind.SHARE
        return YearValue(
            value=total / n if share else total,
            interval=wilson(int(total), n) if share else None,
            n=n,
            relevant=sum(row.relevant or 0 for row in rows),
            months=len(months),
            end=month_end(months[-1]),
            numerator=total if share else None,
        )

    def _asked(self, months: list[int]) -> YearValue | None:
        start = month_end(months[0] - 1) + timedelta(days=1)
        question = replace(
            self.question, by=(), since=start, until=month_end(months[-1])
        )
        row = measure(
            self.factset, self.measure.id, question, strategy=self.strategy
        ).only
        if row.state is not State.VALUE or row.value is None:
            return None
        return YearValue(
            value=row.value,
            interval=row.interval,
            n=row.n or 0,
            relevant=row.relevant or 0,
            months=len(months),
            end=month_end(months[-1]),
            numerator=row.numerator if self.measure.kind is Kind.SHARE else None,
        )


def progress_of(
    goal: Goal, factset: FactSet, strategy: Strategy, until: date
) -> Progress:
    """Measure a goal by month, up to a day.

    Raises:
        FarledError: as `measure`.
    """
    definition = MEASURES[goal.measure or ""]
    question = Question(
        by=("month",), where=goal.where, until=until, parameters=goal.parameters
    )
    result = measure(factset, definition.id, question, strategy=strategy)
    rows = {}
    for row in result.rows:
        month = row.keys["month"]
        if isinstance(month, str) and not row.partial:
            rows[month_of(date.fromisoformat(f"{month}-01"))] = row
    why = () if rows else tuple(r for row in result.rows for r in row.reasons)
    return Progress(factset, strategy, question, definition, rows, why)
