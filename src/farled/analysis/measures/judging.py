"""From figures to rows: the value, its interval, or the reason why there is none."""

from typing import Sequence

from farled.analysis.intervals import Interval, mean_interval, wilson
from farled.analysis.measures.counting import Figures
from farled.analysis.measures.definition import Kind, Measure
from farled.analysis.measures.result import MeasureRow, State
from farled.terms.reasons import Reason, reason

__all__ = ["judge", "unanswered"]


def judge(
    measure: Measure,
    figures: Sequence[Figures],
    by: Sequence[str],
    needed: Sequence[str],
) -> list[MeasureRow]:
    """Return one row per figures; a split measure shares its denominators."""
    split = [i for i, name in enumerate(by) if name in measure.split]
    wholes = _wholes(figures, split)
    return [_row(measure, f, wholes[_outer(f, split)], by, needed) for f in figures]


def unanswered(by: Sequence[str], *reasons: Reason) -> MeasureRow:
    """Return the one row of a question that cannot be answered at all."""
    return MeasureRow(keys=dict.fromkeys(by), state=State.NOT_PROVIDED, reasons=reasons)


def _outer(figures: Figures, split: Sequence[int]) -> tuple[object, ...]:
    return tuple(key for i, key in enumerate(figures.keys) if i not in split)


def _wholes(
    figures: Sequence[Figures], split: Sequence[int]
) -> dict[tuple[object, ...], tuple[int, int]]:
    wholes: dict[tuple[object, ...], tuple[int, int]] = {}
    for f in figures:
        relevant, known = wholes.get(_outer(f, split), (0, 0))
        wholes[_outer(f, split)] = relevant + f.relevant, known + f.known
    return wholes


def _row(
    measure: Measure,
    figures: Figures,
    whole: tuple[int, int],
    by: Sequence[str],
    needed: Sequence[str],
) -> MeasureRow:
    relevant, known = whole
    keys = dict(zip(by, figures.keys, strict=True))
    reasons = _missing(figures, needed)
    if reasons:
        nothing = figures.relevant == 0
        return MeasureRow(
            keys=keys,
            state=State.NOT_APPLICABLE if nothing else State.NOT_PROVIDED,
            n=figures.known,
            relevant=figures.relevant,
            awaiting=figures.awaiting,
            reasons=reasons,
        )
    return MeasureRow(
        keys=keys,
        state=State.VALUE,
        value=_value(measure, figures, known),
        numerator=figures.total,
        denominator=None if measure.kind is Kind.SUM else known,
        n=known,
        relevant=relevant,
        interval=_interval(measure, figures, known),
        awaiting=figures.awaiting,
    )


def _missing(figures: Figures, needed: Sequence[str]) -> tuple[Reason, ...]:
    if figures.relevant == 0:
        awaits = figures.awaiting > 0
        return (reason("window-not-passed") if awaits else reason("nothing-relevant"),)
    if figures.known == figures.relevant:
        return ()
    lacking = [column for column in needed if column not in figures.given]
    if lacking:
        return tuple(reason("column-not-provided", column=name) for name in lacking)
    return () if figures.known else (reason("values-not-known"),)


def _value(measure: Measure, figures: Figures, known: int) -> float:
    return figures.total if measure.kind is Kind.SUM else figures.total / known


def _interval(measure: Measure, figures: Figures, known: int) -> Interval | None:
    match measure.kind:
        case Kind.SHARE:
            return wilson(int(figures.total), known)
        case Kind.MEAN if known > 1:
            mean = figures.total / known
            spread = max(figures.squares - known * mean * mean, 0.0)
            return mean_interval(known, mean, spread / (known - 1))
    return None
