"""The requirement catalogue, and which tests carry which id.

Run as `python -m tests.support.requirements` (or `make requirements`).
"""

import ast
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from tests.support.tree import ROOT, modules, parse

__all__ = ["Requirement", "carriers", "catalogue", "report"]


@dataclass(frozen=True)
class Requirement:
    """One line of the catalogue."""

    id: str
    group: str
    priority: str
    text: str


def catalogue() -> dict[str, Requirement]:
    """Requirements by id, in the catalogue's order."""
    rows = YAML(typ="safe").load(ROOT / "requirements" / "catalogue.yaml")
    return {
        row["id"]: Requirement(row["id"], row["group"], row["priority"], row["text"])
        for row in rows["requirements"]
    }


def _marked_ids(node: ast.expr) -> list[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr="req"), args=args):
            return [a.value for a in args if isinstance(a, ast.Constant)]
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [found for item in items for found in _marked_ids(item)]
        case _:
            return []


def _tests_of(path: Path) -> list[tuple[str, list[str]]]:
    tree = parse(path)
    whole: list[str] = []
    found: list[tuple[str, list[str]]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=value):
                whole += _marked_ids(value)
            case ast.FunctionDef(name=name) if name.startswith("test_"):
                ids = [i for mark in node.decorator_list for i in _marked_ids(mark)]
                found.append((name, ids))
            case _:
                continue
    place = path.relative_to(ROOT).as_posix()
    return [(f"{place}::{name}", ids + whole) for name, ids in found]


def carriers() -> dict[str, list[str]]:
    """Requirement id → tests that carry it."""
    carried: dict[str, list[str]] = defaultdict(list)
    for path in modules(ROOT / "tests"):
        for test, ids in _tests_of(path):
            for requirement in ids:
                carried[requirement].append(test)
    return carried


def _group_lines(group: str, rows: list[Requirement], carried: dict) -> list[str]:
    done = sum(1 for row in rows if row.id in carried)
    lines = [f"\n{group}: {done} of {len(rows)} carried by tests"]
    for row in rows:
        tests = carried.get(row.id, [])
        mark = "✓" if tests else "·"
        lines.append(f"  {mark} {row.id:<7} {row.priority:<9} {row.text}")
        lines.extend(f"        {test}" for test in tests)
    return lines


def report() -> str:
    """Every id with its tests, and the counts per group."""
    rows, carried = list(catalogue().values()), carriers()
    lines: list[str] = []
    for group in dict.fromkeys(row.group for row in rows):
        members = [row for row in rows if row.group == group]
        lines += _group_lines(group, members, carried)
    core = [row for row in rows if row.priority == "core"]
    done = sum(1 for row in rows if row.id in carried)
    core_done = sum(1 for row in core if row.id in carried)
    lines.append(
        f"\n{done} of {len(rows)} requirements carried by tests; "
        f"core {core_done} of {len(core)}"
    )
    return "\n".join(lines).lstrip()


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
