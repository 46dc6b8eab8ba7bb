"""DNS: what each network gets for each name, and the chain behind an answer."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.names import Resolution
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.panels.sheet_panel import SheetPanel
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.marks import paint_mark
from aksdesigner.model.ids import Key, label_of
from aksdesigner.present.name_sheet import (
    NameRow,
    answer_of,
    names_of,
    networks_of,
    short_of,
    told_of,
    tone_of,
)

ROW = 28
COLUMN = 176
ANSWER = int(Qt.ItemDataRole.UserRole)
TONE = ANSWER + 1
Index = QModelIndex | QPersistentModelIndex


class NamesModel(QAbstractTableModel):
    """Rows are names, columns networks; an answer is asked when its cell is first painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self.names: tuple[NameRow, ...] = ()
        self.networks: tuple[Key, ...] = ()

    def ask(self, analysis: Analysis, typed: str) -> None:
        """Ask the names of an analysis, and one that a person typed."""
        self.beginResetModel()
        self._analysis = analysis
        own = (NameRow(typed, None, "search"),) if typed else ()
        self.names = (*own, *names_of(analysis))
        self.networks = networks_of(analysis)
        self.endResetModel()

    def answer(self, row: int, column: int) -> Resolution | None:
        """Return what a network gets for a name."""
        inside = 0 <= row < len(self.names) and 0 <= column < len(self.networks)
        if self._analysis is None or not inside:
            return None
        return answer_of(self._analysis, self.networks[column], self.names[row].fqdn)

    def meaning(self, at: Index) -> tuple[str, Key] | None:
        """Return the name and the network of a cell."""
        if not (0 <= at.row() < len(self.names) and 0 <= at.column() < len(self.networks)):
            return None
        return self.names[at.row()].fqdn, self.networks[at.column()]

    def place(self, meaning: tuple[str, Key]) -> tuple[int, int] | None:
        """Return where a name and a network stand now, if they still do."""
        fqdns = [name.fqdn for name in self.names]
        fqdn, network = meaning
        if fqdn not in fqdns or network not in self.networks:
            return None
        return fqdns.index(fqdn), self.networks.index(network)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """A row a name."""
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """A column a network."""
        return 0 if parent.isValid() else len(self.networks)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Names and networks."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return label_of(self.networks[section]) if section < len(self.networks) else None
        return self.names[section].fqdn if section < len(self.names) else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The answer, in a word and in full."""
        found = self.answer(index.row(), index.column())
        if found is None:
            return None
        if role == ANSWER:
            return found
        if role == TONE and self._analysis is not None:
            return tone_of(self._analysis, self.names[index.row()].fqdn, found)
        spoken = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if role == Qt.ItemDataRole.DisplayRole or role in spoken:
            return short_of(found)
        return None


class NameCell(QStyledItemDelegate):
    """Paints an answer: its mark and its address or word."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """A line high."""
        return QSize(COLUMN, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        found = index.data(ANSWER)
        if not isinstance(found, Resolution):
            return
        painter.save()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("accentSoft"))
        tone = index.data(TONE)
        if tone:
            square = QRectF(box.left() + 6, box.center().y() - 7, 14, 14)
            paint_mark(painter, self._theme, str(tone), square)
        painter.setFont(QFont(self._theme.font("small")))
        painter.setPen(self._theme.color("text" if found.answer == "private" else "text2"))
        text = box.adjusted(26, 0, -4, 0)
        shown = painter.fontMetrics().elidedText(
            short_of(found), Qt.TextElideMode.ElideRight, int(text.width())
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, int(left), shown)
        painter.restore()


class NamesPanel(SheetPanel):
    """The sheet of answers, a field for any other name, and the chain of the cell in view."""

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__("What each network gets for each name", bridge, theme, parent)
        self._asked = ""
        self.model = NamesModel(self)
        self.fill_table(self.model, NameCell(theme, self.table))
        header = self.table.horizontalHeader()
        header.setDefaultSectionSize(COLUMN)
        header.setHighlightSections(False)
        side = self.table.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(ROW)
        side.setMaximumWidth(320)
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText("Another name")
        self.typed.setAccessibleName("Another name to resolve")
        self.typed.editingFinished.connect(self._ask_again)
        self.detail.column.insertWidget(0, self.typed)

    def _ask(self, analysis: Analysis) -> None:
        at = self.model.meaning(self.table.currentIndex())
        self.model.ask(analysis, self.typed.text().strip())
        again = self.model.place(at) if at is not None else None
        if again is not None:
            with QSignalBlocker(self.table.selectionModel()):
                self.table.setCurrentIndex(self.model.index(*again))
            self.table.viewport().update()

    def _ask_again(self) -> None:
        text = self.typed.text().strip()
        if text == self._asked:
            return  # the field only lost the focus
        self._asked = text
        self._analysis = None
        self.refresh()
        if text and self.model.networks:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_current(self) -> None:
        at = self.table.currentIndex()
        found = self.model.answer(at.row(), at.column())
        if found is None:
            if not self.model.names:
                self.detail.tell(
                    "No names yet", "Give an endpoint or a service its public name, or type one."
                )
                return
            told = "Rows are names, columns the networks that ask. Choose a cell for its chain."
            self.detail.tell("Who gets which address", told)
            return
        name, vnet = self.model.names[at.row()], self.model.networks[at.column()]
        asked = f"{name.fqdn} asked in {label_of(vnet)}"
        self.detail.tell(short_of(found), asked, told_of(found))

    def _keys(self) -> tuple[Key, ...]:
        at = self.table.currentIndex()
        if self.model.answer(at.row(), at.column()) is None:
            return ()
        keys = (self.model.names[at.row()].key, self.model.networks[at.column()])
        return tuple(key for key in keys if key is not None)
