"""What a replay takes for granted where a contact log is silent."""

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Mapping

from farled.strategy.compiling.naming import Names
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.errors import FarledError
from farled.terms.languages import parse_language
from farled.terms.services import Matter

__all__ = ["TERMS", "UNLISTED", "Assumed", "parse_assumptions"]

TERMS: Final[Mapping[str, type[StrEnum]]] = MappingProxyType(
    {
        "contact_type": ContactType,
        "matter": Matter,
        "direction": Direction,
        "initiator": Initiator,
        "ability": Ability,
        "acting_as": ActingAs,
        "assurance": Assurance,
        "audience": Audience,
    }
)
"""Attributes of a situation whose values are those of a term."""

_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"case_open": ("false", "true"), "preference": ("none", "requested")}
)
_CODED: Final = ("service", "group")
UNLISTED: Final = "unlisted"
"""Assumed of the service: a code that the strategy does not know, or none, is about
something the strategy does not list; no rule or trait of a service holds of it."""
IGNORED: Final = "ignored"
"""Assumed of an attribute: what the log says of it is not read, as if missing."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """Assumptions that have been checked.

    Attributes:
        values: attribute → value (an id for coded ones) used where the log has none.
        audience: what every contact's audience is; None is missing.
        follows_request: the channel asked for counts as the customer's preference.
        ignored: attributes on which the log is not read.
    """

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    audience: Audience | None = Audience.ONE
    follows_request: bool = False
    ignored: frozenset[str] = frozenset()


def _allowed(attribute: str, codes: Names) -> tuple[str, ...]:
    if attribute in TERMS:
        return tuple(member.value for member in TERMS[attribute])
    if attribute in _CODED:
        return tuple(_translations(attribute, codes))
    return _WORDS.get(attribute, ())


def _translations(attribute: str, codes: Names) -> Mapping[str, str]:
    return codes.services if attribute == "service" else codes.groups


def _is_language(tag: str) -> bool:
    try:
        parse_language(tag)
    except FarledError:
        return False
    return True


def _problem(attribute: str, value: str, codes: Names) -> str | None:
    known = (*TERMS, *_WORDS, *_CODED, "language")
    if attribute not in known:
        return f"{attribute}: {', '.join(sorted(known))}"
    if value == IGNORED and attribute not in ("preference", "audience"):
        return None
    if attribute == "language":
        return None if _is_language(value) else f"language={value}: sv, da-DK, se"
    allowed = _allowed(attribute, codes)
    if value in allowed:
        return None
    return f"{attribute}={value}: {', '.join(allowed[:12])}"


def parse_assumptions(given: Mapping[str, str], codes: Names) -> Assumed:
    """Check assumptions: attribute of a situation → value for what the log lacks.

    The audience is one person unless said otherwise; nothing else is assumed.

    Raises:
        FarledError: `unusable-assumptions`, naming every problem with what is allowed.
    """
    problems = [
        problem
        for attribute, value in given.items()
        if (problem := _problem(attribute, value, codes))
    ]
    if problems:
        raise FarledError("unusable-assumptions", problems=tuple(problems))
    ignored = frozenset(name for name, value in given.items() if value == IGNORED)
    values = {
        attribute: _translations(attribute, codes)[value]
        if attribute in _CODED
        else value
        for attribute, value in given.items()
        if attribute not in ("preference", "audience", *ignored)
    }
    return Assumed(
        values=MappingProxyType(values),
        audience=Audience(given.get("audience", Audience.ONE)),
        follows_request=given.get("preference") == "requested",
        ignored=ignored,
    )
