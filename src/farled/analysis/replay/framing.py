"""Everything a summary looks up, for the situations that occur."""

from typing import Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import NONE, Answers
from farled.analysis.replay.dimensions import FactClass
from farled.analysis.replay.preparing import Prepared
from farled.analysis.replay.pricing import price_situations
from farled.analysis.replay.summing import Frame
from farled.terms.contacts import Ability

__all__ = ["frame_of"]

_MATTER: Final = 0
_CUSTOMER: Final = 1
_MOMENT: Final = 2
"""Places of the dimensions."""


def frame_of(prepared: Prepared, rows: npt.NDArray[np.int64]) -> Frame:
    """Decide and price what rows of places in the dimensions stand for."""
    strategy = prepared.compiled.strategy
    classes = [dimension.classified.classes for dimension in prepared.dimensions]
    answers = prepared.answers(rows)
    left_out = np.array([_is_left_out(one) for one in classes[_CUSTOMER]], np.bool_)
    reaches = [channel.works_without_digital for channel in strategy.channels]
    return Frame(
        answers=answers,
        prices=price_situations(
            prepared.compiled,
            classes[_MATTER],
            classes[_MOMENT],
            (rows[:, _MATTER], rows[:, _MOMENT]),
        ),
        channels=tuple(channel.id for channel in strategy.channels),
        rules=tuple(rule.id for rule in strategy.rules),
        breached=_breached(answers, left_out[rows[:, _CUSTOMER]], reaches),
    )


def _is_left_out(customer: FactClass) -> bool:
    return ("ability", Ability.EXCLUDED) in customer.given


def _breached(
    answers: Answers, left_out: npt.NDArray[np.bool_], reaches: Sequence[bool]
) -> npt.NDArray[np.bool_]:
    """Find people left out for whom nothing that they can use is recommended.

    Where no contact was needed and the policy stops there, nothing is owed.
    """
    avoided = (answers.recommended == NONE) & answers.avoidable
    reached = np.array([*reaches, False], np.bool_)[answers.recommended]
    breached: npt.NDArray[np.bool_] = left_out & ~reached & ~avoided
    return breached
