"""From counts and answers to a summary: shares, movements, money and breaches."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from farled.analysis.intervals import wilson
from farled.analysis.replay.answers import NONE, Answers, standing_of
from farled.analysis.replay.pricing import Prices
from farled.analysis.replay.result import (
    ChannelStanding,
    Movement,
    NotJudged,
    RuleVolume,
    Summary,
)
from farled.analysis.replay.saving import sum_savings
from farled.analysis.shares import Share

__all__ = ["Counted", "Frame", "summarise"]

_DENSE: Final = 4
"""With fewer rows than a fourth of the situations, those that occur are sought."""

_EXCLUDED: Final = "excluded"
_STANDING_BITS: Final = 16
_Ints = npt.NDArray[np.int64]
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Frame:
    """What every summary of one replay looks things up in.

    Attributes:
        channels: ids in document order.
        rules: ids in document order.
        breached: situations of people left out who are recommended nothing that they
            can use.
    """

    answers: Answers
    prices: Prices
    channels: tuple[str, ...]
    rules: tuple[str, ...]
    breached: _Flags


@dataclass(frozen=True)
class Counted:
    """Facts of some situations in some channels; arrays of one length."""

    situation: _Ints
    channel: _Ints
    n: _Ints

    def where(self, keep: _Flags) -> "Counted":
        """Keep some rows."""
        if keep.all():
            return self
        return Counted(self.situation[keep], self.channel[keep], self.n[keep])

    def by_situation(self, situations: int) -> "_Weighted":
        """Count the facts of each situation that occurs."""
        if len(self.n) * _DENSE < situations:
            places, own = np.unique(self.situation, return_inverse=True)
            return _Weighted(places, _sums(own, self.n, len(places)))
        sums = _sums(self.situation, self.n, situations)
        places = np.flatnonzero(sums)
        return _Weighted(places, sums[places])


@dataclass(frozen=True)
class _Weighted:
    """Situations, each once, with their facts."""

    situation: _Ints
    n: _Ints

    @property
    def total(self) -> int:
        """Count the facts."""
        return int(self.n.sum())

    def having(self, flags: _Flags) -> int:
        """Count the facts of situations with a flag."""
        return int(self.n[flags[self.situation]].sum())

    def where(self, flags: _Flags) -> "_Weighted":
        """Keep situations with a flag."""
        keep = flags[self.situation]
        return _Weighted(self.situation[keep], self.n[keep])


def summarise(frame: Frame, counted: Counted) -> Summary:
    """Sum up a replay.

    Source: docs/method/replay.md.
    """
    answers = frame.answers
    is_judged = answers.unjudged == NONE
    every = counted.by_situation(len(answers))
    judged = every.where(is_judged)
    used = counted.where(
        (counted.channel < len(frame.channels)) & is_judged[counted.situation]
    )
    recommended = answers.recommended[used.situation]
    comparable = int(used.n[recommended != NONE].sum())
    movements = _movements(frame, used, recommended)
    followed = sum(m.n for m in movements if m.actual == m.recommended)
    standing = answers.standing[used.situation, used.channel]
    same_role = standing == answers.role[used.situation]
    return Summary(
        n=every.total,
        judged=judged.total,
        without_channel=judged.total - int(used.n.sum()),
        nothing_recommended=judged.having(answers.recommended == NONE),
        compliance=_share(followed, comparable),
        role_compliance=_share(int(used.n[same_role].sum()), comparable),
        avoidable=_share(judged.having(answers.avoidable), judged.total),
        breaches=judged.having(frame.breached),
        not_judged=_not_judged(answers, every.where(~is_judged)),
        movements=movements,
        standings=_standings(frame, used, standing),
        rules=_rules(frame, judged),
    )


def _share(n: int, of: int) -> Share:
    return Share(n, of, wilson(n, of))


def _sums(keys: npt.NDArray[np.integer], n: _Ints, size: int) -> _Ints:
    return np.bincount(keys, weights=n, minlength=size).astype(np.int64)


def _not_judged(answers: Answers, failed: _Weighted) -> tuple[NotJudged, ...]:
    cause = answers.unjudged[failed.situation]
    sums = _sums(cause, failed.n, len(answers.causes))
    found = (
        NotJudged(answers.causes[place], int(sums[place]))
        for place in np.flatnonzero(sums)
    )
    return tuple(sorted(found, key=lambda one: (-one.n, str(one.cause))))


def _rules(frame: Frame, judged: _Weighted) -> tuple[RuleVolume, ...]:
    decided = judged.where(frame.answers.rule != NONE)
    rule = frame.answers.rule[decided.situation]
    sums = _sums(rule, decided.n, len(frame.rules))
    return tuple(RuleVolume(frame.rules[i], int(sums[i])) for i in np.flatnonzero(sums))


def _standings(
    frame: Frame, used: Counted, standing: npt.NDArray[np.uint16]
) -> tuple[ChannelStanding, ...]:
    keys = used.channel << _STANDING_BITS | standing
    sums = _sums(keys, used.n, len(frame.channels) << _STANDING_BITS)
    found = [
        (key >> _STANDING_BITS, standing_of(key & (1 << _STANDING_BITS) - 1), sums[key])
        for key in np.flatnonzero(sums).tolist()
    ]
    return tuple(
        ChannelStanding(
            channel=frame.channels[channel],
            standing=own.role or _EXCLUDED,
            reasons=own.reasons,
            n=int(n),
        )
        for channel, own, n in found
    )


def _movements(
    frame: Frame, used: Counted, recommended: npt.NDArray[np.int32]
) -> tuple[Movement, ...]:
    width, prices = len(frame.channels), frame.prices
    # First by price list as well, so that money is reckoned on few rows.
    sums = _sums(
        (prices.of[used.situation].astype(np.int64) * width + used.channel)
        * (width + 1)
        + (recommended + 1),
        used.n,
        0,
    )
    cells = np.flatnonzero(sums)
    cells = cells[cells % (width + 1) > 0]
    rest, target = np.divmod(cells, width + 1)
    lists, actual = np.divmod(rest, width)
    target -= 1
    moved = sum_savings(
        actual * width + target,
        sums[cells],
        prices.between(lists, actual, target),
        prices.currency,
    )
    return tuple(
        Movement(frame.channels[place // width], frame.channels[place % width], n, *own)
        for place, n, own in moved
    )
