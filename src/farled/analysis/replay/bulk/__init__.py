"""Decide very many situations at once, in arrays, exactly as `decide` does."""

from farled.analysis.replay.bulk.folding import fold_classes
from farled.analysis.replay.bulk.judging import judge

__all__ = ["fold_classes", "judge"]
