"""Plain values to a mapping, or everything that does not fit its format."""

from decimal import Decimal
from typing import Any, Mapping

from pydantic import ValidationError

from farled.exchange.mapping.document import LogMapping
from farled.exchange.mapping.schema import keys_of
from farled.strategy.reading.branches import Misfit, misfits
from farled.strategy.reading.nearest import nearest
from farled.strategy.reading.places import Places, dotted
from farled.terms.errors import Param
from farled.terms.findings import Finding, Severity

__all__ = ["fit"]

_LIMIT = 500
_CODES: Mapping[str, str] = {
    "extra_forbidden": "M101",
    "missing": "M102",
    "literal_error": "M104",
    "string_pattern_mismatch": "M105",
    "not_a_day": "M106",
}


def fit(data: object, places: Places) -> tuple[LogMapping | None, list[Finding]]:
    """Build the mapping; None, with a finding for each misfit, when it cannot be."""
    try:
        return LogMapping.model_validate(_as_written(data, places, ())), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = misfits(details[:_LIMIT], data)
        return None, [_finding(each, data, places) for each in found]


def _as_written(data: Any, places: Places, path: tuple[str | int, ...]) -> Any:
    """Keep every scalar as text, so that code 007 does not become 7."""
    match data:
        case dict():
            return {k: _as_written(v, places, (*path, k)) for k, v in data.items()}
        case list():
            return [_as_written(v, places, (*path, n)) for n, v in enumerate(data)]
        case bool() | int() | Decimal() if path != ("farled",):
            return places.written(path)
        case _:
            return data


def _finding(misfit: Misfit, data: object, places: Places) -> Finding:
    code = _CODES.get(misfit.kind, "M103")
    by_key = misfit.is_key or code == "M101"
    place = (places.key_place if by_key else places.place_of)(misfit.path)
    return Finding(code, Severity.ERROR, place, _params(code, misfit, data, places))


def _params(
    code: str, misfit: Misfit, data: object, places: Places
) -> dict[str, Param]:
    around = misfit.path[:-1] if code in {"M101", "M102"} else misfit.path
    where = dotted(around, data) or "–"
    key = str(misfit.path[-1]) if misfit.path else ""
    match code:
        case "M101":
            known = keys_of(around)
            close = nearest(key, known)
            return {"key": key, "where": where, "nearest": close, "expected": known}
        case "M102":
            return {"key": key, "where": where}
        case _:
            value = key if misfit.is_key else places.written(misfit.path)
            expected = str(misfit.context.get("expected", "–"))
            return {"value": value, "where": where, "expected": expected}
