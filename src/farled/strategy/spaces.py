"""The space of situations: every attribute with all its values, one variable each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Mapping
from zoneinfo import ZoneInfo

from farled.strategy.compiling.segments import Dated
from farled.strategy.compiling.tongues import language_key
from farled.strategy.document import Not, Strategy
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Need,
)
from farled.terms.services import Matter

__all__ = ["NEEDS", "OTHER_LANGUAGE", "VARIABLES", "Space", "space_of"]

Value = object

VARIABLES = (
    "direction",
    "contact_type",
    "day",
    "service",
    "group",
    "ability",
    "matter",
    "assurance",
    "language",
    "initiator",
    "acting_as",
    "audience",
    "case_open",
    "needs",
    "preference",
    "planned",
)
"""Variables in the order diagrams ask them: what a strategy speaks of most, first."""

OTHER_LANGUAGE = "und"
"""Stands for every language that neither the document nor a channel names."""

NEEDS = tuple(
    frozenset(some)
    for size in range(len(Need) + 1)
    for some in combinations(Need, size)
)
"""Values of `needs`: every set of needs, none first."""

_TERMS: Mapping[str, tuple[Value, ...]] = MappingProxyType(
    {
        "direction": tuple(Direction),
        "contact_type": tuple(ContactType),
        "ability": tuple(Ability),
        "matter": tuple(Matter),
        "assurance": tuple(Assurance),
        "initiator": tuple(Initiator),
        "acting_as": tuple(ActingAs),
        "audience": tuple(Audience),
        "case_open": (False, True),
        "needs": NEEDS,
    }
)


@dataclass(frozen=True)
class Space:
    """Every situation that one strategy, or several together, can tell apart.

    A point is a tuple of positions in `values`, in the order of VARIABLES. Days stand
    for the segments between the dates of the documents: nothing changes within one.
    Channels for which an address is at hand (`reachable`) are not part of the space.
    """

    values: Mapping[str, tuple[Value, ...]]
    time_zone: str = "UTC"

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many values each variable has."""
        return tuple(len(self.values[name]) for name in VARIABLES)

    def mask(self, variable: str, wanted: Iterable[Value]) -> int:
        """Give the bits of the listed values; values the space lacks are left out."""
        those = set(wanted)
        return sum(1 << i for i, v in enumerate(self.values[variable]) if v in those)

    def everything(self, variable: str) -> int:
        """Give the bits of all values."""
        return (1 << len(self.values[variable])) - 1

    def named(self, point: Sequence[int]) -> dict[str, Value]:
        """Give the value of each variable at a point."""
        return {
            name: self.values[name][position]
            for name, position in zip(VARIABLES, point, strict=True)
        }

    def situation(self, point: Sequence[int]) -> Situation:
        """Give the situation a point stands for, at noon of its day."""
        given = self.named(point)
        day = given.pop("day")
        if isinstance(day, date):
            zone = ZoneInfo(self.time_zone)
            noon = datetime.combine(day, time(12), tzinfo=zone)
            return Situation(**given, at=noon.astimezone(UTC))  # type: ignore[arg-type]  # names and values belong together
        return Situation(**given)  # type: ignore[arg-type]  # names and values belong together

    def point(self, situation: Situation, day: date | None) -> tuple[int, ...]:
        """Give the point of a complete situation on a day.

        Raises:
            KeyError: the space lacks a value.
        """
        tongues = self._positions["language"]
        known = [str(tag) for tag in tongues]
        given = {
            **{n: getattr(situation, n) for n in VARIABLES if n != "day"},
            "language": language_key(str(situation.language), known) or OTHER_LANGUAGE,
        }
        return tuple(
            self._day_position(day)
            if name == "day"
            else self._positions[name][given[name]]
            for name in VARIABLES
        )

    @cached_property
    def _positions(self) -> dict[str, dict[Value, int]]:
        return {
            name: {value: i for i, value in enumerate(self.values[name])}
            for name in VARIABLES
        }

    def _day_position(self, day: date | None) -> int:
        if day is None:
            return 0
        starts = [d for d in self.values["day"] if isinstance(d, date)]
        return max(sum(start <= day for start in starts) - 1, 0)


def space_of(*strategies: Strategy) -> Space:
    """Lay out the space of what all the strategies know, service by service.

    Services, groups and channels that only some of them know are left out, unless
    the others have none at all: those give the same answer whichever it is.
    """
    values = {
        **_TERMS,
        "day": _days(strategies),
        "service": _shared([[s.id for s in one.services] for one in strategies]),
        "group": _shared([[g.id for g in one.groups] for one in strategies]),
        "language": _languages(strategies),
    }
    channels = [[c.id for c in one.channels] for one in strategies]
    choices = tuple(v for v in _shared(channels) if v is not None)
    values["preference"] = values["planned"] = (None, *choices)
    return Space(MappingProxyType(values), strategies[-1].head.time_zone)


def _shared(ids: Sequence[Sequence[str]]) -> tuple[Value, ...]:
    lists = [one for one in ids if one]
    if not lists:
        return (None,)
    *others, last = lists
    return tuple(i for i in last if all(i in other for other in others)) or (None,)


def _languages(strategies: Sequence[Strategy]) -> tuple[Value, ...]:
    found: dict[str, None] = {}
    for strategy in strategies:
        found |= dict.fromkeys(strategy.head.languages)
        for channel in strategy.channels:
            found |= dict.fromkeys(channel.languages)
        for rule in strategy.rules:
            condition = rule.when.language
            listed = condition.not_ if isinstance(condition, Not) else condition
            found |= dict.fromkeys(listed or ())
    found.pop(OTHER_LANGUAGE, None)
    return (*found, OTHER_LANGUAGE)


def _days(strategies: Sequence[Strategy]) -> tuple[Value, ...]:
    """Give the first day of each segment within the documents' validity."""
    starts = [s.head.valid_from for s in strategies]
    ends = [s.head.valid_until for s in strategies]
    dated = [d for d in starts if isinstance(d, date)]
    first = min(dated) if len(dated) == len(starts) else None
    ended = [d for d in ends if isinstance(d, date)]
    last = max(ended) if len(ended) == len(ends) else None
    turns = sorted(
        turn
        for turn in {t for s in strategies for t in _turns(s)}
        if (first is None or turn > first) and (last is None or turn <= last)
    )
    if not turns:
        return (first,)
    before = first if first is not None else turns[0] - timedelta(days=1)
    return (before, *turns)


def _turns(strategy: Strategy) -> Iterable[date]:
    dated: list[Dated] = [
        *strategy.rules,
        *(entry for c in strategy.channels for entry in c.established),
        *(
            cost
            for c in strategy.channels
            for costs in (c.costs, c.customer_costs)
            if not isinstance(costs, str)
            for cost in costs
        ),
    ]
    for part in dated:
        if part.valid_from is not None and part.valid_from > date.min:
            yield part.valid_from
        if part.valid_until is not None and part.valid_until < date.max:
            yield part.valid_until + timedelta(days=1)
