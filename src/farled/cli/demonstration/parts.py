"""The parts of the demonstration, in the order they are shown."""

from datetime import date
from typing import Callable, Final

from rich.console import Console

from farled.analysis.goals import evaluate_goals
from farled.analysis.replay import Scope, compare
from farled.cli.demonstration.asking import NOON, blocks, everyday_questions
from farled.cli.demonstration.making import LAST_DAY, Demonstration
from farled.cli.demonstration.measuring import channel_trends, measure_trends
from farled.cli.shell.knowledge import known_words
from farled.strategy.checking import check_strategy
from farled.strategy.deciding import decide
from farled.strategy.explaining import Explanation, explain
from farled.strategy.situation import Situation
from farled.terms.period import Period
from farled.ui.catalogue import entry, fill
from farled.ui.explaining import explain_in_words
from farled.ui.findings import known_names
from farled.ui.matrix import matrix_of
from farled.ui.names import channel_name, name_of
from farled.ui.reasons import day_in_words, instant_in_words, label
from farled.ui.replayed import comparison_sheets
from farled.ui.tables import count
from farled.ui.terminal import (
    Card,
    heading,
    show_card,
    show_findings,
    show_goals,
    show_matrix,
    show_sheet,
    show_trends,
)

__all__ = ["PARTS"]

_LAST_YEAR: Final = Period(date(2025, 11, 1), LAST_DAY)
_LEFT_OUT: Final = frozenset(
    {
        *("recommended", "alternative", "excluded", "decided-by", "by-source"),
        *("alternative-opens-later", "alternative-stays-closed"),
        *("cost-to-customer", "cost-to-society"),
    }
)
"""Statements that a card does without; `farled explain` says them all."""
_FINDINGS: Final = 4
_ROWS: Final = 10

Part = Callable[[Console, Demonstration, str], None]


def _say(code: str, lang: str, **params: str | int) -> str:
    return fill(entry(code, lang), params)


def _introduce(screen: Console, made: Demonstration, lang: str) -> None:
    strategy = made.strategy
    title = _say(
        "demo-title",
        lang,
        channels=len(strategy.channels),
        services=len(strategy.services),
        rules=len(strategy.rules),
    )
    n = count(made.contacts, lang)
    note = _say(
        "demo-title-note",
        lang,
        version=made.compiled.version,
        n=n,
        folder=str(made.folder),
    )
    heading(screen, title, note)


def _check(screen: Console, made: Demonstration, lang: str) -> None:
    found = check_strategy(
        made.strategy,
        own=made.loaded.own,
        places=made.loaded.places,
        words=known_words(),
    )
    names = known_names(made.strategy, lang)
    heading(screen, _say("demo-check", lang))
    show_findings(screen, found, lang, names=names, most=_FINDINGS)


def _matrix(screen: Console, made: Demonstration, lang: str) -> None:
    title = _say("demo-matrix", lang, day=day_in_words(NOON.date().isoformat(), lang))
    wanted = blocks(made.strategy, lang)
    show_matrix(screen, matrix_of(made.compiled, wanted, lang, title))


def _decide(screen: Console, made: Demonstration, lang: str) -> None:
    heading(screen, _say("demo-decisions", lang))
    for situation in everyday_questions(made.strategy):
        show_card(screen, _card(made, situation, lang))


def _card(made: Demonstration, situation: Situation, lang: str) -> Card:
    strategy, spoken = made.strategy, made.strategy.head.languages
    decision = decide(made.compiled, situation)
    whole = explain(made.compiled, situation, decision)
    told = [s for s in whole.statements if s.said.code not in _LEFT_OUT]
    said = explain_in_words(Explanation(tuple(told)), strategy, lang)
    known = [
        name_of(strategy.services, situation.service or "", lang, spoken),
        label("contact_type", str(situation.contact_type), lang),
        name_of(strategy.groups, situation.group or "", lang, spoken),
        label("ability", str(situation.ability), lang),
    ]
    if situation.at:
        known.append(instant_in_words(situation.at.isoformat(), lang))
    recommended = decision.recommended
    answer = channel_name(strategy, recommended, lang) if recommended else "–"
    return Card(" · ".join(known), answer, tuple(said))


def _measure(screen: Console, made: Demonstration, lang: str) -> None:
    heading(
        screen,
        _say("demo-measures", lang),
        _say("demo-measures-note", lang, first="2023-11", last="2026-10"),
    )
    head = ("head-measure", "demo-head-first", "demo-head-months", "demo-head-last")
    more = ("demo-head-year", "head-interval", "head-n")
    words = tuple(_say(code, lang) for code in (*head, *more))
    show_trends(screen, measure_trends(made, lang, _LAST_YEAR), words)


def _channels(screen: Console, made: Demonstration, lang: str) -> None:
    heading(screen, _say("demo-channels", lang), _say("demo-channels-note", lang))
    head = ("head-used", "demo-head-first", "demo-head-months", "demo-head-last")
    words = tuple(_say(code, lang) for code in head)
    show_trends(screen, channel_trends(made, lang), words)


def _goals(screen: Console, made: Demonstration, lang: str) -> None:
    heading(screen, _say("demo-goals", lang), _say("demo-goals-note", lang))
    states = evaluate_goals(made.facts, made.strategy, on=LAST_DAY)
    show_goals(screen, states, made.strategy, lang)


def _replay(screen: Console, made: Demonstration, lang: str) -> None:
    scope = Scope(period=_LAST_YEAR)
    found = compare(made.facts, made.compiled, made.draft, scope)
    heading(screen, _say("demo-replay", lang))
    for sheet in comparison_sheets(found, made.draft.strategy, lang):
        show_sheet(screen, sheet, most_rows=_ROWS)


def _next(screen: Console, made: Demonstration, lang: str) -> None:
    heading(screen, _say("demo-next", lang))
    folder = made.folder
    for line in (
        f"farled check {folder}/lindhaga.yaml",
        f"farled diff {folder}/lindhaga.yaml {folder}/lindhaga-2027.yaml",
        f"farled measure {folder}/facts --strategy {folder}/lindhaga.yaml --goals",
        f"farled journeys {folder}/facts --strategy {folder}/lindhaga.yaml",
    ):
        screen.print(f"  {line}")


PARTS: Final[tuple[Part, ...]] = (
    _introduce,
    _check,
    _matrix,
    _decide,
    _measure,
    _channels,
    _goals,
    _replay,
    _next,
)
