"""Sizes: a module, a function or a class above its limit holds two ideas."""

import ast
from pathlib import Path

import pytest
from tests.support.tree import ROOT, SOURCE, modules, parse

MODULE_LINES = 400
TEST_LINES = 500
FUNCTION_LINES = 60
FUNCTION_ARGUMENTS = 6
CLASS_LINES = 250
PACKAGE_MODULES = 20
DOCSTRING_LINES = 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _length(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _argument_count(node: Function) -> int:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([name for name in named if name.arg not in ("self", "cls")])


def _too_big(path: Path) -> list[str]:
    found = []
    for node in ast.walk(parse(path)):
        where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, Function):
            if _length(node) > FUNCTION_LINES:
                found.append(f"{where} {node.name}: {_length(node)} lines")
            if _argument_count(node) > FUNCTION_ARGUMENTS:
                found.append(f"{where} {node.name}: {_argument_count(node)} arguments")
        if isinstance(node, ast.ClassDef) and _length(node) > CLASS_LINES:
            found.append(f"{where} {node.name}: {_length(node)} lines")
        if isinstance(node, Function | ast.ClassDef | ast.Module):
            text = ast.get_docstring(node) or ""
            if len(text.splitlines()) > DOCSTRING_LINES:
                found.append(f"{where}: docstring of {len(text.splitlines())} lines")
    return found


def test_modules_stay_readable():
    sizes = {path: len(path.read_text().splitlines()) for path in modules()}

    assert {path: n for path, n in sizes.items() if n > MODULE_LINES} == {}


def test_test_modules_stay_readable():
    folders = [ROOT / "tests", ROOT / "bench"]
    sizes = {
        path: len(path.read_text().splitlines())
        for folder in folders
        for path in modules(folder)
    }

    assert {path: n for path, n in sizes.items() if n > TEST_LINES} == {}


@pytest.mark.parametrize("folder", [SOURCE], ids=["source"])
def test_functions_classes_and_docstrings_stay_small(folder: Path):
    assert [line for path in modules(folder) for line in _too_big(path)] == []


def test_packages_stay_small():
    counts = {
        folder: len(list(folder.glob("*.py")))
        for folder in {path.parent for path in modules()}
    }

    assert {f: n for f, n in counts.items() if n > PACKAGE_MODULES} == {}
