"""The texts below attributes, read from the source only when a schema is asked for."""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent

__all__ = ["attribute_docstrings"]


def attribute_docstrings(cls: type) -> dict[str, str]:
    """Texts that stand as strings right below the attributes of a class.

    Reading them when the class is made, as pydantic can, takes two thirds of the
    time it takes to start; here it happens when somebody wants them.
    """
    try:
        tree = ast.parse(dedent(inspect.getsource(cls)))
    except (OSError, TypeError):
        return {}
    bodies = [node.body for node in tree.body if isinstance(node, ast.ClassDef)]
    texts: dict[str, str] = {}
    for attribute, below in pairwise(bodies[0] if bodies else ()):
        match attribute, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                texts[name] = inspect.cleandoc(text)
            case _:
                pass
    return texts
