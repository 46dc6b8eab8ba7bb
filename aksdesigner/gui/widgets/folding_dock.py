"""A dock with an open form and a folded one: rail, spine or a single line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QWidget

from aksdesigner.gui.theme import WindowTheme, font_of
from aksdesigner.gui.widgets.pressable import Pressable

NO_LIMIT = 16_777_215
SPINE = 36


class FoldingDock(QDockWidget):
    """`fold` and `unfold` change its form; its place and size are the window's."""

    folded = Signal(object)  # bool

    def __init__(
        self, name: str, title: str, limits: tuple[int, int], size: int, parent: QMainWindow
    ) -> None:
        """`limits` are the least and greatest extent while open, `size` the one to begin with."""
        super().__init__(title, parent)
        self.setObjectName(name)
        self._window = parent
        self._limits = limits
        self._size = size
        self._folded_size = SPINE
        self._is_folded = False
        self._stack = QStackedWidget(self)
        self._none = QWidget(self)
        self._header: QWidget = self._none
        self.setWidget(self._stack)

    def set_parts(
        self, header: QWidget | None, body: QWidget, folded: QWidget, folded_size: int
    ) -> None:
        """Give the dock its header, its open form and its folded one."""
        self._header = header or self._none
        self._folded_size = folded_size
        self._stack.addWidget(body)
        self._stack.addWidget(folded)
        self.setTitleBarWidget(self._header)
        self._limit()

    @property
    def is_folded(self) -> bool:
        """Whether it shows its folded form."""
        return self._is_folded

    @property
    def _is_upright(self) -> bool:
        return self._window.dockWidgetArea(self) in (
            Qt.DockWidgetArea.LeftDockWidgetArea,
            Qt.DockWidgetArea.RightDockWidgetArea,
        )

    def fold(self) -> None:
        """Show the folded form."""
        if self._is_folded:
            return
        self._size = self.width() if self._is_upright else self.height()
        self._set(is_folded=True)

    def unfold(self) -> None:
        """Show the open form, as large as it was."""
        if self._is_folded:
            self._set(is_folded=False)

    def toggle(self) -> None:
        """Fold or unfold."""
        self.unfold() if self._is_folded else self.fold()

    def start_size(self, size: int) -> None:
        """Take a size as the open one."""
        self._size = size
        if not self._is_folded:
            self._resize(size)

    def grow_to(self, size: int) -> None:
        """Be at least this large."""
        extent = self.width() if self._is_upright else self.height()
        if not self._is_folded and extent < size:
            self._resize(size)

    def _set(self, *, is_folded: bool) -> None:
        self._is_folded = is_folded
        self._stack.setCurrentIndex(int(is_folded))
        self.setTitleBarWidget(self._none if is_folded else self._header)
        self._header.setVisible(not is_folded)
        self._limit()
        if not is_folded:
            self._resize(max(self._size, self._limits[0]))
        self.folded.emit(is_folded)

    def _limit(self) -> None:
        low, high = self._limits
        if self._is_folded:
            low = high = self._folded_size
        if self._is_upright:
            self.setMinimumSize(low, 0)
            self.setMaximumSize(high, NO_LIMIT)
        else:
            self.setMinimumSize(0, low)
            self.setMaximumSize(NO_LIMIT, high)

    def _resize(self, size: int) -> None:
        across = Qt.Orientation.Horizontal if self._is_upright else Qt.Orientation.Vertical
        self._window.resizeDocks([self], [size], across)


class Spine(Pressable):
    """A folded dock at the right: its name, read from top to bottom. A click opens it."""

    opened = Signal()

    def __init__(self, theme: WindowTheme, title: str, parent: QWidget | None = None) -> None:
        super().__init__("spine", parent)
        self._theme = theme
        self._title = title
        self.setAccessibleName(f"Open {title}")
        self.setToolTip(f"Open {title}")
        self.clicked.connect(self.opened)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name upright."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font_of("bodyStrong"))
        painter.setPen(self._theme.color("text2"))
        painter.translate(self.width() / 2 - 5, 14)
        painter.rotate(90)
        painter.drawText(0, 0, self._title)
