"""The compiled form: what it holds, what it forgives, and what it refuses."""

from datetime import UTC, date, datetime

import pytest
from tests.core.strategy.deciding.documents import (
    COMPLETE,
    HEAD,
    compiled,
    decision,
    reasons,
)
from tests.support.strategies import random_strategy

from farled.strategy.compiling import compile_strategy
from farled.strategy.compiling.classes import classes_of
from farled.strategy.compiling.memory import Memory
from farled.strategy.deciding import decide
from farled.strategy.explaining import explain
from farled.strategy.situation import Situation
from farled.terms.errors import FarledError
from farled.terms.reasons import reason
from farled.ui.reasons import sentence


def test_full_memory_starts_over():
    memory: Memory[str] = Memory(limit=2)
    for key in ("a", "b", "c"):
        memory.keep(key, key)

    assert dict(memory) == {"c": "c"}


def test_unknown_time_zone_is_refused():
    with pytest.raises(FarledError) as caught:
        compiled(head=HEAD | {"time_zone": "Europe/Lindhaga"})

    assert caught.value.params["value"] == "Europe/Lindhaga"


def test_rule_that_names_nothing_known_is_forgiven():
    rules = [
        {"id": "all", "primary": "@all"},
        {
            "id": "odd",
            "when": {"service": ["nope"], "group": ["nobody"]},
            "never": "fax",
        },
        {"id": "odder", "when": {"service_tag": ["x"]}, "never": "@family/nope"},
        {"id": "not", "when": {"service": {"not": ["nope"]}}, "avoid": "letter"},
    ]
    made = decision(rules=rules)

    assert made.exclusions == ()
    assert made.alternatives[-1].rule == "not"


def test_service_whose_channels_fit_nothing_is_offered_in_none():
    services = [{"id": "childcare", "names": "B", "channels": ["fax"]}]
    made = decision(services=services)

    assert {c: reasons(made, c) for c in ("web", "phone")} == {
        "web": ["not-offered"],
        "phone": ["not-offered"],
    }


def test_segments_break_where_something_begins_or_has_ended():
    rules = [
        {"id": "a", "primary": "web", "valid_until": "2026-06-30"},
        {"id": "b", "primary": "web", "valid_from": "2026-07-01"},
        {"id": "c", "primary": "web", "valid_until": "9999-12-31"},
    ]
    segments = compiled(rules=rules).segments

    assert segments.starts == (date(2026, 7, 1),)
    assert [segments.of_day(date(2026, 6, 30)), segments.of_day(date(2026, 7, 1))] == [
        0,
        1,
    ]
    assert [segments.day_in(s) for s in segments.all] == [
        None,
        date(2026, 6, 30),
        date(2026, 7, 1),
    ]


def test_instants_and_days_find_the_same_segment():
    for seed in range(60):
        segments = compile_strategy(random_strategy(seed)).segments
        for start in segments.starts:
            for hour, minute in ((21, 59), (22, 0), (22, 59), (23, 0)):
                at = datetime(
                    start.year, start.month, start.day, hour, minute, tzinfo=UTC
                )
                day = at.astimezone(segments.zone).date()
                assert segments.of(at) == segments.of_day(day)


def test_strategy_without_services_has_one_class_of_none():
    made = compiled(services=[], groups=[])

    assert classes_of(made, "service") == {None: 0}
    assert classes_of(made, "group") == {None: 0}


def test_lanes_list_rules_and_roles_in_document_order():
    rules = [
        {"id": "a", "primary": "@all"},
        {"id": "b", "never": "letter"},
        {"id": "c", "avoid": "letter"},
    ]
    made = compiled(rules=rules)

    assert made.lanes[3].entries == ((0, "primary"), (1, "never"), (2, "avoid"))
    assert made.lanes[3].mask == sum(made.bit_of(r) for r in range(3))
    assert [made.rule_of(made.bit_of(r)).id for r in range(3)] == ["a", "b", "c"]


def test_rule_that_depends_on_what_is_missing_is_not_named():
    rules = [
        {"id": "grown", "primary": "web"},
        {"id": "young", "when": {"group": "young"}, "primary": "web"},
    ]
    made = compiled(rules=rules)
    situation = Situation(**(COMPLETE | {"group": None}))
    said = explain(made, situation, decide(made, situation)).statements

    assert [s.said.code for s in said[:2]] == ["recommended", "by-several"]


def test_unreadable_hours_are_passed_over_in_the_explanation():
    made = compiled(channels={"web": {"opening": "whenever"}})
    situation = Situation(**COMPLETE)
    said = explain(made, situation, decide(made, situation)).statements

    assert [s.said.code for s in said[:2]] == ["recommended", "because"]


def test_reason_without_names_says_ids():
    why = reason("not-established", group=None)

    assert sentence(why, "en") == "It is not open to everyone on this day."
    assert sentence(reason("not-offered", service="tax"), "en") == (
        "The service tax is not offered in it."
    )
    assert sentence(reason("digital-only", service=None), "sv") == (
        "Tjänsten det gäller utförs endast digitalt, och inget undantag gäller."
    )
    assert sentence(reason("language-not-spoken", language="ar-EG"), "en") == (
        "It is not available in Arabic (ar-EG)."
    )
