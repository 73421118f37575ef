"""How long one decision takes, against its budget, a plain loop and zen-engine.

    python bench/decide.py [--json]

Budget: a median of at most 10 µs for a situation with the reasons of all channels, at
least 100 times faster than zen-engine only matching the same rules, at least 5 times
faster than a plain loop, and flat in rules up to 1,000.
"""

import argparse
import importlib
import json
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, Callable, Iterable

import zen
from rich.console import Console
from rich.table import Table

from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.deciding.deciding import moment_of
from farled.strategy.deciding.matching import matching_bits
from farled.strategy.deciding.resolving import as_given
from farled.strategy.document import Strategy
from farled.strategy.situation import Situation
from farled.terms.assurance import Assurance
from farled.terms.channels import Family
from farled.terms.contacts import (
    Ability,
    ActingAs,
    Audience,
    ContactType,
    Direction,
    Initiator,
    Need,
)
from farled.terms.services import Matter

CHANNELS, SERVICES, GROUPS = 15, 300, 12
SITES = (10, 100, 300, 1000)
STREAM, KINDS = 20_000, 4_000
BUDGET_US, BUDGET_ZEN, BUDGET_NAIVE = 10.0, 100.0, 5.0

DOMAINS: dict[str, list[str]] = {
    "contact_type": [str(v) for v in ContactType],
    "matter": [str(v) for v in Matter],
    "direction": [str(v) for v in Direction],
    "initiator": [str(v) for v in Initiator],
    "ability": [str(v) for v in Ability],
    "acting_as": [str(v) for v in ActingAs],
    "audience": [str(v) for v in Audience],
    "assurance": [str(v) for v in Assurance],
    "group": [f"g{i}" for i in range(GROUPS)],
    "service": [f"s{i}" for i in range(SERVICES)],
}


@dataclass(frozen=True, slots=True)
class Row:
    """Medians for one number of rules, in microseconds."""

    rules: int
    met_before: float
    """Situations that have been asked before."""
    real_stream: float
    """A stream in which common situations are common, from an empty memory."""
    new: float
    """Only situations never asked before, once the strategy is warm."""
    match_only: float
    """Ours, which rules match and no more."""
    loop: float
    """A plain loop, which rules match and no more."""
    interpreter: float
    """The tests' naive interpreter: the whole decision."""
    zen: float
    """zen-engine: which rules match and no more."""


def strategy_of(rules: int, seed: int = 1) -> Strategy:
    """Make a strategy of so many rules, 15 channels and 300 services."""
    rng = Random(seed)
    families = list(Family)
    channels = [
        {
            "id": f"c{i}",
            "names": f"Channel {i}",
            "family": families[i].value,
            "assurance": "high",
            "satisfies": [n.value for n in Need],
            "finishes": ["transaction"] if i % 2 else ["information"],
            "costs": [{"minutes": i, "rate_per_hour": 400}],
            "opening": "Mo-Fr 08:00-17:00; PH off" if i % 4 == 0 else "24/7",
            "languages": ["sv", "en"] if i % 3 == 0 else [],
        }
        for i in range(CHANNELS)
    ]
    services = [
        {
            "id": f"s{i}",
            "names": f"Service {i}",
            "matter": rng.choice(DOMAINS["matter"]),
            "assurance": rng.choice(("none", "low", "substantial")),
            "channels": ["@digital", "c7"] if i % 5 == 0 else [],
        }
        for i in range(SERVICES)
    ]
    document = {
        "farled": 1,
        "id": "bench",
        "version": str(rules),
        "head": {"titles": "B", "organisation": {"id": "o", "names": "O"}},
        "channels": channels,
        "groups": [{"id": g, "names": g} for g in DOMAINS["group"]],
        "services": services,
        "rules": [
            {"id": "r0", "primary": "@digital", "secondary": "@analogue"},
            *(rule_of(rng, number) for number in range(1, rules)),
        ],
    }
    return Strategy.model_validate(document)


