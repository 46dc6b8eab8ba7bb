"""Code: what an export says of the selection, live, and what it would change in its folder."""

from __future__ import annotations

import contextlib
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.code_view import CodeView
from aksdesigner.gui.widgets.labels import ElidedLabel, bar, label
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.iac.options import options_of
from aksdesigner.model.ids import Key, Uid
from aksdesigner.present.code_source import CodeAnswer, CodeQuestion, CodeSource

WAIT_MS = 250
DIALECT_TITLES = {"bicep": "Bicep", "terraform": "Terraform", "arm": "ARM"}
SELECTION, CHANGES = 0, 1
NOTHING_SELECTED = "Select a resource to see its code."
NO_CODE = "Nothing of the selection is written as code."
NOT_EXPORTED = "Not exported yet. After an export this shows what another one would change."


class CodePanel(Plain):
    """The code of the selection, or the difference to the folder last exported to.

    Exports run beside the window: an edit only starts a short wait, and only while somebody looks.
    """

    def __init__(
        self,
        bridge: Bridge,
        theme: WindowTheme,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge, self._settings = bridge, settings
        self._uids: tuple[Uid, ...] = ()
        self._folder: Path | None = None
        self._answer: CodeAnswer | None = None
        self._work = _Work(self)
        self._work.done.connect(self._show_answer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addLayout(self._head())
        self.view = CodeView(theme, self)
        self._told = label(NOTHING_SELECTED, "", self, wraps=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setMargin(4)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._told)
        self._pages.addWidget(self.view)
        column.addWidget(self._pages, 1)
        self.notes: QLabel = ElidedLabel("", "quiet", self)
        column.addWidget(self.notes)
        self.notes.hide()
        bridge.updated.connect(self._changed)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.dialects = self._segment(row, tuple(DIALECT_TITLES.values()), "Language")
        row.addSpacing(6)
        row.addWidget(bar(self))
        row.addSpacing(6)
        self.modes = self._segment(row, ("Selection", "Changes"), "What is shown")
        row.addSpacing(8)
        self.summary = ElidedLabel("", "small", self)
        row.addWidget(self.summary, 1)
        self.copy = QPushButton("Copy", self)
        self.copy.setToolTip("Copy the code that is shown")
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.copy)
        return row

    def _segment(self, row: QHBoxLayout, titles: tuple[str, ...], name: str) -> QButtonGroup:
        group = QButtonGroup(self)
        for index, title in enumerate(titles):
            button = QToolButton(self)
            button.setText(title)
            button.setCheckable(True)
            button.setChecked(index == 0)
            button.setAccessibleName(f"{name}: {title}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button, index)
            row.addWidget(button)
        group.idClicked.connect(self.ask)
        return group

    @property
    def dialect(self) -> str:
        """The language in view."""
        return tuple(DIALECT_TITLES)[self.dialects.checkedId()]

    def show_selection(self, keys: tuple[Key, ...]) -> None:
        """Show the code of other resources."""
        by_key = self._bridge.update_now.document.topology.index.by_key
        self._uids = tuple(by_key[key].resource.uid for key in keys if key in by_key)
        self._changed()

    def show_changes_of(self, folder: Path | None) -> None:
        """Take a folder as the one last exported to, which has a folder for each language."""
        self._folder = folder
        self._changed()

    def showEvent(self, event: object) -> None:
        """Ask when looked at, not before."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.ask()

    def ask(self, _id: object = None) -> None:
        """Ask for what is to be shown now."""
        self._timer.stop()
        document = self._bridge.update_now.document
        by_uid = document.topology.index.by_uid
        keys = tuple(by_uid[uid].key for uid in self._uids if uid in by_uid)
        shows_changes = self.modes.checkedId() == CHANGES
        if shows_changes and self._folder is None:
            self._tell(NOT_EXPORTED)
            return
        if not shows_changes and not keys:
            self._tell(NOTHING_SELECTED)
            return
        modules = self._settings.flag("export-modules", default=False)
        options = options_of("avm" if modules else "plain")
        folder = self._folder / self.dialect if shows_changes and self._folder else None
        self._work.ask(CodeQuestion(document, self.dialect, options, keys, folder))

    def _changed(self, _update: object = None) -> None:
        if self.isVisible():
            self._timer.start()

    def _tell(self, text: str) -> None:
        self._work.forget()
        self._answer = None
        self._told.setText(text)
        self._pages.setCurrentIndex(0)
        self.summary.setText("")
        self.notes.hide()
        self.copy.setEnabled(False)

    def _show_answer(self, answer: object) -> None:
        if isinstance(answer, Exception):
            raise answer  # a fault of ours, told like any other
        if not isinstance(answer, CodeAnswer):
            return
        asked, before = answer.question, self._answer.question if self._answer else None
        is_other = before is None or (asked.dialect, asked.keys, asked.folder) != (
            before.dialect,
            before.keys,
            before.folder,
        )
        if not answer.lines:
            self._tell(answer.summary or "\n".join((NO_CODE, *answer.notes)))
            return
        self._answer = answer
        self.view.show_lines(answer.lines, from_top=is_other)
        self._pages.setCurrentIndex(1)
        self.summary.setText(answer.summary)
        self.notes.setText("Left out: " + " · ".join(answer.notes))
        self.notes.setVisible(bool(answer.notes))
        self.copy.setEnabled(True)

    def _copy(self) -> None:
        if self._answer is not None:
            QGuiApplication.clipboard().setText(self._answer.text)


class _Work(QObject):
    """Answers questions in a thread of its own, the last one asked; older answers are dropped.

    Documents never change, so a thread may read the one that it was given.
    """

    done = Signal(object)  # CodeAnswer, or the exception that came instead
    _answered = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source = CodeSource()
        self._running: CodeQuestion | None = None
        self._wanted: CodeQuestion | None = None
        self._answered.connect(self._took, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def ask(self, question: CodeQuestion) -> None:
        """Answer a question as soon as the one before is answered."""
        self._wanted = question
        if self._running is None:
            self._start(question)

    def forget(self) -> None:
        """Drop what was asked."""
        self._wanted = None

    def _start(self, question: CodeQuestion) -> None:
        self._running = question
        Thread(target=self._run, args=(question,), daemon=True, name="code").start()

    def _run(self, question: CodeQuestion) -> None:
        answer: object
        try:
            answer = self._source.answer(question)
        except Exception as error:  # noqa: BLE001  # raised again where the window is
            answer = error
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._answered.emit(answer)

    def _took(self, answer: object) -> None:
        asked, self._running = self._running, None
        if self._wanted is not None and self._wanted is not asked:
            self._start(self._wanted)
        elif self._wanted is not None:
            self._wanted = None
            self.done.emit(answer)
