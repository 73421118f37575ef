"""Lindhaga's measures by month, and over the last twelve."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Mapping

from farled.analysis.measures import MeasureResult, Question, measure
from farled.cli.demonstration.making import Demonstration
from farled.terms.period import Period
from farled.ui.catalogue import entry
from farled.ui.measured import measure_name, value_in_words
from farled.ui.names import channel_name
from farled.ui.tables import count, percent, range_of
from farled.ui.terminal import Trend

__all__ = ["channel_trends", "measure_trends"]

_CHANNELS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class _Wanted:
    measure: str
    where: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    name: str = ""


_WANTED: Final = (
    _Wanted("digital-share-inbound"),
    _Wanted(
        "channel-share", {"channel": "phone", "direction": "inbound"}, "demo-phone"
    ),
    _Wanted("compliance"),
    _Wanted("first-contact-resolution"),
    _Wanted("status-chasing-share"),
    _Wanted("results-delivered-digitally"),
    _Wanted("ces-share"),
    _Wanted("cost-per-contact"),
)


def measure_trends(made: Demonstration, lang: str, year: Period) -> list[Trend]:
    """Measure by month, with the last twelve months as one value beside."""
    trends = []
    for wanted in _WANTED:
        monthly = Question(by=("month",), where=wanted.where)
        yearly = Question(where=wanted.where, since=year.start, until=year.until)
        by_month = _ask(made, wanted.measure, monthly)
        over_year = _ask(made, wanted.measure, yearly)
        name = entry(wanted.name, lang) if wanted.name else ""
        name = name or measure_name(wanted.measure, lang)
        trends.append(_trend(name, by_month, over_year, lang))
    return trends


def _ask(made: Demonstration, name: str, question: Question) -> MeasureResult:
    return measure(made.facts, name, question, strategy=made.strategy)


def _trend(name: str, by_month: MeasureResult, year: MeasureResult, lang: str) -> Trend:
    unit, currency = by_month.measure.unit, by_month.currency

    def said(value: float | None) -> str:
        return "–" if value is None else value_in_words(value, unit, lang, currency)

    values = [row.value for row in by_month.rows]
    known = [value for value in values if value is not None]
    only = year.only
    bounds = only.interval
    interval = range_of(said(bounds.low), said(bounds.high)) if bounds else ""
    return Trend(
        name=name,
        values=values,
        first=said(known[0] if known else None),
        last=said(known[-1] if known else None),
        facts=(said(only.value), interval, count(only.n or 0, lang)),
    )


def channel_trends(made: Demonstration, lang: str) -> list[Trend]:
    """Follow the channels with most contacts, month by month."""
    question = Question(by=("month", "channel"), where={"direction": "inbound"})
    rows = _ask(made, "channel-share", question).rows
    months = sorted({str(row.keys["month"]) for row in rows})
    shares: dict[str, dict[str, float]] = {}
    sums: dict[str, float] = {}
    for row in rows:
        channel = row.keys["channel"]
        if channel is not None and row.value is not None:
            shares.setdefault(str(channel), {})[str(row.keys["month"])] = row.value
            sums[str(channel)] = sums.get(str(channel), 0) + (row.numerator or 0)
    most = sorted(sums, key=lambda channel: -sums[channel])[:_CHANNELS_SHOWN]
    return [
        Trend(
            name=channel_name(made.strategy, channel, lang),
            values=[shares[channel].get(month) for month in months],
            first=percent(shares[channel].get(months[0], 0), lang),
            last=percent(shares[channel].get(months[-1], 0), lang),
            from_zero=True,
        )
        for channel in most
    ]
