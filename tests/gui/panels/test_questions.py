"""The tab Questions: typed in place, added, removed, gone to, and written as Markdown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.questions import questions_of
from aksdesigner.gui.docks import QUESTIONS

KEY = "subnet:hub/later"


def panel(hub):
    hub.bridge.do(AddResource("subnet", "vnet:hub", name="later", fields={"prefixes": ()}))
    hub.handlers.show_questions()
    return hub.docks.questions


def row_of(questions, text: str) -> int:
    return next(n for n, q in enumerate(questions.rows) if text in q.text)


def test_who_answers_is_typed_into_the_row_and_undo_takes_it_back(hub) -> None:
    questions = panel(hub)
    assert hub.docks.bottom_header.current == QUESTIONS
    row = row_of(questions, "hub/later")
    questions.table.item(row, 1).setText("Mei")
    QTest.qWait(20)
    assert questions.rows[row].ask == "Mei"
    assert questions.table.item(row, 1).text() == "Mei"
    hub.bridge.undo()
    assert questions.rows[row].ask == ""


def test_a_row_selects_what_it_is_about(hub) -> None:
    questions = panel(hub)
    hub.canvas.select(())
    questions.table.setCurrentCell(-1, -1)
    questions.table.setCurrentCell(row_of(questions, "hub/later"), 0)
    assert hub.canvas.selection() == (KEY,)


def test_questions_and_assumptions_are_added_and_removed_by_key(hub) -> None:
    questions = panel(hub)
    before = questions_of(hub.bridge.session.document)
    QTest.keyClicks(questions.typed, "Which region for recovery?")
    QTest.keyClick(questions.typed, Qt.Key.Key_Return)
    QTest.keyClicks(questions.typed, "300 nodes in 2 years")
    questions.assume()
    texts = [questions.table.item(n, 0).text() for n in range(questions.table.rowCount())]
    assert "Which region for recovery?" in texts and "Assumed: 300 nodes in 2 years" in texts
    for text in ("Which region", "300 nodes"):
        questions.table.setCurrentCell(row_of(questions, text), 0)
        QTest.keyClick(questions.table, Qt.Key.Key_Delete)
    assert questions_of(hub.bridge.session.document) == before


def test_decisions_are_written_as_markdown(hub, tmp_path: Path, monkeypatch) -> None:
    panel(hub)
    target = tmp_path / "said"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    hub.actions_by_id["decisions"].trigger()
    text = (tmp_path / "said.md").read_text(encoding="utf-8")
    assert text.startswith("# Decisions of") and "How large is hub/later?" in text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    hub.actions_by_id["decisions"].trigger()  # nothing was chosen, nothing is written
    assert list(tmp_path.glob("*.md")) == [tmp_path / "said.md"]


def test_the_mode_says_how_many_questions_are_open(hub) -> None:
    panel(hub)
    mode = hub.stage.workshop
    mode.enter()
    waiting = sum(q.is_open for q in hub.docks.questions.rows if q.origin != "assumption")
    assert mode.questions.text() == f"{waiting} open question{'' if waiting == 1 else 's'}"
    assert mode.questions.isVisible()
    mode.leave()
