"""Facts as an object-centric event log: OCEL 2.0 in JSON."""

import json
from typing import Any, Final, Iterable, Iterator, Mapping

from farled.analysis.factset import FactSet
from farled.exchange.eventlogs.rows import (
    ExportOptions,
    Pseudonyms,
    activity,
    instant,
    read_rows,
)

__all__ = ["write_ocel"]

_ATTRIBUTES: Final = {
    "direction": "string",
    "initiator": "string",
    "contact_type": "string",
    "reason": "string",
    "outcome": "string",
    "unit": "string",
    "target_group": "string",
    "assisted": "string",
    "language": "string",
    "source": "string",
    "wait_s": "integer",
    "handling_s": "integer",
    "cost_minor": "integer",
}
"""Fact columns kept as attributes of the event, with OCEL's types."""

_OBJECTS: Final = {
    "case_key": ("case", "part-of"),
    "party_key": ("party", "made-by"),
    "service": ("service", "about"),
    "channel": ("channel", "through"),
}
"""Fact column → object type, and how the contact relates to the object."""

_ORDER: Final = ("occurred_at", "source", "contact_id")


def write_ocel(factset: FactSet, options: ExportOptions) -> Iterator[bytes]:
    """Write an OCEL 2.0 document piece by piece; nothing but ids is held in memory.

    Contacts are events; cases, parties, services and channels are objects. A column
    that is null gives neither attribute nor relation.

    Source: docs/method/event-logs.md.
    """
    hidden = Pseudonyms(options.key)
    columns = (*_ATTRIBUTES, *_OBJECTS, "contact_id", "occurred_at")
    yield b'{"eventTypes":' + _text(_event_types(factset, options))
    yield b',"objectTypes":' + _text(
        [{"name": kind, "attributes": []} for kind, _ in _OBJECTS.values()]
    )
    yield b',"events":'
    rows = read_rows(factset, columns, _ORDER)
    yield from _array(_event(hidden.hide(row), options) for row in rows)
    yield b',"objects":'
    yield from _array(_objects(factset, hidden))
    yield b"}\n"


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _array(items: Iterable[object]) -> Iterator[bytes]:
    before = b"["
    for item in items:
        yield before + _text(item)
        before = b",\n"
    yield b"[]" if before == b"[" else b"]"


def _event_types(factset: FactSet, options: ExportOptions) -> list[dict[str, Any]]:
    column = options.activity
    named = factset.facts.select(column).distinct().to_pyarrow().to_pylist()
    kinds = sorted({activity(row, options) for row in named})
    attributes = [{"name": n, "type": kind} for n, kind in _ATTRIBUTES.items()]
    return [{"name": kind, "attributes": attributes} for kind in kinds]


def _event(row: Mapping[str, Any], options: ExportOptions) -> dict[str, Any]:
    return {
        "id": f"contact:{row['contact_id']}",
        "type": activity(row, options),
        "time": instant(row["occurred_at"]),
        "attributes": [
            {"name": name, "value": row[name]}
            for name in _ATTRIBUTES
            if row[name] is not None
        ],
        "relationships": [
            {"objectId": f"{kind}:{row[column]}", "qualifier": qualifier}
            for column, (kind, qualifier) in _OBJECTS.items()
            if row[column] is not None
        ],
    }


def _objects(factset: FactSet, hidden: Pseudonyms) -> Iterator[dict[str, Any]]:
    for column, (kind, _) in _OBJECTS.items():
        named = factset.facts.filter(factset.facts[column].notnull())
        for row in read_rows(named.select(column).distinct(), (column,), (column,)):
            name = hidden.hide(row)[column]
            yield {"id": f"{kind}:{name}", "type": kind, "attributes": []}
