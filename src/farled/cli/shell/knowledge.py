"""What the strategy layer cannot know of itself: measures and dimensions of facts."""

from farled.analysis.vocabulary import DIMENSION_NAMES, MEASURE_NAMES, SHARE_NAMES
from farled.strategy.checking import Vocabulary

__all__ = ["known_words"]


def known_words() -> Vocabulary:
    """Names that goals may use."""
    return Vocabulary(
        measures=MEASURE_NAMES, shares=SHARE_NAMES, dimensions=DIMENSION_NAMES
    )
