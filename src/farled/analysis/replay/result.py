"""What a replay says: compliance, movements, money, breaches, and what it left open."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Mapping

from farled.analysis.replay.answers import Unjudged
from farled.analysis.shares import Share
from farled.terms.money import Money

__all__ = [
    "ChannelStanding",
    "Movement",
    "NotJudged",
    "ReplayResult",
    "RuleVolume",
    "Saving",
    "Slice",
    "Summary",
]


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Facts that could not be judged, and why."""

    cause: Unjudged
    n: int


@dataclass(frozen=True, slots=True)
class Saving:
    """What contacts cost more where they happened than where they are recommended.

    Attributes:
        money: cost of the actual minus that of the recommended channel, summed over
            the priced facts; None when no fact has both prices.
        priced: facts with both prices.
        unpriced: facts for which the strategy provides no price of one of them.
    """

    money: Money | None
    priced: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class Movement:
    """Facts that happened in one channel and are recommended another (or the same)."""

    actual: str
    recommended: str
    n: int
    authority: Saving
    customer: Saving
    society: Saving


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """What the strategy says of the channel that was used.

    Attributes:
        channel: the channel used.
        standing: a role, or `excluded`.
        reasons: codes of every reason for the exclusion.
    """

    channel: str
    standing: str
    reasons: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class RuleVolume:
    """Facts whose recommended channel has its role from a rule."""

    rule: str
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A replay of some facts.

    Attributes:
        n: facts read; always `judged` and the sum of `not_judged`.
        judged: facts the strategy has an answer for.
        without_channel: judged facts whose own channel is missing or unknown.
        nothing_recommended: judged facts for which no channel is recommended.
        compliance: used the recommended channel, of the judged facts with both.
        role_compliance: used a channel of the same role as the recommended one.
        avoidable: judged facts for which no contact was needed.
        breaches: judged facts of people who are digitally excluded and for whom
            nothing they can use is recommended.
    """

    n: int
    judged: int
    without_channel: int
    nothing_recommended: int
    compliance: Share
    role_compliance: Share
    avoidable: Share
    breaches: int
    not_judged: tuple[NotJudged, ...]
    movements: tuple[Movement, ...]
    standings: tuple[ChannelStanding, ...]
    rules: tuple[RuleVolume, ...]

    @property
    def moved(self) -> int:
        """Facts recommended another channel than the one they happened in."""
        return self.compliance.of - self.compliance.n


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the facts; a null of the log is None."""

    key: Mapping[str, str | None]
    summary: Summary


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """Every fact decided again under one strategy version.

    Attributes:
        situations: kinds of situation that occurred and were decided.
        assumptions: what was taken for granted where the log is silent.
        unknown_channels: code of a channel the strategy does not know → facts.
        slices: the same by the dimensions asked for.
    """

    strategy_version: str
    situations: int
    total: Summary
    assumptions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unknown_channels: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({})
    )
    slices: tuple[Slice, ...] = ()
