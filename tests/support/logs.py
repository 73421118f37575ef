"""Small logs and their mapping, written by hand, for the tests of imports."""

from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from farled.exchange.importing import ImportReport
from farled.exchange.mapping import LogMapping
from farled.gateways.fact_files import open_facts
from farled.gateways.log_import import import_log

__all__ = [
    "COLUMNS",
    "KEY",
    "bring_in",
    "desk_mapping",
    "log_rows",
    "stored",
    "write_csv",
]

KEY = bytes(range(32))
COLUMNS = ("Nr", "Opened", "Closed", "Channel", "Kind", "Person")
_CHANNELS = ("Phone", "Web", "Desk", "Letter")


def desk_mapping(**changes: Any) -> LogMapping:
    """Give the mapping of a help desk's log, with some keys changed."""
    document: dict[str, Any] = {
        "farled": 1,
        "source": "desk",
        "time_zone": "Europe/Stockholm",
        "columns": {
            "contact_id": "Nr",
            "occurred_at": "Opened",
            "ended_at": "Closed",
            "channel": {
                "from": "Channel",
                "values": {
                    "Phone": "phone",
                    "Web": "web",
                    "Desk": "visit",
                    "Letter": "letter",
                },
            },
            "service": {"from": "Kind", "as": "kebab"},
            "party_key": "Person",
            "direction": {"value": "inbound"},
        },
    }
    return LogMapping.model_validate({**document, **changes})


def log_rows(count: int, start: int = 0) -> list[list[str]]:
    """Give rows of the help desk's log: one an hour, channels in turn."""
    return [
        [
            str(number),
            _opened(number),
            f"2024-{1 + number // 700 % 12:02d}-28 23:30",
            _CHANNELS[number % 4],
            f"Matter {number % 5}",
            f"P{number % 50}",
        ]
        for number in range(start, start + count)
    ]


def _opened(number: int) -> str:
    month, day = 1 + number // 700 % 12, 1 + number // 24 % 28
    return f"2024-{month:02d}-{day:02d} {number % 24:02d}:15"


def write_csv(
    path: Path,
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    end: str = "\n",
) -> Path:
    """Write a log, quoting as little as CSV allows."""
    lines = [COLUMNS, *rows]
    text = "".join(delimiter.join(map(_quoted, row)) + end for row in lines)
    path.write_bytes(text.encode(encoding))
    return path


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in ',;"\n\r\t'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def bring_in(
    path: Path, out: Path, mapping: LogMapping | None = None, **options: Any
) -> ImportReport:
    """Import one log with a fixed key."""
    given: Mapping[str, Any] = {"key": KEY, **options}
    return import_log([path], mapping or desk_mapping(), out, **given)


def stored(out: Path) -> list[dict[str, Any]]:
    """Give the facts of a folder as rows, in the order of their contacts."""
    rows: list[dict[str, Any]] = open_facts(out).facts.to_pyarrow().to_pylist()
    return sorted(rows, key=lambda row: (row["source"], row["contact_id"]))
