"""Shift assumptions from text: what fits, and everything that does not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from farled.analysis.shifting.document import Shift, ShiftAssumptions
from farled.strategy.compiling import Compiled
from farled.strategy.compiling.selecting import select
from farled.strategy.reading import Places, in_order, nearest
from farled.strategy.reading.branches import Misfit, misfits
from farled.strategy.reading.composing import compose
from farled.terms.findings import Finding, Severity

__all__ = ["ShiftReading", "read_shift"]

_Path = tuple[str | int, ...]

_CODES: Mapping[str, str] = {
    "extra_forbidden": "A101",
    "missing": "A102",
    "not_rising": "A104",
}
_KEYS = (
    *ShiftAssumptions.model_fields,
    *Shift.model_fields,
    *("low", "likely", "high"),
)


@dataclass(frozen=True, slots=True)
class ShiftReading:
    """What a text says of shift, and what is wrong with it."""

    assumptions: ShiftAssumptions | None
    """None when any finding is an error."""
    findings: tuple[Finding, ...]


def read_shift(text: str, compiled: Compiled, *, file: str) -> ShiftReading:
    """Read shift assumptions, YAML 1.2 or JSON, for a strategy.

    Args:
        text: the document.
        compiled: the strategy whose channels and groups it speaks of.
        file: its name, for places.
    """
    composed = compose(text, file=file)
    if composed.places.top is None:
        return ShiftReading(None, in_order(composed.findings))
    findings = list(composed.findings)
    assumptions: ShiftAssumptions | None = None
    try:
        assumptions = ShiftAssumptions.model_validate(_plain(composed.data))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        findings += [
            _finding(misfit, composed.places)
            for misfit in misfits(_causes(details), composed.data)
        ]
    if assumptions is not None:
        findings += _unknown(assumptions, compiled, composed.places)
    fatal = any(each.severity is Severity.ERROR for each in findings)
    return ShiftReading(None if fatal else assumptions, in_order(findings))


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is empty when only its parts do not fit."""
    deeper = {error["loc"][:1] for error in details if len(error["loc"]) > 1}
    return [e for e in details if e["type"] != "too_short" or e["loc"] not in deeper]


def _plain(data: object) -> object:
    """Take exact decimals as the numbers a simulation reckons with."""
    match data:
        case dict():
            return {key: _plain(value) for key, value in data.items()}
        case list():
            return [_plain(value) for value in data]
        case Decimal():
            return float(data)
        case _:
            return data


def _finding(misfit: Misfit, places: Places) -> Finding:
    code = _CODES.get(misfit.kind, "A103")
    key = str(misfit.path[-1]) if misfit.path else ""
    where = ".".join(str(step) for step in misfit.path)
    match code:
        case "A101":
            place = places.key_place(misfit.path)
            params = {"key": key, "nearest": nearest(key, _KEYS)}
        case "A102":
            place = places.place_of(misfit.path[:-1])
            params = {"key": key}
        case _:
            place = places.place_of(misfit.path)
            params = {"where": where}
    return Finding(code, Severity.ERROR, place, params)


def _unknown(
    assumptions: ShiftAssumptions, compiled: Compiled, places: Places
) -> Iterator[Finding]:
    """Find channels, selectors and groups that the strategy does not know."""
    channels = [channel.id for channel in compiled.strategy.channels]
    groups = [group.id for group in compiled.strategy.groups]
    for number, shift in enumerate(assumptions.shifts):
        back = (shift.back_to,) if shift.back_to else ()
        for key, names, known in (
            ("channels", shift.channels, channels),
            ("to", shift.to, channels),
            ("back_to", back, channels),
            ("groups", shift.groups, groups),
        ):
            for name in names:
                if not _is_known(key, name, compiled):
                    yield _not_known(places, ("shifts", number, key), name, known)


def _is_known(key: str, name: str, compiled: Compiled) -> bool:
    if key == "groups":
        return name in compiled.names.groups
    if name in compiled.names.channels:
        return True
    return key != "back_to" and bool(select(name, compiled.strategy.channels))


def _not_known(places: Places, path: _Path, name: str, known: list[str]) -> Finding:
    return Finding(
        "A105",
        Severity.ERROR,
        places.place_of(path),
        {"name": name, "nearest": nearest(name, known)},
    )
