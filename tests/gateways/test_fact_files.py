"""Folders of facts are written whole, read whole, and refused when damaged."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
import pytest
from tests.support.engines import local_spark, why_no_spark
from tests.support.logs import stored

from farled.analysis.facts import FACT_COLUMNS
from farled.analysis.factset import Provision
from farled.exchange.store import arrow_schema
from farled.gateways.fact_files import (
    open_facts,
    read_manifest,
    verify_facts,
    write_facts,
)
from farled.gateways.fact_files.durable import write_lock
from farled.gateways.fact_files.secret import read_or_make_key
from farled.terms.errors import FarledError

ZONE = "Europe/Stockholm"
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def facts(first, count, *, step=timedelta(days=3), start=START, **columns: object):
    rows = [
        {
            "contact_id": f"{number:05d}",
            "occurred_at": start + number * step,
            "channel": "phone",
            "service": f"s{number % 3}",
            **columns,
        }
        for number in range(first, first + count)
    ]
    fields = [field for field in arrow_schema() if field.name in rows[0]]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def write(folder, table, **options: object):
    given = {"source": "desk", "provided": {"channel": Provision.PROVIDED}}
    write_facts(folder, table, **{**given, "time_zone": ZONE, **options})


def test_facts_come_back_with_every_column_and_type(tmp_path):
    write(tmp_path, facts(0, 40))

    opened = open_facts(tmp_path)

    assert opened.facts.columns == tuple(FACT_COLUMNS)
    assert opened.facts.to_pyarrow().cast(arrow_schema()).num_rows == 40
    assert opened.time_zone == ZONE
    assert opened.provides("channel")
    assert not opened.provides("wait_s")
    assert opened.surveys is None


def test_day_month_hour_and_weekday_are_local(tmp_path):
    instants = [
        "2024-03-31T00:59:59+00:00",  # before clocks go forward, a Sunday
        "2024-03-31T01:00:00+00:00",
        "2024-10-27T00:30:00+00:00",  # the hour that stands twice, a Sunday
        "2024-10-27T01:30:00+00:00",
        "2024-12-31T22:59:59+00:00",
        "2024-12-31T23:00:00+00:00",  # next year already
        "2024-02-29T12:00:00+00:00",
        "1999-12-31T23:59:59+00:00",
    ]
    table = facts(0, len(instants))
    at = pa.array(map(datetime.fromisoformat, instants), pa.timestamp("us", "UTC"))
    write(tmp_path, table.set_column(1, "occurred_at", at))

    for row in stored(tmp_path):
        local = row["occurred_at"].astimezone(ZoneInfo(ZONE))
        assert (
            row["occurred_on"],
            row["month"],
            row["hour"],
            row["weekday"],
        ) == (local.date(), f"{local:%Y-%m}", local.hour, local.isoweekday())


def test_every_fact_joins_its_dimensions(tmp_path):
    write(tmp_path, facts(0, 40))
    write(tmp_path, facts(40, 40, service=None, channel=None))
    opened = open_facts(tmp_path)

    joined = opened.facts.join(opened.matter, "matter_key").join(
        opened.customer, "customer_key"
    )
    whole = joined.join(opened.moment, "moment_key")

    assert whole.count().to_pyarrow().as_py() == 80
    keys = opened.matter.matter_key.to_pyarrow().to_pylist()
    assert sorted(keys) == [1, 2, 3, 4]


def test_keys_of_dimensions_never_change(tmp_path):
    write(tmp_path, facts(0, 20))
    before = {row["contact_id"]: row["moment_key"] for row in stored(tmp_path)}

    write(tmp_path, facts(20, 40, service="another"))

    after = {row["contact_id"]: row["moment_key"] for row in stored(tmp_path)}
    assert before.items() <= after.items()


def test_contacts_that_are_there_stay_as_they_are(tmp_path):
    write(tmp_path, facts(0, 20))
    write(tmp_path, facts(10, 20, channel="web"))

    rows = stored(tmp_path)

    assert len(rows) == 30
    assert [row["channel"] for row in rows] == ["phone"] * 20 + ["web"] * 10


def test_same_contact_of_another_source_is_another_contact(tmp_path):
    write(tmp_path, facts(0, 5))
    write(tmp_path, facts(0, 5), source="counter")

    assert [row["source"] for row in stored(tmp_path)] == ["counter"] * 5 + ["desk"] * 5


def test_surveys_stand_in_the_month_of_their_contact(tmp_path):
    surveys = pa.table(
        {
            "contact_id": ["00000", "00015"],
            "invited": [True, True],
            "viewed": [True, False],
            "answered": [True, False],
            "ces": pa.array([6, None], pa.int32()),
        }
    )
    write(tmp_path, facts(0, 20), surveys=surveys)
    write(tmp_path, facts(20, 20), surveys=surveys)

    rows = open_facts(tmp_path).surveys.to_pyarrow().to_pylist()

    assert sorted((row["contact_id"], row["month"]) for row in rows) == [
        ("00000", "2024-01"),
        ("00015", "2024-02"),
    ]


def test_survey_of_an_unknown_contact_is_refused(tmp_path):
    surveys = pa.table(
        {"contact_id": ["x"], "invited": [True], "viewed": [True], "answered": [True]}
    )

    with pytest.raises(FarledError, match="survey-without-contact"):
        write(tmp_path, facts(0, 20), surveys=surveys)
    assert read_manifest(tmp_path) is None


def test_facts_that_are_not_valid_leave_the_folder_as_it_was(tmp_path):
    write(tmp_path, facts(0, 20))

    with pytest.raises(FarledError) as caught:
        write(tmp_path, facts(20, 20, direction="sideways", role="king"))

    assert caught.value.params["problems"] == ("D104 direction", "D104 role")
    assert len(stored(tmp_path)) == 20


def test_rows_of_another_source_are_refused(tmp_path):
    with pytest.raises(FarledError, match="facts-of-another-source"):
        write(tmp_path, facts(0, 2, source="counter"))


def test_another_time_zone_is_refused(tmp_path):
    write(tmp_path, facts(0, 20))

    with pytest.raises(FarledError, match="time-zone-differs"):
        write(tmp_path, facts(20, 20), time_zone="Europe/Helsinki")


def test_empty_delivery_is_a_folder_without_facts(tmp_path):
    write(tmp_path, facts(0, 1).slice(0, 0))

    assert open_facts(tmp_path).facts.count().to_pyarrow().as_py() == 0


def test_folder_without_facts_says_so(tmp_path):
    with pytest.raises(FarledError, match="no-facts-here"):
        open_facts(tmp_path)


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("facts/*/*.parquet"))


def cut(path):
    path.write_bytes(path.read_bytes()[:-7])


def cut_to_nothing(path):
    path.write_bytes(b"")


def overwrite_end(path):
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")


@pytest.mark.parametrize("harm", [cut, cut_to_nothing, overwrite_end, Path.unlink])
def test_damaged_part_is_named_and_nothing_counted(tmp_path, harm):
    write(tmp_path, facts(0, 40))
    harmed = parts(tmp_path)[1]
    harm(harmed)

    for use in (open_facts, verify_facts):
        with pytest.raises(FarledError) as caught:
            use(tmp_path)
        assert caught.value.params["files"] == (
            harmed.relative_to(tmp_path).as_posix(),
        )
    with pytest.raises(FarledError, match="facts-damaged"):
        write(tmp_path, facts(40, 10))


def test_changed_bytes_are_found_by_verifying(tmp_path):
    write(tmp_path, facts(0, 40))
    assert verify_facts(tmp_path) == {"desk": 40}
    harmed = parts(tmp_path)[0]
    content = bytearray(harmed.read_bytes())
    content[50] ^= 1
    harmed.write_bytes(content)

    with pytest.raises(FarledError, match="facts-damaged"):
        verify_facts(tmp_path)


@pytest.mark.parametrize("name", ["matter", "customer", "moment"])
def test_missing_dimension_is_named(tmp_path, name):
    write(tmp_path, facts(0, 4))
    (tmp_path / "dims" / f"{name}.parquet").unlink()

    with pytest.raises(FarledError, match=f"dims/{name}.parquet"):
        open_facts(tmp_path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text[:-20], "facts-manifest-damaged"),
        (lambda _: "[]", "facts-manifest-damaged"),
        (
            lambda text: json.dumps({**json.loads(text), "format_version": 2}),
            "facts-format-newer",
        ),
    ],
)
def test_manifest_that_cannot_be_read_is_told(tmp_path, change, code):
    write(tmp_path, facts(0, 4))
    path = tmp_path / "farled.json"
    path.write_text(change(path.read_text()))

    with pytest.raises(FarledError, match=code):
        open_facts(tmp_path)


def test_leftovers_of_an_interrupted_write_are_ignored_and_removed(tmp_path):
    write(tmp_path, facts(0, 20))
    stray = parts(tmp_path)[0].with_name("99-part-0.parquet")
    stray.write_bytes(parts(tmp_path)[0].read_bytes())
    (tmp_path / ".writing-7").mkdir()

    assert len(stored(tmp_path)) == 20
    write(tmp_path, facts(20, 20))

    assert not stray.exists()
    assert not (tmp_path / ".writing-7").exists()
    assert len(stored(tmp_path)) == 40


def test_two_writers_do_not_meet(tmp_path):
    with write_lock(tmp_path), pytest.raises(FarledError, match="facts-being-written"):
        write(tmp_path, facts(0, 4))


def test_facts_can_be_opened_on_a_given_connection(tmp_path):
    write(tmp_path, facts(0, 20))
    backend = ibis.duckdb.connect()

    for connection in (backend, backend.con):
        opened = open_facts(tmp_path, connection=connection)
        assert opened.facts.count().to_pyarrow().as_py() == 20


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.skipif(why_no_spark() is not None, reason=str(why_no_spark()))
@pytest.mark.filterwarnings("ignore")  # of pyspark and pandas, about each other
def test_facts_can_be_opened_on_spark(tmp_path):
    write(tmp_path, facts(0, 20))

    with local_spark() as session:
        opened = open_facts(tmp_path, spark=session)
        assert opened.facts.columns == tuple(FACT_COLUMNS)
        counted = opened.facts.group_by("month").agg(n=lambda t: t.count())
        found = counted.to_pyarrow().to_pylist()

    assert {row["month"]: row["n"] for row in found} == {"2024-01": 11, "2024-02": 9}


def test_key_is_made_once_and_kept_for_the_owner(tmp_path):
    key = read_or_make_key(tmp_path)

    assert read_or_make_key(tmp_path) == key
    assert len(key) == 32
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_key_that_others_can_read_is_refused(tmp_path):
    read_or_make_key(tmp_path)
    (tmp_path / "keys").chmod(0o644)

    with pytest.raises(FarledError, match="key-open-to-others"):
        read_or_make_key(tmp_path)


@pytest.mark.parametrize("content", ["", "no hex", "ab"])
def test_key_that_cannot_be_used_is_told(tmp_path, content):
    (tmp_path / "keys").write_text(content)
    (tmp_path / "keys").chmod(0o600)

    with pytest.raises(FarledError, match="key-unreadable"):
        read_or_make_key(tmp_path)
