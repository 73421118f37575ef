"""From counts and answers to a summary: shares, movements, money and breaches."""

from dataclasses import dataclass
from typing import Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.intervals import wilson
from farled.analysis.replay.answers import NONE, ROLES, Answers
from farled.analysis.replay.pricing import VIEWS, Prices
from farled.analysis.replay.result import (
    ChannelStanding,
    Movement,
    NotJudged,
    RuleVolume,
    Saving,
    Share,
    Summary,
)
from farled.terms.money import Money

__all__ = ["Counted", "Frame", "summarise"]

_EXCLUDED: Final = "excluded"
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


def _sums(keys: _Ints, n: _Ints | npt.NDArray[np.float64], size: int) -> _Ints:
    return np.bincount(keys, weights=n, minlength=size).astype(np.int64)


def _same_role(answers: Answers, comparable: Counted) -> int:
    roles = np.array(
        [NONE if s.role is None else ROLES.index(s.role) for s in answers.standings]
        or [NONE]
    )
    own = roles[answers.standing[comparable.situation, comparable.channel]]
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
    standings = frame.answers.standings
    standing = frame.answers.standing[used.situation, used.channel]
    size = max(len(standings), 1)
    sums = _sums(used.channel * size + standing, used.n, len(frame.channels) * size)
    return tuple(
        ChannelStanding(
            channel=frame.channels[place // size],
            standing=(standings[place % size].role or _EXCLUDED),
            reasons=standings[place % size].reasons,
            n=int(sums[place]),
        )
        for place in np.flatnonzero(sums)
    )


def _movements(frame: Frame, comparable: Counted) -> tuple[Movement, ...]:
    width = len(frame.channels)
    target = frame.answers.recommended[comparable.situation].astype(np.int64)
    pair = comparable.channel * width + target
    prices = frame.prices
    lists = prices.of[comparable.situation]
    dearer = prices.minor[lists, comparable.channel] - prices.minor[lists, target]
    dearer[comparable.channel == target] = 0  # staying costs nothing, priced or not
    n = _sums(pair, comparable.n, width * width)
    known = ~np.isnan(dearer)
    priced = [
        _sums(pair[known[:, v]], comparable.n[known[:, v]], width * width)
        for v in range(len(VIEWS))
    ]
    money = [
        _sums(pair, np.nan_to_num(dearer[:, v]) * comparable.n, width * width)
        for v in range(len(VIEWS))
    ]
    return tuple(
        Movement(
            frame.channels[place // width],
            frame.channels[place % width],
            int(n[place]),
            *_savings(
                n[place],
                [p[place] for p in priced],
                [m[place] for m in money],
                prices.currency,
            ),
        )
        for place in np.flatnonzero(n)
    )


def _savings(
    n: int, priced: Sequence[int], money: Sequence[int], currency: str
) -> list[Saving]:
    return [
        Saving(
            money=Money(int(amount), currency) if known else None,
            priced=int(known),
            unpriced=int(n - known),
        )
        for known, amount in zip(priced, money, strict=True)
    ]
