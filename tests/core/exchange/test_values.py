"""Texts of logs become codes, instants and numbers, or are told to be none."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.exchange import sql
from farled.exchange.importing import instants, numbers
from farled.exchange.importing.coding import code_rows
from farled.exchange.importing.zones import clock_changes
from farled.exchange.mapping import ColumnRule
from farled.exchange.mapping.formats import is_format, mixes_day_order
from farled.exchange.naming import kebab, tidy

CHICAGO = "America/Chicago"
SPAN = (datetime.fromisoformat("1975-01-01"), datetime.fromisoformat("2090-01-01"))


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        opened.execute("set TimeZone = 'UTC'")
        yield opened


def value(connection, expression):
    return connection.execute(f"select {expression}").fetchall()[0][0]


def rule(**given: object):
    return ColumnRule.model_validate({"from": "x", **given})


def read_instant(connection, text, *, zone=CHICAGO, **given: object):
    local, fixed = instants.parsed(sql.text(text), rule(**given))
    return value(connection, instants.instant(local, fixed, zone))


def is_moved(connection, text, *, zone=CHICAGO):
    local, fixed = instants.parsed(sql.text(text), rule())
    return value(connection, instants.moved_clock(local, fixed, zone))


@pytest.mark.parametrize(
    ("text", "formats", "expected"),
    [
        ("2020-01-31", "iso", "2020-01-31T06:00"),
        ("2020-01-31T10:00", "iso", "2020-01-31T16:00"),
        ("2020-01-31 10:00:30.5", "iso", "2020-01-31T16:00:30.500"),
        ("2020-01-31T10:00:00Z", "iso", "2020-01-31T10:00"),
        ("2020-01-31 10:00:00+02:00", "iso", "2020-01-31T08:00"),
        ("2020-01-31T10:00:00+0200", "iso", "2020-01-31T08:00"),
        ("01/31/2020 02:55 PM", "%m/%d/%Y %I:%M %p", "2020-01-31T20:55"),
        ("01/31/2020 12:05 AM", "%m/%d/%Y %I:%M %p", "2020-01-31T06:05"),
        ("31.1.2020", "%d.%m.%Y", "2020-01-31T06:00"),
        ("31.01.2020 10:00 +0200", "%d.%m.%Y %H:%M %z", "2020-01-31T08:00"),
        ("1580464800", "epoch", "2020-01-31T10:00"),
        ("1580464800000", "epoch-ms", "2020-01-31T10:00"),
        ("2020-02-30", "iso", None),
        ("31/01/2020", "%m/%d/%Y", None),
        ("2020-01-31 24:00", "iso", "2020-02-01T06:00"),
        ("1020-01-31", "iso", None),
        ("99999-01-31", "iso", None),
        ("infinity", "iso", None),
        ("20-1-1", "iso", None),
        ("2020-01-31 ", "iso", None),
        ("'; drop table x; --", "iso", None),
        ("٢٠٢٠-٠١-٣١", "iso", None),
    ],
)
def test_date_is_read_exactly_or_not_at_all(connection, text, formats, expected):
    wanted = (
        None
        if expected is None
        else datetime.fromisoformat(expected).replace(tzinfo=UTC)
    )

    assert wanted == read_instant(connection, text, formats=formats)


def test_day_alone_can_stand_at_the_end_of_the_day(connection):
    found = read_instant(connection, "2020-01-31", day_only="end-of-day")

    assert found == datetime(2020, 1, 31, 23, 59, 59, tzinfo=ZoneInfo(CHICAGO))


@pytest.mark.parametrize(
    ("text", "instant", "moved"),
    [
        ("2020-03-08 01:59", "2020-03-08T07:59+00:00", False),
        ("2020-03-08 02:30", "2020-03-08T08:30+00:00", True),
        ("2020-03-08 03:00", "2020-03-08T08:00+00:00", False),
        ("2020-11-01 00:59", "2020-11-01T05:59+00:00", False),
        ("2020-11-01 01:30", "2020-11-01T07:30+00:00", True),
        ("2020-11-01 02:00", "2020-11-01T08:00+00:00", False),
    ],
)
def test_hours_when_clocks_change_are_read_and_told(connection, text, instant, moved):
    assert read_instant(connection, text) == datetime.fromisoformat(instant)
    assert is_moved(connection, text) is moved


@given(
    moment=st.datetimes(*SPAN),
    zone=st.sampled_from(
        [CHICAGO, "Europe/Stockholm", "Australia/Lord_Howe", "Asia/Kathmandu"]
    ),
)
@settings(max_examples=300, deadline=None)
def test_local_time_agrees_with_pythons_unless_clocks_change(connection, moment, zone):
    text = moment.replace(microsecond=0).isoformat()
    wanted = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))

    if not is_moved(connection, text, zone=zone):
        assert wanted == read_instant(connection, text, zone=zone)


def test_days_of_clock_changes_are_known():
    days = [day for day in clock_changes(CHICAGO) if day.year == 2020]

    assert days == [date(2020, 3, 8), date(2020, 11, 1)]
    assert clock_changes("Etc/UTC") == ()


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("12", ".", "12"),
        ("-12.5", ".", "-12.5"),
        ("1,234.5", ".", "1234.5"),
        ("1.234,5", ",", "1234.5"),
        ("1 234 567", ",", "1234567"),
        ("1.5", ",", None),
        ("1,5", ".", None),
        ("12,34,56", ".", None),
        ("1e5", ".", None),
        ("nan", ".", None),
        ("inf", ".", None),
        ("", ".", None),
        ("٣", ".", None),
        ("=1+1", ".", None),
    ],
)
def test_figure_is_read_exactly_or_not_at_all(connection, text, decimal, expected):
    wanted = None if expected is None else Decimal(expected)

    assert wanted == value(connection, numbers.number(sql.text(text), decimal))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("90", "seconds", 90),
        ("1.5", "minutes", 90),
        ("2", "hours", 7200),
        ("0.5", "days", 43200),
        ("2500", "milliseconds", 2),
        ("3500", "milliseconds", 4),
        ("1:02:03", "clock", 3723),
        ("02:03", "clock", 123),
        ("2", "clock", None),
        ("-5", "seconds", -5),
        ("99999999999", "hours", None),
    ],
)
def test_duration_is_whole_seconds(connection, text, unit, expected):
    assert expected == value(
        connection, numbers.duration(sql.text(text), rule(unit=unit))
    )


def test_money_in_major_units_is_rounded_half_to_even(connection):
    major = rule(money="major")

    assert [
        value(connection, numbers.amount(sql.text(text), major))
        for text in ("12.50", "0.125", "0.135")
    ] == [1250, 12, 14]


def coded(raws, **given: object):
    return {
        row["raw"]: row["code"]
        for row in code_rows(raws, rule(**given)).rows.to_pylist()
    }


def test_value_not_listed_gets_no_code():
    assert coded(["PHONE", "phone", "FAX"], values={"PHONE": "phone"}) == {
        "PHONE": "phone"
    }


def test_what_nobody_sees_does_not_hinder():
    raws = [" Walk\u200b  in ", "Bes\u006f\u0308k", "\ufeffWALK IN"]

    found = coded(raws, values={"walk in": "visit", "Besök": "visit"}, case="ignore")

    assert found == dict.fromkeys(raws, "visit")


def test_listed_value_without_code_says_nothing():
    assert coded(["-", "n/a"], values={"-": None}, empty=["n/a"]) == {
        "-": None,
        "n/a": None,
    }


def test_words_that_become_one_code_are_counted():
    coding = code_rows(["Trees", "trees!", "Snow"], rule(**{"as": "kebab"}))

    assert coding.merged == 2
    assert {row["code"] for row in coding.rows.to_pylist()} == {"trees", "snow"}


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_words_become_a_code_or_nothing(words):
    code = kebab(words)

    assert code == kebab(code)
    assert not code.startswith("-")
    assert " " not in code
    assert tidy(words) == tidy(tidy(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iso", True),
        ("%Y-%m-%d", True),
        ("%Y%j", True),
        ("%d %B %Y %H:%M:%S", True),
        ("%H:%M", False),
        ("%d.%m", False),
        ("%Y-%m-%d %I:%M", False),
        ("%Y-%m-%d %Q", False),
        ("%Y-%m-%d %", False),
        ("dd.mm.yyyy", False),
    ],
)
def test_format_of_dates_is_known_or_refused(text, expected):
    assert is_format(text) is expected


def test_orders_of_day_and_month_may_not_mix():
    assert mixes_day_order(["%d/%m/%Y", "%m/%d/%Y"])
    assert not mixes_day_order(["%d.%m.%Y", "%m/%d/%Y", "iso"])


def test_later_of_two_equal_hours_is_an_hour_after_the_first(connection):
    first = read_instant(connection, "2020-11-01T01:30:00-05:00")

    assert read_instant(connection, "2020-11-01 01:30") - first == timedelta(hours=1)
