"""From figures to rows: the value, its interval, or the reason why there is none."""

from dataclasses import replace
from typing import Mapping, Sequence

from farled.analysis.intervals import Interval, mean_interval, wilson
from farled.analysis.measures.counting import Figures
from farled.analysis.measures.definition import Kind, Measure
from farled.analysis.measures.result import Key, MeasureRow, State
from farled.terms.reasons import Reason, reason

__all__ = ["judge", "nothing", "subtract", "unanswered"]


def judge(
    measure: Measure,
    figures: Sequence[Figures],
    by: Sequence[str],
    needed: Sequence[str],
) -> list[MeasureRow]:
    """Return one row per figures; a split measure shares its denominators."""
    split = [i for i, name in enumerate(by) if name in measure.split]
    if not split:
        return [_row(measure, f, (f.relevant, f.known), by, needed) for f in figures]
    outer = [_outer(f, split) for f in figures]
    wholes: dict[tuple[object, ...], tuple[int, int]] = {}
    for f, place in zip(figures, outer, strict=True):
        relevant, known = wholes.get(place, (0, 0))
        wholes[place] = relevant + f.relevant, known + f.known
    return [
        _row(measure, f, wholes[place], by, needed)
        for f, place in zip(figures, outer, strict=True)
    ]


def unanswered(by: Sequence[str], *reasons: Reason) -> MeasureRow:
    """Return the one row of a question that cannot be answered at all."""
    return MeasureRow(keys=dict.fromkeys(by), state=State.NOT_PROVIDED, reasons=reasons)


def nothing(by: Sequence[str]) -> MeasureRow:
    """Return the one row of a question about no facts at all."""
    return MeasureRow(
        keys=dict.fromkeys(by),
        state=State.NOT_APPLICABLE,
        reasons=(reason("nothing-relevant"),),
    )


def subtract(
    came: Figures,
    went: Figures,
    by: Sequence[str],
    needed: Sequence[str],
    *,
    same_things: bool,
) -> MeasureRow:
    """Return what came in less what went out; numerator ÷ denominator is the ratio.

    Unless they are `same_things`, both kinds of thing are counted in n.
    """
    whole = came
    if not same_things:
        whole = replace(
            came,
            relevant=came.relevant + went.relevant,
            known=came.known + went.known,
            given=came.given | went.given,
        )
    keys = dict(zip(by, came.keys, strict=True))
    reasons = _missing(whole, needed)
    if reasons:
        return _without_value(whole, keys, reasons)
    return MeasureRow(
        keys=keys,
        state=State.VALUE,
        value=came.total - went.total,
        numerator=went.total,
        denominator=came.total,
        n=whole.known,
        relevant=whole.relevant,
    )


def _outer(figures: Figures, split: Sequence[int]) -> tuple[object, ...]:
    return tuple([key for i, key in enumerate(figures.keys) if i not in split])


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
        return _without_value(figures, keys, reasons)
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


def _without_value(
    figures: Figures, keys: Mapping[str, Key], reasons: tuple[Reason, ...]
) -> MeasureRow:
    empty = figures.relevant == 0
    return MeasureRow(
        keys=keys,
        state=State.NOT_APPLICABLE if empty else State.NOT_PROVIDED,
        n=figures.known,
        relevant=figures.relevant,
        awaiting=figures.awaiting,
        reasons=reasons,
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
            bounds = mean_interval(known, mean, spread / (known - 1))
            return _within(bounds, measure.scale)
    return None


def _within(bounds: Interval, scale: tuple[float, float] | None) -> Interval:
    if scale is None or bounds.low is None or bounds.high is None:
        return bounds
    return Interval(max(bounds.low, scale[0]), min(bounds.high, scale[1]))
