"""What a measure answers: rows with a value or the reason why there is none."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Mapping, Sequence

from farled.analysis.intervals import Interval
from farled.analysis.measures.definition import Measure, Setting, Settings
from farled.terms.reasons import Reason

__all__ = ["Key", "MeasureResult", "MeasureRow", "Question", "State"]

Key = str | int | date | bool | None


class State(StrEnum):
    """Whether there is a value, nothing to judge, or nothing to judge it by."""

    VALUE = "value"
    NOT_APPLICABLE = "not-applicable"
    NOT_PROVIDED = "not-provided"


@dataclass(frozen=True, slots=True)
class Question:
    """Which facts a measure is asked of, and how the answer is divided.

    Attributes:
        by: dimensions; one row per combination that occurs.
        where: dimension → values; channels, groups and services by id or selector.
        since: first local day, included.
        until: last local day, included.
        parameters: settings of the measure that differ from their defaults.
        small_cell: rows on fewer counted than this are withheld; 0 withholds none.
    """

    by: Sequence[str] = ()
    where: Mapping[str, Sequence[str] | str] = field(
        default_factory=lambda: MappingProxyType({})
    )
    since: date | None = None
    until: date | None = None
    parameters: Mapping[str, Setting] = field(
        default_factory=lambda: MappingProxyType({})
    )
    small_cell: int = 0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One answer.

    Attributes:
        keys: dimension → value; None is «not known».
        numerator: what was counted or summed, in the measure's unit.
        denominator: what it is divided by.
        n: facts, answers, people or cases that could be judged.
        relevant: those that ought to have been judged.
        interval: 95 % bounds, None where they mean nothing.
        awaiting: contacts whose window has not passed, in none of the other figures.
        partial: the period of the row is not wholly covered by facts.
        reasons: why there is no value.
    """

    keys: Mapping[str, Key]
    state: State
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = 0
    relevant: int | None = 0
    interval: Interval | None = None
    awaiting: int = 0
    partial: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def completeness(self) -> float | None:
        """Share of the relevant that could be judged."""
        if self.n is None or not self.relevant:
            return None
        return self.n / self.relevant

    @property
    def bounds(self) -> Interval | None:
        """The lowest and highest share, whatever the facts not judged would say."""
        if self.numerator is None or self.n is None or not self.relevant:
            return None
        missing = self.relevant - self.n
        return Interval(
            self.numerator / self.relevant, (self.numerator + missing) / self.relevant
        )


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """The answer to one question about one measure.

    Attributes:
        settings: every parameter as it was used.
        currency: of money; None when the facts' currency is not known.
        covered: first and last local day of the facts.
        judged: first and last day whose windows lie inside the facts.
    """

    measure: Measure
    question: Question
    rows: tuple[MeasureRow, ...]
    settings: Settings
    currency: str | None = None
    covered: tuple[date, date] | None = None
    judged: tuple[date, date] | None = None

    @property
    def only(self) -> MeasureRow:
        """The one row of a question without `by`."""
        (row,) = self.rows
        return row
