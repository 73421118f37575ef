"""The optional shared data folder beside the project, and how tests ask for it."""

from pathlib import Path

import pytest

__all__ = ["SHARED", "needs_shared"]

_beside = Path(__file__).parents[2].parent / "shared"
SHARED = _beside if (_beside / "data").is_dir() else None

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the shared data folder does not lie beside the project"
)
