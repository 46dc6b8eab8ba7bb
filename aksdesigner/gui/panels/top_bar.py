"""The top bar: mark, menu, document, counts of findings, undo, redo, export."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.gui.announcer import SEVERITY_WORDS
from aksdesigner.gui.icons import icon, paint_icon
from aksdesigner.gui.panels.lens_bar import LensBar
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import ElidedLabel, bar, label
from aksdesigner.gui.widgets.marks import SEVERITIES, mark_icon
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.workspace.update import Update

HEIGHT = 48
MARK = 24
# action -> its icon
TOOLS = {"undo": "undo", "redo": "redo", "palette": "search"}


class TopBar(Plain):
    """48 pixels that say which design this is and how it stands."""

    severity_wanted = Signal(object)  # str
    views_wanted = Signal()

    def __init__(
        self, theme: WindowTheme, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._actions = actions
        self._counts: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._add_left(row)
        row.addStretch(1)
        self.lenses = LensBar(actions, self)
        row.addWidget(self.lenses)
        row.addStretch(1)
        self._add_right(row)
        theme.changed.connect(self._draw)
        self._draw()

    def _add_left(self, row: QHBoxLayout) -> None:
        self._mark = AppMark(self._theme, MARK, self)
        row.addWidget(self._mark)
        self.menu_button = self._tool("Menu")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self.menu_button)
        self._name = ElidedLabel("", "heading", self)
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._name)
        self._dot = label("●", "caption", self)
        self._dot.setToolTip("Changed since it was saved")
        self._dot.setAccessibleName("Changed since it was saved")
        row.addWidget(self._dot)

        self.view_button = QToolButton(self)
        self.view_button.setObjectName("count")
        self.view_button.setToolTip("Views (V)")
        self.view_button.clicked.connect(self.views_wanted)
        row.addWidget(self.view_button)

    def _add_right(self, row: QHBoxLayout) -> None:
        for severity in SEVERITIES:
            button = QToolButton(self)
            button.setObjectName("count")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(14, 14))
            button.setProperty("severity", severity)
            button.clicked.connect(self._count_clicked)
            self._counts[severity] = button
            row.addWidget(button)
        row.addWidget(bar(self))
        for name in TOOLS:
            button = self._tool("")
            action = self._actions[name]
            keys = ", ".join(key.toString() for key in action.shortcuts())
            action.setToolTip(f"{action.text().rstrip('…')} ({keys})")
            button.setDefaultAction(action)
            row.addWidget(button)
        self.export_button = QPushButton("Export", self)
        self.export_button.setProperty("primary", "true")
        self.export_button.clicked.connect(self._actions["export"].trigger)
        row.addWidget(self.export_button)

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(28, 28)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lenses one button where the window is narrow."""
        super().resizeEvent(event)
        self.lenses.fit(event.size().width())

    def set_menu(self, menu: QMenu) -> None:
        """Give the menu button its menu."""
        self.menu_button.setMenu(menu)

    def show_update(self, update: Update, name: str) -> None:
        """Show the name of the design, whether it is saved, and how many findings there are."""
        self._name.setText(name)
        self._name.setFixedWidth(min(420, self._name.fontMetrics().horizontalAdvance(name) + 8))
        self._dot.setVisible(update.is_dirty)
        self._show_view(update)
        self.lenses.show_lens(update.document.view.lens)
        found = open_findings(update.document, update.analysis.findings)
        for severity, button in self._counts.items():
            count = sum(f.severity == severity for f in found)
            button.setText(str(count))
            button.setVisible(count > 0)
            word = SEVERITY_WORDS[severity][count != 1]
            button.setToolTip(f"{count} {word}")
            button.setAccessibleName(f"{count} {word}")

    def _show_view(self, update: Update) -> None:
        """Say which view is looked at, where there is more than one."""
        views = update.document.views
        self.view_button.setVisible(len(views) > 1)
        name = update.document.view.name
        self.view_button.setText(name.replace("&", "&&"))
        self.view_button.setAccessibleName(f"View {name}")

    def _count_clicked(self) -> None:
        sender = self.sender()
        self.severity_wanted.emit(sender.property("severity"))

    def _draw(self) -> None:
        self.menu_button.setIcon(icon(self._theme, "menu", 18))
        for name, glyph in TOOLS.items():
            self._actions[name].setIcon(icon(self._theme, glyph, 18))
        self.export_button.setIcon(icon(self._theme, "export", 16, "onAccent"))
        for severity, button in self._counts.items():
            button.setIcon(mark_icon(self._theme, severity, 14))
        self._mark.update()


class AppMark(QWidget):
    """The mark of the product: an arch with bar and dot on a tile."""

    def __init__(self, theme: WindowTheme, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(size, size)
        self.setAccessibleName("aksdesigner")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint tile and arch."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # the drawing keeps a margin of 2 in 24, which a mark in a bar does not need
        out = self.width() / 10
        box = QRectF(self.rect()).adjusted(-out, -out, out, out)
        paint_icon(painter, self._theme, "app", box, "accent", "onAccent")
