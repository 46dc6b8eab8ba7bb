"""Files and functions stay small enough to read at a glance."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.shared import CHECKOUT

FILE_LIMIT = 400
FUNCTION_LIMIT = 60
SOURCES = sorted((CHECKOUT / "aksdesigner").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_sizes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_LIMIT, f"{path} has more than {FILE_LIMIT} lines"
    long = [
        f"{node.name} ({size} lines)"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LIMIT
    ]
    assert not long, f"{path}: {long}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_packages_have_empty_faces(path: Path) -> None:
    if path.name == "__init__.py":
        assert path.read_text(encoding="utf-8") == ""
