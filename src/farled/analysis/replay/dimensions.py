"""Rows of the three fact dimensions, folded to what a strategy can tell apart."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Iterable, Mapping

from farled.analysis.replay.assuming import TERMS, UNLISTED, Assumed
from farled.strategy.compiling.naming import Names
from farled.strategy.compiling.segments import Segments
from farled.terms.errors import FarledError
from farled.terms.languages import parse_language

__all__ = ["Classified", "FactClass", "Reader", "classify"]

_ATTRIBUTES: Final = {"target_group": "group", "channel_requested": "preference"}
"""Fact columns that a situation calls something else."""


_VALUES: Final = {
    **{name: frozenset(map(str, term)) for name, term in TERMS.items()},
    "case_open": frozenset({"false", "true"}),
}


@dataclass(frozen=True, slots=True)
class FactClass:
    """What a strategy sees of some rows of a dimension.

    Attributes:
        given: attribute of a situation → value; missing ones are left out.
        day: a day that stands for all days the strategy cannot tell from it.
        unknown: the first column whose code the strategy does not know, and the code.
    """

    given: tuple[tuple[str, str], ...] = ()
    day: date | None = None
    unknown: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads rows of a dimension as one strategy under one set of assumptions does.

    Attributes:
        segments: spans of days within which nothing of the strategy begins or ends.
    """

    codes: Names
    assumed: Assumed
    segments: Segments

    def code(self, attribute: str, code: str) -> str | None:
        """Translate a code of the log; None is «not known to the strategy»."""
        match attribute:
            case "service":
                return self.codes.services.get(code)
            case "group":
                return self.codes.groups.get(code)
            case "preference":
                return self.codes.channels.get(code)
            case "language":
                return _language(code)
            case _:
                return code if code in _VALUES[attribute] else None

    def read(self, row: Mapping[str, str | date | None]) -> FactClass:
        """Read one row of a dimension."""
        given: list[tuple[str, str]] = []
        day: date | None = None
        for column, value in row.items():
            if isinstance(value, date):
                day = self.segments.day_in(self.segments.of_day(value))
                continue
            attribute = _ATTRIBUTES.get(column, column)
            if attribute in self.assumed.ignored:
                continue
            if value is None:
                assumed = self.assumed.values.get(attribute)
                given += [(attribute, assumed)] if assumed is not None else []
                continue
            code = self.code(attribute, value)
            if code is None and self.assumed.values.get(attribute) == UNLISTED:
                code = UNLISTED
            if code is None:
                return FactClass(unknown=(column, value))
            given.append((attribute, code))
        return FactClass(tuple(given), day)


@lru_cache(maxsize=4_096)
def _language(code: str) -> str | None:
    try:
        return parse_language(code)
    except FarledError:
        return None


@dataclass(frozen=True, slots=True)
class Classified:
    """Rows of a dimension and the classes they fall into.

    Attributes:
        class_of: for each row in order, the index of its class.
        classes: the distinct classes, in order of first appearance.
    """

    class_of: tuple[int, ...]
    classes: tuple[FactClass, ...]


def classify(
    rows: Iterable[Mapping[str, str | date | None]], reader: Reader
) -> Classified:
    """Fold rows into the classes that the strategy can tell apart."""
    places: dict[FactClass, int] = {}
    class_of = tuple(places.setdefault(reader.read(row), len(places)) for row in rows)
    return Classified(class_of, tuple(places))
