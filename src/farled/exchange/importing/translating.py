"""A log's rows to facts, inside one connection: every row gets exactly one fate."""

from dataclasses import dataclass
from datetime import date
from typing import Sequence

from duckdb import DuckDBPyConnection

from farled.exchange import sql
from farled.exchange.importing.coding import code_rows
from farled.exchange.importing.events import keep_first_events
from farled.exchange.importing.fields import (
    Field,
    code_table,
    fields_of,
    without_empty,
)
from farled.exchange.importing.pseudonyms import pseudonym
from farled.exchange.importing.repeats import mark_repeats
from farled.exchange.importing.table import LogTable
from farled.exchange.importing.verdicts import exclusions, verdict
from farled.exchange.mapping.document import LogMapping

__all__ = ["FACTS", "JUDGED", "Translation", "translate"]

FACTS = "mapped_facts"
JUDGED = "log_judged"
_CASE = "j_case"
_UNIQUE = "j_unique"
_SEPARATOR = "\x1f"

_JUDGE = """
create or replace temp table {judged} as
with texts as (select "line", {texts} from {log}),
steps as (select *, {steps} from texts),
uncoded as (select *, {values} from steps),
coded as (select uncoded.*, {codes} from uncoded {joins})
select {kept}, {verdict} as judgement from coded
"""
_FACTS = """
create or replace temp view {facts} as
select {columns}, {raw} as raw from {judged} where judgement is null
"""


@dataclass(frozen=True, slots=True)
class Translation:
    """Facts in the view FACTS, the fates of all rows in the table JUDGED."""

    log: LogTable
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    merged: dict[str, int]
    """Column → raw words that share a made code with others."""


def translate(
    connection: DuckDBPyConnection,
    log: LogTable,
    mapping: LogMapping,
    latest: date | None = None,
) -> Translation:
    """Judge every row of a log and lay its facts out as a view.

    Args:
        connection: holds the log's table, and the key when there are pseudonyms.
        log: the rows.
        mapping: how they become facts.
        latest: last day a contact can have happened, besides the mapping's own.
    """
    fields = fields_of(mapping, log)
    for each in fields:
        if each.keyed:
            _make_pseudonyms(connection, log, each)
    merged = {
        each.name: count
        for each in fields
        if each.coded and (count := _make_codes(connection, log, each))
    }
    connection.execute(_statement(mapping, log, fields, latest))
    if mapping.unique:
        mark_repeats(connection, JUDGED, _UNIQUE)
    if mapping.journey is not None:
        last = [each.name for each in fields if each.rule.take == "last"]
        keep_first_events(connection, JUDGED, _CASE, last)
    mark_repeats(connection, JUDGED, "v_contact_id")
    connection.execute(_facts_view(fields))
    columns = (*(each.name for each in fields), "raw")
    return Translation(log, fields, columns, merged)


def _make_codes(connection: DuckDBPyConnection, log: LogTable, field: Field) -> int:
    distinct = connection.execute(
        sql.fill(
            "select distinct coalesce({text}, '') from {log} order by 1",
            text=field.text or "NULL",
            log=sql.name(log.table),
        )
    ).fetchall()
    coding = code_rows((raw for (raw,) in distinct), field.rule)
    connection.register("given_codes", coding.rows)
    connection.execute(
        sql.fill(
            "create or replace temp table {name} as select * from given_codes",
            name=sql.name(code_table(field.name)),
        )
    )
    connection.unregister("given_codes")
    return coding.merged


def _make_pseudonyms(
    connection: DuckDBPyConnection, log: LogTable, field: Field
) -> None:
    """Make the pseudonym of each distinct text once; people come back often."""
    connection.execute(
        sql.fill(
            "create or replace temp table {name} as select raw, {pseudonym} as code "
            "from (select raw, {tidied} as tidied from "
            "(select distinct {text} as raw from {log}) where raw is not null)",
            name=sql.name(code_table(field.name)),
            pseudonym=pseudonym(field.name, "tidied"),
            tidied=without_empty("nullif(trim(raw), '')", field.rule),
            text=field.text or "NULL",
            log=sql.name(log.table),
        )
    )


