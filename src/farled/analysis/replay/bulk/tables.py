"""Everything the bulk decision looks up, laid out in arrays by dimension."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Callable, Final, Hashable, Sequence

import numpy as np
import numpy.typing as npt

from farled.analysis.replay.answers import NONE
from farled.analysis.replay.bulk.barriers import (
    Barriers,
    blurred_bits,
    customer_barriers,
    errand_barriers,
)
from farled.analysis.replay.bulk.points import Side
from farled.analysis.replay.bulk.words import STANCES, Lanes, Words, lay_words, to_words
from farled.analysis.replay.numbering import number_rows
from farled.strategy.compiling import Compiled
from farled.strategy.document.policy import Step0, Strength
from farled.terms.assurance import Assurance
from farled.terms.contacts import ContactType, Direction

__all__ = ["Places", "Sides", "Tables", "lay_tables"]

_Ints = npt.NDArray[np.int32]
_LEVELS: Final = tuple(Assurance)
_DIRECTIONS: Final = tuple(Direction)
_KINDS: Final = tuple(ContactType)


@dataclass(frozen=True)
class Places:
    """Points of the space: places in each dimension; arrays of one length."""

    matter: npt.NDArray[np.integer]
    customer: npt.NDArray[np.integer]
    moment: npt.NDArray[np.integer]
    wish: npt.NDArray[np.integer] | None = None

    def at(self, rows: npt.NDArray[np.intp]) -> "Places":
        """Give some of the points."""
        wish = self.wish
        return Places(
            self.matter[rows],
            self.customer[rows],
            self.moment[rows],
            None if wish is None else wish[rows],
        )


@dataclass(frozen=True)
class Sides:
    """The points of every dimension; `wishes` are preferred channels, None is none."""

    matter: Side
    customer: Side
    moment: Side
    wishes: tuple[str | None, ...] | None = None


@dataclass(frozen=True)
class Tables:
    """Look-ups by point and by kind of point.

    Attributes:
        words: by dimension, word × point × lane.
        service: by matter point, place of the service.
        stance: by matter point, place in STANCES unless a rule sets another.
        transacts: by matter point, whether something is handed over.
        errand, level, direction, segment, guarded, person, priced, exempting: by point,
            the part it plays in the key of a table below.
        errand_at: errand × direction × level → row of `errands`.
        customer_at: guarded × segment → row of `customers`.
        ranks: priced × segment → × channel, place in order within one role.
        exempt: exempting × person → whether other ways stay open.
    """

    lanes: Lanes
    words: tuple[Words, ...]
    service: _Ints
    stance: _Ints
    transacts: npt.NDArray[np.bool_]
    errand: _Ints
    priced: _Ints
    exempting: _Ints
    level: _Ints
    guarded: _Ints
    person: _Ints
    direction: _Ints
    segment: _Ints
    errand_at: _Ints
    errands: Barriers
    customer_at: _Ints
    customers: Barriers
    ranks: npt.NDArray[np.int16]
    exempt: npt.NDArray[np.bool_]
    analogue: npt.NDArray[np.uint16]
    wish: _Ints | None
    blurred: tuple[npt.NDArray[np.uint16], ...]
    stops: bool
    strength: Strength

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return int(self.ranks.shape[-1])

    @cached_property
    def offsets(self) -> npt.NDArray[np.intp]:
        """Where each lane begins in a flat table of lanes."""
        return np.arange(self.lanes.says.shape[0]) * self.lanes.width

    def match(self, at: Places) -> Words:
        """AND the dimensions: what is left are the matching rules, lane by lane."""
        words = self.words[0].take(at.matter, axis=1)
        words &= self.words[1].take(at.customer, axis=1)
        words &= self.words[2].take(at.moment, axis=1)
        if at.wish is not None:
            words &= self.words[3].take(at.wish, axis=1)
        return words

    def errand_of(self, at: Places) -> _Ints:
        """Give the row of `errands` for each point."""
        found: _Ints = self.errand_at[
            self.errand[at.matter], self.direction[at.moment], self.level[at.customer]
        ]
        return found

    def customer_of(self, at: Places) -> _Ints:
        """Give the row of `customers` for each point."""
        found: _Ints = self.customer_at[
            self.guarded[at.customer], self.segment[at.moment]
        ]
        return found

    def rank_of(self, at: Places) -> npt.NDArray[np.int16]:
        """Give point × channel: the place within one role."""
        found: npt.NDArray[np.int16] = self.ranks[
            self.priced[at.matter], self.segment[at.moment]
        ]
        return found

    def is_exempt(self, at: Places) -> npt.NDArray[np.bool_]:
        """Tell whether each point's person may use other ways."""
        found: npt.NDArray[np.bool_] = self.exempt[
            self.exempting[at.matter], self.person[at.customer]
        ]
        return found

    def wish_of(self, at: Places) -> _Ints:
        """Give the place of the preferred channel, or NONE."""
        if self.wish is None or at.wish is None:
            return np.full(len(at.matter), NONE, np.int32)
        found: _Ints = self.wish[at.wish]
        return found


