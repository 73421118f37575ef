"""The example strategies, and tables of decisions read from their sources."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Mapping

from ruamel.yaml import YAML
from tests.support.tree import ROOT

from farled.gateways.strategy_files import load_strategy
from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.decision import Decision
from farled.strategy.document import Strategy

__all__ = [
    "SEEDS",
    "STRATEGIES",
    "Row",
    "compiled",
    "golden_rows",
    "loaded",
    "mismatches",
    "read_yaml",
]

SEEDS = ("skatteverket", "ballerup", "umea", "digg", "edelegationen")
STRATEGIES = ROOT / "examples" / "strategies"
_TABLES = ROOT / "tests" / "core" / "examples" / "golden"
_FIXTURES = ROOT / "tests" / "core" / "examples" / "fixtures"


@dataclass(frozen=True)
class Row:
    """A situation, and what the source says of it."""

    name: str
    strategy: str
    requirements: tuple[str, ...]
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    why: str


def read_yaml(path: Path) -> Any:
    """Read a YAML file as plain values."""
    return YAML(typ="safe").load(path)


@cache
def loaded(name: str) -> Strategy:
    """Load an example or fixture by id; its bases are the examples."""
    folder = STRATEGIES if (STRATEGIES / f"{name}.yaml").is_file() else _FIXTURES
    found = load_strategy(folder / f"{name}.yaml", search=[STRATEGIES])
    assert found.findings == ()
    assert found.strategy is not None
    return found.strategy


@cache
def compiled(name: str) -> Compiled:
    """Compile an example or fixture by id."""
    return compile_strategy(loaded(name))


@cache
def golden_rows(seed: str) -> tuple[Row, ...]:
    """Read a seed's table; every row stands on the table's own assumptions."""
    table = read_yaml(_TABLES / f"{seed}.yaml")
    return tuple(
        Row(
            f"{seed}-{number}",
            table["strategy"],
            tuple([ids] if isinstance(ids := row["req"], str) else ids),
            {**table["assume"], **row["given"]},
            row["expect"],
            row["why"],
        )
        for number, row in enumerate(table["rows"], 1)
    )


def mismatches(row: Row, decision: Decision) -> dict[str, tuple[Any, Any]]:
    """What the row expects and what was decided, where they differ."""
    roles = {c.channel: c.role.value for c in decision.alternatives}
    reasons = {e.channel: {r.code for r in e.reasons} for e in decision.exclusions}
    got: dict[str, Any] = {
        "need": decision.need.value,
        "instead": decision.instead,
        "recommended": decision.recommended,
        "role": decision.role and decision.role.value,
        "finishes": decision.finishes,
        "stance": decision.stance,
        "preferred": decision.preferred and decision.preferred.honouring.value,
        "planned": decision.planned and decision.planned.value,
        "undecided": list(decision.undecided),
        "also": {name: roles.get(name) for name in row.expected.get("also", {})},
        "not": {
            name: code
            if code in reasons.get(name, ())
            else sorted(reasons.get(name, ()))
            for name, code in row.expected.get("not", {}).items()
        },
    }
    return {
        key: (wanted, got[key])
        for key, wanted in row.expected.items()
        if wanted != got[key]
    }
