"""What the strategy layer cannot know of itself: the measures there are."""

from farled.analysis.measures.definition import MEASURES

__all__ = ["known_measures"]


def known_measures() -> frozenset[str]:
    """Ids of all measures that a goal may name."""
    return frozenset(MEASURES)
