"""Rules as machine words: a channel sees only rules that name it, the last lowest."""

from dataclasses import dataclass
from typing import Final, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import NONE
from farled.strategy.compiling import Compiled
from farled.strategy.document.policy import Unnamed
from farled.terms.contacts import Role, Stance

__all__ = ["STANCES", "Lanes", "Words", "lay_words", "lowest", "to_words"]

Words = npt.NDArray[np.uint64]
"""Word × point × lane; a lane is a channel, or one of the two after them."""

_WORD: Final = 64
STANCES: Final = tuple(Stance)

_UNNAMED: Final = 5
"""What a lane says when no rule names the channel; never is 4, after ROLES."""


@dataclass(frozen=True)
class Lanes:
    """Where each lane's rules stand, and what the last matching one says.

    Lanes are the channels in document order, then «stance», then «need».

    Attributes:
        places: by lane, the bits of its rules, lowest (the last rule) first.
        words: how many words the longest lane needs.
        says: lane × place in the lane → role, 4 for never, 5 for unnamed; for
            «stance» the place in STANCES or NONE; for «need» 1 or 0.
        rules: lane × place → position of the rule, NONE past the end.
    """

    places: tuple[npt.NDArray[np.int64], ...]
    words: int
    says: npt.NDArray[np.int16]
    rules: npt.NDArray[np.int32]

    @property
    def width(self) -> int:
        """Places per lane, with one more for «no rule»."""
        return int(self.says.shape[1])


def lay_words(compiled: Compiled) -> Lanes:
    """Lay out the lanes of a strategy."""
    rules = compiled.strategy.rules
    last = len(rules) - 1
    roles = {role: place for place, role in enumerate(Role)}
    lanes: list[list[tuple[int, int]]] = [
        [(index, roles[role]) for index, role in lane.entries]
        for lane in compiled.lanes
    ]
    lanes.append(
        [(i, STANCES.index(r.stance)) for i, r in enumerate(rules) if r.stance]
    )
    lanes.append([(i, 1) for i, r in enumerate(rules) if r.no_contact_needed])
    words = max(1, *(-(-len(lane) // _WORD) for lane in lanes))
    says = np.zeros((len(lanes), words * _WORD + 1), np.int16)
    where = np.full(says.shape, NONE, np.int32)
    unnamed = compiled.strategy.policy.unnamed_channels
    allowed = roles[Role.ALLOWED] if unnamed is Unnamed.ALLOW else _UNNAMED
    says[:, -1] = allowed
    says[-2:, -1] = NONE, 0
    for number, lane in enumerate(lanes):
        for place, (index, word) in enumerate(reversed(lane)):
            says[number, place], where[number, place] = word, index
    places = tuple(
        np.array([last - index for index, _ in reversed(lane)], np.int64)
        for lane in lanes
    )
    return Lanes(places, words, says, where)


def to_words(lanes: Lanes, bits: Sequence[int], rules: int) -> Words:
    """Spread bitsets over all rules into lanes.

    Returns:
        Word × point × lane.
    """
    size = max(-(-rules // 8), 1)
    raw = b"".join(own.to_bytes(size, "little") for own in bits)
    matrix = np.frombuffer(raw, np.uint8).reshape(len(bits), size)
    flags = np.unpackbits(matrix, axis=1, bitorder="little")
    words = np.zeros((lanes.words, len(bits), len(lanes.places)), np.uint64)
    for lane, places in enumerate(lanes.places):
        own = np.zeros((len(bits), lanes.words * _WORD), np.uint8)
        own[:, : len(places)] = flags[:, places]
        packed = np.packbits(own, axis=1, bitorder="little").view("<u8")
        words[:, :, lane] = packed.T
    return words


def lowest(words: Words) -> npt.NDArray[np.intp]:
    """Find the lowest set bit over the words of each lane; all places if none is.

    Returns:
        Point × lane.
    """
    found = np.full(words.shape[1:], len(words) * _WORD, np.intp)
    for number in range(len(words) - 1, -1, -1):
        own = words[number]
        below = np.bitwise_count((own & -own) - np.uint64(1))
        here = below < _WORD
        np.copyto(found, below + np.intp(number * _WORD), where=here)
    return found
