"""check, decide, explain, diff and schema, as scripts and people use them."""

import json
import re

import jsonschema
import pytest
from tests.support.terminal import EXAMPLES, farled
from tests.support.tree import ROOT

LINDHAGA = EXAMPLES / "lindhaga.yaml"
BALLERUP = EXAMPLES / "ballerup.yaml"
PERMIT = ROOT / "examples" / "situations" / "building-permit.json"
LINE = re.compile(r"^\S+?:\d+:\d+ [A-Z]\d{3} .+ – .+ – .+$")

HOLE = """\
farled: 1
id: hole
version: "1"
head:
  titles: {en: Hole}
  organisation: {id: o, names: {en: O}}
  languages: [en]
channels:
  - id: web
    names: {en: Web}
    family: web
groups:
  - id: citizens
    names: {en: Citizens}
    abilities: {independent: 0.9, excluded: 0.1}
rules:
  - id: everything-on-the-web
    primary: web
"""


def test_sound_strategy_leaves_with_zero():
    ran = farled("check", LINDHAGA, "--lang", "en")

    assert ran.code == 0
    assert "sound – 0 errors" in ran.out
    assert [line for line in ran.err.splitlines() if not LINE.match(line)] == []


@pytest.mark.req("DR-18", "PO-04")
def test_broken_guarantee_leaves_with_one_and_names_the_place(tmp_path):
    path = tmp_path / "hole.yaml"
    path.write_text(HOLE, encoding="utf-8")

    ran = farled("check", path, "--json", "--lang", "en")
    codes = {finding["code"]: finding for finding in ran.json["findings"]}

    assert ran.code == 1
    assert ran.json["format_version"] == 1
    assert codes["F401"]["severity"] == "error"
    assert codes["F401"]["line"] > 0
    assert all(codes["F401"][part] for part in ("what", "why", "fix"))


def test_unreadable_strategy_leaves_with_two_and_says_everything_at_once(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text(
        HOLE.replace("family: web", "family: vedio").replace("primary", "primry"),
        encoding="utf-8",
    )

    ran = farled("check", path, "--lang", "en")

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2
    assert all(LINE.match(line) for line in ran.err.splitlines())
    assert "video" in ran.err
    assert "primary" in ran.err


def test_every_language_says_the_same_codes(tmp_path):
    path = tmp_path / "hole.yaml"
    path.write_text(HOLE, encoding="utf-8")
    said = {
        lang: farled("check", path, "--json", "--lang", lang).json["findings"]
        for lang in ("sv", "da", "en", "fi")
    }

    codes = {lang: [f["code"] for f in findings] for lang, findings in said.items()}
    words = {findings[0]["what"] for findings in said.values()}
    assert len({tuple(found) for found in codes.values()}) == 1
    assert len(words) == 4


@pytest.mark.req("DR-38")
def test_one_situation_gets_one_decision_that_fits_its_schema():
    ran = farled("decide", LINDHAGA, "--situation", PERMIT, "--json")
    schema = farled("schema", "decision").json

    assert ran.code == 0
    jsonschema.validate(ran.json, schema)
    assert (ran.json["recommended"], ran.json["role"]) == ("service-office", "primary")
    assert ran.json["opens"].startswith("2026-11-24T10:00:00")


def test_many_situations_get_decisions_in_the_same_order():
    asked = [
        {"contact_type": kind, "direction": direction, "group": "citizens"}
        for kind in ("information", "interaction", "transaction")
        for direction in ("inbound", "outbound")
    ]
    given = "\n".join(json.dumps(situation) for situation in asked)

    ran = farled("decide", BALLERUP, "--situation", "-", "--json", given=given)
    alone = [
        farled("decide", BALLERUP, "--situation", "-", "--json", given=json.dumps(one))
        for one in asked
    ]

    assert ran.lines == [single.json for single in alone]


def test_bad_line_gets_its_findings_and_the_rest_their_decisions():
    given = '{"contact_type": "information"}\n{"contact_type": "infromation"}\n{}\n'

    ran = farled("decide", BALLERUP, "--situation", "-", "--json", given=given)

    assert ran.code == 2
    assert ["findings" in line for line in ran.lines] == [False, True, False]
    assert "information" in ran.lines[1]["findings"][0]["fix"]


def test_unknown_value_is_an_answer_with_the_nearest_name():
    given = '{"service": "bulding-permit"}'

    ran = farled("decide", LINDHAGA, "--situation", "-", "--json", given=given)

    assert ran.code == 2
    assert ran.json["findings"][0]["params"]["nearest"] == "building-permit"


@pytest.mark.parametrize(
    "given", ["", "{", "[1, 2", "{'a': 1}", "\x00\x01", "[" * 100_000, "nul"]
)
def test_input_that_is_not_json_is_a_placed_sentence(given: str):
    ran = farled("decide", BALLERUP, "--situation", "-", given=given)

    assert ran.code == 2
    assert ran.err.startswith("<stdin>:")


@pytest.mark.req("DR-38")
@pytest.mark.parametrize("lang", ["sv", "da", "en", "fi"])
def test_explanation_is_sentences_in_the_language(lang: str):
    ran = farled("explain", LINDHAGA, "--situation", PERMIT, "--lang", lang)

    assert ran.code == 0
    assert len(ran.out.splitlines()) > 5
    assert "{" not in ran.out


def test_code_is_explained_and_a_misspelt_one_suggested():
    ran = farled("explain", "F401", "--lang", "sv")
    missed = farled("explain", "not-reachabel")

    assert ran.code == 0
    assert ran.out.startswith("F401\n")
    assert missed.code == 2
    assert "«not-reachable»" in missed.err


@pytest.mark.parametrize(
    "name", ["strategy", "mapping", "facts", "situation", "decision"]
)
def test_schema_of_each_format_is_json(name: str):
    assert "$schema" in farled("schema", name).json


@pytest.mark.req("SM-13")
def test_difference_of_a_strategy_with_itself_is_nothing():
    ran = farled("diff", LINDHAGA, LINDHAGA, "--json")

    assert ran.code == 0
    assert (ran.json["difference"]["main"], ran.json["difference"]["roles"]) == ([], [])


@pytest.mark.req("SM-10", "SM-13")
def test_difference_of_two_versions_is_said_in_words():
    ran = farled("diff", LINDHAGA, EXAMPLES / "lindhaga-2027.yaml", "--lang", "en")

    assert ran.code == 1
    assert len(ran.out.splitlines()) > 3
