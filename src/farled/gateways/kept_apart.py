"""The rows of a log that did not become facts, kept beside them for a second look."""

import json
import os
from pathlib import Path
from typing import Iterator

from duckdb import DuckDBPyConnection

from farled.exchange.importing import LogTable, kept_apart
from farled.gateways.fact_files.durable import flush_folder

__all__ = ["write_kept_apart"]

_FOLDER = "quarantine"
_BATCH = 10_000
_OWNER_ONLY = 0o600


def write_kept_apart(
    out: Path, connection: DuckDBPyConnection, log: LogTable, *, name: str
) -> Path | None:
    """Write rows kept apart as JSON lines, readable by the owner alone.

    Each line has `line`, `class`, `reason`, and `values` or the row's `text`.

    Returns:
        The file, or None when every row became a fact.
    """
    target = out / _FOLDER / f"{name}.jsonl"
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    written = 0
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        for entry in _entries(connection, log):
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            written += 1
        file.flush()
        os.fsync(file.fileno())
    if written:
        beside.replace(target)
    else:
        beside.unlink()
        target.unlink(missing_ok=True)
    flush_folder(target.parent)
    return target if written else None


def _entries(
    connection: DuckDBPyConnection, log: LogTable
) -> Iterator[dict[str, object]]:
    for each in log.broken:
        yield {
            "line": each.line,
            "class": "quarantined",
            "reason": each.reason,
            "text": each.text,
        }
    found = connection.execute(kept_apart(log))
    while batch := found.fetchmany(_BATCH):
        for line, kind, reason, values in batch:
            yield {
                "line": line,
                "class": kind,
                "reason": reason,
                "values": json.loads(values),
            }
