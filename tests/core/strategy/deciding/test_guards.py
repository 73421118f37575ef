"""Each guard, alone: what it excludes, and the reason it gives."""

from datetime import UTC, datetime

import pytest
from tests.core.strategy.deciding.documents import decision, reasons

from farled.strategy.decision import Decision
from farled.terms.assurance import Assurance
from farled.terms.contacts import Ability, ContactType, Direction, Need
from farled.terms.reasons import reason


def why(made: Decision, channel: str) -> list[object]:
    return [r for e in made.exclusions if e.channel == channel for r in e.reasons]


def service(**own: object) -> list[dict[str, object]]:
    return [{"id": "childcare", "names": "Barnomsorg", **own}]


@pytest.mark.req("DR-29")
def test_channel_that_the_service_lacks_is_excluded():
    made = decision(services=service(channels=["@digital", "phone"]))

    assert why(made, "letter") == [reason("not-offered", service="childcare")]
    assert reasons(made, "phone") == []


@pytest.mark.req("CH-03")
def test_channel_that_goes_the_other_way_is_excluded():
    made = decision(channels={"web": {"directions": ["outbound"]}})

    assert why(made, "web") == [reason("wrong-direction", direction="inbound")]


def test_channel_that_cannot_take_the_contact_type_is_excluded():
    made = decision(channels={"web": {"handles": ["information"]}})

    assert why(made, "web") == [
        reason("contact-type-not-handled", contact_type="transaction")
    ]


@pytest.mark.req("DR-29")
def test_both_assurance_guards_may_speak_at_once():
    made = decision({"assurance": Assurance.LOW}, services=service(assurance="high"))

    assert why(made, "web") == [
        reason("assurance-too-low", needed="high", level="substantial"),
        reason("assurance-not-at-hand", needed="high", level="low"),
    ]
    assert reasons(made, "visit") == []
    assert why(made, "phone") == [
        reason("assurance-too-low", needed="high", level="low")
    ]


@pytest.mark.req("DR-28")
def test_each_unmet_formal_requirement_is_a_reason():
    made = decision(services=service(formal=["original", "signature"]))

    assert why(made, "phone") == [
        reason("form-not-satisfied", requirement="original"),
        reason("form-not-satisfied", requirement="signature"),
    ]
    assert reasons(made, "visit") == []


def test_formal_requirements_are_for_their_contact_type():
    made = decision(
        {"contact_type": ContactType.INFORMATION},
        services=service(formal=["original"]),
    )

    assert reasons(made, "phone") == []


def test_each_unmet_need_is_a_reason_in_the_order_of_the_term():
    made = decision({"needs": frozenset((Need.INTERPRETER, Need.MEETING))})

    assert why(made, "phone") == [
        reason("need-not-met", need="meeting"),
        reason("need-not-met", need="interpreter"),
    ]


@pytest.mark.req("DR-29")
def test_wider_language_serves_the_narrower():
    spoken = {"web": {"languages": ["sv"]}, "phone": {"languages": ["sv-SE"]}}
    made = decision({"language": "sv-FI"}, channels=spoken)

    assert reasons(made, "web") == []
    assert why(made, "phone") == [reason("language-not-spoken", language="sv-FI")]


def test_language_is_compared_in_any_case():
    made = decision({"language": "SV-fi"}, channels={"web": {"languages": ["sv-FI"]}})

    assert reasons(made, "web") == []


@pytest.mark.req("DR-08")
def test_channel_opens_for_a_group_on_its_day():
    channels = {
        "web": {"established": [{"groups": ["all"], "valid_from": "2026-12-01"}]}
    }

    before = decision(channels=channels)
    after = decision({"at": datetime(2026, 12, 1, 12, tzinfo=UTC)}, channels=channels)

    assert why(before, "web") == [reason("not-established", group="young")]
    assert reasons(after, "web") == []


@pytest.mark.req("CH-14")
def test_phased_out_channel_names_its_last_day():
    entries = [{"valid_until": "2025-06-30"}, {"valid_until": "2026-06-30"}]
    made = decision(channels={"letter": {"established": entries}})

    assert why(made, "letter") == [
        reason("phased-out", group="young", until="2026-06-30")
    ]


