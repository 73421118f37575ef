"""Everything a summary looks up, for the situations that occur."""

from typing import Final

import numpy as np
import numpy.typing as npt

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
    left_out = np.array([_is_left_out(one) for one in classes[_CUSTOMER]], np.bool_)
    return Frame(
        answers=prepared.answers(rows),
        prices=price_situations(
            prepared.compiled,
            classes[_MATTER],
            classes[_MOMENT],
            (rows[:, _MATTER], rows[:, _MOMENT]),
        ),
        channels=tuple(channel.id for channel in strategy.channels),
        rules=tuple(rule.id for rule in strategy.rules),
        left_out=left_out[rows[:, _CUSTOMER]],
        reaches=np.array(
            [c.works_without_digital for c in strategy.channels], np.bool_
        ),
    )


def _is_left_out(customer: FactClass) -> bool:
    return ("ability", Ability.EXCLUDED) in customer.given
