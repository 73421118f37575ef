"""Channel sequences packed into integers: portable, and small enough to group by."""

from typing import Final, Sequence

import ibis.expr.types as ir

__all__ = ["Packing"]

_WORD_BITS: Final = 62
"""Bits of a word used; the sign stays free on every engine."""
_WORDS: Final = 4


class Packing:
    """How many channels there are, and so how many steps fit in one word."""

    __slots__ = ("bits", "per_word")

    def __init__(self, channels: int) -> None:
        """Lay out words for channel numbers 0 (none) to `channels`."""
        self.bits = max(channels.bit_length(), 1)
        self.per_word = _WORD_BITS // self.bits

    @property
    def steps(self) -> int:
        """Steps that fit; later ones are counted but not told apart."""
        return self.per_word * _WORDS

    @property
    def words(self) -> tuple[str, ...]:
        """Names of the columns that hold a packed sequence."""
        return tuple(f"word{number}" for number in range(_WORDS))

    def pack(self, steps: ir.Table) -> dict[str, ir.IntegerScalar]:
        """Sum each step's channel number, shifted to its place, into words."""
        return {
            name: self._shifted(steps, number).sum().fill_null(0)
            for number, name in enumerate(self.words)
        }

    def _shifted(self, steps: ir.Table, number: int) -> ir.IntegerValue:
        within = steps.place - number * self.per_word
        inside = (within >= 0) & (within < self.per_word)
        power = steps.channel_number << inside.ifelse(within * self.bits, 0)
        return inside.ifelse(power, 0)

    def unpack(self, words: Sequence[int], length: int) -> tuple[int, ...]:
        """Give the channel numbers of a sequence, as far as they were kept."""
        mask = (1 << self.bits) - 1
        kept = range(min(length, self.steps))
        return tuple(
            words[place // self.per_word] >> (place % self.per_word * self.bits) & mask
            for place in kept
        )
