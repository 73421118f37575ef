"""What the strategy said at the time: every distinct situation is decided once."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from farled.analysis.synthesis.contacts import NONE, Contacts, Ints
from farled.analysis.synthesis.people import People
from farled.analysis.synthesis.setting import Setting
from farled.strategy.compiling.classes import classes_of
from farled.strategy.deciding import decide
from farled.strategy.decision import Decision
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Role,
)

__all__ = ["Advice", "Adviser"]

_NOON: Final = time(12)
_ROLES: Final = {role: code for code, role in enumerate(Role)}
_Small = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised in each contact, as codes.

    Attributes:
        intended: [contact] recommended channel, NONE when there is none.
        roles: [contact, channel] role, NONE when excluded.
        rules: [contact, channel] rule that gave the role, NONE when there is none.
    """

    intended: Ints
    roles: _Small
    rules: _Small


@dataclass(frozen=True, slots=True)
class _Attribute:
    """An attribute of the situation: its values, and codes of those told apart."""

    name: str
    values: tuple[Any, ...]
    classes: Ints
    """[value code] the first code that the strategy cannot tell from it."""


@dataclass(slots=True)
class Adviser:
    """Asks the strategy, and remembers what it answered."""

    setting: Setting
    people: People
    _attributes: tuple[_Attribute, ...] = ()
    _rows: dict[int, int] = field(default_factory=dict)
    _answers: list[tuple[int, _Small, _Small]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """List the attributes that the log knows."""
        compiled, strategy = self.setting.compiled, self.setting.compiled.strategy
        given: dict[str, tuple[Any, ...]] = {
            "service": tuple(s.id for s in strategy.services),
            "contact_type": tuple(ContactType),
            "direction": tuple(Direction),
            "initiator": tuple(Initiator),
            "group": tuple(g.id for g in strategy.groups),
            "ability": tuple(Ability),
            "acting_as": tuple(ActingAs),
            "language": self.people.languages,
            "assurance": tuple(Assurance),
            "case_open": (False, True),
            "at": tuple(
                datetime.combine(day, _NOON, compiled.segments.zone)
                for day in map(compiled.segments.day_in, compiled.segments.all[1:])
                if day is not None
            ),
        }
        self._attributes = tuple(
            _Attribute(name, values, self._classes(name, values))
            for name, values in given.items()
        )

    def _classes(self, name: str, values: tuple[Any, ...]) -> Ints:
        if name == "at":
            return np.arange(len(values))
        compiled = self.setting.compiled
        numbers = classes_of(compiled, name)
        keys = [compiled.language_key(v) if name == "language" else v for v in values]
        found = [numbers.get(key, numbers.get("")) for key in keys]
        return np.array([found.index(number) for number in found], np.int64)

    def advise(self, contacts: Contacts) -> Advice:
        """Decide every contact by the strategy in force on its day."""
        party = contacts["party"]
        given = (
            contacts["service"],
            contacts["contact_type"],
            contacts["direction"],
            contacts["initiator"],
            self.people.group[party],
            self.people.ability[party],
            contacts["acting_as"],
            self.people.language[party],
            self.people.assurance[party],
            contacts["case_open"],
            self.setting.segments[contacts["day"]],
        )
        keys = np.zeros(len(contacts), np.int64)
        for attribute, codes in zip(self._attributes, given, strict=True):
            keys = keys * len(attribute.values) + attribute.classes[codes]
        distinct, back = np.unique(keys, return_inverse=True)
        rows = np.array([self._row(key) for key in distinct.tolist()], np.int64)[back]
        intended = np.array([answer[0] for answer in self._answers], np.int64)
        roles = np.array([answer[1] for answer in self._answers], np.int16)
        rules = np.array([answer[2] for answer in self._answers], np.int16)
        return Advice(intended[rows], roles[rows], rules[rows])

    def _row(self, key: int) -> int:
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = len(self._answers)
            self._answers.append(self._answer(key))
        return row

    def _answer(self, key: int) -> tuple[int, _Small, _Small]:
        values: dict[str, Any] = {}
        for attribute in reversed(self._attributes):
            key, code = divmod(key, len(attribute.values))
            values[attribute.name] = attribute.values[code]
        situation = Situation(audience=Audience.ONE, **values)
        return self._encode(decide(self.setting.compiled, situation))

    def _encode(self, decision: Decision) -> tuple[int, _Small, _Small]:
        places = self.setting.places
        roles = np.full(len(places), NONE, np.int16)
        rules = np.full(len(places), NONE, np.int16)
        for step in decision.trace:
            number = self.setting.rule_numbers[step.rule]
            for named in step.decides:
                if named in places:
                    rules[places[named]] = number
        for candidate in decision.alternatives:
            roles[places[candidate.channel]] = _ROLES[candidate.role]
        if decision.recommended is None or decision.role is None:
            return NONE, roles, rules
        recommended = places[decision.recommended]
        roles[recommended] = _ROLES[decision.role]
        return recommended, roles, rules
