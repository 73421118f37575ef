"""A finding: something found in a file, where, how grave, and what its code is."""

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Mapping

from farled.terms.errors import Param

__all__ = ["Finding", "Place", "Severity"]


class Severity(StrEnum):
    """How grave a finding is; an error makes the file unusable for its purpose."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file; lines and columns start at 1, 0 is «the whole file»."""

    file: str = ""
    line: int = 0
    column: int = 0
    path: tuple[str | int, ...] = ()
    """Keys and positions from the top of the document."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `code` such as F203 has its sentences in `farled.ui`."""

    code: str
    severity: Severity
    place: Place = Place()
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))
