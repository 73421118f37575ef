"""Every module says what it is for and what it gives away."""

import ast
import importlib
from pathlib import Path

import pytest
from tests.support.tree import SOURCE, modules, parse

FORBIDDEN_NAMES = {"utils", "helpers", "misc", "common", "base", "manager"}
MODULES = modules()


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _all_names(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                return ast.literal_eval(value)
            case _:
                continue
    return None


def _is_allowed_in_init(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.ImportFrom():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case _:
            return False


@pytest.mark.parametrize("path", MODULES, ids=_dotted)
def test_module_has_a_docstring_and_honest_all(path: Path):
    tree = parse(path)
    names = _all_names(tree)

    assert (ast.get_docstring(tree) or "").rstrip().endswith((".", ")"))
    if path.name == "__init__.py":
        assert [node for node in tree.body if not _is_allowed_in_init(node)] == []
    elif path.name != "__main__.py":
        assert names is not None, "no __all__"
        module = importlib.import_module(_dotted(path))
        assert [name for name in names if not hasattr(module, name)] == []


def test_no_module_has_a_name_that_says_nothing():
    assert [path for path in MODULES if path.stem in FORBIDDEN_NAMES] == []
