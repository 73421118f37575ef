"""The grid of ordinary contacts, on which a difference is told."""

from collections.abc import Iterator, Mapping
from datetime import date

from farled.strategy.channel_diagrams import ChannelDiagrams
from farled.strategy.checking.scopes import Scopes, ordinary
from farled.strategy.diagrams import Conjunction, bits
from farled.strategy.encoding import LEVEL
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, Direction, Initiator

__all__ = ["fixed_on_grid", "ordinary_grid"]


def fixed_on_grid(drawn: ChannelDiagrams) -> Mapping[int, int]:
    """Give the variables that have one value on the grid, and that value."""
    usual = ordinary(drawn, assurance=Assurance.HIGH)
    return {level: next(bits(mask)) for level, mask in usual.items()}


def ordinary_grid(drawn: ChannelDiagrams) -> int:
    """Draw 1 for ordinary contacts, 0 elsewhere.

    Someone identified, without special needs, in the document's first language, for
    herself, no channel wished for or planned; of a known digital ability; about a
    service in a contact type, a matter and a group it has; whoever makes contact
    starts it; within the strategy's validity.
    """
    inside = [Scopes(drawn).within(scope) for scope in Scopes(drawn)]
    outside = list(_outside(drawn))
    return drawn.store.last_match(
        [*inside, *outside], [1] * len(inside) + [0] * len(outside), 0
    )


def _outside(drawn: ChannelDiagrams) -> Iterator[Conjunction]:
    space = drawn.space
    for level, value in fixed_on_grid(drawn).items():
        yield {level: ((1 << space.sizes[level]) - 1) & ~(1 << value)}
    yield {LEVEL["ability"]: space.mask("ability", [Ability.UNKNOWN])}
    for direction, starter in (
        (Direction.INBOUND, Initiator.ORGANISATION),
        (Direction.OUTBOUND, Initiator.CUSTOMER),
    ):
        yield {
            LEVEL["direction"]: space.mask("direction", [direction]),
            LEVEL["initiator"]: space.mask("initiator", [starter]),
        }
    yield {LEVEL["day"]: _beyond(drawn)}


def _beyond(drawn: ChannelDiagrams) -> int:
    """Give the segments that end before the strategy begins or start after its end."""
    days = [d for d in drawn.space.values["day"] if isinstance(d, date)]
    head = drawn.strategy.head
    found = 0
    for position, day in enumerate(days):
        following = days[position + 1 : position + 2]
        if isinstance(head.valid_from, date) and following:
            found |= (following[0] <= head.valid_from) << position
        if isinstance(head.valid_until, date):
            found |= (day > head.valid_until) << position
    return found
