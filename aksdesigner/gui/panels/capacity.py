"""Capacity: how full every range is today and at upgrade, the fullest first, with the arithmetic."""

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
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.icons import paint_icon
from aksdesigner.gui.panels.sheet_panel import SheetPanel
from aksdesigner.gui.panels.subnet_facts import percent
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.capacity_bar import paint_fill
from aksdesigner.model.ids import Key
from aksdesigner.present.capacity_sheet import SheetRow, sheet_of

COLUMNS = ("Range", "How full", "Today", "At upgrade", "Usable")
ROW = 44
BAR = 12
NAME, FILL, TODAY, UPGRADE, USABLE = range(5)
ROW_DATA = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class CapacityModel(QAbstractTableModel):
    """The rows of the sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet: tuple[SheetRow, ...] = ()

    def show_sheet(self, sheet: tuple[SheetRow, ...]) -> None:
        """Show other rows."""
        if sheet == self.sheet:
            return
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """A row a range."""
        return 0 if parent.isValid() else len(self.sheet)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Name, bar and three figures."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Column names; figures stand right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section > FILL else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row, and its figures for those who hear them."""
        row = self.sheet[index.row()]
        if role == ROW_DATA:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                f"{row.name}: {row.today:,} {row.unit} today, {row.upgrade:,} at upgrade, "
                f"{row.usable:,} usable"
            )
        return None


class CapacityCell(QStyledItemDelegate):
    """Paints name, bar and figures; what does not fit is red and has a tooth."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines high."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row = index.data(ROW_DATA)
        if not isinstance(row, SheetRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("accentSoft"))
        painter.setPen(self._theme.color("hairline"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        column = index.column()
        if column == NAME:
            self._paint_name(painter, box, row)
        elif column == FILL:
            bar = QRectF(box.left() + 8, box.center().y() - BAR / 2, box.width() - 24, BAR)
            paint_fill(painter, self._theme, bar, (row.today, row.upgrade, row.usable))
        else:
            self._paint_figure(painter, box, row, column)
        painter.restore()

    def _paint_name(self, painter: QPainter, box: QRectF, row: SheetRow) -> None:
        square = QRectF(box.left() + 4, box.center().y() - 10, 20, 20)
        paint_icon(painter, self._theme, row.icon, square, "text", "accent")
        text = box.adjusted(34, 5, -6, -5)
        self._line(painter, text, row.name, "text", bold=True, top=True)
        self._line(painter, text, row.where, "text3", bold=False, top=False)

    def _paint_figure(self, painter: QPainter, box: QRectF, row: SheetRow, column: int) -> None:
        count = {TODAY: row.today, UPGRADE: row.upgrade, USABLE: row.usable}[column]
        is_over = column != USABLE and count > row.usable
        is_near = column == UPGRADE and not is_over and row.share > 0.8
        role = "error" if is_over else "warning" if is_near else "text"
        text = box.adjusted(4, 5, -10, -5)
        share = "" if column == USABLE else percent(count, row.usable)
        strong = column == UPGRADE
        self._line(painter, text, f"{count:,}", role, bold=strong, top=True, right=True)
        quiet = role if is_over or is_near else "text3"
        self._line(painter, text, share, quiet, bold=False, top=False, right=True)

    def _line(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        role: str,
        *,
        bold: bool,
        top: bool,
        right: bool = False,
    ) -> None:
        font = QFont(self._theme.font("small"))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width())
        )
        where = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        height = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, int(where | height), shown)


class CapacityPanel(SheetPanel):
    """The sheet, and the sum behind the row in view."""

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__("Capacity of every range", bridge, theme, parent)
        self.model = CapacityModel(self)
        self.fill_table(self.model, CapacityCell(theme, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column, width in enumerate((250, 0, 80, 96, 80)):
            if width:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _ask(self, analysis: Analysis) -> None:
        row = self.row
        self.model.show_sheet(sheet_of(analysis))
        again = next(
            (at for at, other in enumerate(self.model.sheet) if row and _same(other, row)), None
        )
        if again is not None:
            with QSignalBlocker(self.table.selectionModel()):
                self.table.selectRow(again)
            self.table.viewport().update()

    @property
    def row(self) -> SheetRow | None:
        """The row in view."""
        at = self.table.currentIndex().row()
        return self.model.sheet[at] if 0 <= at < len(self.model.sheet) else None

    def _show_current(self) -> None:
        row = self.row
        if row is None:
            full = sum(row.upgrade > row.usable for row in self.model.sheet)
            told = f"{full} too small at upgrade" if full else "All of them fit at upgrade"
            count = len(self.model.sheet)
            if not count:
                self.detail.tell("Nothing takes addresses yet", "Add a cluster or a machine.")
                return
            ranges = "1 range in use" if count == 1 else f"{count} ranges in use"
            self.detail.tell("How full is it?", f"{ranges}. {told}. Choose one for its arithmetic.")
            return
        over = row.upgrade - row.usable
        line = (
            f"Short by {over:,} {row.unit}" if over > 0 else f"{-over:,} {row.unit} free at upgrade"
        )
        self.detail.tell(row.name, line, row.arithmetic)

    def _keys(self) -> tuple[Key, ...]:
        return () if self.row is None else (self.row.key,)


def _same(one: SheetRow, other: SheetRow) -> bool:
    return (one.key, one.unit) == (other.key, other.unit)
