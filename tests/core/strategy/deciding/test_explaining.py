"""Explanations: every statement, in order, and in words people use."""

import json
import string
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.core.strategy.deciding.documents import COMPLETE, RULES, compiled
from tests.support.strategies import random_situation, random_strategy

import farled.ui
from farled.strategy.compiling import compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.decision import Honouring, PlannedVerdict
from farled.strategy.explaining import Explanation, explain
from farled.strategy.situation import ENUMERATED, Situation
from farled.terms import assurance, channels, contacts, services
from farled.terms.contacts import Stance
from farled.terms.errors import FarledError
from farled.terms.languages import INTERFACE_LANGUAGES
from farled.terms.reasons import reason
from farled.ui.explaining import explain_in_words
from farled.ui.reasons import (
    failure,
    instant_in_words,
    label,
    names_of,
    sentence,
    words_for,
)

SENTENCES = Path(farled.ui.__file__).parent / "sentences"
CLOSED = "Just nu stängt; öppnar tisdag 24 november kl. 9.00."
NIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)


def explanation(given: dict[str, Any] | None = None, /, **changes: Any) -> Explanation:
    made = compiled(**changes)
    situation = Situation(**(COMPLETE | (given or {})))
    return explain(made, situation, decide(made, situation))


def words(
    lang: str, given: dict[str, Any] | None = None, /, **changes: Any
) -> list[str]:
    made = compiled(**changes)
    return explain_in_words(explanation(given, **changes), made.strategy, lang)


def codes(of: Explanation) -> list[str]:
    return [str(statement.said.code) for statement in of.statements]


@pytest.mark.req("DR-38", "SM-04", "SM-27")
def test_statements_come_most_important_first():
    principles = [{"id": "p1", "number": "1", "text": "Digitalt först"}]
    rules = [RULES[0], RULES[1] | {"principle": "p1", "source": "§ 4"}]
    of = explanation(
        {"preference": "web", "planned": "letter", "at": NIGHT},
        rules=[*rules, {"id": "no-paper", "never": "letter"}],
        principles=principles,
    )

    assert codes(of) == [
        "recommended",
        "because",
        "by-principle",
        "by-source",
        "finishes",
        "cost-to-authority",
        "stance-free",
        "wish-honoured",
        "planned-excluded",
        "alternative",
        "alternative-opens-later",
        "excluded",
        "decided-by",
    ]


@pytest.mark.req("DR-38", "AC-05")
def test_swedish_explanation_reads_as_said():
    assert words("sv", {"planned": "letter", "at": NIGHT}) == [
        "Rekommenderad kanal: Webbplatsen (huvudkanal).",
        "Varför: Dygnet runt.",
        "Saken kan bli klar direkt i kanalen.",
        "En kontakt kostar oss 3,33 SEK.",
        "Kunden väljer fritt bland kanalerna.",
        "Brev går att använda, men det finns en bättre kanal.",
        "Går också bra: Besök (komplement).",
        "Går också bra: Brev (komplement).",
        f"Går också bra: Telefon (komplement). {CLOSED}",
        "Så säger strategin lindhaga@1.",
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("sv", "tisdag 24 november kl. 9.00"),
        ("da", "tirsdag den 24. november kl. 9.00"),
        ("en", "Tuesday 24 November at 9:00"),
        ("fi", "tiistaina 24. marraskuuta klo 9.00"),
    ],
)
def test_instant_is_said_as_people_do(lang, expected):
    assert (
        instant_in_words("2026-11-24T09:00+01:00", lang, asked="2026-11-23") == expected
    )


def test_instant_of_another_year_says_the_year():
    assert instant_in_words("2027-01-04T09:05+01:00", "en", asked="2026-12-30") == (
        "Monday 4 January 2027 at 9:05"
    )


def test_channel_names_fall_back_to_the_documents_language():
    assert words("fi")[0] == "Suositeltu kanava: Webbplatsen (ensisijainen kanava)."
    assert "Käy myös: Puhelin (toissijainen kanava)." in words("fi")


def test_excluded_channel_tells_every_reason():
    said = words(
        "en",
        {"language": "fi"},
        channels={"letter": {"languages": ["sv"], "handles": ["information"]}},
    )

    assert (
        "Letter cannot be used: it does not take contacts of the type transaction; "
        "it is not available in Finnish." in said
    )


def test_step_0_says_what_to_do_instead():
    rules = [
        *RULES,
        {"id": "p", "no_contact_needed": {"instead": {"sv": "Publicera."}}},
    ]
    stopped = words("sv", rules=rules, policy={"step0": "stop"})

    assert stopped[:2] == [
        "Kontakten behövs egentligen inte: Publicera.",
        "Därför rekommenderas ingen kanal.",
    ]


def test_undecided_lists_its_cases():
    said = words("sv", {"ability": None, "direction": None}, rules=[
        {"id": "a", "primary": "web", "secondary": "visit"}
    ])  # fmt: skip

    main = "Webbplatsen (huvudkanal)"
    assert said[:5] == [
        "Rekommendationen beror på uppgifter som saknas: digital förmåga.",
        "Digital förmåga: klarar digitala tjänster själv → Webbplatsen (huvudkanal).",
        f"Digital förmåga: klarar digitala tjänster med hjälp → {main}.",
        "Digital förmåga: kan inte använda digitala tjänster → Besök (komplement).",
        "Digital förmåga: okänd → Webbplatsen (huvudkanal).",
    ]
    maybe = (
        "Om Webbplatsen kan användas beror på uppgifter som saknas: digital förmåga."
    )
    assert maybe in said


