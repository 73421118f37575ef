"""Two strategies on the same facts: what the second recommends otherwise."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Mapping

import numpy as np
import numpy.typing as npt

from farled.analysis.factset import FactSet
from farled.analysis.replay.answers import NONE
from farled.analysis.replay.framing import frame_of
from farled.analysis.replay.preparing import EVERYTHING, Prepared, Scope, prepare
from farled.analysis.replay.result import Saving, Summary
from farled.analysis.replay.saving import sum_savings
from farled.analysis.replay.summing import Counted, Frame, summarise
from farled.analysis.replay.tables import CHANNEL, with_classes
from farled.analysis.replay.tallying import Tally, distinct_rows, tally_facts
from farled.strategy.compiling import Compiled

__all__ = ["Change", "Comparison", "compare"]

_TAG: Final = "'"
_SECOND: Final = CHANNEL + _TAG
"""Column with the place of the channel used among those of the second strategy."""

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Change:
    """Facts for which the strategies recommend this and that; None is no channel.

    Attributes:
        authority: price of the earlier less that of the later recommendation, both at
            the later strategy's prices; unpriced where that does not know the channel.
    """

    before: str | None
    after: str | None
    n: int
    authority: Saving
    customer: Saving
    society: Saving


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same facts under two strategies.

    Attributes:
        before: replay of the facts under the first.
        after: replay of the facts under the second.
        judged_by_both: facts that both have an answer for; `changes` is about these.
        changes: by recommended channels, the unchanged included, most facts first.
        role_changes: facts recommended the same channel in another role.
    """

    version_before: str
    version_after: str
    before: Summary
    after: Summary
    judged_by_both: int
    changes: tuple[Change, ...]
    role_changes: int
    assumptions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def moved(self) -> int:
        """Facts that are recommended another channel than before."""
        return sum(c.n for c in self.changes if c.before != c.after)


def compare(
    factset: FactSet, before: Compiled, after: Compiled, scope: Scope = EVERYTHING
) -> Comparison:
    """Replay the same facts under two strategies and say what differs.

    Codes of `scope.where` and assumptions are read as each strategy reads them; which
    facts are looked at is decided by the first.

    Raises:
        FarledError: as `replay`.

    Source: docs/method/replay.md.
    """
    first = prepare(factset, before, scope)
    second = prepare(factset, after, scope, tag=_TAG)
    facts = with_classes(first.classed, second.dimensions, second.channels)
    dimensions = (*first.dimensions, *second.dimensions)
    tally = tally_facts(facts, dimensions, len(before.strategy.channels), [_SECOND])
    split = len(first.dimensions)
    sides = (
        _side(first, tally, tally.combinations[:, :split], tally.channel),
        _side(second, tally, tally.combinations[:, split:], _used(tally, after)),
    )
    both = sides[0].judged & sides[1].judged
    return Comparison(
        version_before=before.version,
        version_after=after.version,
        before=summarise(sides[0].frame, sides[0].counted),
        after=summarise(sides[1].frame, sides[1].counted),
        judged_by_both=int(tally.n[both].sum()),
        changes=_changes(*sides, both),
        role_changes=_role_changes(*sides, both),
        assumptions=MappingProxyType(dict(scope.assume)),
    )


@dataclass(frozen=True)
class _Side:
    """One strategy's view of the rows of a common tally."""

    frame: Frame
    counted: Counted

    @property
    def judged(self) -> npt.NDArray[np.bool_]:
        """Rows the strategy has an answer for."""
        judged: npt.NDArray[np.bool_] = (
            self.frame.answers.unjudged[self.counted.situation] == NONE
        )
        return judged

    @property
    def recommended(self) -> tuple[str | None, ...]:
        """Channel ids by place, with «none» last, where NONE points."""
        return (*self.frame.channels, None)


def _side(prepared: Prepared, tally: Tally, own: _Ints, channel: _Ints) -> _Side:
    rows, place = distinct_rows(own)
    situation = place[tally.situation] if len(place) else tally.situation
    return _Side(frame_of(prepared, rows), Counted(situation, channel, tally.n))


def _used(tally: Tally, compiled: Compiled) -> _Ints:
    """Give the place of the channel used among those of the second strategy."""
    used = tally.keys[_SECOND].fill_null(len(compiled.strategy.channels))
    return np.asarray(used.to_numpy(), np.int64)


def _changes(
    before: _Side, after: _Side, both: npt.NDArray[np.bool_]
) -> tuple[Change, ...]:
    one, other = before.counted.where(both), after.counted.where(both)
    names = after.recommended
    was = before.frame.answers.recommended[one.situation]
    now = after.frame.answers.recommended[other.situation].astype(np.int64)
    # Places of the earlier channels in the later document; NONE when it lacks them.
    moved = np.array([_place(names, name) for name in before.recommended], np.int64)
    prices = after.frame.prices
    dearer = prices.between(prices.of[other.situation], moved[was], now)
    dearer[(moved[was] == NONE) | (now == NONE)] = np.nan
    pair = (was.astype(np.int64) + 1) * len(names) + now + 1
    found = (
        _change(before, after, number, n, savings)
        for number, n, savings in sum_savings(pair, one.n, dearer, prices.currency)
    )
    return tuple(sorted(found, key=lambda c: (-c.n, str(c.before), str(c.after))))


def _place(names: tuple[str | None, ...], name: str | None) -> int:
    return names.index(name) if name is not None and name in names else NONE


def _change(
    before: _Side, after: _Side, number: int, n: int, savings: list[Saving]
) -> Change:
    was, now = divmod(number, len(after.recommended))
    return Change(before.recommended[was - 1], after.recommended[now - 1], n, *savings)


def _role_changes(before: _Side, after: _Side, both: npt.NDArray[np.bool_]) -> int:
    """Count facts whose recommended channel stays but whose role does not."""
    one, other = before.counted.where(both), after.counted.where(both)
    answers = before.frame.answers, after.frame.answers
    was = np.array(before.recommended, object)[answers[0].recommended[one.situation]]
    now = np.array(after.recommended, object)[answers[1].recommended[other.situation]]
    roles = answers[0].role[one.situation] != answers[1].role[other.situation]
    return int(one.n[(was == now) & roles].sum())
