"""What the strategy layer cannot know of itself: measures and dimensions of facts."""

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.measures.registry import MEASURES
from farled.strategy.checking import Vocabulary

__all__ = ["known_words"]


def known_words() -> Vocabulary:
    """Names that goals may use."""
    return Vocabulary(measures=frozenset(MEASURES), dimensions=frozenset(FACT_COLUMNS))
