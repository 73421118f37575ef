"""What a strategy answers in many situations, as columns of small numbers."""

from dataclasses import dataclass, field
from typing import Final, Iterable

import numpy as np
import numpy.typing as npt

from farled.strategy.decision import Decision, Need
from farled.terms.contacts import Role

__all__ = ["NONE", "ROLES", "Answers", "AnswersBuilder", "Standing", "Unjudged"]

NONE: Final = -1
"""Stands for «no channel», «no role», «no rule» and «nothing wrong»."""

ROLES: Final = (Role.PRIMARY, Role.SECONDARY, Role.ALLOWED, Role.AVOID)

_Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Why facts could not be judged.

    Attributes:
        reason: `unknown-<column>`, or `undecided` when what is missing matters.
        attributes: the column, or the missing attributes that matter.
        value: the unknown code.
    """

    reason: str
    attributes: tuple[str, ...]
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the strategy says of one channel in a situation: a role, or why not."""

    role: Role | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Answers in n situations; every array has n rows.

    Attributes:
        unjudged: index into `causes`, NONE when judged.
        avoidable: no contact was needed.
        recommended: index of the channel in document order, or NONE.
        role: index into ROLES of the recommended channel, or NONE.
        rule: index of the rule that gave it the role, or NONE.
        standing: situation × channel → index into `standings`.
    """

    unjudged: _Ints
    avoidable: npt.NDArray[np.bool_]
    recommended: _Ints
    role: _Ints
    rule: _Ints
    standing: npt.NDArray[np.int16]
    causes: tuple[Unjudged, ...]
    standings: tuple[Standing, ...]

    def __len__(self) -> int:
        """Count the situations."""
        return len(self.unjudged)


_Row = tuple[int, bool, int, int, int]


@dataclass(slots=True)
class AnswersBuilder:
    """Collects decisions, one situation after the other."""

    channels: tuple[str, ...]
    rules: tuple[str, ...]
    rows: list[_Row] = field(default_factory=list)
    standing: list[list[int]] = field(default_factory=list)
    causes: dict[Unjudged, int] = field(default_factory=dict)
    standings: dict[Standing, int] = field(default_factory=dict)

    def add_unjudged(self, cause: Unjudged) -> None:
        """Note a situation that nothing can be said of."""
        self._add(self._cause(cause), {})

    def add(self, decision: Decision) -> None:
        """Note a decision; an undecided one is unjudged."""
        standings = {c.channel: Standing(c.role) for c in decision.alternatives}
        for excluded in decision.exclusions:
            codes = tuple(dict.fromkeys(str(r.code) for r in excluded.reasons))
            standings[excluded.channel] = Standing(None, codes)
        if decision.undecided:
            self._add(self._cause(Unjudged("undecided", decision.undecided)), standings)
            return
        channel, role = decision.recommended, decision.role
        if channel is not None:
            standings[channel] = Standing(role)
        self._add(
            NONE,
            standings,
            avoidable=decision.need is Need.AVOIDABLE,
            recommended=NONE if channel is None else self.channels.index(channel),
            role=NONE if role is None else ROLES.index(role),
            rule=self._rule(decision),
        )

    def build(self) -> Answers:
        """Give the columns."""
        n = len(self.rows)
        columns = np.array(self.rows, np.int32).reshape(n, 5).T
        return Answers(
            unjudged=columns[0],
            avoidable=columns[1].astype(np.bool_),
            recommended=columns[2],
            role=columns[3],
            rule=columns[4],
            standing=np.array(self.standing, np.int16).reshape(n, len(self.channels)),
            causes=tuple(self.causes),
            standings=tuple(self.standings),
        )

    def _cause(self, cause: Unjudged) -> int:
        return self.causes.setdefault(cause, len(self.causes))

    def _rule(self, decision: Decision) -> int:
        names: Iterable[str] = (
            step.rule for step in decision.trace if decision.recommended in step.decides
        )
        found = list(names)
        return self.rules.index(found[0]) if len(found) == 1 else NONE

    def _add(
        self,
        unjudged: int,
        standings: dict[str, Standing],
        *,
        avoidable: bool = False,
        recommended: int = NONE,
        role: int = NONE,
        rule: int = NONE,
    ) -> None:
        self.rows.append((unjudged, avoidable, recommended, role, rule))
        nothing = Standing(None)
        self.standing.append(
            [
                self.standings.setdefault(
                    standings.get(channel, nothing), len(self.standings)
                )
                for channel in self.channels
            ]
        )
