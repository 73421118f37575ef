"""A measure's answer as a table in a language, each value beside its n and interval."""

from farled.analysis.measures import Measure, MeasureResult, MeasureRow, State, Unit
from farled.strategy.document import Strategy
from farled.ui.catalogue import codes, entry, fill
from farled.ui.names import channel_name, name_of
from farled.ui.reasons import label
from farled.ui.tables import Sheet, amount, count, percent, range_of

__all__ = ["measure_name", "measure_sheet", "value_in_words"]

_NAMED = {"service": "services", "group": "groups", "target_group": "groups"}


def measure_name(measure: str, lang: str) -> str:
    """Name a measure, or give its id."""
    code = f"measure.{measure}"
    return str(entry(code, lang)) if code in codes() else measure


def value_in_words(
    value: float, unit: Unit, lang: str, currency: str | None = None
) -> str:
    """Write a value in its unit.

    >>> from farled.analysis.measures import Unit
    >>> value_in_words(0.5321, Unit.SHARE, "en"), value_in_words(90, Unit.SECONDS, "en")
    ('53.2 %', '90 s')
    """
    match unit:
        case Unit.SHARE:
            return percent(value, lang)
        case Unit.COUNT:
            return count(value, lang)
        case Unit.SECONDS:
            return f"{count(value, lang)} s"
        case Unit.MONEY_MINOR:
            return amount(value, currency or "", lang).strip()
        case Unit.SCORE:
            return count(value, lang, 2)


def measure_sheet(result: MeasureResult, strategy: Strategy | None, lang: str) -> Sheet:
    """Lay out an answer: keys, value, interval, n and the share that was judged."""
    names = tuple(result.question.by)
    words = ("head-value", "head-interval", "head-n", "head-judged")
    head = (*names, *(entry(word, lang) for word in words))
    rows = tuple(
        (
            *(_key(name, row, strategy, lang) for name in names),
            *_cells(row, result, lang),
        )
        for row in result.rows
    )
    first = len(names)
    return Sheet(
        title=measure_name(result.measure.id, lang),
        note=_note(result, lang),
        head=head,
        rows=rows,
        numbers=frozenset(range(first, first + 4)),
        answer=first,
    )


def _note(result: MeasureResult, lang: str) -> str:
    covered = result.judged or result.covered
    days = [day.isoformat() for day in covered] if covered else ["–", "–"]
    unit = _unit(result.measure, result.currency, lang)
    given = {"unit": unit, "first": days[0], "last": days[1]}
    return fill(entry("measured-note", lang), given)


def _unit(measure: Measure, currency: str | None, lang: str) -> str:
    return fill(entry(f"unit.{measure.unit}", lang), {"currency": currency or "–"})


def _key(name: str, row: MeasureRow, strategy: Strategy | None, lang: str) -> str:
    value = row.keys.get(name)
    if value is None:
        return str(entry("not-known", lang))
    text = str(value)
    if strategy is None:
        return text
    if name.startswith("channel"):
        return channel_name(strategy, text, lang)
    if name in _NAMED:
        parts = getattr(strategy, _NAMED[name])
        return name_of(parts, text, lang, strategy.head.languages)
    return _term(name, text, lang)


def _term(name: str, value: str, lang: str) -> str:
    code = f"{name.replace('_', '-')}.{value}"
    return label(name, value, lang) if code in codes() else value


def _cells(
    row: MeasureRow, result: MeasureResult, lang: str
) -> tuple[str, str, str, str]:
    n = "" if row.n is None else count(row.n, lang)
    if row.state is not State.VALUE or row.value is None:
        why = " ".join(fill(entry(r.code, lang), r.params) for r in row.reasons)
        said = entry("not-provided" if why else "not-applicable", lang)
        return (f"{said}: {why}" if why else said, "", n, "")
    unit, currency = result.measure.unit, result.currency

    def said_value(value: float) -> str:
        return value_in_words(value, unit, lang, currency)

    bounds = row.interval
    known = bounds is not None and bounds.low is not None and bounds.high is not None
    interval = ""
    if known and bounds and bounds.low is not None and bounds.high is not None:
        interval = range_of(said_value(bounds.low), said_value(bounds.high))
    judged = "" if row.completeness is None else percent(row.completeness, lang, 0)
    mark = f" ({entry('partial-period', lang)})" if row.partial else ""
    return (said_value(row.value) + mark, interval, n, judged)
