"""What the strategy layer cannot know of itself: measures and dimensions of facts."""

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.measures.definition import Unit
from farled.analysis.measures.registry import MEASURES
from farled.strategy.checking import Vocabulary

__all__ = ["known_words"]


def known_words() -> Vocabulary:
    """Names that goals may use."""
    shares = (m.id for m in MEASURES.values() if m.unit is Unit.SHARE)
    return Vocabulary(
        measures=frozenset(MEASURES),
        shares=frozenset(shares),
        dimensions=frozenset(FACT_COLUMNS),
    )
