"""Contacts as events for other tools: read in order, under fresh pseudonyms."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, Iterator, Mapping, Sequence

import ibis
import ibis.expr.types as ir

from farled.analysis.batches import stream_batches
from farled.analysis.factset import FactSet
from farled.terms.errors import FarledError

__all__ = [
    "CASE",
    "KEYED",
    "ExportCounts",
    "ExportOptions",
    "Pseudonyms",
    "activity",
    "instant",
    "read_rows",
    "with_trace",
]

KEYED: Final = ("contact_id", "interaction_id", "party_key", "case_key")
"""Columns that point at people or records of theirs; never exported as they are."""

CASE: Final = "case "
"""What the name of a trace that follows a case begins with."""

_LEAST_KEY_BYTES: Final = 16
_PSEUDONYM_HEX: Final = 32
_BATCH: Final = 50_000


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """What an export holds: `facts` is `events` and `without_trace` together."""

    facts: int
    events: int
    without_trace: int
    traces: int


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How facts become events.

    Attributes:
        key: secret of this one export; without it two exports cannot be joined.
        activity: fact column whose value names the event: contact_type, reason
            or channel.
    """

    key: bytes
    activity: str = "contact_type"

    def __post_init__(self) -> None:
        """Refuse a key that can be guessed, and activities that are none.

        Raises:
            FarledError: `export-key-too-short`, `not-an-activity`.
        """
        if len(self.key) < _LEAST_KEY_BYTES:
            raise FarledError("export-key-too-short", least=_LEAST_KEY_BYTES)
        if self.activity not in _ACTIVITIES:
            raise FarledError(
                "not-an-activity", activity=self.activity, known=_ACTIVITIES
            )


_ACTIVITIES: Final = ("contact_type", "reason", "channel")


class Pseudonyms:
    """Keyed pseudonyms: the same within one export, unlike those of any other."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        """Take the export's own secret."""
        self._key = key

    def of(self, kind: str, value: str) -> str:
        """Give 128 bits of HMAC-SHA-256 over kind and value, in hexadecimal."""
        message = f"{kind}\x1f{value}".encode()
        return hmac.new(self._key, message, sha256).hexdigest()[:_PSEUDONYM_HEX]

    def hide(self, row: dict[str, Any]) -> dict[str, Any]:
        """Replace every key of a row; nulls stay."""
        for name in KEYED:
            if row.get(name) is not None:
                row[name] = self.of(name, row[name])
        return row


def read_rows(
    facts: ir.Table | FactSet, columns: Sequence[str], order: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Read columns of the facts in an order, a batch at a time."""
    table = facts.facts if isinstance(facts, FactSet) else facts
    ordered = table.select(*dict.fromkeys((*columns, *order))).order_by(list(order))
    for batch in stream_batches(ordered, _BATCH):
        yield from batch.to_pylist()


def activity(row: Mapping[str, Any], options: ExportOptions) -> str:
    """Name the event of a row; `contact` where the log does not say."""
    value = row[options.activity]
    return "contact" if value is None else str(value)


def instant(moment: datetime) -> str:
    """Write an instant in UTC with milliseconds.

    >>> instant(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    '2026-03-01T09:30:00.000+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def with_trace(facts: ir.Table) -> ir.Table:
    """Add `trace`: the case, else the person in the service, else null."""
    person = "person " + facts.party_key + ibis.literal("\x1f") + facts.service
    return facts.mutate(trace=ibis.coalesce(CASE + facts.case_key, person))
