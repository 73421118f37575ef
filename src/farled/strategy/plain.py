"""Plain values as a parser gives them: mappings with text keys, lists, scalars."""

from typing import Any, Sequence, TypeGuard

__all__ = ["is_list", "is_mapping"]


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a plain value is a mapping; its keys are texts."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Tell whether a plain value is a list."""
    return isinstance(value, (list, tuple))
