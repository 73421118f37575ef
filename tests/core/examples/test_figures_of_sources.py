"""Every figure, role and cadence that the sources give, as the examples hold it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.support.examples import loaded

from farled.strategy.document import Goal
from farled.strategy.document.goals import Comparator, InitiativeState
from farled.strategy.document.head import State
from farled.terms.channels import Interaction, Travel
from farled.terms.contacts import Ability, ContactType


def _goal(seed: str, name: str) -> Goal:
    return next(goal for goal in loaded(seed).goals if goal.id == name)


def _aim(goal: Goal) -> tuple[object, ...]:
    return goal.measure, goal.comparator, goal.target, goal.by


@pytest.mark.req("SM-03", "SM-04")
def test_skatteverket_has_six_principles_and_the_first_leads():
    principles = loaded("skatteverket").principles

    assert [p.number for p in principles] == ["1", "2", "3", "4", "5", "6"]
    assert [p.number for p in principles if p.main] == ["1"]


@pytest.mark.req("CH-02")
def test_skatteverket_puts_every_channel_in_one_of_three_classes():
    classes = {
        "p2p": Interaction.PERSON_PERSON,
        "p2s": Interaction.PERSON_SYSTEM,
        "s2s": Interaction.SYSTEM_SYSTEM,
    }

    for channel in loaded("skatteverket").channels:
        (own,) = set(channel.tags) & set(classes)
        assert channel.who_meets is classes[own]


@pytest.mark.req("CH-14", "CH-15", "CH-16", "PO-06")
def test_skatteverket_says_which_channels_grow_and_which_shrink():
    going = {c.id: c.travel for c in loaded("skatteverket").channels if c.travel}

    assert {name for name, way in going.items() if way is Travel.DECREASE} == {
        "brochures",
        "forms",
        "letter",
        "notices",
        "phone-information",
        "service-phone",
    }
    assert {name for name, way in going.items() if way is Travel.INCREASE} == {
        "calculators",
        "e-services",
        "my-pages",
        "system-to-system",
        "web",
    }


@pytest.mark.req("PO-06", "PO-12")
def test_every_channel_that_shrinks_in_skatteverket_waits_for_something_better():
    shrinking = [
        c for c in loaded("skatteverket").channels if c.travel is Travel.DECREASE
    ]

    assert all(channel.condition for channel in shrinking)


@pytest.mark.req("ME-21")
def test_halved_tax_gap_is_kept_as_half_of_a_baseline_not_given():
    goal = _goal("skatteverket", "tax-gap-halved")

    assert (goal.comparator, goal.target) == (Comparator.DECREASE, Decimal("0.5"))
    assert goal.baseline == "not-provided"
    assert goal.not_measurable is not None


@pytest.mark.req("ME-02", "ME-03")
def test_ballerup_shares_information_between_website_and_the_rest():
    website = _goal("ballerup", "information-on-website")
    rest = _goal("ballerup", "information-elsewhere")

    assert website.target == Decimal("0.8")
    assert rest.target == Decimal("0.2")
    assert rest.where["channel"] == ("phone", "sms", "leaflets")
    assert website.where["contact_type"] == rest.where["contact_type"] == "information"


@pytest.mark.req("ME-04", "ME-05")
def test_ballerup_counts_inbound_requests_toward_half():
    goal = _goal("ballerup", "requests-by-digital-service")

    assert _aim(goal) == (
        "digital-share-inbound",
        Comparator.AT_LEAST,
        Decimal("0.5"),
        date(2015, 12, 31),
    )
    assert [(m.by, m.target) for m in goal.milestones] == [
        (date(2012, 12, 31), Decimal("0.3"))
    ]


@pytest.mark.req("ME-06", "SM-17")
def test_ballerup_counts_communication_both_ways_by_another_measure():
    goal = _goal("ballerup", "half-of-all-communication")

    assert _aim(goal) == (
        "digital-share-all",
        Comparator.AT_LEAST,
        Decimal("0.5"),
        date(2015, 12, 31),
    )
    assert goal.inherited_from is not None
    assert "2010–2015" in goal.inherited_from


@pytest.mark.req("ME-07", "TG-07")
def test_ballerup_counts_people_and_not_requests_as_self_serving():
    goal = _goal("ballerup", "people-who-serve-themselves")
    citizens = next(g for g in loaded("ballerup").groups if g.id == "citizens")

    assert (goal.measure, goal.target) == ("self-sufficiency", Decimal("0.8"))
    assert citizens.abilities == {
        Ability.INDEPENDENT: Decimal("0.8"),
        Ability.ASSISTED: Decimal("0.2"),
    }


@pytest.mark.req("ME-28")
def test_ballerup_keeps_the_milestone_of_every_municipality():
    goal = _goal("ballerup", "strategy-in-place")

    assert (goal.by, goal.inherited_from) == (date(2012, 12, 31), "e2012")


@pytest.mark.req("SM-01", "SV-23", "DO-09", "GO-03")
def test_ballerup_has_numbers_and_years_and_is_not_adopted():
    head = loaded("ballerup").head

    assert head.registry_number == "2012-13478"
    assert head.document_number == "2012-206147"
    assert (head.valid_from, head.valid_until) == (date(2013, 1, 1), date(2016, 12, 31))
    assert head.state is State.DRAFT


@pytest.mark.req("SM-05", "SM-06", "SM-08", "GO-02")
def test_ballerup_has_two_tracks_and_all_initiatives_are_examples():
    tracks = loaded("ballerup").tracks
    investments = [i for track in tracks for i in track.investments]
    initiatives = [i for investment in investments for i in investment.initiatives]

    assert [track.id for track in tracks] == ["digital-service", "personal-guidance"]
    assert all(investment.goals for investment in investments)
    assert {i.state for i in initiatives} == {InitiativeState.EXAMPLE}


@pytest.mark.req("SV-06")
def test_ballerup_explains_the_three_kinds_of_request():
    assert {kind.value for kind in ContactType} <= set(loaded("ballerup").head.terms)


@pytest.mark.req("CB-04", "CH-13")
def test_ballerup_lists_channels_from_cheapest_to_dearest_without_prices():
    channels = loaded("ballerup").channels

    assert channels[0].id == "self-service"
    assert next(c.id for c in channels if "dear" in c.tags) == "phone"
    assert {c.costs for c in channels} == {"not-provided"}


@pytest.mark.req("ME-08", "ME-09", "ME-10")
def test_umea_has_three_goals_for_2021_with_three_denominators():
    names = ("common-matters-covered", "results-digital", "little-effort")
    goals = [_goal("umea", name) for name in names]

    assert [goal.measure for goal in goals] == [
        "coverage",
        "results-delivered-digitally",
        "ces-share",
    ]
    assert {(goal.target, goal.by) for goal in goals} == {
        (Decimal("0.8"), date(2021, 12, 31))
    }
    assert goals[2].parameters == {"at_least": Decimal(5)}
    assert len({str(goal.counts) for goal in goals}) == 3


@pytest.mark.req("ME-08")
def test_umea_reads_the_most_common_matters_as_kinds():
    assert loaded("umea").policy.coverage_counts == "kinds"


@pytest.mark.req("ME-13", "ME-14")
def test_umea_sets_no_target_for_satisfaction_and_consistent_use():
    assert _goal("umea", "satisfied").target == "not-provided"
    assert _goal("umea", "consistent-use").target == "not-provided"


@pytest.mark.req("GO-04", "GO-06", "GO-07", "GO-08", "SM-01")
def test_umea_has_three_roles_and_three_horizons():
    head = loaded("umea").head

    assert (head.owner, head.responsible) == ("Kommunstyrelsen", "Stadsdirektören")
    assert head.realised_by == "Kommunens samtliga verksamheter"
    assert head.revision.interval_years == 2
    assert head.revision.goals_horizon_years == 5
    assert head.revision.plan_horizon_years == 2
    assert (head.decided_by, head.decision_date) == (
        "Kommunfullmäktige",
        date(2017, 4, 24),
    )


@pytest.mark.req("SM-15", "SM-18")
def test_umea_has_two_directions_and_leaves_four_things_to_others():
    head = loaded("umea").head

    assert len(head.directions) == 2
    assert len(head.scope.excluded) == 4


def test_digg_numbers_its_principles_13_to_23_with_19_in_two():
    numbers = [p.number for p in loaded("digg").principles]

    assert numbers == [*map(str, range(13, 19)), "19a", "19b", *map(str, range(20, 24))]


@pytest.mark.req("CH-01", "TG-02")
def test_edelegationen_has_four_classes_and_three_segments():
    strategy = loaded("edelegationen")
    segments = {g.id for g in strategy.groups if g.parent == "citizens"}

    assert {i.value for i in Interaction} <= set(strategy.head.terms)
    assert {"e-citizens", "between-citizens", "p-citizens"} <= segments
