"""A bounded place for what has been worked out once and may be asked again."""

from typing import Generic, Hashable, TypeVar

__all__ = ["Memory"]

Value = TypeVar("Value")

_LIMIT = 16_384


class Memory(dict[Hashable, Value], Generic[Value]):
    """A dictionary that starts over when it is full.

    Starting over costs a moment now and then; a queue of least recent use would
    cost something on every look-up.
    """

    __slots__ = ("limit",)

    def __init__(self, limit: int = _LIMIT) -> None:
        """Remember at most `limit` answers."""
        super().__init__()
        self.limit = limit

    def keep(self, key: Hashable, value: Value) -> Value:
        """Remember a value and give it back."""
        if len(self) >= self.limit:
            self.clear()
        self[key] = value
        return value