def rule_of(rng: Random, number: int) -> dict[str, Any]:
    """Make a rule on one to three attributes, for one or two roles."""
    keys = rng.sample(sorted(DOMAINS), rng.choice((1, 2, 2, 3)))
    rule: dict[str, Any] = {
        "id": f"r{number}",
        "when": {k: rng.sample(DOMAINS[k], max(1, len(DOMAINS[k]) // 3)) for k in keys},
    }
    roles = ("primary", "secondary", "allowed", "avoid", "never")
    for role in rng.sample(roles, rng.choice((1, 2))):
        rule[role] = [f"c{rng.randrange(CHANNELS)}" for _ in range(2)]
    return rule


def situations(count: int, seed: int) -> list[Situation]:
    """Make complete situations, uniformly over everything."""
    rng = Random(seed)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Situation(
            service=rng.choice(DOMAINS["service"]),
            contact_type=rng.choice(list(ContactType)),
            matter=rng.choice(list(Matter)),
            direction=rng.choice(list(Direction)),
            initiator=rng.choice(list(Initiator)),
            group=rng.choice(DOMAINS["group"]),
            ability=rng.choice(list(Ability)),
            acting_as=rng.choice(list(ActingAs)),
            preference=rng.choice((None, None, "c3", "c1")),
            language=rng.choice(("sv", "sv", "en", "fi")),
            assurance=rng.choice(list(Assurance)),
            needs=frozenset({Need.SIGNATURE} if rng.random() < 0.1 else ()),
            audience=rng.choice(list(Audience)),
            case_open=rng.random() < 0.3,
            at=start + timedelta(minutes=rng.randrange(8 * 60)),
        )
        for _ in range(count)
    ]


def stream(kinds: list[Situation], count: int, seed: int) -> list[Situation]:
    """Draw contacts, one every other second, the n-th commonest kind 1/n as often."""
    weights = list(accumulate(1 / (n + 1) for n in range(len(kinds))))
    drawn = Random(seed).choices(kinds, cum_weights=weights, k=count)
    start = datetime(2026, 11, 23, 6, tzinfo=UTC)
    return [
        replace(kind, at=start + timedelta(seconds=2 * n))
        for n, kind in enumerate(drawn)
    ]


Loop = list[list[tuple[str, frozenset[str]]]]


def plain_loop(strategy: Strategy) -> Callable[[Situation], list[int]]:
    """Make the loop one would write first: every rule, every key, only matching."""
    rules: Loop = [
        [
            (key, frozenset(str(v) for v in own))
            for key in DOMAINS
            if (own := getattr(rule.when, key)) is not None
        ]
        for rule in strategy.rules
    ]

    def match(situation: Situation) -> list[int]:
        found: list[int] = []
        for number, keys in enumerate(rules):
            for key, values in keys:
                if getattr(situation, key) not in values:
                    break
            else:
                found.append(number)
        return found

    return match


def interpreter() -> Callable[[Strategy, Situation], object]:
    """Find the tests' naive interpreter of docs/decision.md."""
    sys.path[:0] = [str(Path(__file__).parents[1])]
    module = importlib.import_module("tests.support.naive")
    naive: Callable[[Strategy, Situation], object] = module.naive_decide
    return naive


def microseconds(ask: Callable[[Any], object], asked: Iterable[Any]) -> float:
    """Take the median time of one call."""
    taken: list[float] = []
    for one in asked:
        start = perf_counter()
        ask(one)
        taken.append(perf_counter() - start)
    return median(taken) * 1e6


def zen_table(strategy: Strategy) -> zen.ZenDecision:
    """Write the conditions of the rules as a decision table that collects matches."""
    rows = [
        {
            "_id": rule.id,
            "rule": json.dumps(rule.id),
            **{
                key: ", ".join(
                    json.dumps(str(v)) for v in getattr(rule.when, key) or ()
                )
                for key in DOMAINS
            },
        }
        for rule in strategy.rules
    ]
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": key, "name": key, "field": key} for key in DOMAINS],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": rows,
    }
    place = {"position": {"x": 0, "y": 0}}
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in", **place},
        {"id": "table", "type": "decisionTableNode", "name": "table", **place},
        {"id": "out", "type": "outputNode", "name": "out", **place},
    ]
    nodes[1]["content"] = content
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
        for a, b in (("in", "table"), ("table", "out"))
    ]
    graph = {"nodes": nodes, "edges": edges}
    return zen.ZenEngine().create_decision(json.dumps(graph))


def zen_context(situation: Situation) -> dict[str, str]:
    """Give zen-engine the attributes that the rules look at."""
    return {key: str(getattr(situation, key)) for key in DOMAINS}


