"""Count the fates of a log's rows, and tell what is alarming about them."""

from collections import Counter
from typing import Final, Mapping, Sequence

from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.exchange.importing import instants
from farled.exchange.importing.fields import Field
from farled.exchange.importing.report import ImportReport
from farled.exchange.importing.table import LogTable
from farled.exchange.importing.translating import (
    JUDGED,
    Translation,
    given_column,
    notes_of,
)
from farled.exchange.importing.verdicts import CLASSES
from farled.exchange.mapping.document import LogMapping
from farled.exchange.store import ImportCounts
from farled.terms.errors import FarledError, Param
from farled.terms.findings import Finding, Severity

__all__ = ["KEPT_APART", "count_fates", "kept_apart"]

KEPT_APART: Final = ("quarantined", "impossible", "unmapped")
_ALARM_SHARE = 0.01
_SWAPPED_SHARE = 0.01
_SHOWN = 100


def count_fates(
    connection: DuckDBPyConnection, translation: Translation, mapping: LogMapping
) -> ImportReport:
    """Report what became of every row of a translated log.

    Raises:
        FarledError: `counts-do-not-reconcile`; `dates-look-swapped` when many dates
            are only dates with day and month the other way round.
    """
    log = translation.log
    fates, mapped = _fates(connection)
    fates["quarantined"].update(Counter(each.reason for each in log.broken))
    fates["excluded"].update(log.skipped)
    totals = {name: fates[name].total() for name in CLASSES}
    received = sql.count_rows(connection, log.table)
    received += len(log.broken) + sum(log.skipped.values())
    counts = ImportCounts(
        received=received,
        mapped=mapped,
        unmapped=totals["unmapped"],
        excluded=totals["excluded"],
        impossible=totals["impossible"],
        duplicate=totals["duplicate"],
        quarantined=totals["quarantined"],
    )
    swapped = _swapped(connection, translation, mapping)
    if swapped and swapped >= _SWAPPED_SHARE * received:
        raise FarledError("dates-look-swapped", rows=swapped, column="occurred_at")
    return ImportReport(
        counts=counts,
        source=mapping.source,
        unmapped=_unmapped(connection, translation.fields),
        excluded=dict(fates["excluded"]),
        impossible=dict(fates["impossible"]),
        quarantined=dict(fates["quarantined"]),
        repaired={**_repaired(connection, translation.fields), **log.repaired},
        findings=_alarms(counts, swapped, translation.merged),
    )


def _fates(connection: DuckDBPyConnection) -> tuple[dict[str, Counter[str]], int]:
    found = connection.execute(
        sql.fill(
            "select judgement, count(*) from {judged} group by 1 order by 2 desc, 1",
            judged=JUDGED,
        )
    ).fetchall()
    fates: dict[str, Counter[str]] = {name: Counter() for name in CLASSES}
    mapped = 0
    for judgement, rows in found:
        if judgement is None:
            mapped = int(rows)
            continue
        name, _, reason = judgement.partition(":")
        fates[name][reason.replace(":", ": ")] += int(rows)
    return fates, mapped


def _repaired(
    connection: DuckDBPyConnection, fields: Sequence[Field]
) -> dict[str, int]:
    tests = {label: name for name, label, _ in notes_of(fields)}
    for each in fields:
        if each.text is not None and not each.coded and not each.required:
            lost = f"{given_column(each)} and {each.value_column} is null"
            tests[f"{each.name}: {each.unreadable}"] = lost
    if not tests:
        return {}
    counted = ", ".join(f"count_if({test})" for test in tests.values())
    found = connection.execute(
        sql.fill(
            "select {counted} from {judged} where judgement is null",
            counted=counted,
            judged=JUDGED,
        )
    ).fetchall()[0]
    pairs = zip(tests, found, strict=True)
    return {label: int(rows) for label, rows in pairs if rows}


def _unmapped(
    connection: DuckDBPyConnection, fields: Sequence[Field]
) -> dict[str, Mapping[str, int]]:
    unmapped: dict[str, Mapping[str, int]] = {}
    for each in fields:
        if not each.coded:
            continue
        test = f"{given_column(each)} and not {each.known_column}"
        if each.required:
            test = f"{each.value_column} is null"
        found = connection.execute(
            sql.fill(
                "select coalesce({text}, ''), count(*) from {judged} "
                "where (judgement is null or judgement like 'unmapped:%') "
                "and ({test}) group by 1 order by 2 desc, 1",
                text=each.text_column,
                judged=JUDGED,
                test=test,
            )
        ).fetchall()
        if found:
            counted: Counter[str] = Counter()
            for raw, rows in found:
                counted[raw[:_SHOWN]] += int(rows)
            unmapped[each.name] = dict(counted)
    return unmapped


def _swapped(
    connection: DuckDBPyConnection, translation: Translation, mapping: LogMapping
) -> int:
    """Count unreadable dates that would be dates with day and month swapped."""
    rule = mapping.columns["occurred_at"]
    other = instants.swapped(rule)
    if other is None:
        return 0
    log: LogTable = translation.log
    text = log.joined(rule.sources, rule.join)
    local, fixed = instants.parsed(text, other)
    return int(
        connection.execute(
            sql.fill(
                "select count(*) from {log} where coalesce({local}::TIMESTAMPTZ, "
                '{fixed}) is not null and "line" in (select "line" from {judged} '
                "where judgement = 'quarantined:occurred_at:not-a-date')",
                log=sql.name(log.table),
                local=local,
                fixed=fixed,
                judged=JUDGED,
            )
        ).fetchall()[0][0]
    )


def _alarms(
    counts: ImportCounts, swapped: int, merged: Mapping[str, int]
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    considered = counts.received - counts.excluded - counts.duplicate
    for code, rows in (
        ("M201", counts.unmapped),
        ("M202", counts.quarantined),
        ("M203", counts.impossible),
    ):
        if rows > _ALARM_SHARE * considered:
            percent = round(100 * rows / considered, 1)
            found.append(_warning(code, rows=rows, of=considered, percent=percent))
    if swapped:
        found.append(_warning("M204", rows=swapped))
    if counts.received and not counts.mapped:
        found.append(_warning("M205", rows=counts.received))
    found += [
        _warning("M206", column=column, values=values)
        for column, values in merged.items()
    ]
    return tuple(found)


def _warning(code: str, **params: Param) -> Finding:
    return Finding(code, Severity.WARNING, params=params)


def kept_apart(log: LogTable) -> str:
    """Give a query of the rows kept apart: line, class, reason, values as JSON."""
    places = {name: sql.name(place) for name, place in log.places.items()}
    values = ", ".join(f"{sql.text(n)}, l.{place}" for n, place in places.items())
    return sql.fill(
        'select l."line" as "line", split_part(j.judgement, {colon}, 1) as "class", '
        "j.judgement[strpos(j.judgement, {colon}) + 1:] as reason, "
        'json_object({values}) as "values" from {log} as l join {judged} as j '
        'on l."line" = j."line" where split_part(j.judgement, {colon}, 1) in '
        '({classes}) order by l."line"',
        colon=sql.text(":"),
        values=values,
        log=sql.name(log.table),
        judged=JUDGED,
        classes=", ".join(sql.text(name) for name in KEPT_APART),
    )
