"""The published JSON Schemas: current, sound, and as strict as the reader."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.core.strategy.reading.samples import COMPACT, MINIMAL

from farled.strategy.decision_json import decision_schema
from farled.strategy.reading import read_strategy, strategy_schema
from farled.strategy.reading.composing import compose
from farled.strategy.reading.schema import keys_at, values_at
from farled.strategy.situation_json import situation_schema
from farled.strategy.writing import to_plain

PROJECT = Path(__file__).parents[4]
EXAMPLES = sorted((PROJECT / "examples" / "strategies").glob("*.yaml"))
SCHEMAS = {
    "strategy": strategy_schema,
    "situation": situation_schema,
    "decision": decision_schema,
}


def _validate(text: str) -> None:
    jsonschema.validate(compose(text, file="").data, strategy_schema())


@pytest.mark.parametrize("name", SCHEMAS)
def test_published_schema_is_the_one_in_use(name):
    path = PROJECT / "docs" / "reference" / f"{name}.schema.json"

    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMAS[name]()


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_sound_json_schema(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name]())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_fits_the_schema(path):
    _validate(path.read_text(encoding="utf-8"))


def test_what_is_written_fits_the_schema():
    strategy = read_strategy(COMPACT, file="").strategy

    assert strategy is not None
    jsonschema.validate(to_plain(strategy), strategy_schema())


@pytest.mark.parametrize(
    "more",
    [
        "chanels: []",
        "channels: [{id: a, names: A, family: leter}]",
        "channels: [{id: a, names: A, family: web, digital: no}]",
        "channels: [{id: a, names: A, family: web, co2e_grams: -1}]",
        "groups: [{id: a, names: A, abilities: {independent: 1.5}}]",
        "rules: [{id: a, when: {contact_type: {not: [transactoin]}}}]",
        "rules: [{id: A}]",
        "policy: {small_cell: 0}",
    ],
)
def test_schema_and_reader_refuse_the_same(more):
    text = f"{MINIMAL}{more}\n"

    assert read_strategy(text, file="").findings != ()
    with pytest.raises(jsonschema.ValidationError):
        _validate(text)


def test_every_part_is_described():
    definitions = strategy_schema()["$defs"]

    assert [
        name for name, part in definitions.items() if "description" not in part
    ] == []


def test_schema_answers_what_may_stand_at_a_path():
    assert keys_at(("rules", 0, "when", "group")) == ("not",)
    assert values_at(("rules", 0, "when", "direction", "not", 0)) == (
        "inbound",
        "outbound",
    )
    assert "not-provided" in values_at(("services", 0, "complexity"))
    assert keys_at(("nowhere",)) == ()
