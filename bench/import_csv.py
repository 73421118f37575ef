"""Import a CSV log: rows a second, and how much slower than DuckDB's plain reading.

The log has the columns of a city's request system, 16 of them; the mapping uses seven,
makes pseudonyms of one, and stores facts as Parquet by month, flushed to disk.
Budget: 500,000 rows a second and at most 4 × DuckDB reading the same file. Prints both
as ratios to the limit, measured side by side in one run.
"""

import argparse
import tempfile
import time
from pathlib import Path

import duckdb

from farled.exchange.mapping import LogMapping
from farled.gateways.log_import import import_log

RATE_LIMIT = 500_000
RATIO_LIMIT = 4.0

WRITE = """
copy (
    select
        i as "Nr",
        strftime(TIMESTAMP '2022-01-01' + to_minutes(i % 1051200), '%m/%d/%Y %I:%M %p')
            as "Opened",
        ['PHONE', 'WEB', 'EMAIL', 'WALK', 'MAIL', 'SYS'][(hash(i) % 6)::INT + 1]
            as "Source",
        'Category ' || hash(i + 1) % 300 as "Kind",
        'Department ' || hash(i + 2) % 20 as "Unit",
        hash(i + 3) % 200000 as "Person",
        hash(i + 4) % 900 as "Wait",
        'Work group ' || hash(i + 5) % 150 as "Work group",
        'Category ' || hash(i + 1) % 300 || '-Type ' || hash(i + 6) % 9 as "Type",
        'Detail ' || hash(i + 7) % 800 as "Detail",
        ['RESOL', 'OPEN', 'CANC', 'DUP'][(hash(i + 8) % 4)::INT + 1] as "Status",
        ['N', 'Y'][(hash(i + 9) % 2)::INT + 1] as "Exceeded",
        hash(i + 10) % 300 || '.0' as "Days",
        64000 + hash(i + 11) % 200 || '.0' as "Zip",
        hash(i + 12) % 6 || '.0' as "District",
        'Neighbourhood ' || hash(i + 13) % 240 as "Neighbourhood"
    from range({rows}) r(i)
) to '{path}' (header)
"""

MAPPING = LogMapping.model_validate(
    {
        "farled": 1,
        "source": "bench",
        "time_zone": "America/Chicago",
        "columns": {
            "contact_id": "Nr",
            "occurred_at": {"from": "Opened", "formats": "%m/%d/%Y %I:%M %p"},
            "channel": {
                "from": "Source",
                "values": {
                    "PHONE": "phone",
                    "WEB": "web",
                    "EMAIL": "email",
                    "WALK": "visit",
                    "MAIL": "letter",
                },
            },
            "service": {"from": "Kind", "as": "kebab"},
            "unit": {"from": "Unit", "as": "kebab"},
            "party_key": "Person",
            "wait_s": "Wait",
            "direction": {"value": "inbound"},
        },
        "exclude": [{"reason": "system", "where": {"Source": "SYS"}}],
    }
)


def read_plainly(path: Path) -> float:
    """Time DuckDB reading the file into a table of texts."""
    started = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(
            "create table plain as select * from read_csv(?, all_varchar = true)",
            [str(path)],
        )
    return time.perf_counter() - started


def import_it(path: Path, out: Path, rows: int) -> float:
    """Time the whole import, from the file to facts on disk."""
    started = time.perf_counter()
    report = import_log([path], MAPPING, out)
    took = time.perf_counter() - started
    assert report.counts.received == rows
    return took


def main() -> None:
    """Generate a log, read it both ways and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        with duckdb.connect() as connection:
            connection.execute(WRITE.format(rows=rows, path=path))
        import_it(path, Path(folder) / "warm", rows)
        plain = min(read_plainly(path) for _ in range(3))
        took = min(
            import_it(path, Path(folder) / f"facts{turn}", rows) for turn in range(2)
        )
        size = path.stat().st_size
    rate, ratio = rows / took, took / plain
    print(f"import {rows:,} rows, {size / 2**20:.0f} MiB: {took:.2f} s")
    print(
        f"  {rate:,.0f} rows/s = {rate / RATE_LIMIT:.2f} × the limit of {RATE_LIMIT:,}"
    )
    print(f"  DuckDB reads the same file in {plain:.2f} s")
    print(f"  {ratio:.2f} × that, limit {RATIO_LIMIT:.0f} ×")


if __name__ == "__main__":
    main()
