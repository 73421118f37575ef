"""Which channels a selector stands for, and which role a rule gives each."""

from dataclasses import dataclass
from itertools import count
from typing import Iterable

from farled.strategy.document import Channel, Rule
from farled.strategy.document.policy import Unnamed
from farled.terms.contacts import Role
from farled.terms.reasons import Reason, reason

__all__ = ["Lane", "Verdict", "lay_lanes", "select", "select_all"]


_RANKS = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What one rule says of one channel, or what holds when no rule names it."""

    number: int
    """Its own number among all verdicts; from 1."""
    role: Role
    rank: int
    """The role's place among the roles, best first."""
    index: int | None
    """Position of the rule in the document."""
    rule: str | None
    """Id of the rule."""
    reasons: tuple[Reason, ...]
    """Why the channel may not be used, if the verdict says so."""


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One channel's view of the rules: those that name it and what they say.

    `mask` has the bit of every rule that names the channel; `verdicts` maps such a
    bit (as the integer with only it set) to what the rule says.
    """

    place: int
    """The channel's own bit in masks of channels."""
    mask: int
    verdicts: dict[int, Verdict]
    unnamed: Verdict
    """What holds when none of the matching rules names the channel."""

    @property
    def entries(self) -> tuple[tuple[int, Role], ...]:
        """Rule index and role of every rule that names the channel, in order."""
        return tuple(
            sorted(
                (v.index, v.role) for v in self.verdicts.values() if v.index is not None
            )
        )


def select(selector: str, channels: Iterable[Channel]) -> frozenset[int]:
    """Give the positions of the channels that an id or a selector stands for.

    An id or selector that fits nothing stands for no channel; the check reports it.
    """
    return frozenset(i for i, c in enumerate(channels) if _fits(selector, c))


def select_all(selectors: Iterable[str], channels: Iterable[Channel]) -> frozenset[int]:
    """Give the positions of the channels that any of the selectors stands for."""
    known = tuple(channels)
    return frozenset(i for s in selectors for i in select(s, known))


def _fits(selector: str, channel: Channel) -> bool:
    return selector == channel.id or selector in {
        "@all",
        "@digital" if channel.is_digital else "@analogue",
        f"@family/{channel.family}",
        f"@interaction/{channel.who_meets}",
        *(f"@tag/{tag}" for tag in channel.tags),
    }


def lay_lanes(
    rules: tuple[Rule, ...],
    channels: tuple[Channel, ...],
    unnamed: Unnamed = Unnamed.EXCLUDE,
) -> tuple[Lane, ...]:
    """Lay one lane per channel; the lowest bit is that of the last rule."""
    numbers = count(1)
    verdicts: list[dict[int, Verdict]] = [{} for _ in channels]
    stands_for: dict[str, frozenset[int]] = {}
    for index, rule in enumerate(rules):
        bit = 1 << (len(rules) - 1 - index)
        why = (reason("never-rule", rule=rule.id),)
        for channel, role in _named_by(rule, channels, stands_for).items():
            never = why if role is Role.NEVER else ()
            verdict = Verdict(next(numbers), role, _RANKS[role], index, rule.id, never)
            verdicts[channel][bit] = verdict
    barred = unnamed is Unnamed.EXCLUDE
    unsaid = (reason("not-in-strategy"),) if barred else ()
    return tuple(
        Lane(
            place=1 << position,
            mask=sum(own),
            verdicts=own,
            unnamed=Verdict(
                next(numbers), Role.ALLOWED, _RANKS[Role.ALLOWED], None, None, unsaid
            ),
        )
        for position, own in enumerate(verdicts)
    )


def _named_by(
    rule: Rule, channels: tuple[Channel, ...], stands_for: dict[str, frozenset[int]]
) -> dict[int, Role]:
    """Let an id beat a selector, and the later role win among equals."""
    by_selector: dict[int, Role] = {}
    by_id: dict[int, Role] = {}
    for role, selectors in rule.named().items():
        for selector in selectors:
            if selector not in stands_for:
                stands_for[selector] = select(selector, channels)
            named = by_selector if selector.startswith("@") else by_id
            named.update(dict.fromkeys(stands_for[selector], role))
    return by_selector | by_id
