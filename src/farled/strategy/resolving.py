"""A strategy with its bases: their parts first, then its own, by id."""

from dataclasses import dataclass
from typing import Any, Iterable, Mapping, Sequence

from farled.strategy.document import Head, Policy, Strategy
from farled.strategy.plain import is_list, is_mapping

__all__ = ["Overridden", "Resolved", "base_chain", "resolve"]

_LISTS = (
    "principles",
    "long_term_goals",
    "channels",
    "groups",
    "services",
    "rules",
    "goals",
    "tracks",
)
_TEXTS = ("sections", "considerations")


@dataclass(frozen=True, slots=True)
class Overridden:
    """A part of a base that a later document replaces in its place."""

    kind: str
    """List or mapping of the document, for example `rules`."""
    id: str
    base: str
    """Id of the base whose part is replaced."""
    by: str
    """Id of the document that replaces it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The strategy as it is decided by, and what it replaced of its bases."""

    strategy: Strategy
    overridden: tuple[Overridden, ...] = ()


def base_chain(own: Strategy, known: Mapping[str, Strategy]) -> tuple[Strategy, ...]:
    """Order bases, and bases of bases, so that each stands once after its own.

    Unknown bases are left out, and a document never becomes its own base.
    """
    chain: dict[str, Strategy] = {}
    entered = {own.id}

    def enter(strategy: Strategy) -> None:
        for name in strategy.extends:
            if name in entered or name not in known:
                continue
            entered.add(name)
            enter(known[name])
            chain[name] = known[name]

    enter(own)
    return tuple(chain.values())


def resolve(own: Strategy, bases: Sequence[Strategy]) -> Resolved:
    """Merge a document with its bases, given in the order of `base_chain`.

    Head, id and version are the document's own; of the policy, what it sets
    itself. The result extends nothing: it stands alone.
    """
    if not bases:
        return Resolved(own.model_copy(update={"extends": ()}))
    language = own.head.languages[0]
    documents = [*(_in_own_language(base, language) for base in bases), own]
    overridden: list[Overridden] = []
    merged: dict[str, Any] = {
        name: _merged_parts(name, documents, overridden) for name in (*_LISTS, *_TEXTS)
    }
    checklist = (text for document in documents for text in document.checklist)
    merged["checklist"] = tuple(_each_once(checklist))
    merged["policy"] = _merged_policy(documents)
    merged["head"] = _with_terms(own.head, documents)
    merged["extends"] = ()
    return Resolved(own.model_copy(update=merged), tuple(overridden))


def _merged_parts(
    name: str, documents: Sequence[Strategy], overridden: list[Overridden]
) -> Any:
    parts: dict[str, Any] = {}
    origin: dict[str, str] = {}
    is_list = name in _LISTS
    for document in documents:
        held = getattr(document, name)
        items = [(part.id, part) for part in held] if is_list else held.items()
        for key, part in items:
            if key in parts:
                overridden.append(Overridden(name, key, origin[key], document.id))
            parts[key] = part
            origin[key] = document.id
    return tuple(parts.values()) if is_list else parts


def _merged_policy(documents: Sequence[Strategy]) -> Policy:
    explicit: dict[str, Any] = {}
    for document in documents:
        policy = document.policy
        explicit |= {name: getattr(policy, name) for name in policy.model_fields_set}
    return Policy.model_validate(explicit)


def _with_terms(head: Head, documents: Sequence[Strategy]) -> Head:
    terms = {
        k: text for document in documents for k, text in document.head.terms.items()
    }
    return head.model_copy(update={"terms": terms}) if terms else head


def _each_once(texts: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    kept: list[Mapping[str, str]] = []
    for text in texts:
        if text not in kept:
            kept.append(text)
    return kept


def _in_own_language(base: Strategy, language: str) -> Strategy:
    """Name the language of bare texts, where the two documents' differ."""
    first = base.head.languages[0]
    if first == language:
        return base
    parts = base.model_dump(exclude_unset=True, by_alias=True)
    return Strategy.model_validate(_named(parts, first))


def _named(value: Any, language: str) -> Any:
    if is_mapping(value):
        return {
            (language if key == "" else key): _named(part, language)
            for key, part in value.items()
        }
    if is_list(value):
        return [_named(part, language) for part in value]
    return value