def lay_tables(compiled: Compiled, sides: Sides) -> Tables:
    """Lay out all tables for the points of every dimension."""
    strategy, lanes = compiled.strategy, lay_words(compiled)
    segments = number_rows(sides.moment.segments)
    ids = [channel.id for channel in strategy.channels]
    wishes = sides.wishes
    return Tables(
        lanes=lanes,
        words=_words(compiled, lanes, sides),
        **_matter_columns(compiled, sides, segments.values),
        **_customer_columns(compiled, sides, segments.values),
        segment=segments.of,
        analogue=np.array([not c.is_digital for c in strategy.channels], np.uint16),
        wish=None
        if wishes is None
        else np.array([NONE if w is None else ids.index(w) for w in wishes], np.int32),
        blurred=tuple(
            blurred_bits(side.blurred)
            for side in (sides.matter, sides.customer, sides.moment)
        ),
        stops=strategy.policy.step0 is Step0.STOP,
        strength=strategy.policy.preference_strength,
    )


def _words(compiled: Compiled, lanes: Lanes, sides: Sides) -> tuple[Words, ...]:
    """Spread each dimension's matching rules into lanes; what no fact has is none."""
    matches = compiled.matches
    always = matches["needs"][frozenset()] & matches["planned"][None]
    found = [
        _bits(compiled, sides.matter),
        _bits(compiled, sides.customer),
        [
            bits & compiled.in_force[segment]
            for bits, segment in zip(
                _bits(compiled, sides.moment), sides.moment.segments, strict=True
            )
        ],
    ]
    if sides.wishes is None:
        always &= matches["preference"][None]
    else:
        found.append([matches["preference"][wish] for wish in sides.wishes])
    found[0] = [bits & always for bits in found[0]]
    rules = len(compiled.strategy.rules)
    return tuple(to_words(lanes, bits, rules) for bits in found)


def _bits(compiled: Compiled, side: Side) -> list[int]:
    """AND the attributes of each point."""
    tables = [compiled.matches[name] for name in side.attributes]
    keys = [_key(compiled, name) for name in side.attributes]
    found = []
    for point in side.points:
        bits = (1 << len(compiled.strategy.rules)) - 1
        for table, key, value in zip(tables, keys, point, strict=True):
            bits &= table[key(value)]
        found.append(bits)
    return found


def _key(compiled: Compiled, name: str) -> Callable[[Any], Any]:
    return compiled.language_key if name == "language" else lambda value: value


def _matter_columns(
    compiled: Compiled, sides: Sides, segments: Sequence[int]
) -> dict[str, Any]:
    services = compiled.guards.services
    places = {service: place for place, service in enumerate(services)}
    points = [(service, kind) for service, kind, _ in sides.matter.points]
    factors = compiled.pricing.factors
    priced = number_rows((kind, factors[service]) for service, kind in points)
    return {
        "service": np.array([places.get(s, len(places)) for s, _ in points], np.int32),
        "stance": np.array(
            [STANCES.index(compiled.stances[s]) for s, _ in points], np.int32
        ),
        "transacts": np.array([k is ContactType.TRANSACTION for _, k in points]),
        "priced": priced.of,
        "ranks": _ranks(compiled, priced.values, segments),
        **_exemptions(compiled, sides),
        **_errands(compiled, sides, points),
    }