def test_midnight_belongs_to_the_strategys_time_zone():
    channels = {"web": {"established": [{"valid_from": "2026-12-01"}]}}
    late = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    made = [
        reasons(decision({"at": at}, channels=channels), "web")
        for at in (late, late.replace(hour=23, minute=0))
    ]

    assert made == [["not-established"], []]


@pytest.mark.req("DR-18")
def test_person_with_no_digital_means_keeps_the_analogue_channels():
    made = decision({"ability": Ability.EXCLUDED})

    assert why(made, "web") == [reason("ability", ability="excluded")]
    assert made.recommended == "visit"


def test_outbound_needs_an_address_only_where_the_channel_does():
    made = decision(
        {"direction": Direction.OUTBOUND, "reachable": frozenset({"letter"})}
    )

    assert why(made, "phone") == [reason("not-reachable")]
    assert [reasons(made, c) for c in ("web", "letter", "visit")] == [[], [], []]


@pytest.mark.req("DR-14", "DR-26")
def test_digital_only_leaves_digital_channels_alone():
    made = decision(services=service(stance="digital-only"))

    assert made.recommended == "web"
    assert made.alternatives == ()
    assert why(made, "visit") == [reason("digital-only", service="childcare")]


@pytest.mark.req("DR-18")
def test_digital_only_exempts_those_who_need_help():
    made = decision(
        {"ability": Ability.ASSISTED}, services=service(stance="digital-only")
    )

    assert made.exclusions == ()


def test_own_exemptions_replace_the_usual_ones():
    own = service(stance="digital-only", exemptions=[{"groups": ["all"]}])
    exempt = decision(services=own)
    strict = decision(
        {"ability": Ability.ASSISTED},
        services=service(
            stance="digital-only", exemptions=[{"abilities": ["excluded"]}]
        ),
    )

    assert exempt.exclusions == ()
    assert reasons(strict, "visit") == ["digital-only"]


@pytest.mark.req("DR-26")
def test_digital_only_is_about_transactions():
    made = decision(
        {"contact_type": ContactType.INTERACTION},
        services=service(stance="digital-only"),
    )

    assert made.exclusions == ()


@pytest.mark.req("SM-21")
def test_never_rule_is_named():
    rules = [{"id": "all", "secondary": "@all"}, {"id": "no-paper", "never": "letter"}]
    made = decision(rules=rules)

    assert why(made, "letter") == [reason("never-rule", rule="no-paper")]
    assert [(s.rule, s.decides) for s in made.trace] == [
        ("all", ("web", "phone", "visit")),
        ("no-paper", ("letter",)),
    ]


def test_unnamed_channel_is_excluded_unless_the_policy_allows_it():
    rules = [{"id": "web-only", "primary": "web"}]
    strict = decision(rules=rules)
    lenient = decision(rules=rules, policy={"unnamed_channels": "allow"})

    assert reasons(strict, "phone") == ["not-in-strategy"]
    assert [(c.channel, c.role, c.rule) for c in lenient.alternatives] == [
        ("visit", "allowed", None),
        ("letter", "allowed", None),
        ("phone", "allowed", None),
    ]


def test_every_reason_is_kept_in_the_order_of_the_page():
    made = decision(
        {"needs": frozenset({Need.MEETING}), "language": "fi"},
        channels={
            "letter": {
                "directions": ["outbound"],
                "handles": ["information"],
                "languages": ["sv"],
                "assurance": "none",
                "abilities": ["assisted"],
                "established": [{"valid_until": "2020-01-01"}],
            }
        },
        services=service(
            channels=["web"],
            assurance="low",
            formal=["original"],
            stance="digital-only",
        ),
        rules=[{"id": "no-letters", "never": "letter"}],
    )

    assert reasons(made, "letter") == [
        "not-offered",
        "wrong-direction",
        "contact-type-not-handled",
        "assurance-too-low",
        "form-not-satisfied",
        "need-not-met",
        "language-not-spoken",
        "phased-out",
        "ability",
        "digital-only",
        "never-rule",
    ]
