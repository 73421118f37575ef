"""Step 0, stance, preference, planned channel, hours and trace."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.core.strategy.deciding.documents import candidates, compiled, decision

from farled.strategy.deciding import decide
from farled.strategy.situation import Situation
from farled.terms.errors import FarledError

AVOID_LETTER = {"id": "paper", "avoid": "letter"}
BASE = [{"id": "all", "primary": "web", "secondary": "@all"}, AVOID_LETTER]


def wished(wish: str, **changes: Any) -> tuple[str, str | None]:
    policy = {
        "default_stance": changes.pop("stance", "free"),
        **changes.pop("policy", {}),
    }
    made = decision({"preference": wish}, rules=BASE, policy=policy, **changes)
    assert made.preferred is not None
    return made.preferred.honouring.value, made.recommended


@pytest.mark.req("DR-12", "DR-21", "DR-32")
@pytest.mark.parametrize(
    ("stance", "wish", "expected"),
    [
        ("free", "phone", ("honoured", "phone")),
        ("free", "letter", ("unsuitable", "web")),
        ("nudged", "web", ("honoured", "web")),
        ("nudged", "phone", ("honoured-main-shown-first", "phone")),
        ("digital-first", "web", ("honoured", "web")),
        ("digital-first", "phone", ("asked", "web")),
        ("digital-only", "web", ("honoured", "web")),
        ("digital-only", "phone", ("excluded", "web")),
    ],
)
def test_wish_is_treated_as_the_stance_says(stance, wish, expected):
    assert wished(wish, stance=stance) == expected


def test_digital_only_asks_for_an_exemption_outside_transactions():
    made = decision(
        {"preference": "phone", "contact_type": "information"},
        rules=BASE,
        policy={"default_stance": "digital-only"},
    )

    assert made.preferred is not None
    assert (made.preferred.honouring, made.recommended) == ("needs-exemption", "web")


@pytest.mark.req("DR-15")
def test_exempt_person_gets_the_wish_under_digital_only():
    made = decision(
        {"preference": "phone", "ability": "assisted"},
        rules=BASE,
        policy={"default_stance": "digital-only"},
    )

    assert made.preferred is not None
    assert (made.preferred.honouring, made.recommended) == ("honoured", "phone")


def test_strength_decides_whether_an_avoided_channel_may_be_wished():
    strong = wished("letter", policy={"preference_strength": "always"})
    none = wished("phone", policy={"preference_strength": "none"})

    assert (strong, none) == (("honoured", "letter"), ("not-followed", "web"))


def test_wish_for_an_excluded_channel_is_told_before_any_row():
    rules = {"channels": {"phone": {"handles": ["information"]}}}

    assert wished("phone", policy={"preference_strength": "none"}, **rules) == (
        "excluded",
        "web",
    )


def test_nudged_wish_keeps_the_main_channel_first_among_the_alternatives():
    made = decision(
        {"preference": "phone"}, rules=BASE, policy={"default_stance": "nudged"}
    )

    assert candidates(made) == ["phone", "web", "visit", "letter"]


def test_service_sets_the_stance_and_a_rule_beats_it():
    services = [{"id": "childcare", "names": "B", "stance": "nudged"}]
    rules = [*BASE, {"id": "firm", "stance": "digital-first"}]

    assert decision(services=services).stance == "nudged"
    made = decision(services=services, rules=rules)
    assert made.stance == "digital-first"
    assert made.trace[-1].decides == ("stance",)


@pytest.mark.req("DR-35")
@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ("web", "fine"),
        ("phone", "better-exists"),
        ("letter", "avoid"),
    ],
)
def test_planned_channel_is_judged(planned, expected):
    assert decision({"planned": planned}, rules=BASE).planned == expected


def test_planned_channel_of_the_same_role_is_fine():
    rules = [{"id": "two", "primary": ["web", "phone"]}]

    assert decision({"planned": "phone"}, rules=rules).planned == "fine"
    assert decision({"planned": "letter"}, rules=rules).planned == "excluded"


@pytest.mark.req("DR-16")
def test_step_0_names_what_to_do_instead_and_still_recommends():
    rules = [*BASE, {"id": "publish", "no_contact_needed": {"instead": "Publicera"}}]
    made = decision({"planned": "letter"}, rules=rules)

    assert (made.need, made.instead, made.recommended, made.planned) == (
        "avoidable",
        "publish",
        "web",
        "not-needed",
    )
    assert made.trace[-1].decides == ("need",)


@pytest.mark.req("DR-16")
def test_step_0_may_stop_there():
    rules = [*BASE, {"id": "publish", "no_contact_needed": {"instead": "Publicera"}}]
    made = decision(rules=rules, policy={"step0": "stop"})

    assert (made.recommended, made.role, made.finishes) == (None, None, None)
    assert [c.channel for c in made.alternatives] == ["web", "visit", "phone", "letter"]


@pytest.mark.req("CH-12")
def test_closed_channel_keeps_its_place_and_says_when_it_opens():
    night = datetime(2026, 11, 21, 20, tzinfo=UTC)
    made = decision({"at": night, "contact_type": "interaction"}, rules=[
        {"id": "phone", "primary": "phone"}
    ])  # fmt: skip

    assert made.recommended == "phone"
    assert made.opens is not None
    assert made.opens.isoformat() == "2026-11-23T09:00:00+01:00"


def test_hours_that_cannot_be_read_say_nothing():
    made = decision(channels={"phone": {"opening": "whenever"}}, rules=BASE)

    assert {c.opens for c in made.alternatives} == {None}


@pytest.mark.req("SM-04", "DR-38")
def test_trace_names_rules_with_principle_and_source():
    rules = [
        {"id": "all", "secondary": "@all"},
        {"id": "web", "primary": "web", "principle": "p1", "source": "§ 4"},
    ]
    made = decision(rules=rules)

    assert [(s.rule, s.decides, s.principle, s.source) for s in made.trace] == [
        ("all", ("phone", "visit", "letter"), None, None),
        ("web", ("web",), "p1", "§ 4"),
    ]


@pytest.mark.parametrize("attribute", ["service", "group", "preference", "planned"])
def test_unknown_value_is_an_error_with_the_nearest(attribute):
    near = {"service": "childcar", "group": "yong"}.get(attribute, "phon")
    with pytest.raises(FarledError) as caught:
        decision({attribute: near})

    assert caught.value.code == "unknown-value"
    assert caught.value.params == {
        "attribute": attribute,
        "value": near,
        "nearest": {"service": "childcare", "group": "young"}.get(attribute, "phone"),
    }


def test_unknown_reachable_channel_is_an_error():
    with pytest.raises(FarledError) as caught:
        decision({"reachable": frozenset({"phone", "xyzzy"})})

    assert caught.value.params["attribute"] == "reachable"
    assert caught.value.params["nearest"] is None


def test_codes_that_also_mean_a_part_are_translated():
    by_code = {"service": "BO", "preference": "TEL", "reachable": frozenset({"TEL"})}
    by_id = {
        "service": "childcare",
        "preference": "phone",
        "reachable": frozenset({"phone"}),
    }

    assert decision(by_id) == decision(by_code)


def test_instant_without_a_time_zone_is_an_error():
    with pytest.raises(FarledError) as caught:
        decide(compiled(), Situation(at=datetime(2026, 11, 24, 9)))  # noqa: DTZ001 - the point

    assert caught.value.code == "instant-without-time-zone"


def test_malformed_language_is_an_error():
    with pytest.raises(FarledError) as caught:
        decision({"language": "svenska språket"})

    assert caught.value.code == "not-a-language-tag"