def assert_same_rules(
    compiled: Compiled, table: zen.ZenDecision, asked: list[Situation]
) -> None:
    """Compare which rules match, so that the same work is timed."""
    for one in asked:
        point = as_given(compiled, one, moment_of(compiled, one.at))
        bits = matching_bits(compiled, point)
        rules = compiled.strategy.rules
        ours = [r.id for i, r in enumerate(rules) if bits & compiled.bit_of(i)]
        theirs = [row["rule"] for row in table.evaluate(zen_context(one))["result"]]
        assert ours == theirs, (one, ours, theirs)


def measure(rules: int) -> Row:
    """Measure everything for one number of rules."""
    strategy = strategy_of(rules)
    compiled = compile_strategy(strategy)
    kinds = situations(KINDS, seed=2)
    contacts = stream(kinds, STREAM, seed=3)
    table = zen_table(strategy)
    assert_same_rules(compiled, table, kinds[:20])
    naive, loop = interpreter(), plain_loop(strategy)
    for one in kinds[:50]:
        assert decide(compiled, one) == naive(strategy, one)

    def ask(one: Situation) -> object:
        return decide(compiled, one)

    def match(one: Situation) -> object:
        return matching_bits(
            compiled, as_given(compiled, one, moment_of(compiled, one.at))
        )

    compiled.forget()
    real = microseconds(ask, contacts)
    met = microseconds(ask, contacts)
    for one in situations(8_000, seed=4):
        decide(compiled, one)
    return Row(
        rules=rules,
        met_before=met,
        real_stream=real,
        new=microseconds(ask, situations(6_000, seed=5)),
        match_only=microseconds(match, kinds),
        loop=microseconds(loop, kinds),
        interpreter=microseconds(lambda one: naive(strategy, one), kinds[:60]),
        zen=microseconds(table.evaluate, map(zen_context, kinds[:100])),
    )


def report(rows: list[Row]) -> dict[str, Any]:
    """Set the figures of 300 rules beside their budgets."""
    at_300 = next(row for row in rows if row.rules == 300)
    flat = rows[-1].real_stream / rows[0].real_stream
    checks = {
        "median_us": (at_300.real_stream, BUDGET_US, at_300.real_stream <= BUDGET_US),
        "times_faster_than_zen": _at_least(at_300.zen / at_300.real_stream, BUDGET_ZEN),
        "times_faster_than_interpreter": _at_least(
            at_300.interpreter / at_300.real_stream, BUDGET_NAIVE
        ),
        "times_faster_than_loop": _at_least(
            at_300.loop / at_300.real_stream, BUDGET_NAIVE
        ),
        "match_only_times_faster_than_loop": _at_least(
            at_300.loop / at_300.match_only, BUDGET_NAIVE
        ),
        "match_only_times_faster_than_zen": _at_least(
            at_300.zen / at_300.match_only, BUDGET_ZEN
        ),
        "1000_rules_to_10_rules": (flat, 2.0, flat <= 2.0),
    }
    return {
        "rows": [
            {name: round(getattr(row, name), 2) for name in Row.__slots__}
            for row in rows
        ],
        "checks": {
            name: {"value": round(value, 2), "budget": budget, "met": met}
            for name, (value, budget, met) in checks.items()
        },
    }


def _at_least(value: float, budget: float) -> tuple[float, float, bool]:
    return value, budget, value >= budget


def show(found: dict[str, Any]) -> None:
    """Print the figures as tables."""
    console = Console()
    times = Table(title="One decision with all reasons, median µs")
    for name in Row.__slots__:
        times.add_column(name.replace("_", " "), justify="right")
    for row in found["rows"]:
        times.add_row(*(f"{row[name]:,}" for name in Row.__slots__))
    console.print(times)
    checks = Table(title="Against the budget, 300 rules × 15 channels × 300 services")
    for head in ("what", "value", "budget", "met"):
        checks.add_column(head)
    for name, own in found["checks"].items():
        met = "yes" if own["met"] else "NO"
        checks.add_row(
            name.replace("_", " "), str(own["value"]), str(own["budget"]), met
        )
    console.print(checks)


def main() -> None:
    """Measure 10 to 1,000 rules and print ratios taken side by side."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    found = report([measure(rules) for rules in SITES])
    if arguments.json:
        print(json.dumps(found))
    else:
        show(found)


if __name__ == "__main__":
    main()
