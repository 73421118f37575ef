"""Codes and values of decisions in words, in every language of the interface."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Callable, Mapping

from farled.strategy.document import Strategy
from farled.terms.errors import Code, FarledError, Param
from farled.terms.languages import in_language
from farled.terms.reasons import Reason
from farled.ui.catalogue import codes, entry, fill
from farled.ui.tables import count

__all__ = [
    "Names",
    "clause",
    "day_in_words",
    "failure",
    "instant_in_words",
    "label",
    "money_in_words",
    "names_of",
    "phrase",
    "sentence",
    "words_for",
]

_DECIMALS = {"ISK": 0, "JPY": 0}
_KINDS = {
    "contact_type": "contact-type",
    "acting_as": "acting-as",
    "case_open": "case-open",
    "needed": "assurance",
    "level": "assurance",
    "requirement": "need",
    "needs": "need",
}
"""Names of values whose labels stand under another word."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a strategy calls its parts in one language, by id."""

    channel: Mapping[str, str]
    service: Mapping[str, str]
    group: Mapping[str, str]
    instead: Mapping[str, str]
    """By rule: what to do when no contact is needed."""
    because: Mapping[str, str]
    """By rule: why it is so."""
    principle: Mapping[str, str]
    number: Mapping[str, str]
    """By principle: its number."""


def names_of(strategy: Strategy, lang: str) -> Names:
    """Collect names in a language, else in the document's own."""

    def said(text: Mapping[str, str] | None) -> str:
        return in_language(text or {}, lang, strategy.head.languages).strip()

    none_needed = {r.id: r.no_contact_needed for r in strategy.rules}
    return Names(
        channel={c.id: said(c.names) for c in strategy.channels},
        service={s.id: said(s.names) for s in strategy.services},
        group={g.id: said(g.names) for g in strategy.groups},
        instead={i: said(none.instead) for i, none in none_needed.items() if none},
        because={r.id: said(r.because) for r in strategy.rules},
        principle={p.id: said(p.text) for p in strategy.principles},
        number={p.id: p.number for p in strategy.principles},
    )


def label(kind: str, value: str, lang: str) -> str:
    """Say a value of a term; one without a label stands for itself.

    >>> label("role", "primary", "sv"), label("language", "kl", "sv")
    ('huvudkanal', 'kl')
    """
    code = f"{_KINDS.get(kind, kind)}.{value}"
    return str(entry(code, lang)) if code in codes() else value


def phrase(code: str, lang: str, params: Mapping[str, Param]) -> str:
    """Say a code with values that are already words."""
    return fill(str(entry(code, lang)), params)


def clause(reason: Reason, lang: str, names: Names | None = None) -> str:
    """Say a reason as part of a sentence."""
    return phrase(reason.code, lang, words_for(reason.params, lang, names))


def sentence(reason: Reason, lang: str, names: Names | None = None) -> str:
    """Say a reason as a sentence of its own."""
    said = clause(reason, lang, names)
    ended = said if said.endswith((".", "!", "?")) else f"{said}."
    return ended[:1].upper() + ended[1:]


def failure(error: FarledError, lang: str) -> str:
    """Say an error of the core as a sentence."""
    return sentence(Reason(Code(error.code), error.params), lang)


def words_for(
    params: Mapping[str, Param], lang: str, names: Names | None = None
) -> dict[str, Param]:
    """Turn ids, terms, days, instants and amounts into words."""
    said = {name: _word(name, value, lang, names) for name, value in params.items()}
    if "opens" in params:
        said["opens"] = instant_in_words(
            str(params["opens"]), lang, asked=str(params.get("asked", ""))
        )
    if "amount" in params and "currency" in params:
        minor, currency = params["amount"], str(params["currency"])
        said["amount"] = money_in_words(int(str(minor)), currency, lang)
    return said | _texts(params, names)


def _texts(params: Mapping[str, Param], names: Names | None) -> dict[str, Param]:
    if names is None:
        return {}
    rule, principle = str(params.get("rule")), str(params.get("principle"))
    texts: dict[str, Param] = {
        "instead": names.instead.get(rule, ""),
        "because": names.because.get(rule, ""),
    }
    if "principle" in params:
        texts["number"] = names.number.get(principle, "")
        texts["principle"] = names.principle.get(principle, principle)
    return texts


def _word(name: str, value: Param, lang: str, names: Names | None) -> Param:
    match value:
        case None:
            code = f"unsaid.{name}"
            return str(entry(code, lang)) if code in codes() else "–"
        case tuple():
            return tuple(_listed(name, own, lang, names) for own in value)
        case str():
            return _one(name, value, lang, names)
        case _:
            return value


def _one(name: str, value: str, lang: str, names: Names | None) -> str:
    known: Mapping[str, str] | None = (
        getattr(names, name, None) if name in ("channel", "service", "group") else None
    )
    if known is not None:
        return known.get(value, value)
    say = _SAYERS.get(name)
    return say(value, lang) if say else label(name, value, lang)


def _listed(name: str, value: str, lang: str, names: Names | None) -> str:
    if name == "attributes":
        return label("attribute", value, lang)
    if name == "given":
        attribute, _, own = value.partition("=")
        word = _one(attribute, own, lang, names)
        return f"{label('attribute', attribute, lang)}: {word}"
    return _one(name, value, lang, names)


def _language(tag: str, lang: str) -> str:
    """Name a language; a regional form goes by its language.

    The tag stands beside where the name leaves something out.
    """
    said = label("language", tag, lang)
    if said == tag and "-" in tag:
        return f"{label('language', tag.split('-', maxsplit=1)[0], lang)} ({tag})"
    return said


def _attribute(name: str, lang: str) -> str:
    return label("attribute", name, lang)


def day_in_words(day: str, lang: str) -> str:
    """Say a day as people do.

    >>> day_in_words("2026-11-24", "fi")
    '24. marraskuuta 2026'
    """
    on = date.fromisoformat(day)
    month = label("month", str(on.month), lang)
    return phrase("format.day", lang, {"day": on.day, "month": month, "year": on.year})


def instant_in_words(instant: str, lang: str, *, asked: str = "") -> str:
    """Say an instant as people do, with the year if it is not that of the day asked.

    >>> instant_in_words("2026-11-24T09:00+01:00", "sv", asked="2026-11-21")
    'tisdag 24 november kl. 9.00'
    """
    at = datetime.fromisoformat(instant)
    same_year = asked.startswith(f"{at.year}-")
    code = "format.instant" if same_year else "format.instant-with-year"
    params: dict[str, Param] = {
        "weekday": label("weekday", str(at.isoweekday()), lang),
        "day": at.day,
        "month": label("month", str(at.month), lang),
        "year": at.year,
        "hour": at.hour,
        "minute": f"{at.minute:02}",
    }
    return phrase(code, lang, params)


def money_in_words(minor: int, currency: str, lang: str) -> str:
    """Write an amount in the manner of a language.

    >>> money_in_words(12345, "SEK", "sv"), money_in_words(50, "EUR", "en")
    ('123,45 SEK', '0.50 EUR')
    """
    decimals = _DECIMALS.get(currency, 2)
    number = count(minor / 10**decimals, lang, decimals)
    return phrase("format.amount", lang, {"number": number, "currency": currency})


_SAYERS: Mapping[str, Callable[[str, str], str]] = {
    "until": day_in_words,
    "language": _language,
    "attribute": _attribute,
}
