"""Invented contacts keep the shape of real ones and follow the strategy they serve."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from farled.analysis.facts import SURVEY_COLUMNS
from farled.analysis.synthesis import synthesise
from farled.exchange.store import check_facts
from farled.strategy.compiling import compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.hours import is_open
from farled.strategy.reading.reading import read_strategy
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
)
from farled.terms.errors import FarledError

STRATEGIES = Path(__file__).parents[4] / "examples" / "strategies"
ZONE = ZoneInfo("Europe/Stockholm")
ASKED = 15_000
PERIOD = {"first_day": date(2023, 11, 1), "last_day": date(2026, 10, 31)}


@pytest.fixture(scope="module")
def strategy():
    bases = {}
    for name in ("digg", "edelegationen"):
        path = STRATEGIES / f"{name}.yaml"
        if path.exists():
            reading = read_strategy(path.read_text(), file=path.name)
            bases[name] = reading.own
    text = (STRATEGIES / "lindhaga.yaml").read_text()
    return read_strategy(text, file="lindhaga.yaml", bases=bases).strategy


@pytest.fixture(scope="module")
def synthesis(strategy):
    return synthesise(strategy, seed=7, contacts=ASKED, **PERIOD)


@pytest.fixture(scope="module")
def rows(synthesis):
    return synthesis.facts.to_pylist()


def test_same_seed_gives_same_contacts(strategy):
    period = {"first_day": date(2024, 1, 1), "last_day": date(2024, 6, 30)}

    first = synthesise(strategy, seed=3, contacts=900, **period)
    again = synthesise(strategy, seed=3, contacts=900, **period)
    other = synthesise(strategy, seed=4, contacts=900, **period)

    assert first.facts.equals(again.facts)
    assert first.surveys.equals(again.surveys)
    assert not first.facts.equals(other.facts)


@pytest.mark.req("ME-19")
def test_facts_are_fit_for_the_store(synthesis):
    source = pa.repeat("lindhaga", synthesis.facts.num_rows)

    assert check_facts(synthesis.facts.append_column("source", source)) == ()


def test_surveys_are_fit_for_the_store(synthesis):
    source = pa.repeat("lindhaga", synthesis.surveys.num_rows)
    surveys = synthesis.surveys.append_column("source", source)

    assert check_facts(surveys, SURVEY_COLUMNS) == ()


def test_stories_are_kept_whole_within_the_number_asked_for(synthesis):
    assert ASKED - 10 <= synthesis.facts.num_rows <= ASKED


def test_contacts_lie_in_the_period(rows):
    days = [row["occurred_at"].astimezone(ZONE).date() for row in rows]

    assert PERIOD["first_day"] <= min(days)
    assert max(days) <= PERIOD["last_day"]


@pytest.mark.parametrize("channel", ["phone", "service-office", "chat", "outreach"])
def test_staffed_channel_is_used_in_its_hours(rows, strategy, channel):
    hours = next(c.opening for c in strategy.channels if c.id == channel)
    used = [row["occurred_at"] for row in rows if row["channel"] == channel]

    outside = [
        at for at in used if not is_open(hours, at, time_zone=str(ZONE), country="SE")
    ]

    assert used
    assert outside == []


@pytest.mark.req("SM-10")
def test_channel_is_used_only_once_established(rows):
    early = [
        row
        for row in rows
        if row["channel"] == "chat"
        and row["occurred_at"].astimezone(ZONE).date() < date(2024, 9, 2)
    ]

    assert early == []


@pytest.mark.req("ME-18")
def test_contacts_shift_towards_digital_channels(rows, strategy):
    digital = {c.id for c in strategy.channels if c.is_digital}

    def share(first, last) -> float:
        used = [
            row["channel"] in digital
            for row in rows
            if row["direction"] == "inbound"
            and first <= row["occurred_at"].astimezone(ZONE).date() < last
        ]
        return sum(used) / len(used)

    before = share(date(2023, 11, 1), date(2024, 11, 1))
    after = share(date(2025, 11, 1), date(2026, 11, 1))
    assert before + 0.1 < after


def test_school_choice_comes_in_january(rows):
    months = [r["occurred_at"].month for r in rows if r["service"] == "school-choice"]

    assert months.count(1) > len(months) / 3


@pytest.mark.req("DR-38")
def test_intended_channel_is_what_the_strategy_says(rows, strategy):
    compiled = compile_strategy(strategy)

    def intended(row) -> str | None:
        return decide(
            compiled,
            Situation(
                service=row["service"],
                contact_type=ContactType(row["contact_type"]),
                direction=Direction(row["direction"]),
                initiator=Initiator(row["initiator"]),
                group=row["target_group"],
                ability=Ability(row["ability"]),
                acting_as=ActingAs(row["acting_as"]),
                language=row["language"],
                assurance=Assurance(row["assurance"]),
                audience=Audience.ONE,
                case_open=False,
                at=row["occurred_at"],
            ),
        ).recommended

    some = [r for r in rows if r["reason"] == "transact"][::40]
    some = [r for r in some if r["contact_type"] == "transaction"]

    assert [intended(r) for r in some] == [r["channel_intended"] for r in some]


def test_subjects_of_one_call_begin_together(rows):
    calls = {}
    for row in rows:
        if row["interaction_id"]:
            calls.setdefault(row["interaction_id"], []).append(row)

    assert calls
    assert {len(subjects) for subjects in calls.values()} == {2}
    assert all(len({s["occurred_at"] for s in c}) == 1 for c in calls.values())
    assert all(len({s["party_key"] for s in c}) == 1 for c in calls.values())


@pytest.mark.req("ME-25")
def test_chasing_concerns_a_case_handed_in_before(rows):
    handed_in = {
        row["case_key"]: row["occurred_at"]
        for row in reversed(rows)
        if row["reason"] == "transact" and row["direction"] == "inbound"
    }
    chases = [row for row in rows if row["reason"] == "chase-progress"]

    assert chases
    assert all(handed_in[c["case_key"]] < c["occurred_at"] for c in chases)


def test_failed_self_service_leaks_to_the_phone(rows):
    failed = {
        row["party_key"]: row["occurred_at"]
        for row in rows
        if row["channel"] == "e-service" and row["outcome"] == "abandoned"
    }
    leaks = [row for row in rows if row["reason"] == "failed-self-service"]
    within = [
        leak["occurred_at"] - failed[leak["party_key"]] <= timedelta(hours=24)
        for leak in leaks
    ]

    assert {leak["channel"] for leak in leaks} == {"phone"}
    assert sum(within) > len(within) / 2


@pytest.mark.req("AD-02")
def test_assisted_service_is_counted_apart(rows):
    assisted = {row["channel"] for row in rows if row["assisted"] == "staff"}

    assert assisted == {"e-service"}


def test_a_log_changes_its_code_for_a_week(synthesis):
    unmapped = synthesis.facts.filter(pc.is_null(synthesis.facts["channel"]))
    days = [at.astimezone(ZONE).date() for at in unmapped["occurred_at"].to_pylist()]

    assert set(unmapped["raw"].to_pylist()) == {'{"channel":"DM-2"}'}
    assert max(days) - min(days) < timedelta(days=7)


def test_cost_names_the_entry_it_comes_from(rows):
    phone = {
        row["cost_rate"]: row["occurred_at"].year
        for row in rows
        if row["channel"] == "phone" and row["contact_type"] == "information"
    }

    assert phone == {"phone/1": 2024, "phone/4": 2026}


def test_pseudonyms_differ_between_seeds(strategy):
    period = {"first_day": date(2024, 1, 1), "last_day": date(2024, 3, 31)}

    keys = [
        set(
            synthesise(strategy, seed=seed, contacts=500, **period)
            .facts["party_key"]
            .to_pylist()
        )
        for seed in (1, 2)
    ]

    assert keys[0] & keys[1] == set()


def test_nothing_can_be_invented_for_an_empty_period(strategy):
    with pytest.raises(FarledError) as raised:
        synthesise(
            strategy,
            seed=1,
            contacts=10,
            first_day=date(2024, 2, 1),
            last_day=date(2024, 1, 1),
        )

    assert raised.value.code == "nothing-to-synthesise"


def test_recorded_never_before_ended(rows):
    assert all(r["occurred_at"] <= r["ended_at"] <= r["recorded_at"] for r in rows)


def test_instants_are_aware(synthesis):
    assert synthesis.facts["occurred_at"][0].as_py().utcoffset() == timedelta(0)
    assert isinstance(synthesis.facts["occurred_at"][0].as_py(), datetime)
