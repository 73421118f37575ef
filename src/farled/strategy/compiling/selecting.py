"""Which channels a selector stands for, and which role a rule gives each."""

from dataclasses import dataclass
from typing import Iterable

from farled.strategy.document import Channel, Rule
from farled.terms.contacts import Role

__all__ = ["Lane", "lay_lanes", "select", "select_all"]


@dataclass(frozen=True, slots=True)
class Lane:
    """One channel's view of the rules: those that name it and what they say.

    `mask` has the bit of every rule that names the channel; `roles` maps such a bit
    (as the integer with only it set) to the rule's index and role.
    """

    mask: int
    roles: dict[int, tuple[int, Role]]

    @property
    def entries(self) -> tuple[tuple[int, Role], ...]:
        """Rule index and role in document order."""
        return tuple(sorted(self.roles.values()))


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
    rules: tuple[Rule, ...], channels: tuple[Channel, ...]
) -> tuple[Lane, ...]:
    """Lay one lane per channel; the lowest bit is that of the last rule."""
    roles: list[dict[int, tuple[int, Role]]] = [{} for _ in channels]
    stands_for: dict[str, frozenset[int]] = {}
    for index, rule in enumerate(rules):
        bit = 1 << (len(rules) - 1 - index)
        for channel, role in _named_by(rule, channels, stands_for).items():
            roles[channel][bit] = (index, role)
    return tuple(Lane(mask=sum(own), roles=own) for own in roles)


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
