"""Intents: what the design is meant to do, asked anew after every edit while nothing else is to be done."""

from __future__ import annotations

import time

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.queries.intents import Intent, intent_of, words_of
from aksdesigner.edit.queries import RemoveQuery
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.marks import paint_mark
from aksdesigner.gui.widgets.row_ground import paint_ground
from aksdesigner.gui.widgets.tab_header import Plain

ROW, MARK = 34, 14
SLICE_MS = 6
WORDS_WIDTH = 420
INTENT = int(Qt.ItemDataRole.UserRole)
MARKS = {"holds": "ok", "fails": "error", "notComputed": "notComputed"}
Index = QModelIndex | QPersistentModelIndex


class IntentsModel(QAbstractListModel):
    """The queries of one design; each is answered when its turn comes."""

    answered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._words: list[str] = []
        self.intents: list[Intent | None] = []
        self._next = 0

    def ask(self, analysis: Analysis) -> None:
        """Ask every query again; what was known is shown until it is answered."""
        queries = analysis.document.queries
        words = [words_of(query) for query in queries]
        if words != self._words:
            self.beginResetModel()
            self._words, self.intents = words, [None] * len(words)
            self.endResetModel()
        self._analysis, self._next = analysis, 0

    def answer_some(self, most_ms: float) -> bool:
        """Answer for some milliseconds; return whether any are left."""
        if self._analysis is None:
            return False
        queries = self._analysis.document.queries
        until = time.perf_counter() + most_ms / 1000
        while self._next < len(queries) and time.perf_counter() < until:
            place = self._next
            self.intents[place] = intent_of(self._analysis, queries[place], place)
            self._next += 1
            at = self.index(place)
            self.dataChanged.emit(at, at)
        if self._next >= len(queries):
            self.answered.emit()
        return self._next < len(queries)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an intent, its words, or what a screen reader says of it."""
        intent, words = self.intents[index.row()], self._words[index.row()]
        if role == INTENT:
            return intent
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words}: {intent.state if intent else 'not asked yet'}. {_why(intent)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(line for line in (words, _why(intent)) if line)
        return None


def _tag(intent: Intent) -> str:
    tags = (("required", intent.is_required), ("operator", intent.is_operator))
    return ", ".join(text for text, is_so in tags if is_so)


def _why(intent: Intent | None) -> str:
    return intent.why if intent else ""


class IntentRow(QStyledItemDelegate):
    """Paints state, wish and reason on one line."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  # Qt asks for it
        """Every row is 34 high."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        box = option.rect
        intent = index.data(INTENT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self._theme, box, option.state)
        if isinstance(intent, Intent):
            top = box.top() + (ROW - MARK) / 2
            mark = MARKS[intent.state]
            paint_mark(painter, self._theme, mark, QRectF(box.left() + 10, top, MARK, MARK))
        width = min(WORDS_WIDTH, box.width() // 2)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        tag = _tag(intent) if isinstance(intent, Intent) else ""
        self._text(painter, box.left() + 34, width, box, words, "bodyStrong", "text")
        self._text(painter, box.left() + 44 + width, 110, box, tag, "caption", "text3")
        left = box.left() + 150 + width
        self._text(painter, left, box.right() - left - 8, box, _why(intent), "small", "text2")
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        left: float,
        width: float,
        box: object,
        text: str,
        style: str,
        role: str,
    ) -> None:
        painter.setFont(self._theme.font(style))
        painter.setPen(self._theme.color(role))
        cut = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, int(width))
        )
        room = QRectF(left, box.top(), width, box.height())  # type: ignore[attr-defined]
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)


class IntentsPanel(Plain):
    """The list of intents; choosing one shows its path on the canvas, Enter opens it hop by hop."""

    traced = Signal(object)  # Trace or None: the path of the chosen intent
    path_wanted = Signal(object)  # (source, destination, port)
    counted = Signal(object)  # int: how many do not hold

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self.model = IntentsModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(IntentRow(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Intents")
        self.list.selectionModel().currentChanged.connect(self._picked)
        self.list.doubleClicked.connect(self._open)
        self.open = QPushButton("Open path", self)
        self.open.clicked.connect(self._open)
        self.forget = QPushButton("Remove", self)
        self.forget.setToolTip("Forget this intent; undo brings it back")
        self.forget.clicked.connect(self._remove)
        self.summary = label("", "small", self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._answer)
        self.model.answered.connect(self._counted)
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 6, 0)
        row.addWidget(self.summary)
        row.addStretch(1)
        row.addWidget(self.open)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 4)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        bridge.updated.connect(self.refresh)
        self.refresh()

    def refresh(self, _update: object = None) -> None:
        """Ask the intents of the design as it is now."""
        self.model.ask(self._bridge.update_now.analysis)
        self._timer.start(0)

    @property
    def intent(self) -> Intent | None:
        """The intent in view, once it is answered."""
        found = self.list.currentIndex().data(INTENT)
        return found if isinstance(found, Intent) else None

    @property
    def is_asking(self) -> bool:
        """Whether some are still to be answered."""
        return self._timer.isActive()

    def _answer(self) -> None:
        if not self.model.answer_some(SLICE_MS):
            self._timer.stop()
            self._sync()

    def _counted(self) -> None:
        states = [intent.state for intent in self.model.intents if intent is not None]
        failed = sum(state != "holds" for state in states)
        self.counted.emit(failed)
        if not states:
            self.summary.setText("No intents. Look at a path and keep it as one.")
        else:
            self.summary.setText(f"{len(states) - failed} of {len(states)} hold")

    def _picked(self, *_: object) -> None:
        self._sync()
        intent = self.intent
        if intent is not None:
            self.traced.emit(intent.trace)

    def _sync(self) -> None:
        intent = self.intent
        self.open.setEnabled(intent is not None and intent.trace is not None)
        self.forget.setEnabled(intent is not None)

    def _open(self, *_: object) -> None:
        intent = self.intent
        if intent is not None and intent.trace is not None:
            trace = intent.trace
            self.path_wanted.emit((trace.source, trace.destination, trace.port))

    def _remove(self) -> None:
        if self.intent is not None:
            self._bridge.do(RemoveQuery(self.intent.place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the path, Delete forgets the intent."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)
