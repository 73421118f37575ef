"""A table of facts is checked column by column before it is stored."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from farled.analysis.facts import FACT_COLUMNS, SURVEY_COLUMNS
from farled.exchange.store import ImportCounts, arrow_schema, check_facts
from farled.terms.errors import FarledError

AT = datetime(2024, 5, 1, 8, tzinfo=UTC)


def table(**columns: object):
    rows = [{"contact_id": "a", "occurred_at": AT, "source": "log", **columns}]
    fields = [field for field in arrow_schema() if field.name in rows[0]]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def found(given, columns=FACT_COLUMNS):
    return [(f.code, f.params.get("column")) for f in check_facts(given, columns)]


def test_good_table_has_nothing_to_say():
    assert found(table(channel="phone", direction="inbound", wait_s=3)) == []


def test_dictionary_encoded_codes_are_codes():
    given = table(direction="inbound")
    encoded = given.set_column(
        given.column_names.index("direction"),
        "direction",
        given.column("direction").dictionary_encode(),
    )

    assert found(encoded) == []


def test_code_that_does_not_exist_is_named_and_counted():
    finding = check_facts(table(direction="sideways"))[0]

    assert (finding.code, finding.params["values"], finding.params["rows"]) == (
        "D104",
        ("sideways",),
        1,
    )


def test_missing_and_empty_required_columns_are_told():
    assert found(table().drop_columns(["occurred_at"])) == [("D103", "occurred_at")]
    assert found(table(contact_id="")) == [("D103", "contact_id")]


def test_unknown_column_is_told():
    given = table().append_column("colour", pa.array(["red"]))

    assert found(given) == [("D101", "colour")]


def test_instant_without_zone_is_refused():
    given = table()
    naive = pa.array([AT.replace(tzinfo=None)], pa.timestamp("us"))

    assert found(given.set_column(1, "occurred_at", naive)) == [("D102", "occurred_at")]


def test_repeated_contact_is_counted():
    given = pa.concat_tables([table(), table(), table(contact_id="b")])

    findings = check_facts(given)

    assert [(f.code, f.params["rows"]) for f in findings] == [("D105", 1)]


def test_surveys_are_checked_by_their_own_columns():
    given = pa.table({"contact_id": ["a"], "source": ["log"], "invited": [True]})

    assert found(given, SURVEY_COLUMNS) == [("D103", "viewed"), ("D103", "answered")]


def test_counts_must_reconcile():
    with pytest.raises(FarledError, match="counts-do-not-reconcile"):
        ImportCounts(3, 1, excluded=1)
    with pytest.raises(FarledError, match="counts-do-not-reconcile"):
        ImportCounts(1, 2, excluded=-1)


def test_counts_add_and_subtract():
    first, second = ImportCounts(3, 2, impossible=1), ImportCounts(2, 1, duplicate=1)

    assert (first + second) - second == first
