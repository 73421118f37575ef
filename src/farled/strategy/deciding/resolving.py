"""From a situation as given to the values that are known and those that are missing."""

from dataclasses import dataclass
from typing import Any, Mapping, Sequence

from farled.strategy.compiling import Compiled
from farled.strategy.compiling.conditions import PLAIN
from farled.strategy.compiling.tongues import languages_of
from farled.strategy.deciding.moments import Moment
from farled.strategy.deciding.point import Point
from farled.strategy.situation import Situation
from farled.terms.languages import parse_language

__all__ = ["Open", "as_given", "is_plain", "resolve"]


@dataclass(frozen=True, slots=True)
class Open:
    """What is known, and the values each missing attribute may have.

    `missing` is in the order of `ENUMERATED`. `matter` is among them only where some
    possible service has no matter of its own.
    """

    known: Mapping[str, Any]
    missing: Mapping[str, tuple[Any, ...]]


def as_given(compiled: Compiled, situation: Situation, moment: Moment) -> Point:
    """Take a situation as it stands, with None where something is left out."""
    s = situation
    return Point._make(
        (
            s.service,
            s.contact_type,
            s.matter or compiled.matters.get(s.service),
            s.direction,
            s.initiator,
            s.group,
            s.ability,
            s.acting_as,
            s.language,
            s.assurance,
            s.audience,
            s.case_open,
            s.needs,
            s.preference,
            s.planned,
            s.reachable,
            *moment,
        )
    )


def is_plain(compiled: Compiled, point: Point) -> bool:
    """Tell whether language and reachable channels need no translating."""
    reachable = point.reachable
    return point.language in compiled.memories["languages"] and (
        reachable is None or compiled.ids.issuperset(reachable)
    )


def resolve(compiled: Compiled, situation: Situation, moment: Moment) -> Open:
    """Translate codes to ids, and list the values that missing attributes may have.

    Raises:
        FarledError: `unknown-value`; `not-a-language-tag`.
    """
    known = _translated(compiled, situation)
    known.update(segment=moment.segment, opens=moment.opens)
    service = known["service"]
    if known["matter"] is None and service is not None:
        known["matter"] = compiled.matters[service]
    missing = {
        name: values
        for name, values in _domains(compiled, service).items()
        if known[name] is None
    }
    if service is None and "matter" in missing and not _may_lack_matter(compiled):
        del missing["matter"]
    return Open(known, missing)


def _translated(compiled: Compiled, situation: Situation) -> dict[str, Any]:
    known: dict[str, Any] = {
        name: getattr(situation, name) for name in Point._fields if name not in _MOMENT
    }
    translate = compiled.names.translate
    for name in ("service", "group", "preference", "planned"):
        if known[name] is not None:
            known[name] = translate(name, known[name])
    if situation.reachable is not None:
        known["reachable"] = frozenset(
            translate("reachable", channel) for channel in situation.reachable
        )
    if situation.language is not None:
        tag = parse_language(situation.language)
        compiled.memories["languages"].keep(tag, tag)
        known["language"] = tag
    return known


_MOMENT = ("segment", "opens")


def _may_lack_matter(compiled: Compiled) -> bool:
    services = compiled.strategy.services
    return not services or any(s.matter is None for s in services)


def _domains(compiled: Compiled, service: str | None) -> dict[str, tuple[Any, ...]]:
    """List the values of every enumerated attribute, in their order."""
    strategy = compiled.strategy
    kinds: Sequence[Any] = PLAIN["contact_type"]
    if service is not None:
        kinds = compiled.guards.services[service].contact_types
    return {
        "service": tuple(s.id for s in strategy.services) or (None,),
        "contact_type": tuple(dict.fromkeys(kinds)),
        "matter": PLAIN["matter"],
        "direction": PLAIN["direction"],
        "initiator": PLAIN["initiator"],
        "group": _groups(compiled, service),
        "ability": PLAIN["ability"],
        "acting_as": PLAIN["acting_as"],
        "language": languages_of(strategy),
        "assurance": PLAIN["assurance"],
        "audience": PLAIN["audience"],
        "case_open": PLAIN["case_open"],
    }


def _groups(compiled: Compiled, service: str | None) -> tuple[str | None, ...]:
    every = tuple(g.id for g in compiled.strategy.groups)
    if service is not None:
        named = compiled.guards.services[service].groups
        meant = compiled.tree.expand(named)
        every = tuple(g for g in every if g in meant) or every
    return every or (None,)
