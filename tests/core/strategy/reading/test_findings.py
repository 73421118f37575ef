"""What can be wrong in a document, and that each finding says so well."""

import json
from pathlib import Path

import pytest
from tests.core.strategy.reading.samples import COMPACT, MINIMAL

from farled.strategy.reading import read_strategy
from farled.strategy.reading.composing import compose
from farled.terms.findings import Finding, Severity
from farled.ui.findings import finding_words

LANGUAGES = ("sv", "da", "en", "fi")


def _findings(text: str) -> tuple[Finding, ...]:
    reading = read_strategy(text, file="s.yaml")
    assert reading.strategy is None
    return reading.findings


def _told(text: str) -> list[tuple[str, int, int]]:
    return [(f.code, f.place.line, f.place.column) for f in _findings(text)]


SYNTAX = [
    ("farled: 1\n\tid: a\n", ("F102", 2, 1)),
    ("farled: 1\nid: a\nid: b\n", ("F103", 3, 1)),
    ("farled: 1\n id: a\n", ("F104", 2, 4)),
    ("farled: 1\nid: 'a\nversion: x\n", ("F105", 2, 5)),
    ("farled: 1\nrules: [a, b\nid: a\n", ("F105", 2, 8)),
    ("farled: 1\n? [a]\n: b\n", ("F106", 2, 3)),
    ("farled: 1\nid: *gone\n", ("F107", 2, 5)),
    ("farled: 1\nid: !python/object:os.system x\n", ("F107", 2, 5)),
    ("farled: 1\nid: &a [*a]\n", ("F107", 2, 9)),
    ("farled: 1\nid: " + "[" * 70 + "\n", ("F110", 2, 68)),
    ('farled: 1\nid: "\\0"\n', ("F111", 2, 5)),
    ('farled: 1\nid: "\\ud800"\n', ("F111", 2, 5)),
    ("farled: 1\nid: \x00\n", ("F111", 2, 5)),
    ("farled: 1\nid: \ud800\n", ("F111", 2, 5)),
    ("farled: 1\n---\nid: a\n", ("F115", 2, 1)),
    ("- a\n- b\n", ("F116", 1, 1)),
    ("farled: 1\nversion: 12345678901234567890\n", ("F117", 2, 10)),
    ("farled: 1\nversion: 1e400\n", ("F117", 2, 10)),
    ("farled: 1\nid: @a\n", ("F101", 2, 5)),
    ('farled: 1\nid: "\\U99999999"\n', ("F101", 1, 1)),
]


@pytest.mark.parametrize(("text", "told"), SYNTAX)
def test_syntax_error_has_code_and_place(text, told):
    assert told in _told(text)


SCHEMA = [
    ("chanels: []", "F120", {"key": "chanels", "nearest": "channels"}),
    ("principles: [{id: a, number: '1'}]", "F121", {"key": "text"}),
    ("checklist: [[a]]", "F122", {"where": "checklist[1]"}),
    ("checklist: [2.10]", "F123", {"value": "2.10"}),
    ("policy: {discount_rate: 3%}", "F124", {"value": "3%"}),
    ("policy: {small_cell: few}", "F125", {"where": "policy.small_cell"}),
    ("policy: {discount_rate: 35}", "F126", {"expected": "≤ 1"}),
    ("policy: {price_weights: {customer: -1}}", "F126", {"expected": "≥ 0"}),
    ("services: [{id: a, names: A, cost_factor: 0}]", "F126", {"expected": "> 0"}),
    ("groups: [{id: a, names: A, reached: no}]", "F127", {"value": "no"}),
    ("rules: [{id: a, valid_from: 2026-02-30}]", "F128", {"value": "2026-02-30"}),
    ("rules: [{id: a, valid_from: 2013}]", "F128", {"value": "2013"}),
    ("policy: {step0: stopp}", "F129", {"nearest": "stop"}),
    (
        "groups: [{id: a, names: A, preferences: {online: 1}}]",
        "F129",
        {"expected": ("e", "between", "p")},
    ),
    ("rules: nothing", "F130", {"value": "nothing"}),
    ("policy: []", "F131", {"where": "policy"}),
    ("rules: [{id: Ingen Brev}]", "F132", {"nearest": "ingen-brev"}),
    ("rules: [{id: a}, {id: a}]", "F133", {"value": "a", "first_line": 7}),
    ("rules: [{id: a, when: {group: []}}]", "F135", {"where": "rules[a].when.group"}),
    ("checklist: [{svenska_: a}]", "F137", {"value": "svenska_"}),
    ("rules:", "F138", {"where": "rules"}),
    ("extends: [gone]", "F140", {"value": "gone"}),
    ("groups: [{id: a, names: A, size: many}]", "F145", {"value": "many"}),
    ("groups: [{id: a, names: A, size: 1.5}]", "F145", {"value": "1.5"}),
]


