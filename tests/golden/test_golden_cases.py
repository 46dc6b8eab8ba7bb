"""The golden cases, one test a query: what the engine must answer, written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from aksdesigner.analysis.queries.runner import CaseResult, QueryResult, run_cases


@cache
def cases() -> Any:
    text = (Path(__file__).parent / "golden-cases.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["cases"]


@cache
def outcome(order: int) -> CaseResult:
    return run_cases({"cases": [cases()[order]]})[0]


def queries() -> Iterator[tuple[str, int, int, str]]:
    for order, case in enumerate(cases()):
        for index, query in enumerate(case["queries"]):
            yield f"{case['id']}-{index}", order, index, query["kind"]


@pytest.mark.parametrize(
    ("order", "index"),
    [pytest.param(order, index, id=f"{name}-{kind}") for name, order, index, kind in queries()],
)
def test_query(order: int, index: int) -> None:
    result: QueryResult = outcome(order).results[index]
    assert result.ok, f"expected {result.expected}\nactual   {result.actual}"
