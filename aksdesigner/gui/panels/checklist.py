"""Checklist: whether the design is ready for production, decided anew after every edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from aksdesigner.edit.checklist import AnswerLine, SignChecklist
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.panels.checklist_answer import AnswerForm
from aksdesigner.gui.panels.checklist_rows import ITEM, ChecklistModel, ChecklistRow
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import ElidedLabel
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.answers import Answer
from aksdesigner.report.checklist import headline, signature
from aksdesigner.review.checklist import Checklist, checklist_of, digest_of
from aksdesigner.review.line import Row

PAUSE_MS = 150  # an edit is followed when the hand rests
FORM_WIDTH = 380


class ChecklistPanel(Plain):
    """The lines with their states, what stands behind the chosen one, and the signature."""

    located = Signal(object)  # tuple of keys: what the chosen line is about

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self.checklist: Checklist | None = None
        self.model = ChecklistModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChecklistRow(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Production checklist")
        self.list.selectionModel().currentChanged.connect(self._picked)
        self.form = AnswerForm(self)
        self.form.setFixedWidth(FORM_WIDTH)
        self.form.given.connect(self._answer)
        self.summary = ElidedLabel("", "small", self)
        self.sign = QPushButton("Sign", self)
        self.sign.setToolTip("Sign the checklist of the design as it is, by the name in the form")
        self.sign.clicked.connect(self._sign)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._decide)
        self._lay_out()
        bridge.updated.connect(self._changed)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 6, 0)
        row.addWidget(self.summary, 1)
        row.addWidget(self.sign)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(row)
        both = QHBoxLayout(self)
        both.setContentsMargins(4, 2, 0, 4)
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(self.form)

    @property
    def is_deciding(self) -> bool:
        """Whether the lines are still those of an earlier design."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Decide what changed while nobody looked."""
        super().showEvent(event)
        self._timer.start(0)

    def _changed(self, _update: object) -> None:
        if self.isVisible():
            self._timer.start(PAUSE_MS)

    def _decide(self) -> None:
        self.checklist = checklist_of(self._bridge.update_now.analysis)
        self.model.show(self.checklist)
        self.summary.setText(f"{headline(self.checklist)}. {signature(self.checklist)}")
        self.form.show_row(self.row)

    @property
    def row(self) -> Row | None:
        """The chosen line."""
        item = self.list.currentIndex().data(ITEM)
        return item if isinstance(item, Row) else None

    def choose(self, line: str) -> None:
        """Choose a line of the checklist by its name."""
        self.list.setCurrentIndex(self.model.index(self.model.place_of(line)))

    def _picked(self, *_: object) -> None:
        row = self.row
        self.form.show_row(row)
        if row is not None and row.findings:
            self.located.emit(tuple(k for finding in row.findings for k in finding.resources))

    def _answer(self, line: object, answer: object) -> None:
        if isinstance(line, str) and isinstance(answer, Answer):
            today = date.today().isoformat() if answer.is_given else ""
            self._bridge.do(AnswerLine(line, replace(answer, on=today)))

    def _sign(self) -> None:
        name = self.form.by.text().strip()
        if not name:
            self.summary.setText("Choose a line, type your name into By, then sign.")
            return
        document = self._bridge.update_now.document
        self._bridge.do(SignChecklist(name, date.today().isoformat(), digest_of(document)))
