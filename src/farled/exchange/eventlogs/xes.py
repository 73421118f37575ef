"""Facts as an event log with one trace per case: XES (IEEE 1849-2016)."""

from itertools import groupby
from typing import Any, Final, Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from farled.analysis.factset import FactSet
from farled.exchange.eventlogs.rows import (
    CASE,
    ExportCounts,
    ExportOptions,
    Pseudonyms,
    activity,
    instant,
    read_rows,
    with_trace,
)

__all__ = ["count_traces", "write_xes"]

_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace">
<string key="concept:name" value="unknown"/>
</global>
<global scope="event">
<string key="concept:name" value="contact"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Activity and channel" keys="concept:name channel"/>
<string key="concept:name" value="contacts"/>
"""

_TEXTS: Final = (
    "channel",
    "service",
    "contact_type",
    "reason",
    "direction",
    "initiator",
    "outcome",
    "target_group",
    "assisted",
    "language",
    "source",
)
_NUMBERS: Final = ("wait_s", "handling_s", "cost_minor")
_ORDER: Final = ("trace", "occurred_at", "source", "contact_id")
_BELONGS: Final = ("case_key", "party_key", "unit")


def write_xes(factset: FactSet, options: ExportOptions) -> Iterator[bytes]:
    """Write an XES document piece by piece, one trace in memory at a time.

    A trace is a case; contacts without one follow the person in the service, and those
    with neither are left out (`count_traces` says how many). `org:resource` is the
    person's pseudonym and `org:group` the unit.

    Source: docs/method/event-logs.md.
    """
    hidden = Pseudonyms(options.key)
    traced = with_trace(factset.facts)
    kept = traced.filter(traced.trace.notnull())
    columns = (*_TEXTS, *_NUMBERS, *_BELONGS, *_ORDER)
    yield _HEAD.encode()
    rows = read_rows(kept, columns, _ORDER)
    for trace, steps in groupby(rows, key=lambda row: row["trace"]):
        name = _trace_name(trace, hidden)
        yield "".join(_trace(name, steps, hidden, options)).encode()
    yield b"</log>\n"


def count_traces(factset: FactSet) -> ExportCounts:
    """Count what `write_xes` writes and what it leaves out."""
    traced = with_trace(factset.facts)
    counted = traced.aggregate(
        facts=traced.count(),
        events=traced.trace.count(),
        traces=traced.trace.nunique(),
    )
    (row,) = counted.to_pyarrow().to_pylist()
    return ExportCounts(
        facts=row["facts"],
        events=row["events"],
        without_trace=row["facts"] - row["events"],
        traces=row["traces"],
    )


def _trace_name(trace: str, hidden: Pseudonyms) -> str:
    """Give a case the pseudonym that the other formats give it."""
    case = trace.removeprefix(CASE)
    return hidden.of("trace", trace) if case == trace else hidden.of("case_key", case)


def _trace(
    name: str,
    steps: Iterable[dict[str, Any]],
    hidden: Pseudonyms,
    options: ExportOptions,
) -> Iterator[str]:
    yield "<trace>\n"
    yield _tag("string", "concept:name", name)
    for row in steps:
        yield "<event>\n"
        yield from _event(hidden.hide(row), options)
        yield "</event>\n"
    yield "</trace>\n"


def _event(row: Mapping[str, Any], options: ExportOptions) -> Iterator[str]:
    yield _tag("string", "concept:name", activity(row, options))
    yield _tag("string", "concept:instance", row["contact_id"])
    yield _tag("date", "time:timestamp", instant(row["occurred_at"]))
    yield _tag("string", "lifecycle:transition", "complete")
    if row["party_key"] is not None:
        yield _tag("string", "org:resource", row["party_key"])
    if row["unit"] is not None:
        yield _tag("string", "org:group", row["unit"])
    for names, kind in ((_TEXTS, "string"), (_NUMBERS, "int")):
        for name in names:
            if row[name] is not None:
                yield _tag(kind, name, str(row[name]))


def _tag(kind: str, key: str, value: str) -> str:
    return f"<{kind} key={quoteattr(key)} value={quoteattr(_legal(value))}/>\n"


def _legal(text: str) -> str:
    """Replace characters that XML 1.0 cannot hold, escaped or not."""
    return "".join(c if _is_legal(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def _is_legal(character: str) -> bool:
    return character in "\t\n\r" or (
        character >= " " and character not in "\ufffe\uffff"
    )