@pytest.mark.parametrize(("more", "code", "params"), SCHEMA)
def test_misfit_has_code_and_says_what_is_valid(more, code, params):
    found = [f for f in _findings(f"{MINIMAL}{more}\n") if f.code == code]

    assert len(found) == 1
    assert found[0].place.line == 7
    assert {name: found[0].params[name] for name in params} == params


def test_format_version_is_told_apart():
    (finding,) = _findings(MINIMAL.replace("farled: 1", "farled: 2"))

    assert (finding.code, dict(finding.params)) == (
        "F134",
        {"value": "2", "where": "farled", "expected": "1"},
    )


def test_currency_is_a_code():
    text = MINIMAL.replace("  titles", "  currency: kronor\n  titles")

    (finding,) = _findings(text)

    assert (finding.code, finding.params["value"]) == ("F146", "kronor")


def test_too_long_version_is_told():
    (finding,) = _findings(MINIMAL.replace('"1"', '"' + "9" * 41 + '"'))

    assert (finding.code, finding.params["expected"]) == ("F136", 40)


def test_every_syntax_error_and_misfit_comes_at_once():
    text = COMPACT.replace("family: web", "family: wbe")
    text = text.replace("groups:\n", "groups:\n\t- a\n")
    text = text.replace("default_stance: nudged", "default_stance: [nudged")

    assert [f.code for f in _findings(text)] == ["F129", "F102", "F105"]


def test_part_with_a_syntax_error_is_not_said_to_be_missing():
    assert _told("farled: 1\nid: a\nversion: '1'\nhead: {\n") == [("F105", 4, 7)]


def test_short_text_that_expands_without_end_is_stopped():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for number in range(1, 10):
        inner = ", ".join([f"*a{number - 1}"] * 10)
        lines.append(f"a{number}: &a{number} [{inner}]")

    assert [f.code for f in _findings("\n".join(lines))] == ["F109"]


def test_references_to_what_stands_above_are_read():
    text = MINIMAL + "groups: [{id: a, names: &n {sv: A}}, {id: b, names: *n}]\n"

    strategy = read_strategy(text, file="").strategy

    assert strategy is not None
    assert strategy.groups[0].names == strategy.groups[1].names


def test_ten_thousand_rules_are_read():
    rules = "".join(
        f"  - id: r{n}\n    when: {{contact_type: [information], direction: inbound}}\n"
        for n in range(10_000)
    )

    reading = read_strategy(f"{MINIMAL}rules:\n{rules}", file="")

    assert reading.findings == ()
    assert reading.strategy is not None
    assert len(reading.strategy.rules) == 10_000


def test_deep_and_wide_texts_end():
    for text in ("[" * 100_000, "{a: " * 100_000, "- " * 100_000, "&" * 100_000):
        assert compose(text, file="").findings != () or text.startswith("&")


def _all_findings() -> list[Finding]:
    texts = [text for text, _ in SYNTAX]
    texts += [f"{MINIMAL}{more}\n" for more, *_ in SCHEMA]
    return [finding for text in texts for finding in _findings(text)]


@pytest.mark.req("AC-05")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_said_without_holes(language):
    for finding in _all_findings():
        words = finding_words(finding, language)
        said = (words.what, words.why, words.fix)

        assert finding.severity is Severity.ERROR
        assert all(said)
        assert "{" not in "".join(said).replace("{{", "") or "{" in str(finding.params)


def test_every_code_has_three_parts_in_every_language():
    path = Path(__file__).parents[4] / "src/farled/ui/sentences/reading.json"
    entries = json.loads(path.read_text(encoding="utf-8"))

    findings = {code: entry for code, entry in entries.items() if code.startswith("F")}
    assert {
        code: sorted(entry[language])
        for code, entry in findings.items()
        for language in LANGUAGES
        if sorted(entry[language]) != ["fix", "what", "why"]
    } == {}
