"""What is not known: agreement, what it depends on, and the cases."""

from typing import Any

import pytest
from tests.core.strategy.deciding.documents import (
    COMPLETE,
    candidates,
    compiled,
    decision,
    reasons,
    strategy,
)

from farled.strategy.compiling import compile_strategy
from farled.strategy.compiling.classes import classes_of
from farled.strategy.deciding import decide
from farled.strategy.situation import Situation
from farled.terms.reasons import reason

BY_GROUP = [
    {"id": "all", "secondary": "@all", "primary": "web"},
    {"id": "young", "when": {"group": "young"}, "primary": "phone", "allowed": "web"},
]


def nothing_known(**changes: Any) -> Any:
    return decide(compiled(**changes), Situation())


def test_agreement_is_the_answer_with_what_all_share():
    made = decision({"group": None}, rules=[
        {"id": "all", "primary": "web", "secondary": "@all"},
        {"id": "young", "when": {"group": "young"}, "avoid": "visit"},
    ])  # fmt: skip

    assert (made.recommended, made.undecided, made.cases) == ("web", (), ())
    assert [(c.channel, c.role, c.rule) for c in made.alternatives] == [
        ("letter", "secondary", "all"),
        ("phone", "secondary", "all"),
        ("visit", "avoid", None),
    ]
    assert [(s.rule, s.decides) for s in made.trace] == [
        ("all", ("web", "phone", "letter"))
    ]


def test_disagreement_names_what_it_depends_on_and_recommends_nothing():
    made = decision({"group": None, "acting_as": None}, rules=BY_GROUP)

    assert (made.recommended, made.role, made.undecided) == (None, None, ("group",))
    assert [(dict(c.given), c.recommended) for c in made.cases] == [
        ({"group": "all"}, "web"),
        ({"group": "young"}, "phone"),
    ]
    assert set(candidates(made)) == {"web", "phone", "visit", "letter"}


def test_channel_that_may_be_used_only_sometimes_depends_on_that():
    made = decision({"ability": None})

    assert made.undecided == ("ability",)
    assert [e.reasons for e in made.exclusions] == [
        (reason("depends-on", attributes=("ability",)),)
    ]


def test_reason_that_names_a_missing_value_depends_on_it():
    made = decision({"language": None}, channels={"phone": {"languages": ["fi"]}})

    assert reasons(made, "phone") == ["depends-on"]


def test_excluded_alike_in_all_keeps_its_reasons():
    made = decision(
        {"acting_as": None, "case_open": None},
        channels={"phone": {"handles": ["information"]}},
    )

    assert reasons(made, "phone") == ["contact-type-not-handled"]


def test_case_open_is_told_as_false_and_true():
    rules = [*BY_GROUP, {"id": "open", "when": {"case_open": True}, "primary": "visit",
                         "avoid": ["web", "phone"]}]  # fmt: skip
    made = decision({"case_open": None}, rules=rules)

    assert [(dict(c.given), c.recommended) for c in made.cases] == [
        ({"case_open": "false"}, "phone"),
        ({"case_open": "true"}, "visit"),
    ]


def test_matter_follows_the_service():
    services = [{"id": "childcare", "names": "B", "matter": "recurring"}]
    rules = [
        {"id": "all", "primary": "web"},
        {
            "id": "r",
            "when": {"matter": "recurring"},
            "primary": "letter",
            "avoid": "web",
        },
    ]
    made = decision({"matter": None}, services=services, rules=rules)

    assert (made.recommended, made.undecided) == ("letter", ())


def test_known_service_limits_contact_types_and_groups():
    services = [
        {"id": "childcare", "names": "B", "contact_types": ["information"],
         "groups": ["young"]}
    ]  # fmt: skip
    made = decision(
        {"contact_type": None, "group": None}, services=services, rules=BY_GROUP
    )

    assert (made.recommended, made.undecided) == ("phone", ())


def test_nothing_known_is_answered_too():
    made = nothing_known(rules=[{"id": "all", "primary": "@analogue"}],
                         services=[], groups=[])  # fmt: skip

    assert made.undecided == ("contact_type",)
    assert len(made.cases) == 3


def test_cases_stop_at_24():
    groups = [{"id": f"g{i}", "names": "G"} for i in range(40)]
    rules = [
        {"id": "all", "primary": "web", "secondary": "@all"},
        {"id": "odd", "when": {"group": ["g1", "g30"]}, "never": "web"},
    ]
    made = decision({"group": None}, groups=groups, rules=rules)

    assert len(made.cases) == 24
    assert [c.recommended for c in made.cases[:3]] == ["web", "visit", "web"]


@pytest.mark.req("DR-38")
def test_too_many_combinations_name_what_to_ask_for():
    groups = [{"id": f"g{i}", "names": "G"} for i in range(60)]
    services = [{"id": f"s{i}", "names": "S"} for i in range(400)]
    rules = [
        {"id": f"g{i}", "when": {"group": f"g{i}"}, "primary": "web"} for i in range(60)
    ] + [
        {"id": f"s{i}", "when": {"service": f"s{i}"}, "primary": "phone"}
        for i in range(400)
    ]
    made = decision(
        {"service": None, "group": None, "audience": None},
        groups=groups,
        services=services,
        rules=rules,
    )

    assert (made.recommended, made.cases, made.alternatives) == (None, (), ())
    assert made.undecided == ("service", "group")
    assert {r for e in made.exclusions for r in e.reasons} == {
        reason("depends-on", attributes=("service", "group"))
    }


def test_strategy_without_services_and_groups_decides():
    known = COMPLETE | {"service": None, "group": None}
    made = decide(compiled(services=[], groups=[]), Situation(**known))

    assert made.recommended == "web"


def test_groups_in_a_circle_count_as_roots():
    groups = [
        {"id": "young", "names": "Y", "parent": "old"},
        {"id": "old", "names": "O", "parent": "young"},
        {"id": "baby", "names": "B", "parent": "young"},
    ]
    tree = compiled(groups=groups).tree.members

    assert {g: sorted(m) for g, m in tree.items()} == {
        "young": ["baby", "young"],
        "old": ["old"],
        "baby": ["baby"],
    }


def test_values_that_no_rule_tells_apart_share_a_class():
    made = compiled(rules=BY_GROUP)

    assert classes_of(made, "group") == {"all": 0, "young": 1}
    assert set(classes_of(made, "audience").values()) == {0}
    assert classes_of(made, "ability") == {
        "independent": 0,
        "assisted": 1,
        "excluded": 2,
        "unknown": 0,
    }


def test_digest_is_of_the_content_alone():
    one = strategy()
    other = compile_strategy(strategy(version="2"))

    assert compile_strategy(one).digest() == compiled().digest()
    assert other.digest() != compiled().digest()
