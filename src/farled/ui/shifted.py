"""A simulated shift as tables in a language."""

from farled.analysis.shifting import CostChange, Quantiles, ShiftResult
from farled.strategy.document import Strategy
from farled.terms.languages import in_language
from farled.ui.catalogue import entry, fill
from farled.ui.names import channel_name
from farled.ui.tables import Sheet, amount, count, percent

__all__ = ["shift_sheets"]

_NUMBERS = frozenset({1, 2, 3, 4})


def shift_sheets(result: ShiftResult, strategy: Strategy, lang: str) -> list[Sheet]:
    """Lay out a simulation: who moves, where to, and what it costs."""
    title = fill(
        entry("shift-title", lang),
        {"runs": count(result.runs, lang), "seed": str(result.seed)},
    )
    head = ("", entry("shift-before", lang), "P10", "P50", "P90")
    rows = (
        *_flows(result, lang),
        *_volumes(result, strategy, lang),
        *_digital(result, lang),
        *(_cost(one, lang) for one in result.costs),
    )
    source = in_language(result.source, lang, strategy.head.languages)
    note = fill(entry("shift-note", lang), {"source": source})
    return [Sheet(title, head, rows, note=note, numbers=_NUMBERS, answer=3)]


def _row(
    name: str, before: str, values: tuple[float, float, float], lang: str
) -> tuple[str, ...]:
    return (name, before, *(count(value, lang) for value in values))


def _three(values: Quantiles) -> tuple[float, float, float]:
    return (values.p10, values.p50, values.p90)


def _flows(result: ShiftResult, lang: str) -> tuple[tuple[str, ...], ...]:
    stays = (count(result.without_assumption, lang), "", "", "")
    return (
        _row(
            entry("shift-moved", lang),
            count(result.movable, lang),
            _three(result.moved),
            lang,
        ),
        (entry("shift-without", lang), *stays),
        _row(entry("shift-leaked", lang), "", _three(result.leaked), lang),
        _row(entry("shift-repeated", lang), "", _three(result.repeated), lang),
    )


def _volumes(
    result: ShiftResult, strategy: Strategy, lang: str
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        _row(
            channel_name(strategy, one.channel, lang),
            count(one.before, lang),
            _three(one.after),
            lang,
        )
        for one in result.volumes
        if one.before or one.after.p90
    )


def _digital(result: ShiftResult, lang: str) -> tuple[tuple[str, ...], ...]:
    if result.digital_share is None or result.digital_share_before is None:
        return ()
    shares = (result.digital_share_before, *_three(result.digital_share))
    return (
        (entry("shift-digital", lang), *(percent(share, lang) for share in shares)),
    )


def _cost(cost: CostChange, lang: str) -> tuple[str, ...]:
    name = entry(f"shift-cost-{cost.view}", lang)
    if cost.unpriced:
        unpriced = {"n": count(cost.unpriced, lang)}
        name = f"{name} {fill(entry('shift-unpriced', lang), unpriced)}"
    amounts = (cost.p10, cost.p50, cost.p90)
    return (name, "", *(amount(m.minor, m.currency, lang) for m in amounts))
