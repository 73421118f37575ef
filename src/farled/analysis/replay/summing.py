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
    Share,
    Summary,
)
from farled.analysis.replay.saving import sum_savings

__all__ = ["Counted", "Frame", "summarise"]

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
        left_out: situations of digitally excluded people.
        reaches: channels a person without digital means can use.
    """

    answers: Answers
    prices: Prices
    channels: tuple[str, ...]
    rules: tuple[str, ...]
    left_out: _Flags
    reaches: _Flags


@dataclass(frozen=True)
class Counted:
    """Facts of some situations in some channels; arrays of one length."""

    situation: _Ints
    channel: _Ints
    n: _Ints

    def where(self, keep: _Flags) -> "Counted":
        """Keep some rows."""
        return Counted(self.situation[keep], self.channel[keep], self.n[keep])

    @property
    def total(self) -> int:
        """Count the facts."""
        return int(self.n.sum())


def summarise(frame: Frame, counted: Counted) -> Summary:
    """Sum up a replay.

    Source: docs/method/replay.md.
    """
    answers = frame.answers
    judged = counted.where(answers.unjudged[counted.situation] == NONE)
    recommended = answers.recommended[judged.situation]
    used = judged.channel < len(frame.channels)
    comparable = judged.where(used & (recommended != NONE))
    target = answers.recommended[comparable.situation]
    followed = comparable.total and int(
        comparable.n[comparable.channel == target].sum()
    )
    return Summary(
        n=counted.total,
        judged=judged.total,
        without_channel=int(judged.n[~used].sum()),
        nothing_recommended=int(judged.n[recommended == NONE].sum()),
        compliance=_share(followed, comparable.total),
        role_compliance=_share(_same_role(answers, comparable), comparable.total),
        avoidable=_share(
            int(judged.n[answers.avoidable[judged.situation]].sum()), judged.total
        ),
        breaches=int(judged.n[_breaches(frame, judged)].sum()),
        not_judged=_not_judged(answers, counted),
        movements=_movements(frame, comparable),
        standings=_standings(frame, judged.where(used)),
        rules=_rules(frame, judged),
    )


def _share(n: int, of: int) -> Share:
    return Share(n, of, wilson(n, of))


def _sums(keys: _Ints, n: _Ints, size: int) -> _Ints:
    return np.bincount(keys, weights=n, minlength=size).astype(np.int64)


def _same_role(answers: Answers, comparable: Counted) -> int:
    own = answers.standing[comparable.situation, comparable.channel]
    return int(comparable.n[own == answers.role[comparable.situation]].sum())


def _breaches(frame: Frame, judged: Counted) -> _Flags:
    """Find people left out for whom nothing that they can use is recommended.

    Where no contact was needed and the policy stops there, nothing is owed.
    """
    recommended = frame.answers.recommended[judged.situation]
    avoided = (recommended == NONE) & frame.answers.avoidable[judged.situation]
    reaches: _Flags = np.append(frame.reaches, False)[recommended]
    breaches: _Flags = frame.left_out[judged.situation] & ~reaches & ~avoided
    return breaches


def _not_judged(answers: Answers, counted: Counted) -> tuple[NotJudged, ...]:
    cause = answers.unjudged[counted.situation]
    failed = cause != NONE
    sums = _sums(cause[failed], counted.n[failed], len(answers.causes))
    found = (
        NotJudged(answers.causes[place], int(sums[place]))
        for place in np.flatnonzero(sums)
    )
    return tuple(sorted(found, key=lambda one: (-one.n, str(one.cause))))


def _rules(frame: Frame, judged: Counted) -> tuple[RuleVolume, ...]:
    rule = frame.answers.rule[judged.situation]
    sums = _sums(rule[rule != NONE], judged.n[rule != NONE], len(frame.rules))
    return tuple(RuleVolume(frame.rules[i], int(sums[i])) for i in np.flatnonzero(sums))


def _standings(frame: Frame, used: Counted) -> tuple[ChannelStanding, ...]:
    standing = frame.answers.standing[used.situation, used.channel]
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


def _movements(frame: Frame, comparable: Counted) -> tuple[Movement, ...]:
    width = len(frame.channels)
    target = frame.answers.recommended[comparable.situation].astype(np.int64)
    dearer = frame.prices.between(comparable.situation, comparable.channel, target)
    pair = comparable.channel * width + target
    return tuple(
        Movement(frame.channels[place // width], frame.channels[place % width], n, *own)
        for place, n, own in sum_savings(
            pair, comparable.n, dearer, frame.prices.currency
        )
    )
