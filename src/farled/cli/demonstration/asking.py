"""The situations that the demonstration asks Lindhaga about."""

from dataclasses import replace
from datetime import datetime
from typing import Final, Iterator
from zoneinfo import ZoneInfo

from farled.strategy.document import Service, Strategy
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.services import GroupKind
from farled.ui.catalogue import entry
from farled.ui.matrix import Block
from farled.ui.names import name_of
from farled.ui.reasons import label

__all__ = ["NOON", "blocks", "everyday_questions"]

_ZONE: Final = ZoneInfo("Europe/Stockholm")
NOON: Final = datetime(2026, 10, 29, 11, tzinfo=_ZONE)
"""A Thursday on which everything that has hours is open."""
_FRIDAY: Final = datetime(2026, 10, 30, 11, tzinfo=_ZONE)
_EVENING: Final = datetime(2026, 1, 20, 20, 30, tzinfo=_ZONE)
_ROWS: Final = 5


def blocks(strategy: Strategy, lang: str) -> list[Block]:
    """Choose the services with most contacts for each kind and direction of contact."""
    ways = [(Direction.INBOUND, kind) for kind in ContactType]
    ways.append((Direction.OUTBOUND, ContactType.TRANSACTION))
    return [
        Block(
            f"{label('contact_type', kind, lang)}, {label('direction', way, lang)}",
            list(_rows(strategy, way, kind, lang)),
        )
        for way, kind in ways
    ]


def _rows(
    strategy: Strategy, way: Direction, kind: ContactType, lang: str
) -> Iterator[tuple[str, Situation]]:
    offered = [s for s in strategy.services if kind in s.contact_types]
    offered.sort(key=lambda s: -_volume(s))
    for service in offered[:_ROWS]:
        group = service.groups[0] if service.groups else strategy.groups[0].id
        name = name_of(strategy.services, service.id, lang, strategy.head.languages)
        who = name_of(strategy.groups, group, lang, strategy.head.languages)
        yield f"{name} · {who}", _situation(strategy, service.id, group, way, kind)
    service = offered[0]
    group = service.groups[0] if service.groups else strategy.groups[0].id
    name = name_of(strategy.services, service.id, lang, strategy.head.languages)
    cannot = str(entry("demo-excluded", lang))
    yield (
        f"{cannot[:1].upper()}{cannot[1:]} · {name}",
        _situation(strategy, service.id, group, way, kind, Ability.EXCLUDED),
    )


def _volume(service: Service) -> int:
    volume = service.volume_per_year
    return volume if isinstance(volume, int) else 0


def _situation(
    strategy: Strategy,
    service: str,
    group: str,
    way: Direction,
    kind: ContactType,
    ability: Ability = Ability.INDEPENDENT,
) -> Situation:
    kinds = {g.id: g.kind for g in strategy.groups}
    for_itself = kinds[group] is GroupKind.NATURAL
    inbound = way is Direction.INBOUND
    alone = ability is Ability.INDEPENDENT
    return Situation(
        service=service,
        contact_type=kind,
        direction=way,
        initiator=Initiator.CUSTOMER if inbound else Initiator.ORGANISATION,
        group=group,
        ability=ability,
        acting_as=ActingAs.SELF if for_itself else ActingAs.ORGANISATION,
        language="sv",
        assurance=Assurance.HIGH if alone else Assurance.NONE,
        audience=Audience.ONE,
        case_open=False,
        at=NOON,
    )


def everyday_questions(strategy: Strategy) -> list[Situation]:
    """Ask what a parent, an older person and a letter writer would ask."""
    inbound, outbound = Direction.INBOUND, Direction.OUTBOUND
    transact, inform = ContactType.TRANSACTION, ContactType.INFORMATION
    parent = _situation(strategy, "school-choice", "parents", inbound, transact)
    older = _situation(
        strategy, "home-care", "oldest", inbound, transact, Ability.EXCLUDED
    )
    letter = _situation(strategy, "waste-collection", "citizens", outbound, inform)
    return [
        replace(parent, preference="phone", at=_EVENING),
        replace(older, at=_FRIDAY),
        replace(letter, planned="letter"),
    ]
