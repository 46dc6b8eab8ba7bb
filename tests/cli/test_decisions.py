"""aksdesigner decisions: the record as Markdown, on standard output."""

from __future__ import annotations

from pathlib import Path

from tests.support.program import Program, sample


def test_the_record_of_a_design_is_printed(program: Program) -> None:
    done = program("decisions", sample("hub-spoke"))
    assert done.status == 0
    assert done.out.startswith("# Decisions of ")
    assert "## Open questions" in done.out


def test_a_file_that_is_not_there_is_said(program: Program, tmp_path: Path) -> None:
    assert program("decisions", tmp_path / "no.aksd").status == 2
