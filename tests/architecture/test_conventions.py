"""docs/conventions.md names tests that exist, for every row that does not say it is open."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.support.shared import CHECKOUT

PAGE = CHECKOUT / "docs" / "conventions.md"
ROWS = 49


def rows() -> list[tuple[str, str, str, str]]:
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [tuple(row) for row in cells if row[0].isdigit()]  # type: ignore[misc]


@cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_row_is_there_once() -> None:
    assert [row[0] for row in rows()] == [str(number) for number in range(1, ROWS + 1)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_row_is_shown_by_tests_or_says_that_it_is_open(row: tuple[str, str, str, str]) -> None:
    _, name, here, shown_by = row
    assert name and here
    assert shown_by or here.startswith("open"), f"{name} has no test"
    for test in shown_by.split():
        file, _, function = test.partition("::")
        path = CHECKOUT / "tests" / file
        assert path.is_file(), f"{name}: there is no {file}"
        assert not function or function in functions(path), f"{name}: there is no {test}"
