"""The vocabulary: schemes, levels, money, periods and languages."""

from datetime import date
from decimal import Decimal

import pytest

from farled.terms.assurance import ASSURANCE_URIS, Assurance
from farled.terms.channel_scheme import (
    CHANNEL_SCHEME,
    Match,
    Scheme,
    SchemeMatch,
    SkvClass,
    skv_class,
)
from farled.terms.channels import FAMILY_TRAITS, Family, Interaction
from farled.terms.errors import FarledError
from farled.terms.languages import in_language, parse_language
from farled.terms.money import Money
from farled.terms.period import Period
from farled.terms.reasons import reason
from farled.terms.services import Matter


@pytest.mark.req("CH-01")
def test_every_family_has_traits_and_counterparts():
    assert set(Family) == set(FAMILY_TRAITS) == set(CHANNEL_SCHEME)


def test_email_is_not_digital_service():
    assert not FAMILY_TRAITS[Family.EMAIL].digital


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        (Family.LETTER, SchemeMatch(Scheme.ESD, "9", Match.EXACT)),
        (Family.PHONE, SchemeMatch(Scheme.CPSV_AP_2, "Telephone", Match.EXACT)),
        (Family.APP, SchemeMatch(Scheme.EUROPASS, "Mobile phone", Match.BROAD)),
        (Family.E_SERVICE, SchemeMatch(Scheme.PTV, "EChannel", Match.EXACT)),
        (
            Family.SMS,
            SchemeMatch(Scheme.SCHEMA_ORG, "serviceSmsNumber", Match.EXACT),
        ),
    ],
)
def test_family_maps_to_other_lists(family: Family, expected: SchemeMatch):
    assert expected in CHANNEL_SCHEME[family]


@pytest.mark.req("CH-02")
def test_four_interaction_classes_fold_into_three():
    folded = {interaction: skv_class(interaction) for interaction in Interaction}

    assert folded == {
        Interaction.PERSON_PERSON: SkvClass.P2P,
        Interaction.PERSON_SYSTEM: SkvClass.P2S,
        Interaction.SYSTEM_PERSON: SkvClass.P2S,
        Interaction.SYSTEM_SYSTEM: SkvClass.S2S,
    }


@pytest.mark.req("SV-09", "SV-10")
def test_matters_are_predictable_for_each_party():
    table = {
        matter: (matter.predictable_for_organisation, matter.predictable_for_customer)
        for matter in Matter
    }

    assert table == {
        Matter.RECURRING: (True, True),
        Matter.LIFE_EVENT: (True, False),
        Matter.ONGOING: (False, False),
        Matter.OTHER: (False, False),
    }


def test_both_danish_spellings_mean_the_same_level():
    levels = {
        ASSURANCE_URIS["https://data.gov.dk/concept/core/nsis/loa/Substantial"],
        ASSURANCE_URIS["https://data.gov.dk/concept/core/nsis/Substantial"],
    }

    assert levels == {Assurance.SUBSTANTIAL}


def test_swedish_level_three_meets_substantial_but_not_high():
    level = ASSURANCE_URIS["http://id.elegnamnden.se/loa/1.0/loa3"]

    assert level.meets(Assurance.SUBSTANTIAL)
    assert not level.meets(Assurance.HIGH)


def test_money_rounds_half_to_even_and_keeps_currencies_apart():
    assert Money.of("0.125", "SEK") == Money(12, "SEK")
    assert Money.of(7, "ISK") == Money(7, "ISK")
    assert Money(105, "SEK").times(Decimal("0.5")) == Money(52, "SEK")
    assert Money(1250, "SEK").major == Decimal("12.5")
    with pytest.raises(FarledError) as caught:
        Money(1, "SEK") + Money(1, "DKK")
    assert caught.value.code == "currencies-differ"


def test_period_is_closed_at_both_ends():
    period = Period(date(2013, 1, 1), date(2016, 12, 31))

    assert date(2013, 1, 1) in period
    assert date(2017, 1, 1) not in period
    assert date(2012, 12, 31) not in period
    assert date(1900, 1, 1) in Period(until=date(2016, 12, 31))


def test_periods_overlap_when_they_share_a_day():
    first = Period(until=date(2015, 6, 30))

    assert first.overlaps(Period(date(2015, 6, 30)))
    assert not first.overlaps(Period(date(2015, 7, 1)))
    assert not Period(date(2015, 7, 1)).overlaps(first)


def test_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(FarledError) as caught:
        Period(date(2016, 1, 1), date(2015, 1, 1))

    assert caught.value.params == {"start": "2016-01-01", "until": "2015-01-01"}


@pytest.mark.req("AC-04")
@pytest.mark.parametrize(
    ("tag", "expected"),
    [("SV", "sv"), ("sv-fi", "sv-FI"), ("fit", "fit"), ("az-latn", "az-Latn")],
)
def test_language_tags_take_their_usual_case(tag: str, expected: str):
    assert parse_language(tag) == expected


@pytest.mark.parametrize("tag", ["", "s", "svenska", "sv_SE", "sv--SE", "12", "så"])
def test_malformed_language_tag_is_refused(tag: str):
    with pytest.raises(FarledError) as caught:
        parse_language(tag)

    assert caught.value.code == "not-a-language-tag"


def test_text_falls_back_by_chain_then_to_any():
    assert in_language({"sv": "karta", "": "x"}, "en", ["sv"]) == "karta"
    assert in_language({"": "kort"}, "en") == "kort"
    assert in_language({"fi": "kartta"}, "en") == "kartta"
    assert in_language({}, "en") == ""


def test_reasons_are_equal_and_hashable_by_value():
    a = reason("need-not-met", need="meeting")

    assert {a} == {reason("need-not-met", need="meeting")}
