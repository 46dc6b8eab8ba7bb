"""Pairs: rows send, columns receive; a quiet dot where it works, a mark where it does not."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.panels.sheet_panel import SheetPanel
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.marks import mark_icon, paint_mark
from aksdesigner.gui.widgets.sheet import SlantedHeader
from aksdesigner.model.ids import Key
from aksdesigner.present.pairs import Pair, PairEnd, counts_of, ends_of, pair_of

ROOMY, DENSE = 40, 26
MANY = 24
SLICE_MS = 6
# above this many cells only those in view are asked
ALL_AT_ONCE = 3_600
WORDS = {
    "delivered": "delivered",
    "dropped": "dropped",
    "blackhole": "lost in a black hole",
    "asymmetric": "asymmetric",
    "loop": "goes in a circle",
    "notComputed": "not computed",
}
_TINTS = {"delivered": "okSoft", "notComputed": "infoSoft", "asymmetric": "accentSoft"}
Index = QModelIndex | QPersistentModelIndex
PAIR = int(Qt.ItemDataRole.UserRole)


class PairsModel(QAbstractTableModel):
    """Answers to the pairs of one analysis, filled in while the window has nothing else to do.

    Of a large design only the cells that are looked at are asked.
    """

    filled = Signal()
    wanted = Signal()

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._analysis: Analysis | None = None
        self._waiting: list[tuple[int, int]] = []
        self._asked: set[tuple[int, int]] = set()
        self.rows: tuple[PairEnd, ...] = ()
        self.columns: tuple[PairEnd, ...] = ()
        self.port, self.protocol = 443, "tcp"
        self.pairs: dict[tuple[int, int], Pair] = {}

    def ask(self, analysis: Analysis, port: int) -> None:
        """Ask the pairs of an analysis; what is known of the same ends is shown until answered."""
        ends = ends_of(analysis.document)
        rows = tuple(end for end in ends if end.sends)
        if (rows, ends) != (self.rows, self.columns):
            self.beginResetModel()
            self.rows, self.columns, self.pairs = rows, ends, {}
            self.endResetModel()
        self._analysis, self.port = analysis, port
        self._asked.clear()
        self._waiting = []
        if len(rows) * len(ends) <= ALL_AT_ONCE:
            self._waiting = [
                (row, column) for row in range(len(rows)) for column in range(len(ends))
            ][::-1]
            self._asked = set(self._waiting)

    def want(self, row: int, column: int) -> None:
        """Ask a pair that came into view; the latest is answered first."""
        if (row, column) not in self._asked:
            self._asked.add((row, column))
            self._waiting.append((row, column))
            self.wanted.emit()

    def answer_some(self, most_ms: float) -> bool:
        """Trace pairs for some milliseconds; return whether any are left."""
        if self._analysis is None:
            return False
        until = time.perf_counter() + most_ms / 1000
        while self._waiting and time.perf_counter() < until:
            row, column = self._waiting.pop()
            source, target = self.rows[row], self.columns[column]
            self.pairs[row, column] = pair_of(
                self._analysis, source, target, self.port, self.protocol
            )
            at = self.index(row, column)
            self.dataChanged.emit(at, at)
        if not self._waiting:
            self.filled.emit()
        return bool(self._waiting)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """A row for each end that sends."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """A column for each end."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Names of the ends; the network in the tooltip."""
        ends = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        if section >= len(ends):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ends[section].label
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{ends[section].text} in {ends[section].group}"
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The pair itself, and how it is said to those who cannot see marks."""
        pair = self.pairs.get((index.row(), index.column()))
        if role == PAIR:
            self.want(index.row(), index.column())
            return pair
        if pair is None or pair.trace is None:
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{pair.source.label} → {pair.target.label}: {WORDS[pair.verdict]}"
        return None


class PairCell(QStyledItemDelegate):
    """Paints a cell: tint and mark, grey where nothing is asked, a frame around the current one."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.only: str = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        pair = index.data(PAIR)
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        verdict = pair.verdict if isinstance(pair, Pair) else ""
        is_faded = bool(self.only) and verdict != self.only
        painter.setOpacity(0.25 if is_faded else 1.0)
        painter.setBrush(
            self._theme.color(_TINTS.get(verdict, "errorSoft") if verdict else "hover")
        )
        painter.drawRoundedRect(box, 5, 5)
        if verdict == "delivered":
            painter.setBrush(self._theme.color("okFill"))
            painter.drawEllipse(box.center(), 3.2, 3.2)
        elif verdict:
            side = min(16.0, box.width() - 6)
            mark = QRectF(0, 0, side, side)
            mark.moveCenter(box.center())
            paint_mark(painter, self._theme, verdict, mark)
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_frame(self._theme))
            painter.drawRoundedRect(box, 5, 5)
        painter.restore()