def _statement(
    mapping: LogMapping, log: LogTable, fields: Sequence[Field], latest: date | None
) -> str:
    looked_up = [each for each in fields if each.coded or each.keyed]
    plain = [each for each in fields if each not in looked_up]
    texts = [f"{exclusions(mapping, log)} as excluded", *_raw_columns(mapping, log)]
    texts += [f"{each.text} as {each.text_column}" for each in fields if each.text]
    steps = [f"{text} as {name}" for each in plain for name, text in each.steps.items()]
    values = [f"{each.value} as {each.value_column}" for each in plain if each.text]
    values += [f"{test} as {name}" for name, _, test in notes_of(plain)]
    codes = [f"{each.value} as {each.value_column}" for each in looked_up]
    codes += [
        f"{sql.name(code_table(each.name))}.raw is not null as {each.known_column}"
        for each in looked_up
        if each.coded
    ]
    return sql.fill(
        _JUDGE,
        judged=JUDGED,
        log=sql.name(log.table),
        texts=", ".join(texts),
        steps=", ".join(steps) or "0 as step",
        values=", ".join(values),
        codes=", ".join(codes) or "0 as code",
        joins=" ".join(_join(each, mapping.time_zone) for each in looked_up),
        kept=", ".join(_kept(mapping, fields)),
        verdict=verdict(mapping, log, fields, latest),
    )


def _raw_columns(mapping: LogMapping, log: LogTable) -> list[str]:
    """Columns that checks, journeys and uniqueness look at, beside the fields."""
    given = [sql.name(place) for place in dict.fromkeys(log.places.values())]
    if mapping.journey is not None:
        given.append(f"{log.whole(mapping.journey.case, _SEPARATOR)} as {_CASE}")
    if mapping.unique:
        given.append(f"{log.joined(mapping.unique, _SEPARATOR)} as {_UNIQUE}")
    return given


def _kept(mapping: LogMapping, fields: Sequence[Field]) -> list[str]:
    kept = ['"line"']
    kept += [_CASE] if mapping.journey is not None else []
    kept += [_UNIQUE] if mapping.unique else []
    for each in fields:
        if each.text is None:
            continue  # a constant; the facts' view has it
        kept.append(each.value_column)
        kept.append(f"{_is_given(each)} as {given_column(each)}")
        if each.coded:
            kept += [each.text_column, each.known_column]
    return [*kept, *(name for name, _, _ in notes_of(fields))]


def _is_given(field: Field) -> str:
    if field.keyed:
        return f"{field.text_column} is not null and {field.value_column} is not null"
    return f"{field.text_column} is not null"


def given_column(field: Field) -> str:
    """Name, quoted, the column that says the log gave something."""
    return sql.name(f"g_{field.name}")


def notes_of(fields: Sequence[Field]) -> list[tuple[str, str, str]]:
    """List the notes of fields: quoted column, what was mended, its condition."""
    return [
        (sql.name(f"n_{each.name}_{code}"), f"{each.name}: {code}", test)
        for each in fields
        for code, test in each.notes.items()
    ]


def _join(field: Field, time_zone: str) -> str:
    table = sql.name(code_table(field.name))
    if field.keyed:
        return f"left join {table} on {table}.raw = {field.text_column}"
    test = f"{table}.raw = coalesce({field.text_column}, '')"
    meanings = (field.rule.values or {}).values()
    if any(each.valid_from or each.valid_until for dated in meanings for each in dated):
        day = f"timezone({sql.text(time_zone)}, v_occurred_at)::DATE"
        test += (
            f" and ({table}.valid_from is null or {day} >= {table}.valid_from)"
            f" and ({table}.valid_until is null or {day} <= {table}.valid_until)"
        )
    return f"left join {table} on {test}"


def _facts_view(fields: Sequence[Field]) -> str:
    coded = [each for each in fields if each.coded]
    packed = ", ".join(f"{sql.name(each.name)}: {each.text_column}" for each in coded)
    return sql.fill(
        _FACTS,
        facts=FACTS,
        judged=JUDGED,
        columns=", ".join(
            f"{each.value_column if each.text else each.value} as {sql.name(each.name)}"
            for each in fields
        ),
        raw=f"to_json({{{packed}}})::VARCHAR" if coded else "NULL::VARCHAR",
    )
