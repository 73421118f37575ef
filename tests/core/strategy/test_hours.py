"""Opening hours: holidays, changes of the clock, and what cannot be read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from farled.strategy.hours import check_hours, is_open, is_shut, next_opening
from farled.terms.errors import FarledError

WEEKDAYS = "Mo-Fr 09:00-16:00; PH off"


def opens(spec: str, at: datetime, country: str = "SE") -> str | None:
    found = next_opening(spec, at, time_zone="Europe/Stockholm", country=country)
    return found.isoformat() if found else None


def open_at(spec: str, *at: int) -> bool:
    when = datetime(*at, tzinfo=UTC)
    return is_open(spec, when, time_zone="Europe/Stockholm", country="SE")


@pytest.mark.req("CH-12")
def test_weekend_waits_for_monday():
    assert opens(WEEKDAYS, datetime(2026, 11, 21, 12, tzinfo=UTC)) == (
        "2026-11-23T09:00:00+01:00"
    )


def test_open_place_opens_never_again():
    assert opens(WEEKDAYS, datetime(2026, 11, 23, 9, tzinfo=UTC)) is None


def test_opening_minute_is_open_and_closing_minute_is_not():
    times = ((7, 59), (8, 0), (14, 59), (15, 0))

    assert [open_at(WEEKDAYS, 2026, 11, 23, *time) for time in times] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.req("CH-12")
def test_public_holidays_are_those_of_the_country():
    may_day = datetime(2026, 4, 30, 18, tzinfo=UTC)

    assert opens(WEEKDAYS, may_day) == "2026-05-04T09:00:00+02:00"
    assert opens(WEEKDAYS, may_day, country="DK") == "2026-05-01T09:00:00+02:00"


def test_spring_forward_moves_the_opening_an_hour_in_utc():
    before = opens(WEEKDAYS, datetime(2026, 3, 27, 16, tzinfo=UTC))

    assert before == "2026-03-30T09:00:00+02:00"


def test_hour_that_does_not_exist_is_no_opening():
    assert opens("Su 02:15-02:45", datetime(2026, 3, 28, 12, tzinfo=UTC)) == (
        "2026-04-05T02:15:00+02:00"
    )


def test_hour_that_comes_twice_is_open_in_both():
    night = "Su 01:00-05:00"

    assert [open_at(night, 2026, 10, 25, hour, 30) for hour in range(5)] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_another_time_zone_asks_the_same_instant():
    tokyo = datetime(2026, 11, 23, 16, 30, tzinfo=ZoneInfo("Asia/Tokyo"))

    assert opens(WEEKDAYS, tokyo) == "2026-11-23T09:00:00+01:00"


def test_always_open_never_opens_and_closed_for_good_neither():
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)

    assert opens("24/7", at) is None
    assert opens("24/7 off", at) is None
    assert opens("2020 Mo-Fr 09:00-16:00", at) is None
    assert is_shut("24/7 off", at, time_zone="Europe/Stockholm", country="SE")


def test_next_opening_is_found_within_a_year_and_not_beyond():
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)

    assert opens("Oct 01 09:00-16:00", at) == "2027-10-01T09:00:00+02:00"
    assert opens("2027 Nov 22-30 09:00-16:00", at) == "2027-11-22T09:00:00+01:00"
    assert opens("2027 Dec 09:00-16:00", at) is None


def test_hours_by_appointment_are_neither_open_nor_closed():
    spec = 'Mo-Fr 09:00-16:00 unknown "by appointment"; Sa 10:00-12:00'
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)

    assert not is_open(spec, monday, time_zone="Europe/Stockholm", country="SE")
    assert not is_shut(spec, monday, time_zone="Europe/Stockholm", country="SE")
    assert opens(spec, monday) is None
    assert opens(spec, datetime(2026, 11, 23, 20, tzinfo=UTC)) == (
        "2026-11-28T10:00:00+01:00"
    )


def test_unreadable_hours_are_an_error_with_the_column():
    with pytest.raises(FarledError) as caught:
        check_hours("Mo-Fr 25:00", country="SE")

    assert caught.value.code == "opening-hours-invalid"
    assert caught.value.params == {"spec": "Mo-Fr 25:00", "column": 7}


def test_unknown_country_is_an_error():
    with pytest.raises(FarledError) as caught:
        check_hours(WEEKDAYS, country="XX")

    assert caught.value.code == "unknown-value"


@pytest.mark.parametrize("year", [1, 9999])
def test_ends_of_the_calendar_are_survived(year):
    at = datetime(year, 12 if year > 1 else 1, 15, 12, tzinfo=UTC)

    assert opens("24/7 off", at) is None
