"""What is generated is committed, and up to date."""

from __future__ import annotations

from aksdesigner.report.rule_reference import rule_pages
from tests.tools.update_docs import FOLDER


def test_the_rule_reference_is_up_to_date() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert committed == rule_pages(), "run: python -m tests.tools.update_docs"