def test_case_may_need_no_contact():
    rules = [
        *RULES,
        {
            "id": "publish",
            "when": {"audience": "many"},
            "no_contact_needed": {"instead": "Publicera."},
        },
    ]

    assert words("en", {"audience": None}, rules=rules)[:3] == [
        "The recommendation depends on what is not known: number of recipients.",
        "Number of recipients: one recipient → The website (primary channel).",
        "Number of recipients: many recipients → the contact is not needed.",
    ]


def test_nothing_usable_is_said_plainly():
    assert words("en", rules=[])[0].startswith(
        "No channel can be used in this situation."
    )


def test_unnamed_channel_is_put_down_to_the_policy():
    of = explanation(rules=[], policy={"unnamed_channels": "allow"})

    assert codes(of)[:2] == ["recommended", "by-policy"]


def test_closed_for_good_is_said():
    of = explanation(
        rules=[{"id": "a", "primary": "phone"}],
        channels={"phone": {"opening": "2020 Mo-Fr 09:00-16:00"}},
    )

    assert codes(of)[:2] == ["recommended", "stays-closed"]


def test_core_failure_is_said_with_its_attribute():
    error = FarledError(
        "unknown-value", attribute="group", value="yong", nearest="young"
    )

    assert failure(error, "en") == (
        "The strategy does not know yong (target group). The nearest is: young. "
        "Correct the value or add it to the strategy."
    )


def test_reason_is_a_sentence_of_its_own():
    names = names_of(compiled().strategy, "sv")
    why = reason("phased-out", group="young", until="2026-06-30")

    assert sentence(why, "sv", names) == "Kanalen avvecklades för Unga 30 juni 2026."


@pytest.mark.req("AC-05")
@pytest.mark.parametrize("lang", INTERFACE_LANGUAGES)
def test_every_value_of_the_terms_has_a_label(lang):
    kinds: dict[str, Any] = {
        "contact-type": contacts.ContactType,
        "matter": services.Matter,
        "direction": contacts.Direction,
        "initiator": contacts.Initiator,
        "ability": contacts.Ability,
        "preference-segment": contacts.Preference,
        "acting-as": contacts.ActingAs,
        "audience": contacts.Audience,
        "need": contacts.Need,
        "role": contacts.Role,
        "stance": contacts.Stance,
        "assurance": assurance.Assurance,
        "family": channels.Family,
        "interaction": channels.Interaction,
        "travel": channels.Travel,
        "assisted": contacts.Assisted,
        "contact-reason": contacts.ContactReason,
        "outcome": contacts.Outcome,
        "complexity": services.Complexity,
        "automation": services.Automation,
        "group-kind": services.GroupKind,
        "information-class": services.InformationClass,
        "attribute": ENUMERATED,
    }
    labels = json.loads((SENTENCES / "labels.json").read_text(encoding="utf-8"))
    wanted = {f"{kind}.{value}" for kind, values in kinds.items() for value in values}

    assert sorted(wanted - labels.keys()) == []
    assert all(labels[code][lang] for code in wanted)


def test_every_steering_code_has_a_sentence():
    said = json.loads((SENTENCES / "decision.json").read_text(encoding="utf-8"))
    wanted = {
        *(f"wish-{own.value}" for own in Honouring),
        *(f"planned-{own.value}" for own in PlannedVerdict),
        *(f"stance-{own.value}" for own in Stance),
        *("alternative-opens-later", "alternative-stays-closed"),
    }

    assert sorted(wanted - said.keys()) == []


@pytest.mark.parametrize("lang", INTERFACE_LANGUAGES)
def test_every_explanation_can_be_said_in_full(lang):
    for seed in range(40):
        strategy, rng = random_strategy(seed), Random(seed)
        made = compile_strategy(strategy)
        for _ in range(4):
            situation = random_situation(rng, strategy)
            said = explain_in_words(
                explain(made, situation, decide(made, situation)), strategy, lang
            )
            assert all(line and line[0] == line[0].upper() for line in said)
            text = "\n".join(said)
            assert not any(field for _, field, _, _ in string.Formatter().parse(text))
            assert "None" not in text


def test_principle_is_said_with_its_number():
    said = words(
        "sv",
        rules=[RULES[0], RULES[1] | {"principle": "p1"}],
        principles=[{"id": "p1", "number": "13", "text": "Digitalt är huvudregel."}],
    )

    assert "Princip 13: Digitalt är huvudregel." in said


def test_long_list_of_cases_says_that_it_is_cut():
    groups = [{"id": f"g{i}", "names": f"G{i}"} for i in range(30)]
    rules = [RULES[0], {"id": "odd", "when": {"group": "g1"}, "never": "web"}]
    of = explanation({"group": None}, groups=groups, rules=[*rules, RULES[1] | {
        "when": {"group": {"not": "g1"}}
    }])  # fmt: skip

    assert codes(of)[:2] == ["undecided", "case"]
    assert "At most 24 cases are shown." in explain_in_words(
        of, compiled().strategy, "en"
    )


def test_stance_that_depends_on_what_is_missing_is_not_said():
    rules = [*RULES, {"id": "s", "when": {"audience": "many"}, "stance": "nudged"}]

    assert not [c for c in codes(explanation({"audience": None}, rules=rules))
                if c.startswith("stance")]  # fmt: skip


def test_lists_of_terms_are_said_term_by_term():
    assert words_for({"needs": ("meeting", "interpreter")}, "sv") == {
        "needs": ("möte", "tolk")
    }


def test_unknown_label_stands_for_itself():
    assert label("role", "captain", "sv") == "captain"
