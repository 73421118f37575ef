"""What a strategy answers in many situations, as columns of small numbers."""

from dataclasses import dataclass, field
from typing import Final, Iterable

import numpy as np
import numpy.typing as npt

from farled.strategy.decision import Decision, Need
from farled.terms.contacts import Role

__all__ = [
    "NONE",
    "REASON_SHIFT",
    "ROLES",
    "Answers",
    "AnswersBuilder",
    "Standing",
    "Unjudged",
    "reason_bits",
    "standing_of",
]

NONE: Final = -1
"""Stands for «no channel», «no role», «no rule» and «nothing wrong»."""

ROLES: Final = (Role.PRIMARY, Role.SECONDARY, Role.ALLOWED, Role.AVOID)

_REASONS: Final = (
    "not-offered",
    "wrong-direction",
    "contact-type-not-handled",
    "assurance-too-low",
    "assurance-not-at-hand",
    "form-not-satisfied",
    "language-not-spoken",
    "not-established",
    "phased-out",
    "ability",
    "digital-only",
    "never-rule",
    "not-in-strategy",
    "depends-on",
)
"""Why a channel may be excluded in a replay, in the order of docs/decision.md. Needs
and addresses are not in a log, so their guards cannot close a channel."""

REASON_SHIFT: Final = 2
"""A standing is coded in 16 bits: a place in ROLES, or reasons shifted by two bits."""

_Ints = npt.NDArray[np.int32]
_PLACES: Final = {code: place for place, code in enumerate(_REASONS)}


def reason_bits(codes: Iterable[str]) -> int:
    """Give reasons as bits, in the order of docs/decision.md.

    >>> reason_bits(["not-offered", "wrong-direction", "not-offered"])
    3
    """
    bits = 0
    for code in codes:
        bits |= 1 << _PLACES[code]
    return bits


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


def standing_of(code: int) -> Standing:
    """Read the code of a standing.

    >>> standing_of(1).role, standing_of(3 << REASON_SHIFT).reasons
    (<Role.SECONDARY: 'secondary'>, ('not-offered', 'wrong-direction'))
    """
    bits = code >> REASON_SHIFT
    if not bits:
        return Standing(ROLES[code])
    return Standing(None, tuple(r for i, r in enumerate(_REASONS) if bits >> i & 1))


@dataclass(frozen=True)
class Answers:
    """Answers in n situations; every array has n rows.

    Attributes:
        unjudged: index into `causes`, NONE when judged.
        avoidable: no contact was needed.
        recommended: index of the channel in document order, or NONE.
        role: index into ROLES of the recommended channel, or NONE.
        rule: index of the rule that gave it the role, or NONE.
        standing: situation × channel → code of a standing; see `standing_of`.
    """

    unjudged: _Ints
    avoidable: npt.NDArray[np.bool_]
    recommended: _Ints
    role: _Ints
    rule: _Ints
    standing: npt.NDArray[np.uint16]
    causes: tuple[Unjudged, ...]

    def __len__(self) -> int:
        """Count the situations."""
        return len(self.unjudged)


_Row = tuple[int, int, int, int, int]


@dataclass(slots=True)
class AnswersBuilder:
    """Collects decisions, one situation after the other."""

    channels: tuple[str, ...]
    rules: tuple[str, ...]
    rows: list[_Row] = field(default_factory=list)
    standing: list[list[int]] = field(default_factory=list)
    causes: dict[Unjudged, int] = field(default_factory=dict)

    def add_unjudged(self, cause: Unjudged) -> None:
        """Note a situation that nothing can be said of."""
        self.rows.append((self._cause(cause), 0, NONE, NONE, NONE))
        self.standing.append([0] * len(self.channels))

    def add(self, decision: Decision) -> None:
        """Note a decision; an undecided one is unjudged."""
        if decision.undecided:
            self.add_unjudged(Unjudged("undecided", decision.undecided))
            return
        channel, role = decision.recommended, decision.role
        codes = {c.channel: ROLES.index(c.role) for c in decision.alternatives}
        for excluded in decision.exclusions:
            bits = reason_bits(str(reason.code) for reason in excluded.reasons)
            codes[excluded.channel] = bits << REASON_SHIFT
        if channel is not None and role is not None:
            codes[channel] = ROLES.index(role)
        self.rows.append(
            (
                NONE,
                int(decision.need is Need.AVOIDABLE),
                NONE if channel is None else self.channels.index(channel),
                NONE if role is None else ROLES.index(role),
                self._rule(decision),
            )
        )
        self.standing.append([codes[name] for name in self.channels])

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
            standing=np.array(self.standing, np.uint16).reshape(n, len(self.channels)),
            causes=tuple(self.causes),
        )

    def _cause(self, cause: Unjudged) -> int:
        return self.causes.setdefault(cause, len(self.causes))

    def _rule(self, decision: Decision) -> int:
        found = [s.rule for s in decision.trace if decision.recommended in s.decides]
        return self.rules.index(found[0]) if len(found) == 1 else NONE
