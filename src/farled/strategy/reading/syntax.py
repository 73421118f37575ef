"""What the YAML parser complains of, as findings that say what to do."""

from types import MappingProxyType
from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from farled.strategy.reading.limits import NOTHING
from farled.strategy.reading.places import Spot
from farled.terms.errors import Param
from farled.terms.findings import Finding, Place, Severity

__all__ = ["error_at", "finding_at", "syntax_finding"]

_BY_PROBLEM = (
    ("'\\t'", "F102"),
    ("mapping values are not allowed", "F104"),
    ("could not find expected ':'", "F104"),
    ("expected <block end>", "F104"),
    ("sequence entries are not allowed", "F104"),
    ("unexpected end of stream", "F105"),
    ("expected ',' or", "F105"),
    ("undefined alias", "F107"),
    ("duplicate anchor", "F107"),
    ("undefined tag handle", "F107"),
    ("tag", "F107"),
)


def finding_at(place: Place, code: str, **params: Param) -> Finding:
    """Build an error finding at a place."""
    return Finding(code, Severity.ERROR, place, MappingProxyType(params))


def error_at(spot: Spot | None, code: str, *, file: str, **params: Param) -> Finding:
    """Build an error finding where a spot starts, or for the whole file."""
    place = Place(file, spot.line, spot.column) if spot else Place(file)
    return finding_at(place, code, **params)


def syntax_finding(error: Exception, text: str, *, file: str) -> Finding:
    """Turn a parser's error into a finding; `found` is the text at the place."""
    if not isinstance(error, MarkedYAMLError):
        return finding_at(Place(file, 1, 1), "F101", found=NOTHING)
    told: dict[str, Any] = vars(error)
    mark = told["problem_mark"] or told["context_mark"]
    problem = f"{told['context'] or ''} {told['problem'] or ''}"
    code = next((c for words, c in _BY_PROBLEM if words in problem), "F101")
    if mark is None:
        return finding_at(Place(file, 1, 1), code, found=NOTHING, value=NOTHING)
    if code == "F105":
        mark = told["context_mark"] or mark
    found = text[mark.index : mark.index + 20].split("\n", 1)[0].strip() or NOTHING
    place = Place(file, mark.line + 1, mark.column + 1)
    return finding_at(place, code, found=found, value=found)
