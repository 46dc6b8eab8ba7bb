"""Export: what, where, and what should be known before it is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.dialogs import questions
from aksdesigner.gui.dialogs.export_plan import (
    CODE,
    Exports,
    Outcome,
    file_stem,
    omissions_of,
    parameters_of,
    plain_of,
    unsaid_of,
    write_all,
)
from aksdesigner.gui.dialogs.read_back import ReadBack
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label, restyle
from aksdesigner.gui.widgets.marks import Mark
from aksdesigner.iac.options import ExportOptions, options_of
from aksdesigner.report.text_exports import TEXTS
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.batches import ChangedByHandError

WIDTH = 720
# what can be exported, in the order of the boxes
_TITLES = {
    "bicep": "Bicep",
    "terraform": "Terraform, azurerm",
    "arm": "ARM template, JSON",
    **{name: form.title for name, form in TEXTS.items()},
    "png": "Picture, PNG",
    "svg": "Picture, SVG",
    "pdf": "Picture, PDF",
}


class ExportDialog(QDialog):
    """Left what, right the checks; the button says the truth."""

    exported = Signal(object)  # Outcome
    findings_wanted = Signal()

    def __init__(
        self, bridge: Bridge, theme: WindowTheme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setMinimumWidth(WIDTH)
        self._document = bridge.update_now.document
        self._analysis = bridge.update_now.analysis
        self._exports = Exports(self._document)
        self._read_back = ReadBack(self._document)
        self._theme = theme
        self._settings = settings
        self.outcome: Outcome | None = None
        self._may_replace: Path | None = None  # the folder whose changed files were told
        self.boxes: dict[str, QCheckBox] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(14)
        outer.addWidget(label("Export", "title", self))
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._what(), 2)
        columns.addLayout(self._checks(), 3)
        outer.addLayout(columns)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setFixedHeight(150)
        self.details.setAccessibleName("What the export leaves out")
        self.details.hide()
        outer.addWidget(self.details)
        outer.addLayout(self._where())
        self.problem = self._problem()
        outer.addWidget(self.problem)
        outer.addLayout(self._buttons())
        self._refresh()

    def _what(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label("What", "group", self))
        for name in _TITLES:
            box = QCheckBox(_TITLES[name], self)
            box.setChecked(self._settings.flag(f"export-{name}", default=name == "bicep"))
            box.toggled.connect(self._refresh)
            self.boxes[name] = box
            column.addWidget(box)
        column.addSpacing(10)
        column.addLayout(self._modules())
        column.addStretch(1)
        return column

    def _modules(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label("Bicep and Terraform as", "group", self))
        self.plain = QRadioButton("Plain resources", self)
        self.modules = QRadioButton("Azure Verified Modules", self)
        self.modules.setToolTip("Modules of the public registries make what they can")
        wanted = self._settings.flag("export-modules", default=False)
        (self.modules if wanted else self.plain).setChecked(True)
        self.modules.toggled.connect(self._refresh)
        column.addWidget(self.plain)
        column.addWidget(self.modules)
        return column

    @property
    def options(self) -> ExportOptions:
        """What is chosen beside the languages."""
        return options_of("avm" if self.modules.isChecked() else "plain")

    def _checks(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label("Checks before writing", "group", self))
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(9)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        column.addLayout(self._lines)
        self._show_findings = self._link("Show errors")
        self._show_findings.clicked.connect(self._want_findings)
        self._which = self._link("Which")
        self._which.clicked.connect(self._toggle_details)
        row = QHBoxLayout()
        row.setContentsMargins(25, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._show_findings)
        row.addWidget(self._which)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return column

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("link", "true")
        button.setAutoDefault(False)
        return button

    def _where(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("Folder", "field", self))
        start = self._settings.folder("export") / file_stem(self._document)
        self.folder = QLineEdit(str(start), self)
        self.folder.setAccessibleName("Folder")
        self.folder.textChanged.connect(self._refresh)
        row.addWidget(self.folder, 1)
        choose = QPushButton("Choose…", self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row.addWidget(choose)
        return row

    def _problem(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("banner")
        restyle(frame, "tone", "error")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(Mark(self._theme, "error", 16, frame), 0, Qt.AlignmentFlag.AlignTop)
        self.problem_text = label("", "", frame, wraps=True)
        row.addWidget(self.problem_text, 1)
        frame.hide()
        return frame

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._summary = label("", "quiet", self)
        row.addWidget(self._summary, 1)
        cancel = QPushButton("Cancel", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.button = QPushButton("Export", self)
        self.button.setDefault(True)
        self.button.clicked.connect(self.write)
        row.addWidget(self.button)
        return row

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in order."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def _refresh(self) -> None:
        self._may_replace = None
        errors = sum(f.severity == "error" for f in self._analysis.findings)
        chosen = self.chosen
        options = self.options
        exports = self._exports.of(chosen, options)
        omissions, plain = omissions_of(exports), plain_of(exports)
        lines: list[tuple[str, str]] = []
        if errors:
            word = "error is" if errors == 1 else "errors are"
            lines.append(("error", f"{errors} {word} still open"))
        else:
            lines.append(("ok", "No open errors"))
        if any(name in CODE for name in chosen):
            lines.append(("ok", "No password, key or subscription id is written"))
            lines += self._read_back.lines(exports)
            lines += [("info", text) for text in parameters_of(exports)]
            if omissions:
                word = "field is" if len(omissions) == 1 else "fields are"
                lines.append(("info", f"{len(omissions)} {word} left out, each with a reason"))
            else:
                lines.append(("ok", "Nothing is left out"))
            if plain:
                word = "resource stays" if len(plain) == 1 else "resources stay"
                lines.append(("info", f"{len(plain)} {word} plain where a module can't say it"))
        unsaid = unsaid_of(self._analysis, chosen, options)
        if unsaid:
            word = "thing is" if len(unsaid) == 1 else "things are"
            lines.append(("info", f"{len(unsaid)} {word} not said by network policies"))
        self._show_lines(lines)
        self._show_findings.setVisible(errors > 0)
        told = (*self._read_back.details(exports), *omissions, *plain, *unsaid)
        self._which.setVisible(bool(told))
        self.details.setPlainText("\n".join(told))
        self.details.setVisible(self.details.isVisible() and bool(told))
        is_ready = bool(chosen) and bool(self.folder.text().strip())
        self.button.setEnabled(is_ready)
        self.button.setText("Export with open errors" if errors else "Export")
        self._summary.setText("" if chosen else "Choose at least one thing to export.")
        if self.isVisible():
            self._fit()

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, (mark, text) in enumerate(lines):
            self._lines.addWidget(Mark(self._theme, mark, 16, self), row, 0, top)
            line: QLabel = label(text, "", self, wraps=True)
            self._lines.addWidget(line, row, 1)

    def _toggle_details(self) -> None:
        self.details.setVisible(not self.details.isVisible())
        self._which.setText("Hide" if self.details.isVisible() else "Which")
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        """Open as high as the lines need."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Take the height that the lines need at this width: Qt's own hint is for a narrower one."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _tell(self, problem: str) -> None:
        """Show what went wrong; the dialog stays."""
        self.problem_text.setText(problem)
        self.problem.show()
        self._fit()

    def _want_findings(self) -> None:
        self.findings_wanted.emit()
        self.reject()

    def _choose(self) -> None:
        folder = questions.ask_folder(self, self._settings.folder("export"))
        if folder is not None:
            self.folder.setText(str(folder))

    def write(self) -> None:
        """Write everything that is ticked; a failure is told here and the dialog stays."""
        folder = Path(self.folder.text().strip()).expanduser()
        try:
            self.outcome = write_all(
                self._document,
                self._analysis,
                self.chosen,
                folder,
                self.options,
                force=self._may_replace == folder,
            )
        except ChangedByHandError as error:
            self._may_replace = folder
            self._tell(f"{error}. Exporting again replaces what was changed.")
            self.button.setText("Replace and export")
            return
        except (StoreError, OSError) as error:
            self._tell(f"Nothing more was written. {error}.")
            return
        for name, box in self.boxes.items():
            self._settings.keep_flag(f"export-{name}", value=box.isChecked())
        self._settings.keep_flag("export-modules", value=self.modules.isChecked())
        self._settings.keep_folder("export", folder.parent)
        self.exported.emit(self.outcome)
        self.accept()
