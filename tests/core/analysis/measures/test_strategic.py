"""Measures that need a strategy, and what a strategy does to the others."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.measures import MEASURES, Question, State, measure
from farled.strategy.document import Strategy
from farled.terms.errors import FarledError

STRATEGY = Strategy.model_validate(
    {
        "farled": 1,
        "id": "example",
        "version": "1",
        "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
        "channels": [
            {
                "id": "site",
                "names": "Webb",
                "family": "web",
                "aka": ["web"],
                "handles": ["information"],
                "costs": [{"per_contact": 2}],
            },
            {
                "id": "form",
                "names": "E-tjänst",
                "family": "e-service",
                "assurance": "substantial",
                "costs": [{"per_contact": 5}],
                "tags": ["steered"],
            },
            {
                "id": "phone",
                "names": "Telefon",
                "family": "phone",
                "costs": [
                    {"minutes": 10, "rate_per_hour": 300, "valid_until": "2020-03-10"},
                    {"minutes": 12, "rate_per_hour": 300, "valid_from": "2020-03-11"},
                ],
                "customer_costs": [{"minutes": 20, "rate_per_hour": 180}],
            },
            {"id": "letter", "names": "Brev", "family": "letter"},
        ],
        "services": [
            {"id": "fines", "names": "Böter", "automation": "fully-automated"},
            {
                "id": "care",
                "names": "Omsorg",
                "automation": "manual",
                "cost_factor": 2,
                "channels": ["phone", "letter"],
            },
            {
                "id": "seal",
                "names": "Sigill",
                "aka": ["stamp"],
                "assurance": "high",
            },
        ],
        "groups": [
            {"id": "citizens", "names": "Invånare"},
            {"id": "parents", "names": "Föräldrar", "parent": "citizens"},
            {"id": "firms", "names": "Företag", "kind": "legal"},
        ],
        "policy": {"repeat_window_days": 3, "coverage_counts": "volume"},
    }
)


def contacts(*rows: tuple[object, ...]):
    names = ("day", "channel", "channel_intended", "service", "target_group")
    return factset(
        {
            "occurred_at": date(2020, 3, row[0]),
            "direction": "inbound",
            "contact_type": "transaction",
            **dict(zip(names[1:], row[1:], strict=False)),
        }
        for row in rows
    )


MIXED = contacts(
    (2, "phone", "form", "fines", "parents"),
    (12, "phone", "form", "fines", "citizens"),
    (12, "phone", "phone", "care", "firms"),
    (12, "web", "site", "stamp", "parents"),
    (12, "form", "phone", "care", "stray"),
    (12, "letter", "form", "seal", "parents"),
    (12, "kiosk", "form", "fines", "parents"),
)


def ask(measure_id, facts=MIXED, by=(), where=None, parameters=None):
    question = Question(by=by, where=where or {}, parameters=parameters or {})
    return measure(facts, measure_id, question, strategy=STRATEGY)


def test_strategic_measures_ask_for_the_strategy():
    needing = [name for name, found in MEASURES.items() if found.needs_strategy]

    assert sorted(needing) == ["automation-share", "coverage", "steering-potential"]
    for name in needing:
        row = measure(MIXED, name).only
        assert (
            row.state,
            row.reasons[0].code,
        ) == (State.NOT_PROVIDED, "strategy-needed")


@pytest.mark.req("CB-06", "CB-05")
def test_steering_potential_is_volume_times_the_difference():
    # 2 March: 50 − 5 kr. 12 March: 60 − 5 kr. Care by phone is where it should be; care
    # by form would become dearer and saves nothing; the letter has no price, the kiosk
    # is not known.
    found = ask("steering-potential").only

    assert (found.value, found.n, found.relevant) == ((45 + 55) * 100, 5, 7)


def test_net_potential_counts_what_becomes_dearer():
    # Care takes twice the time: 2 · 60 − 5 kr more.
    found = ask("steering-potential", parameters={"counts": "net"}).only

    assert found.value == (45 + 55 - (120 - 5)) * 100


@pytest.mark.req("CB-11")
def test_cost_per_contact_is_recorded_or_reckoned_by_day():
    rows = [
        {
            "occurred_at": date(2020, 3, day),
            "direction": "inbound",
            "channel": "phone",
            "contact_type": "interaction",
            "service": "fines",
            "cost_minor": cost,
        }
        for day, cost in [(10, 700), (10, None), (11, None)]
    ]
    facts = factset(rows)

    def value(basis: str) -> float:
        return ask("cost-per-contact", facts, parameters={"basis": basis}).only.value

    assert value("either") == (700 + 5000 + 6000) / 3
    assert value("recorded") == 700
    assert value("strategy") == (5000 + 5000 + 6000) / 3
    assert measure(facts, "cost-per-contact").only.value == 700


@pytest.mark.req("CB-08")
def test_customers_own_cost_comes_from_the_strategy():
    found = ask("cost-per-contact", by=("channel",), parameters={"view": "customer"})

    assert {
        row.keys["channel"]: row.value for row in found.rows if row.state is State.VALUE
    } == {"phone": 6000.0}


def test_price_without_contact_type_holds_when_all_agree():
    rows = [{"occurred_at": date(2020, 3, 2), "channel": "web", "direction": "inbound"}]

    found = ask("cost-per-contact", factset(rows)).only

    assert found.value == 200


@pytest.mark.req("ME-22")
def test_automation_counts_automatic_services_in_digital_channels():
    # Automatic: none of the fines came by a digital channel that is known; the stamp's
    # automation is not provided, nor is the seal's, whatever the channel …
    facts = contacts(
        (2, "form", None, "fines"),
        (2, "phone", None, "fines"),
        (2, "form", None, "care"),
        (2, "form", None, "seal"),
    )

    found = ask("automation-share", facts).only

    assert (found.numerator, found.n, found.relevant) == (1, 3, 4)


@pytest.mark.req("ME-08", "SV-15")
def test_coverage_counts_kinds_or_volume_of_the_most_common():
    # Volumes: fines 5, care 3, seal 2. Four fifths: fines and care. Fines can go by
    # form; care is offered by phone and letter alone; the seal needs a higher level.
    facts = contacts(
        *[(2, "phone", None, "fines")] * 5,
        *[(2, "phone", None, "care")] * 3,
        *[(2, "phone", None, "stamp")] * 2,
        (2, "phone", None, "unheard-of"),
    )

    volume = ask("coverage", facts).only
    kinds = ask("coverage", facts, parameters={"counts": "kinds"}).only
    everything = ask("coverage", facts, parameters={"common_share": 1}).only

    assert (volume.value, volume.n, volume.relevant) == (5 / 8, 10, 11)
    assert (kinds.numerator, kinds.denominator) == (1, 2)
    assert (everything.numerator, everything.denominator) == (5, 10)


def test_coverage_of_no_facts_is_not_applicable():
    found = ask("coverage", where={"service": "nothing"}).only

    assert found.state == State.NOT_APPLICABLE


@pytest.mark.req("ME-01")
def test_group_means_its_subgroups_and_channel_its_codes():
    by_group = ask("digital-share-all", where={"group": "citizens"}).only
    by_code = ask("channel-share", where={"channel": "site"}).only
    by_tag = ask("channel-share", where={"channel": ["@tag/steered"]}).only
    by_kind = ask("digital-share-all", where={"group_kind": "legal"}).only

    assert (by_group.relevant, by_group.numerator) == (5, 1)
    assert (by_code.numerator, by_code.n, by_code.relevant) == (1, 6, 7)
    assert by_tag.numerator == 1
    assert by_kind.relevant == 1


def test_codes_are_shown_under_their_id():
    found = ask("digital-share-all", by=("channel", "service"))

    assert ("site", "seal") in {tuple(row.keys.values()) for row in found.rows}


def test_policy_sets_the_window():
    assert ask("first-contact-resolution").settings["window_days"] == 3
    assert ask("coverage").settings["counts"] == "volume"


@pytest.mark.parametrize(
    ("measure_id", "question", "code"),
    [
        ("happiness", {}, "unknown-measure"),
        ("channel-share", {"by": ["mood"]}, "unknown-dimension"),
        ("channel-share", {"where": {"mood": "x"}}, "unknown-dimension"),
        ("channel-share", {"where": {"channel": "@nice"}}, "unknown-selector"),
        ("channel-share", {"where": {"service": "@nice/x"}}, "unknown-selector"),
        ("channel-share", {"where": {"week": "2020-9"}}, "not-a-week"),
        ("channel-share", {"where": {"quarter": "2020-Q5"}}, "not-a-quarter"),
        ("channel-share", {"where": {"occurred_on": "today"}}, "not-a-day"),
        ("channel-share", {"where": {"hour": "noon"}}, "parameter-not-a-number"),
        ("channel-share", {"parameters": {"mood": 1}}, "unknown-parameter"),
        (
            "channel-share",
            {"parameters": {"direction": "up"}},
            "parameter-not-a-choice",
        ),
        (
            "repeat-share",
            {"parameters": {"window_days": "long"}},
            "parameter-not-a-number",
        ),
    ],
)
def test_question_that_makes_no_sense_says_so(measure_id, question, code):
    with pytest.raises(FarledError) as raised:
        ask(measure_id, **question)

    assert code == raised.value.code


@pytest.mark.parametrize(
    ("where", "relevant"),
    [
        ({"year": "2020"}, 7),
        ({"quarter": "2020-Q1"}, 7),
        ({"quarter": "2020-Q2"}, 0),
        ({"week": "2020-W10"}, 1),
        ({"hour": "12"}, 7),
        ({"weekday": "1,4"}, 7),
        ({"occurred_on": "2020-03-02"}, 1),
        ({"channel_family": "phone"}, 3),
        ({"digital": "true"}, 2),
        ({"channel_intended": "form"}, 4),
        ({"service": "@automation/fully-automated"}, 3),
        ({"service": "seal,care"}, 4),
    ],
)
def test_where_narrows_by_what_follows_from_columns(where, relevant):
    assert relevant == ask("digital-share-all", where=where).only.relevant
