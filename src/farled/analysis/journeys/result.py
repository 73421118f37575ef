"""What following cases through their channels finds."""

from dataclasses import dataclass

from farled.analysis.shares import Share

__all__ = ["Ends", "Gap", "Journeys", "Switch", "Variant"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Hours between one contact and the next in the same journey."""

    p50_hours: float
    p90_hours: float


@dataclass(frozen=True, slots=True)
class Variant:
    """Journeys with the same channels in the same order.

    Attributes:
        channels: in order; None is a contact without a known channel.
        goes_on: whether the journeys are longer than what is listed.
    """

    channels: tuple[str | None, ...]
    n: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Switch:
    """Contacts followed by one in another channel (or the same)."""

    channel: str | None
    then: str | None
    n: int
    gap: Gap


@dataclass(frozen=True, slots=True)
class Ends:
    """Journeys by their first and last channel."""

    first: str | None
    last: str | None
    n: int


@dataclass(frozen=True, slots=True)
class Journeys:
    """Every journey through the channels, summed up.

    Attributes:
        facts: facts read.
        without_key: facts that belong to no journey, for want of a case or a person
            with a service.
        journeys: journeys found.
        of_cases: those that follow a case; the rest follow a person in a service.
        contacts: facts in journeys; `facts` less `without_key`.
        single: journeys of one contact.
        switched: journeys with more than one channel.
        variants: the most common first; at most as many as were asked for.
        variant_count: different variants there are.
        follow_ups: every contact with the next in its journey, by channels.
        ends: first and last channel.
        repeats: contacts followed by another within the repeat window.
        leakage: self-service contacts followed by a call within the leakage window;
            None when no strategy says which channels those are.
        gap: between contacts that follow each other; None when none do.
    """

    facts: int
    without_key: int
    journeys: int
    of_cases: int
    single: int
    switched: Share
    variants: tuple[Variant, ...]
    variant_count: int
    follow_ups: tuple[Switch, ...]
    ends: tuple[Ends, ...]
    repeats: Share
    leakage: Share | None
    gap: Gap | None

    @property
    def contacts(self) -> int:
        """Facts that belong to a journey."""
        return self.facts - self.without_key