def _frame(theme: WindowTheme) -> QPen:
    return QPen(theme.color("accent"), 2)


class PairsPanel(SheetPanel):
    """The matrix, the pair in view, and counts that filter."""

    path_wanted = Signal(object)  # (from, to, port)

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__("Pairs: rows send, columns receive", bridge, theme, parent)
        self.model = PairsModel(theme, self)
        self._header = SlantedHeader(theme, self.table)
        self.table.setHorizontalHeader(self._header)
        self._cell = PairCell(theme, self.table)
        self.fill_table(self.model, self._cell)
        side = self.table.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._add_tools()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._answer)
        self.table.doubleClicked.connect(self._open)
        self.model.filled.connect(self._show_counts)
        self.model.filled.connect(self._show_current)
        self.model.wanted.connect(self._wake)

    def _add_tools(self) -> None:
        """Port, the path button and the counts stand under the story of a pair."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.port = QLineEdit("443", self)
        self.port.setFixedWidth(64)
        self.port.setAccessibleName("Port")
        self.port.editingFinished.connect(self._ask_again)
        self.open = QPushButton("Open path", self)
        self.open.setToolTip("Show this pair hop by hop (Enter)")
        self.open.clicked.connect(self._open)
        self.open.setEnabled(False)
        row.addWidget(label("TCP port", "field", self))
        row.addWidget(self.port)
        row.addStretch(1)
        row.addWidget(self.open)
        self.detail.column.insertLayout(3, row)
        self._counts = QWidget(self)
        self._count_column = QVBoxLayout(self._counts)
        self._count_column.setContentsMargins(0, 0, 0, 0)
        self._count_column.setSpacing(0)
        self.detail.column.insertWidget(4, self._counts)

    def _ask(self, analysis: Analysis) -> None:
        self.model.ask(analysis, int(self.port.text()))
        self._fit_cells()
        self._timer.start(0)

    def _fit_cells(self) -> None:
        side = (
            DENSE if len(self.model.columns) > MANY or len(self.model.rows) > MANY // 3 else ROOMY
        )
        self._header.setDefaultSectionSize(side)
        self.table.verticalHeader().setDefaultSectionSize(DENSE if side == DENSE else 30)
        self._header.updateGeometry()

    def _answer(self) -> None:
        if not self.isVisible() or not self.model.answer_some(SLICE_MS):
            self._timer.stop()
            if not self.isVisible():
                self._analysis = None

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start(0)

    def _ask_again(self) -> None:
        text = self.port.text()
        if not (text.isdecimal() and 0 < int(text) < 65_536):
            self.port.setText(str(self.model.port))
            return
        if int(text) != self.model.port:
            self._analysis = None
            self.refresh()

    @property
    def pair(self) -> Pair | None:
        """The pair in view."""
        found = self.table.currentIndex().data(PAIR)
        return found if isinstance(found, Pair) else None

    def _show_current(self) -> None:
        pair = self.pair
        self.open.setEnabled(pair is not None and pair.trace is not None)
        if pair is None or pair.trace is None:
            self.detail.tell(
                "Who reaches whom",
                "Rows send, columns receive. Choose a cell; Enter opens its path.",
            )
            return
        self.detail.tell(
            f"{pair.source.label} → {pair.target.label}",
            f"{WORDS[pair.verdict].capitalize()}, TCP {pair.trace.port}",
            (pair.trace.sentence,),
        )

    def _keys(self) -> tuple[Key, ...]:
        pair = self.pair
        if pair is None or pair.trace is None:
            return ()
        return tuple(key for key in (pair.source.key, pair.target.key) if key is not None)

    def _open(self, *_: object) -> None:
        pair = self.pair
        if pair is not None and pair.trace is not None:
            self.path_wanted.emit((pair.source.text, pair.target.text, pair.trace.port))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the path of the current cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        super().keyPressEvent(event)

    def _show_counts(self) -> None:
        while self._count_column.count():
            item = self._count_column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        counted = counts_of(pair.verdict for pair in self.model.pairs.values())
        for verdict, count in counted:
            button = QPushButton(f"{count:,} {WORDS[verdict]}", self._counts)
            button.setIcon(mark_icon(self._theme, verdict, 14))
            button.setCheckable(True)
            button.setChecked(self._cell.only == verdict)
            button.setToolTip(f"Show only {WORDS[verdict]}")
            button.setAccessibleName(f"{count} {WORDS[verdict]}")
            button.setProperty("link", "true")
            button.toggled.connect(self._filterer(verdict))
            self._count_column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _filterer(self, verdict: str) -> Callable[[object], None]:
        def show_only(is_on: object) -> None:
            self._cell.only = verdict if is_on else ""
            self.table.viewport().update()

        return show_only

    def _recolor(self) -> None:
        self._show_counts()
        super()._recolor()
