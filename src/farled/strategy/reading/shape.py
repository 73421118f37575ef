"""Plain values to a strategy, or everything that does not fit the format."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Callable, Mapping

from pydantic import ValidationError

from farled.strategy.document import Strategy
from farled.strategy.plain import is_list, is_mapping
from farled.strategy.reading.branches import Misfit, misfits
from farled.strategy.reading.limits import NOTHING
from farled.strategy.reading.nearest import by_nearness
from farled.strategy.reading.places import Places, dotted
from farled.strategy.reading.schema import keys_at, names_at, values_at
from farled.strategy.reading.syntax import finding_at
from farled.terms.errors import Param
from farled.terms.findings import Finding

__all__ = ["fit"]

FINDINGS_LIMIT = 500
"""Findings of one document; more of them help nobody."""

CHOICES_SHOWN = 20
"""Valid names that one finding lists, the most alike first."""

_Params = dict[str, Param]

_CODES = {
    "missing": "F121",
    "extra_forbidden": "F120",
    "enum": "F129",
    "literal_error": "F129",
    "string_pattern_mismatch": "F132",
    "not_a_currency": "F146",
    "not_a_day": "F128",
    "not_a_language": "F137",
    "string_too_long": "F136",
    "string_too_short": "F135",
    "too_short": "F135",
    **dict.fromkeys(("string_type", "string_unicode", "not_a_text"), "F122"),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size"), "F125"),
    **dict.fromkeys(("int_from_float", "is_instance_of"), "F125"),
    **dict.fromkeys(("decimal_type", "decimal_parsing", "finite_number"), "F124"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "F127"),
    **dict.fromkeys(("tuple_type", "list_type"), "F130"),
    **dict.fromkeys(
        ("greater_than", "greater_than_equal", "less_than", "less_than_equal"), "F126"
    ),
    **dict.fromkeys(
        ("mapping_type", "dict_type", "model_type", "model_attributes_type"), "F131"
    ),
}


def fit(data: object, places: Places) -> tuple[Strategy | None, list[Finding]]:
    """Build the strategy; None, with a finding for each misfit, when it cannot be."""
    if not is_mapping(data):
        return None, [finding_at(places.place_of(()), "F116")]
    try:
        return Strategy.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = misfits(details[: 4 * FINDINGS_LIMIT], data)
        told = [misfit for misfit in found if not _follows(misfit)]
        findings = [_finding(misfit, data, places) for misfit in told]
        return None, findings[:FINDINGS_LIMIT]


def _finding(misfit: Misfit, data: object, places: Places) -> Finding:
    misfit = _at_language_key(misfit)
    code, extra = _coded(misfit)
    by_key = misfit.is_key or code in {"F120", "F138"}
    place = (places.key_place if by_key else places.place_of)(misfit.path)
    value = str(misfit.path[-1]) if misfit.is_key else places.written(misfit.path)
    around = misfit.path[:-1] if code in {"F120", "F121"} else misfit.path
    where = dotted(around, data) or NOTHING
    return finding_at(place, code, **{"value": value, "where": where, **extra})


def _follows(misfit: Misfit) -> bool:
    """Tell whether a list is only too short because its values do not fit."""
    return misfit.kind == "too_short" and bool(misfit.value)


def _at_language_key(misfit: Misfit) -> Misfit:
    """Point at the key that is not a language, not at the whole text."""
    tag = misfit.context.get("tag")
    if not (is_mapping(misfit.value) and isinstance(tag, str)):
        return misfit
    return replace(misfit, path=(*misfit.path, tag), is_key=True)


def _coded(misfit: Misfit) -> tuple[str, _Params]:
    if misfit.path == ("farled",) and misfit.kind == "literal_error":
        return "F134", {"expected": "1"}
    code = _CODES.get(misfit.kind, "F139")
    code = _for_value(code, misfit)
    more = _MORE.get(code)
    return code, more(misfit) if more else {}


def _for_value(code: str, misfit: Misfit) -> str:
    value = misfit.value
    if code in {"F120", "F121"}:
        return code
    if value is None and not misfit.is_key:
        return "F138"
    single = not (is_mapping(value) or is_list(value))
    if code == "F130" and single and values_at(misfit.path):
        return "F129"
    if code == "F122" and isinstance(value, (int, Decimal)):
        return "F123"
    if code in {"F124", "F125"} and misfit.also_not_provided:
        return "F145"
    return code


def _unknown_key(misfit: Misfit) -> _Params:
    key = str(misfit.path[-1])
    return {"key": key, **_choice(key, keys_at(misfit.path[:-1]))}


def _missing(misfit: Misfit) -> _Params:
    return {"key": str(misfit.path[-1])}


def _unknown_value(misfit: Misfit) -> _Params:
    if misfit.is_key:
        return _choice(str(misfit.path[-1]), names_at(misfit.path[:-1]))
    return _choice(str(misfit.value), values_at(misfit.path))


def _choice(given: str, valid: tuple[str, ...]) -> _Params:
    ordered = by_nearness(given, valid)[:CHOICES_SHOWN]
    return {"nearest": ordered[0] if ordered else NOTHING, "expected": ordered}


def _range(misfit: Misfit) -> _Params:
    limits = misfit.context
    low = limits.get("ge", limits.get("gt"))
    high = limits.get("le", limits.get("lt"))
    above = "gt" in limits
    sign = (">" if above else "≥") if low is not None else "≤"
    return {"expected": f"{sign} {low if low is not None else high}"}


def _identifier(misfit: Misfit) -> _Params:
    given = str(misfit.path[-1] if misfit.is_key else misfit.value).lower()
    given = given.translate(str.maketrans("åäöæøéü", "aaoaoeu"))
    return {"nearest": re.sub(r"[^a-z0-9]+", "-", given).strip("-")[:80] or "a-1"}


def _length(misfit: Misfit) -> _Params:
    return {"expected": int(misfit.context.get("max_length", 0))}


_MORE: Mapping[str, Callable[[Misfit], _Params]] = {
    "F120": _unknown_key,
    "F121": _missing,
    "F126": _range,
    "F129": _unknown_value,
    "F132": _identifier,
    "F136": _length,
}
