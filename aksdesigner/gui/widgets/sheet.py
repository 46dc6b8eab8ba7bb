"""A sheet: a table on the left, what is to be said about its current cell on the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label

DETAIL = 300
SLANT = -42.0


class Detail(QScrollArea):
    """A heading, a quiet line and some lines of text; what does not fit scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Details")
        self.setFixedWidth(DETAIL)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        body.setObjectName("scrolled")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(4, 8, 10, 8)
        self.column.setSpacing(6)
        self.title = label("", "heading", body, wraps=True)
        self.line = label("", "small", body, wraps=True)
        self.text = label("", "small", body, wraps=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self.title, self.line, self.text):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.setWidget(body)

    def tell(self, title: str, line: str = "", lines: tuple[str, ...] = ()) -> None:
        """Show a heading, a line and an arithmetic or story, a line each."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.text.setText("\n".join(lines))
        self.text.setVisible(bool(lines))


class SlantedHeader(QHeaderView):
    """Column names at an angle, so that narrow columns carry long names."""

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setSectionsClickable(False)
        self.setFont(theme.font("small"))

    def sizeHint(self) -> QSize:
        """As high as the longest name needs, within reason."""
        return QSize(super().sizeHint().width(), self._rise() + 8)

    def _names(self) -> list[str]:
        model = self.model()
        if model is None:
            return []
        return [
            str(model.headerData(index, Qt.Orientation.Horizontal) or "")
            for index in range(self.count())
        ]

    def _rise(self) -> int:
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(name) for name in self._names()), default=40)
        return min(110, round(longest * 0.68) + metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the names; each may reach over the columns right of its own."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        metrics = self.fontMetrics()
        most = round((self.height() - metrics.height()) / 0.67)
        for index, name in enumerate(self._names()):
            x = self.sectionViewportPosition(index)
            if x < -self.sectionSize(index) or x > self.viewport().width():
                continue
            painter.save()
            painter.translate(x + self.sectionSize(index) / 2, self.height() - 5)
            painter.rotate(SLANT)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)
            painter.drawText(QRect(0, -metrics.height(), most + 4, metrics.height()), 0, shown)
            painter.restore()


def table(name: str, parent: QWidget) -> QTableView:
    """Return a table for a sheet: cells by keyboard and mouse, no grid."""
    view = QTableView(parent)
    view.setAccessibleName(name)
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
    view.setObjectName("sheet")
    return view


def side_by_side(parent: QWidget, view: QTableView, detail: QWidget) -> QHBoxLayout:
    """Lay a table and what is said about it beside each other."""
    row = QHBoxLayout(parent)
    row.setContentsMargins(12, 6, 4, 6)
    row.setSpacing(16)
    row.addWidget(view, 1)
    row.addWidget(detail)
    return row
