"""Guess how a column writes dates, by trying what logs use."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Callable, Iterable

from farled.exchange.mapping.formats import has_time
from farled.exchange.mapping.suggesting.heads import Look

__all__ = ["DateGuess", "guess_dates", "time_format"]

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|[+-]\d\d(:?\d\d)?))?)?"
)
_TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%H.%M", "%H.%M.%S")
_DAYS = (
    *(f"%Y{sign}%m{sign}%d" for sign in "-/."),
    "%Y%m%d",
    *(f"%d{sign}%m{sign}%Y" for sign in "/.-"),
    *(f"%m{sign}%d{sign}%Y" for sign in "/.-"),
    *(f"%d{sign}%m{sign}%y" for sign in "/.-"),
    *(f"%m{sign}%d{sign}%y" for sign in "/.-"),
    "%d %b %Y",
    "%d %B %Y",
    "%b %d %Y",
)
_ENOUGH = 0.9
_LIKELY_YEARS = range(1980, 2100)
_SECONDS = re.compile(r"1\d{9}")
_MILLISECONDS = re.compile(r"1\d{12}")


@dataclass(frozen=True, slots=True)
class DateGuess:
    """How a column writes dates.

    Attributes:
        formats: as a mapping names them.
        is_day_only: no time of day is given.
        is_ambiguous: day and month could also be the other way round.
    """

    formats: tuple[str, ...]
    is_day_only: bool
    is_ambiguous: bool = False


def guess_dates(look: Look) -> DateGuess | None:
    """Guess the formats of a column's dates; None when it holds none."""
    sample = look.sample()
    if not sample:
        return None
    if _share(sample, partial(_matches, _ISO)) >= _ENOUGH:
        return DateGuess(("iso",), all(len(text) == 10 for text in sample))  # noqa: PLR2004 - length of 2026-01-31
    for pattern, name in ((_SECONDS, "epoch"), (_MILLISECONDS, "epoch-ms")):
        if _share(sample, partial(_matches, pattern)) == 1:
            return DateGuess((name,), is_day_only=False)
    return _by_signs(sample)


def _by_signs(sample: list[str]) -> DateGuess | None:
    fitting = [
        (name, share)
        for name in _candidates(sample)
        if (share := _share(sample, partial(_reads, name))) >= _ENOUGH
    ]
    if not fitting:
        return None
    best, share = max(fitting, key=lambda pair: pair[1])
    other = _exchanged(best)
    ambiguous = other != best and any(
        name == other and found == share for name, found in fitting
    )
    return DateGuess((best,), not has_time(best), ambiguous)


def _exchanged(name: str) -> str:
    return name.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def _candidates(sample: list[str]) -> Iterable[str]:
    timed = ":" in sample[0] or sample[0].count(".") > 2  # noqa: PLR2004 - 1.2.2026 13.45
    for day in _DAYS:
        yield day
        if timed:
            yield from (f"{day} {time}" for time in _TIMES)


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text) is not None


def _reads(name: str, text: str) -> bool:
    try:
        return datetime.strptime(text, name).year in _LIKELY_YEARS  # noqa: DTZ007 - only the shape matters
    except ValueError:
        return False


def _share(sample: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, sample)) / len(sample)


def time_format(look: Look) -> str | None:
    """Guess the format of a column of times without days."""
    sample = look.sample()
    for name in _TIMES:
        if sample and all(_is_time(text, name) for text in sample):
            return name
    return None


def _is_time(text: str, name: str) -> bool:
    try:
        datetime.strptime(text, name)  # noqa: DTZ007 - only the shape matters
    except ValueError:
        return False
    return True
