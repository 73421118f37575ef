"""Guess which column of a log fills which column of the facts."""

from dataclasses import dataclass, field
from typing import Callable, Final, Mapping, Sequence

from farled.exchange.mapping.suggesting.dates import (
    DateGuess,
    guess_dates,
    time_format,
)
from farled.exchange.mapping.suggesting.heads import Look
from farled.exchange.mapping.suggesting.words import (
    COLUMN_WORDS,
    ZONES,
    channel_of,
    parts,
)

__all__ = ["CASE_OF_EVENT_LOGS", "Guess", "guess_columns", "guess_zone"]

CASE_OF_EVENT_LOGS: Final = "case:concept:name"
"""Name of the case in event logs that come from XES."""

_FEW = 60
_MANY = 3_000
_THIRD = 0.3
_PLANS = frozenset({"target", "planned", "deadline", "due"})


@dataclass(slots=True)
class Guess:
    """Which log column fills what; absent where nothing fits.

    Attributes:
        columns: fact column → the log's column.
        dates: log column → how it writes dates.
        times: log column of days → log column of times, and its format.
    """

    columns: dict[str, Look] = field(default_factory=dict)
    dates: dict[str, DateGuess] = field(default_factory=dict)
    times: dict[str, tuple[str, str]] = field(default_factory=dict)


Rate = Callable[[Look], float]
"""How well a log column fits; 0 is not at all."""


def guess_columns(looks: Sequence[Look]) -> Guess:
    """Guess by the names of columns and by what they hold."""
    guess = Guess()
    free = {look.name: look for look in looks if look.filled}
    guess.dates = {
        name: found for name, look in free.items() if (found := guess_dates(look))
    }
    for column in ("ended_at", "occurred_at"):
        taken = _take(guess, free, column, _date_rate(guess, column))
        if taken is not None:
            _pair_time(guess, taken, free)
    for name in guess.dates:
        free.pop(name, None)
    for column, rate in _RATES.items():
        _take(guess, free, column, rate)
    return guess


def _take(guess: Guess, free: dict[str, Look], column: str, rate: Rate) -> Look | None:
    best = max(free.values(), key=rate, default=None)
    if best is None or rate(best) <= 0:
        return None
    guess.columns[column] = best
    return free.pop(best.name)


def _named(look: Look, column: str) -> float:
    """Rate how a column's name speaks for a fact column, 0 to about 3."""
    wanted = COLUMN_WORDS[column].split()
    words = parts(look.name)
    exact = sum(word in wanted for word in words)
    joined = "".join(words) in wanted
    inside = any(
        w in word
        for word in words
        for w in wanted
        if len(w) > 4  # noqa: PLR2004 - shorter ones stand in other words
    )
    return exact + joined + 0.5 * inside


def _date_rate(guess: Guess, column: str) -> Rate:
    other = "occurred_at" if column == "ended_at" else "ended_at"
    least = 1.0 if column == "ended_at" else 0.0

    def rate(look: Look) -> float:
        named = _named(look, column)
        if look.name not in guess.dates or named < least:
            return 0.0
        is_plan = bool(_PLANS & set(parts(look.name)))
        fullness = look.filled / 10**9
        return 1 + named - 0.5 * _named(look, other) - 2 * is_plan + fullness

    return rate


def _pair_time(guess: Guess, day: Look, free: dict[str, Look]) -> None:
    """Find the column of times that stands beside a column of days."""
    if not guess.dates[day.name].is_day_only:
        return
    words = set(parts(day.name))
    for look in free.values():
        written = time_format(look)
        if written and set(parts(look.name)) & words:
            guess.times[day.name] = (look.name, written)
            return


def _id_rate(look: Look) -> float:
    if look.name == CASE_OF_EVENT_LOGS:
        return 100.0
    named = _named(look, "contact_id")
    return (3 * look.is_unique + named) if look.is_unique or named >= 1 else 0.0


def _channel_rate(look: Look) -> float:
    if look.distinct > _FEW:
        return 0.0
    meant = sum(n for value, n in look.counts.items() if channel_of(value))
    share = meant / look.filled
    return share + _named(look, "channel") if share >= _THIRD else 0.0


def _by_name(column: str, test: Callable[[Look], bool], finer: float = 0.0) -> Rate:
    """Rate by name those that pass a test; among equals, finer or coarser ones."""

    def rate(look: Look) -> float:
        named = _named(look, column) if test(look) else 0.0
        return named + finer * look.distinct if named else 0.0

    return rate


def _is_kind(look: Look) -> bool:
    return 1 < look.distinct <= _MANY and not look.is_unique


def _is_measure(look: Look) -> bool:
    return all(set(text) <= set("0123456789.,: ") for text in look.sample(50))


def _has_many(look: Look) -> bool:
    return look.distinct > _FEW


def _has_few(look: Look) -> bool:
    return look.distinct <= _FEW


_RATES: Final[Mapping[str, Rate]] = {
    "contact_id": _id_rate,
    "channel": _channel_rate,
    "wait_s": _by_name("wait_s", _is_measure),
    "handling_s": _by_name("handling_s", _is_measure),
    "party_key": _by_name("party_key", _has_many),
    "language": _by_name("language", _has_few),
    "direction": _by_name("direction", _has_few),
    "unit": _by_name("unit", _is_kind, finer=-1e-5),
    "service": _by_name("service", _is_kind, finer=1e-5),
}
"""Fact column → how to rate log columns for it, in the order they are chosen."""


def guess_zone(columns: Sequence[str]) -> str | None:
    """Guess the time zone by the language of the columns' names."""
    words = {word for name in columns for word in (*parts(name), "".join(parts(name)))}
    rated: Mapping[str, int] = {
        zone: len(words & set(known.split())) for known, zone in ZONES.items()
    }
    best = max(rated, key=lambda zone: rated[zone])
    return best if rated[best] else None
