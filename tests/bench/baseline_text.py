"""Parts of the reference scripts that measure while they are imported: their own text, unchanged.

Such a script cannot be imported without running whole. Its definitions are taken out of its source
as they are and run in a namespace that holds what they read.
"""

from __future__ import annotations

import ast
from typing import Any

from tests.bench.estates import FOLDER, reference

Names = dict[str, Any]


def functions(script: str, wanted: tuple[str, ...], names: Names) -> Names:
    """Return functions of a script by name, wherever they are defined in it, bound to `names`.

    Raises KeyError for one that is not there.
    """
    tree = ast.parse((FOLDER / f"{script}.py").read_text(encoding="utf-8"))
    space = dict(names)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in wanted:
            _run([node], script, space)
    return {name: space[name] for name in wanted}


def prelude(script: str, until: str) -> Names:
    """Run a script up to the first assignment to a name, and return what it defined."""
    reference("common")  # the scripts import it from beside them
    tree = ast.parse((FOLDER / f"{script}.py").read_text(encoding="utf-8"))
    before: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == until for target in node.targets
        ):
            break
        before.append(node)
    space: Names = {"__name__": script}
    _run(before, script, space)
    return space


def _run(nodes: list[Any], script: str, space: Names) -> None:
    module = ast.Module(body=nodes, type_ignores=[])
    exec(compile(module, f"{script}.py", "exec", dont_inherit=True), space)  # noqa: S102
