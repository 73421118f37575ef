"""What differs between two strategies, as plain data."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Answer",
    "Condition",
    "Difference",
    "MainChange",
    "PartChange",
    "PartChanged",
    "RoleChange",
    "Where",
]


@dataclass(frozen=True, slots=True)
class Condition:
    """What one attribute must be.

    Days are ISO 8601 intervals, open at an end that is `..`. Of `needs`, one of the
    values must be there (negated: none of them). Groups stand with their subgroups
    when the name ends in `/*`.
    """

    attribute: str
    values: tuple[str, ...]
    negated: bool = False
    """Whether it must be none of the values."""


Where = tuple[Condition, ...]
"""Conditions that hold together; none at all is everywhere."""


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A channel whose role differs: in which situations, from what to what."""

    channel: str
    before: str
    """A role, or `excluded`."""
    after: str
    where: tuple[Where, ...]
    """Together the ordinary contacts it happens in; when it happens in none of them,
    other situations. They may overlap; at most 24, fewer when much changes."""
    ordinary: int
    """How many ordinary contacts it happens in."""
    situations: int
    """How many situations of all it happens in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is recommended when the customer names no channel of her own."""

    channel: str | None
    role: str | None
    need: str = "needed"


@dataclass(frozen=True, slots=True)
class MainChange:
    """Situations in which something else is recommended than before."""

    before: Answer
    after: Answer
    where: tuple[Where, ...]
    """Together the ordinary contacts it happens in; they may overlap; at most 24."""
    ordinary: int


class PartChanged(StrEnum):
    """What happened to a part of the document."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of the document that is new, gone, moved or otherwise worded."""

    kind: str
    """List of the document, for example `rules`; or `head`, `policy`, `sections`."""
    id: str
    change: PartChanged
    fields: tuple[str, ...] = ()
    """What differs in a changed part."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two strategies.

    Situations are all that both strategies can tell apart, whether or not they
    happen; a share of them says how far a change reaches, not how often it is met.
    Ordinary contacts are those of the grid that changes are told on: someone
    identified, without special needs, in the document's first language, for herself.
    """

    old: str
    """`id@version`."""
    new: str
    roles: tuple[RoleChange, ...]
    main: tuple[MainChange, ...]
    """Changes of the recommended channel for ordinary contacts, the widest first."""
    main_is_known: bool
    """False when the strategies differ in too many ways to compare recommendations."""
    parts: tuple[PartChange, ...]
    situations_changed: int
    """Situations in which any channel's role differs."""
    situations_total: int
    ordinary_total: int
    cells_changed: int
    """Combinations of service, contact type, group and direction with any change."""
    cells_total: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs, neither situations nor parts."""
        return not (self.roles or self.main or self.parts)
