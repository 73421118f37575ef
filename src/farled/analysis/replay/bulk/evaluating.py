"""The decision at many complete points at once, as docs/decision.md says."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import NONE, REASON_SHIFT, reason_bits
from farled.analysis.replay.bulk.tables import Places, Tables
from farled.analysis.replay.bulk.words import STANCES, lowest
from farled.strategy.document.policy import Strength
from farled.terms.contacts import Stance

__all__ = ["Outcome", "evaluate"]

_BARRED: Final = 1 << 14
"""Added to the score of a channel that may not be used."""

_ROLE_STEP: Final = 1 << 9
"""Scores of one role lie closer than this: there are fewer channels."""

_SUITABLE: Final = 3 * _ROLE_STEP
"""Scores below are better than «avoid»."""

_FREE: Final = STANCES.index(Stance.FREE)
_NUDGED: Final = STANCES.index(Stance.NUDGED)
_ONLY: Final = STANCES.index(Stance.DIGITAL_ONLY)
_DIGITAL_ONLY: Final = np.uint16(reason_bits(["digital-only"]))
_BY_RULES: Final = np.array(
    [0, 0, 0, 0, reason_bits(["never-rule"]), reason_bits(["not-in-strategy"])],
    np.uint16,
)
"""Reasons by what a lane says."""

_SCORES: Final = np.array(
    [0, _ROLE_STEP, 2 * _ROLE_STEP, _SUITABLE, _BARRED, _BARRED], np.int16
)
_Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
    """What is decided at n points; arrays of n rows.

    Attributes:
        avoidable: no contact needed.
        recommended: place of the channel, or NONE.
        role: place of its role, or NONE.
        rule: position of the rule that gave it, or NONE.
        standing: × channel → code of a standing.
        errand: row of the errand's barriers.
        customer: row of the customer's barriers.
        late: number of the service that is digital only for this person, else 0.
        verdict: × channel → place in the channel's lane.
    """

    avoidable: _Bools
    recommended: npt.NDArray[np.int32]
    role: npt.NDArray[np.int32]
    rule: npt.NDArray[np.int32]
    standing: npt.NDArray[np.uint16]
    errand: npt.NDArray[np.int32]
    customer: npt.NDArray[np.int32]
    late: npt.NDArray[np.int32]
    verdict: npt.NDArray[np.intp]


def evaluate(tables: Tables, at: Places) -> Outcome:
    """Decide complete points, given by their places in each dimension."""
    channels = tables.channels
    verdict = lowest(tables.match(at))
    says = tables.lanes.says.ravel()[verdict + tables.offsets]
    own, spoken = verdict[:, :channels], says[:, :channels]
    stance = np.where(
        says[:, channels] == NONE, tables.stance[at.matter], says[:, channels]
    )
    avoidable: _Bools = says[:, channels + 1] == 1
    errand, customer = tables.errand_of(at), tables.customer_of(at)
    only = stance == _ONLY
    exempt = only & tables.is_exempt(at)
    late = np.where(
        only & ~exempt & tables.transacts[at.matter], tables.service[at.matter] + 1, 0
    )
    reasons = tables.errands.codes[errand] | tables.customers.codes[customer]
    reasons |= _BY_RULES[spoken]
    if late.any():
        reasons |= (late > 0)[:, None] * (tables.analogue * _DIGITAL_ONLY)
    score = _SCORES[spoken] + tables.rank_of(at)
    score[reasons != 0] = _BARRED
    chosen = score.argmin(axis=1)
    rows = np.arange(len(chosen))
    usable = score[rows, chosen] < _BARRED
    if tables.wish is not None:
        chosen = _choose(tables, at, score, chosen, _Steered(stance, exempt))
    if tables.stops:
        usable &= ~avoidable
    role = spoken[rows, chosen]
    rule = tables.lanes.rules[chosen, own[rows, chosen]]
    standing = np.where(reasons, reasons << REASON_SHIFT, spoken.astype(np.uint16))
    return Outcome(
        avoidable=avoidable,
        recommended=_or_none(chosen, usable),
        role=_or_none(role, usable),
        rule=_or_none(rule, usable),
        standing=standing,
        errand=errand,
        customer=customer,
        late=late.astype(np.int32),
        verdict=own,
    )


def _or_none(values: npt.NDArray[np.integer], keep: _Bools) -> npt.NDArray[np.int32]:
    return np.where(keep, values, NONE).astype(np.int32)


@dataclass(frozen=True)
class _Steered:
    stance: npt.NDArray[np.integer]
    exempt: _Bools


def _choose(
    tables: Tables,
    at: Places,
    score: npt.NDArray[np.int16],
    main: npt.NDArray[np.intp],
    steered: _Steered,
) -> npt.NDArray[np.intp]:
    """Put the preferred channel before the main one where step 5 says so."""
    wish = tables.wish_of(at)
    rows = np.arange(len(main))
    own = score[rows, wish]
    follows = (wish != NONE) & (own < _BARRED)
    match tables.strength:
        case Strength.NONE:
            return main
        case Strength.SUITABLE:
            follows &= own < _SUITABLE
        case Strength.ALWAYS:
            pass
    digital = tables.analogue == 0
    no_digital = ~((score < _BARRED) & digital).any(axis=1)
    fits = digital[wish] | no_digital | steered.exempt
    free = (steered.stance == _FREE) | (steered.stance == _NUDGED)
    return np.where(follows & (free | fits), wish, main)
