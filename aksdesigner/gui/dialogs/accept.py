"""Accept a finding: why it may stay, who says so, and until when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.analysis.results import Finding
from aksdesigner.edit.queries import AcceptFinding
from aksdesigner.gui.widgets.labels import label
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of


class AcceptDialog(QDialog):
    """Asks for a reason, a name and perhaps a last day; `command` is the answer."""

    def __init__(
        self, document: Document, finding: Finding, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Accept {finding.code}")
        self.setMinimumWidth(460)
        self._finding = finding
        self._today = today
        self.subject = QComboBox(self)
        for key in finding.resources:
            if key in document.topology.index.by_key:
                self.subject.addItem(label_of(key), key)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText("Why it may stay")
        self.by = QLineEdit(document.accepted[-1].by if document.accepted else "", self)
        self.by.setPlaceholderText("Who accepts it")
        self.until = QLineEdit(self)
        self.until.setPlaceholderText("For good, or a last day such as 2027-03-31")
        self.problem = label("", "wrong", self)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        self.ok = self.buttons.button(buttons.Ok)
        self.ok.setText("Accept")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for line in (self.reason, self.by, self.until):
            line.textChanged.connect(self._check)
        self._check()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(label(self._finding.title, "title", self))
        outer.addWidget(label(f"{self._finding.message}.", "", self, wraps=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        rows = (
            ("About", self.subject),
            ("Reason", self.reason),
            ("By", self.by),
            ("Until", self.until),
        )
        for row, (text, control) in enumerate(rows):
            control.setAccessibleName(text)
            grid.addWidget(label(text, "field", self), row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(control, row, 1)
        outer.addLayout(grid)
        outer.addWidget(self.problem)
        outer.addWidget(self.buttons)

    @property
    def command(self) -> AcceptFinding:
        """The acceptance as it stands in the fields."""
        return AcceptFinding(
            rule=self._finding.code,
            subject=str(self.subject.currentData()),
            reason=self.reason.text().strip(),
            by=self.by.text().strip(),
            until=self.until.text().strip() or None,
        )

    def _check(self) -> None:
        """Say what is missing; only a whole answer can be given."""
        problem = self._problem()
        self.problem.setText(problem)
        is_whole = bool(self.reason.text().strip() and self.by.text().strip())
        self.ok.setEnabled(is_whole and not problem and self.subject.count() > 0)

    def _problem(self) -> str:
        text = self.until.text().strip()
        if not text:
            return ""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return "A day is written as 2027-03-31."
        return "That day has passed." if day < self._today else ""
