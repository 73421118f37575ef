"""A situation from JSON: strict, and all problems at once."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Callable, Mapping

from farled.strategy.plain import is_list, is_mapping
from farled.strategy.reading.nearest import by_nearness
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
from farled.terms.errors import FarledError, Param
from farled.terms.findings import Finding, Place, Severity
from farled.terms.languages import parse_language
from farled.terms.services import Matter

__all__ = ["SITUATION_SCHEMA_ID", "parse_situation", "situation_schema"]

SITUATION_SCHEMA_ID = "https://farled.example/schema/situation-1.json"

_ENUMS: Mapping[str, type[StrEnum]] = {
    "contact_type": ContactType,
    "matter": Matter,
    "direction": Direction,
    "initiator": Initiator,
    "ability": Ability,
    "acting_as": ActingAs,
    "assurance": Assurance,
    "audience": Audience,
}
_IDS = ("service", "group", "preference", "planned")
_KEYS = tuple(field.name for field in fields(Situation))
_YEARS = range(1900, 2200)
"""Years in which opening hours and time zones mean anything."""

_SHOWN = 60
"""Characters of a value that a finding shows."""

_ABOUT: Mapping[str, str] = {
    "service": "Id of a service of the strategy.",
    "group": "Id of a target group of the strategy.",
    "preference": "Id of the channel the customer prefers.",
    "language": "BCP 47 tag of the language wanted.",
    "assurance": "Level of assurance at hand.",
    "needs": "What the situation asks of the channel.",
    "case_open": "Whether the customer has an open case in the matter.",
    "planned": "Id of the channel someone is about to use.",
    "reachable": "Channels in which we have an address; absent is not known.",
    "at": "Instant with its zone, as 2026-01-31T09:30:00+01:00.",
}


class _Problem(Exception):  # noqa: N818 - a value on its way to a finding
    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def parse_situation(data: object) -> Situation | tuple[Finding, ...]:
    """Read a situation from plain JSON values; null is «not known».

    >>> parse_situation({"audience": "one"}).audience.value
    'one'
    >>> [finding.code for finding in parse_situation({"chanel": 1, "at": "now"})]
    ['F151', 'F155']
    """
    if not is_mapping(data):
        return (_finding("F150", (), value=_shown(data)),)
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in _KEYS:
            ordered = by_nearness(key, _KEYS)
            params: dict[str, Param] = {"nearest": ordered[0], "expected": ordered}
            findings.append(_finding("F151", (key,), key=_shown(key), **params))
        elif value is not None:
            try:
                values[key] = _PARSERS[key](value)
            except _Problem as problem:
                found = _finding(problem.code, (key,), key=key, **problem.params)
                findings.append(found)
    return tuple(findings) if findings else Situation(**values)


def situation_schema() -> dict[str, Any]:
    """Describe a situation as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SITUATION_SCHEMA_ID,
        "title": "Farled situation",
        "description": "Everything the decision may look at; what is not known is "
        "left out or null.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _key_schema(key) for key in _KEYS},
    }


def _key_schema(key: str) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    shape: dict[str, Any] = text
    if key in _ENUMS:
        shape = {"enum": [*(member.value for member in _ENUMS[key]), None]}
    elif key == "needs":
        shape = {"type": ["array", "null"], "items": {"enum": [n.value for n in Need]}}
    elif key == "reachable":
        shape = {"type": ["array", "null"], "items": text}
    elif key == "case_open":
        shape = {"type": ["boolean", "null"]}
    else:
        shape = {"type": ["string", "null"], "minLength": 1}
    if key == "at":
        shape["format"] = "date-time"
    return {**shape, "description": _ABOUT[key]} if key in _ABOUT else shape


def _finding(code: str, path: tuple[str, ...], **params: Param) -> Finding:
    place = Place(path=path)
    return Finding(code, Severity.ERROR, place, MappingProxyType(params))


def _shown(value: object) -> str:
    said = value
    if not isinstance(value, str):
        said = json.dumps(value, ensure_ascii=False, default=str)
    text = str(said).encode("utf-8", "replace").decode()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or _is_torn(value):
        raise _Problem("F152", value=_shown(value))
    return value


def _is_torn(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _member(kind: type[StrEnum], value: object) -> StrEnum:
    valid = [member.value for member in kind]
    if isinstance(value, str) and value in valid:
        return kind(value)
    shown = _shown(value)
    ordered = by_nearness(shown, valid)
    raise _Problem("F153", value=shown, nearest=ordered[0], expected=ordered)


def _member_of(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    return lambda value: _member(kind, value)


def _language(value: object) -> str:
    try:
        return parse_language(_text(value))
    except FarledError as error:
        raise _Problem("F158", value=_shown(value)) from error


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Problem("F157", value=_shown(value))
    return value


def _needs(value: object) -> frozenset[StrEnum]:
    return frozenset(_member(Need, part) for part in _listed(value))


def _ids(value: object) -> frozenset[str]:
    return frozenset(_text(part) for part in _listed(value))


def _listed(value: object) -> list[object]:
    if not is_list(value):
        raise _Problem("F156", value=_shown(value))
    return list(value)


def _instant(value: object) -> datetime:
    if not isinstance(value, str):
        raise _Problem("F155", value=_shown(value))
    try:
        instant = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise _Problem("F155", value=_shown(value)) from error
    if instant.year not in _YEARS:
        raise _Problem("F155", value=_shown(value))
    if instant.tzinfo is None:
        raise _Problem("F154", value=_shown(value))
    return instant.astimezone(UTC)


_PARSERS: Mapping[str, Callable[[object], Any]] = {
    **{key: _member_of(kind) for key, kind in _ENUMS.items()},
    **dict.fromkeys(_IDS, _text),
    "language": _language,
    "needs": _needs,
    "case_open": _flag,
    "reachable": _ids,
    "at": _instant,
}
