"""What a mapping that fits its format can still have wrong."""

from functools import cache
from typing import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from farled.analysis.facts import FACT_COLUMNS
from farled.exchange.mapping.document import MAPPABLE, LogMapping
from farled.exchange.mapping.rules import Problem, check_rule
from farled.strategy.reading.nearest import nearest
from farled.strategy.reading.places import Path, Places
from farled.terms.errors import Param
from farled.terms.findings import Finding, Severity

__all__ = ["check_mapping"]

_NEEDED = ("contact_id", "occurred_at")
_EXPECTED = ("channel", "direction")
_INSTANTS = tuple(n for n in MAPPABLE if FACT_COLUMNS[n].kind == "instant")
_DELIMITER_WORDS = ("auto", "tab")
_WARNINGS = frozenset({"M120", "M124"})
_CHECKS = ("earlier", "more", "negative", "after")


def check_mapping(mapping: LogMapping, places: Places) -> Iterator[Finding]:
    """Find what keeps a mapping from being used, and what it had better have."""
    for check in (_check_head, _check_columns, _check_exclusions, _check_impossible):
        for code, path, params in check(mapping):
            warns = code in _WARNINGS
            severity = Severity.WARNING if warns else Severity.ERROR
            yield Finding(code, severity, places.place_of(path), params)


def _check_head(mapping: LogMapping) -> Iterator[Problem]:
    yield from _check_zone(mapping.time_zone, ("time_zone",))
    delimiter = mapping.file.delimiter
    if len(delimiter) != 1 and delimiter not in _DELIMITER_WORDS:
        yield "M126", ("file", "delimiter"), {"value": delimiter}
    for name in _NEEDED:
        if name not in mapping.columns:
            yield "M116", ("columns",), {"column": name}
    for name in _EXPECTED:
        if name not in mapping.columns:
            yield "M124", ("columns",), {"column": name}


def _check_zone(name: str | None, path: Path) -> Iterator[Problem]:
    if name is not None and name not in _zones():
        yield "M117", path, {"value": name, "nearest": nearest(name, _zones())}


def _check_columns(mapping: LogMapping) -> Iterator[Problem]:
    for name, rule in mapping.columns.items():
        path = ("columns", name)
        if name not in MAPPABLE:
            close = nearest(name, MAPPABLE)
            params: dict[str, Param] = {"value": name, "nearest": close}
            yield "M110", path, {**params, "expected": MAPPABLE}
            continue
        for code, inner, more in check_rule(name, rule, mapping.journey):
            yield code, (*path, *inner), {"column": name, **more}
        yield from _check_zone(rule.time_zone, (*path, "time_zone"))


def _check_exclusions(mapping: LogMapping) -> Iterator[Problem]:
    for number, exclusion in enumerate(mapping.exclude):
        for column, condition in exclusion.where.items():
            if not condition.model_fields_set:
                path = ("exclude", number, "where", column)
                yield "M121", path, {"expected": "is | is_not | matches | empty"}


def _check_impossible(mapping: LogMapping) -> Iterator[Problem]:
    for number, check in enumerate(mapping.impossible):
        path: Path = ("impossible", number)
        given = [name for name in _CHECKS if getattr(check, name) is not None]
        if len(given) != 1:
            yield "M121", path, {"expected": " | ".join(_CHECKS)}
        after = (check.after.column,) if check.after else ()
        for name in (*(check.earlier or ()), *after):
            if name not in _INSTANTS or name not in mapping.columns:
                known = tuple(n for n in _INSTANTS if n in mapping.columns)
                yield "M123", path, {"value": name, "expected": known}


@cache
def _zones() -> frozenset[str]:
    known = available_timezones()
    return frozenset(name for name in known if _loads(name))


def _loads(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
