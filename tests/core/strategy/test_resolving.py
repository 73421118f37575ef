"""A strategy with its bases."""

from typing import Any

import pytest

from farled.strategy.document import Strategy
from farled.strategy.resolving import Overridden, base_chain, resolve


def _strategy(name: str, **parts: Any) -> Strategy:
    head = {"titles": name, "organisation": {"id": "o", "names": "O"}}
    languages = parts.pop("languages", None)
    if languages:
        head["languages"] = languages
    terms = parts.pop("terms", None)
    if terms:
        head["terms"] = terms
    document = {"farled": 1, "id": name, "version": "1", "head": head, **parts}
    return Strategy.model_validate(document)


def _rules(*names: str, avoid: str = "x") -> list[dict[str, Any]]:
    return [{"id": name, "avoid": avoid} for name in names]


def test_own_rules_come_after_those_of_the_base():
    base = _strategy("base", rules=_rules("a", "b"))
    own = _strategy("own", extends=["base"], rules=_rules("c"))

    resolved = resolve(own, [base])

    assert [rule.id for rule in resolved.strategy.rules] == ["a", "b", "c"]
    assert resolved.overridden == ()


def test_same_id_replaces_in_the_place_of_the_base_and_is_told():
    base = _strategy("base", rules=_rules("a", "b"))
    own = _strategy("own", extends=["base"], rules=_rules("c", "a", avoid="mine"))

    resolved = resolve(own, [base])

    rules = resolved.strategy.rules
    assert [(rule.id, rule.avoid) for rule in rules] == [
        ("a", ("mine",)),
        ("b", ("x",)),
        ("c", ("mine",)),
    ]
    assert resolved.overridden == (Overridden("rules", "a", "base", "own"),)


@pytest.mark.parametrize("name", ["sections", "considerations"])
def test_prose_is_merged_by_heading(name):
    base = _strategy("base", **{name: {"purpose": "Base", "summary": "Base"}})
    own = _strategy("own", extends=["base"], **{name: {"purpose": "Own"}})

    resolved = resolve(own, [base])

    assert getattr(resolved.strategy, name) == {
        "purpose": {"": "Own"},
        "summary": {"": "Base"},
    }
    assert resolved.overridden == (Overridden(name, "purpose", "base", "own"),)


def test_checklists_and_word_lists_are_joined():
    base = _strategy("base", checklist=["Fråga?"], terms={"kanal": "Väg"})
    own = _strategy(
        "own", extends=["base"], checklist=["Fråga?", "Mer?"], terms={"roll": "Del"}
    )

    strategy = resolve(own, [base]).strategy

    assert strategy.checklist == ({"": "Fråga?"}, {"": "Mer?"})
    assert list(strategy.head.terms) == ["kanal", "roll"]


def test_head_is_the_documents_own():
    own = _strategy("own", extends=["base"])

    strategy = resolve(own, [_strategy("base")]).strategy

    assert (strategy.id, strategy.head.titles) == ("own", {"": "own"})
    assert strategy.extends == ()


def test_policy_follows_own_then_base_then_default():
    base = _strategy("base", policy={"small_cell": 9, "step0": "stop"})
    own = _strategy("own", extends=["base"], policy={"step0": "advise"})

    policy = resolve(own, [base]).strategy.policy

    assert (policy.step0, policy.small_cell, policy.repeat_window_days) == (
        "advise",
        9,
        7,
    )
    assert policy.model_fields_set == {"step0", "small_cell"}


def test_bare_texts_keep_the_language_of_the_base():
    base = _strategy(
        "base", languages=["da"], groups=[{"id": "g", "names": "Borgere", "size": 7}]
    )
    own = _strategy("own", extends=["base"])

    group = resolve(own, [base]).strategy.groups[0]

    assert (group.names, group.size) == ({"da": "Borgere"}, 7)


def test_diamond_stands_once_and_bases_come_before_those_that_build_on_them():
    known = {
        "top": _strategy("top", rules=_rules("t")),
        "left": _strategy("left", extends=["top"], rules=_rules("l")),
        "right": _strategy("right", extends=["top"], rules=_rules("r")),
    }
    own = _strategy("own", extends=["left", "right"], rules=_rules("o"))

    chain = base_chain(own, known)

    assert [base.id for base in chain] == ["top", "left", "right"]
    rules = resolve(own, chain).strategy.rules
    assert [rule.id for rule in rules] == ["t", "l", "r", "o"]


def test_ring_and_missing_bases_end():
    known = {"a": _strategy("a", extends=["b"]), "b": _strategy("b", extends=["a"])}

    chain = base_chain(_strategy("own", extends=["a", "gone"]), known)

    assert [base.id for base in chain] == ["b", "a"]


def test_without_bases_nothing_changes():
    own = _strategy("own", rules=_rules("a"))

    assert resolve(own, []).strategy == own
