"""The catalogue of reasons against the engine: whatever its source can say is listed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.random_designs.reasons import ELSEWHERE, REASONS
from tests.support.shared import CHECKOUT

FACTS = CHECKOUT / "aksdesigner" / "analysis" / "facts"
VERDICTS = {"dropped", "blackhole", "loop", "notComputed"}


def _said() -> Iterator[str]:
    """Yield every reason that the engine's source spells out."""
    for file in sorted(FACTS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            verdict, reason = node.args[0], node.args[1]
            named = isinstance(verdict, ast.Constant) and verdict.value in VERDICTS
            if named and isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                yield reason.value


def test_every_reason_of_the_source_is_in_the_catalogue() -> None:
    said = set(_said())
    assert "next_hop_none" in said
    assert sorted(said - set(REASONS) - set(ELSEWHERE)) == []


def test_every_reason_of_the_catalogue_is_in_the_source() -> None:
    spelt = {
        node.value
        for file in FACTS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [reason for reason in REASONS if reason not in spelt] == []


def test_the_catalogue_names_nothing_twice() -> None:
    assert len(set(REASONS)) == len(REASONS)
    assert not set(REASONS) & set(ELSEWHERE)