def _errands(
    compiled: Compiled, sides: Sides, points: Sequence[tuple[str | None, ContactType]]
) -> dict[str, Any]:
    """Ask the guards once about errands that they cannot tell apart."""
    kinds = number_rows(_errand_kind(compiled, *point) for point in points)
    standing_in = dict(zip(kinds.of.tolist(), points, strict=True))
    levels = number_rows(point[-1] for point in sides.customer.points)
    directions = number_rows(point[0] for point in sides.moment.points)
    keys = [
        (*standing_in[kind], direction, level)
        for kind in range(len(kinds.values))
        for direction in directions.values
        for level in levels.values
    ]
    shape = len(kinds.values), len(directions.values), len(levels.values)
    return {
        "errand": kinds.of,
        "level": levels.of,
        "direction": directions.of,
        "errand_at": np.arange(len(keys), dtype=np.int32).reshape(shape),
        "errands": errand_barriers(compiled, keys),
    }


def _errand_kind(
    compiled: Compiled, service: str | None, kind: ContactType
) -> Hashable:
    own = compiled.guards.services.get(service or "")
    if own is None:
        return (None, kind)
    names_itself = service if compiled.guards.offered[service] is not None else ""
    formal = own.formal.get(kind, ())
    return (names_itself, kind, own.assurance.get(kind), formal)


def _ranks(
    compiled: Compiled, priced: Sequence[Any], segments: Sequence[int]
) -> npt.NDArray[np.int16]:
    channels = len(compiled.strategy.channels)
    ranks = np.zeros((len(priced), len(segments), channels), np.int16)
    for row, (kind, factor) in enumerate(priced):
        for column, segment in enumerate(segments):
            order = list(compiled.pricing.at(kind, factor, segment).order)
            ranks[row, column, order] = np.arange(channels)
    return ranks


def _customer_columns(
    compiled: Compiled, sides: Sides, segments: Sequence[int]
) -> dict[str, Any]:
    points = [
        (group, able, tongue) for group, able, _, tongue, _ in sides.customer.points
    ]
    channels = compiled.strategy.channels
    dated = any(channel.established for channel in channels)
    spoken = any(channel.languages for channel in channels)
    guarded = number_rows(
        (tongue if spoken else "", group if dated else None, able)
        for group, able, tongue in points
    )
    days = segments if dated else segments[:1]
    keys = [
        (tongue, segment, group, able)
        for tongue, group, able in guarded.values
        for segment in days
    ]
    rows = np.arange(len(keys), dtype=np.int32).reshape(len(guarded.values), -1)
    return {
        "guarded": guarded.of,
        "customer_at": np.broadcast_to(rows, (len(rows), len(segments))),
        "customers": customer_barriers(compiled, keys),
    }


def _exemptions(compiled: Compiled, sides: Sides) -> dict[str, Any]:
    """Ask once about services with equal exemptions, and people who are alike."""
    services = [point[0] for point in sides.matter.points]
    known = compiled.guards.services
    exempting = number_rows(
        tuple((e.groups, e.abilities) for e in known[service].exemptions)
        if service
        else ()
        for service in services
    )
    examples = dict(zip(exempting.of.tolist(), services, strict=True))
    persons = number_rows((group, able) for group, able, *_ in sides.customer.points)
    return {
        "exempting": exempting.of,
        "person": persons.of,
        "exempt": np.array(
            [
                [
                    compiled.guards.is_exempt(examples[row], *one)
                    for one in persons.values
                ]
                for row in range(len(exempting.values))
            ],
            np.bool_,
        ),
    }
