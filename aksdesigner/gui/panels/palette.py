"""Palette: every kind, to be dragged onto the canvas or added from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.canvas.mime import kind_mime
from aksdesigner.gui.icons import icon, icon_pixmap
from aksdesigner.gui.panels.kinds import PaletteGroup, PaletteItem, groups, matching
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.tab_header import Plain

COLUMNS = 3
TILE_ICON = 20
DRAG_ICON = 32


class KindTile(QToolButton):
    """One kind: a click places it, a drag drops it, Enter or Space adds it."""

    wanted = Signal(object)  # str: kind

    def __init__(
        self, theme: WindowTheme, item: PaletteItem, *, compact: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.item = item
        self._theme = theme
        self._pressed_at: QPoint | None = None
        self.setObjectName("railTile" if compact else "kindTile")
        self.setText("" if compact else item.label)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if compact else style.ToolButtonTextUnderIcon
        )
        self.setFixedSize(QSize(36, 36) if compact else QSize(60, 52))
        self.setIconSize(QSize(TILE_ICON, TILE_ICON))
        self.setToolTip(f"{item.title}: {item.tip}" if item.tip else item.title)
        self.setAccessibleName(item.title)
        self.setAccessibleDescription(item.tip)
        self.clicked.connect(self._want)
        theme.changed.connect(self._draw)
        self._draw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has gone far enough."""
        start = self._pressed_at
        if start is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = (event.position().toPoint() - start).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._pressed_at = None
                self.setDown(False)
                self._drag()
                return
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space add; arrows walk over the tiles."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def drag_pixmap(self) -> QPixmap:
        """Return what hangs on the pointer during a drag."""
        ratio = self.devicePixelRatioF()
        return icon_pixmap(self._theme, self.item.icon, DRAG_ICON, ratio, "text", "accent")

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(kind_mime(self.item.kind))
        drag.setPixmap(self.drag_pixmap())
        drag.setHotSpot(QPoint(DRAG_ICON // 2, DRAG_ICON // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def _want(self) -> None:
        self.wanted.emit(self.item.kind)

    def _draw(self) -> None:
        self.setIcon(icon(self._theme, self.item.icon, TILE_ICON, "text", "accent"))


class GroupHead(QToolButton):
    """The heading of a group: a click folds its tiles away, and unfolds them."""

    def __init__(self, theme: WindowTheme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("groupHead")
        self.setText(title)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(12, 12))
        self.setCheckable(True)
        self.setChecked(True)
        self.setAccessibleDescription("Folds or unfolds the group")
        self.toggled.connect(self._draw)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        name = "chevron-down" if self.isChecked() else "chevron-right"
        self.setIcon(icon(self._theme, name, 12, "text3"))


class Group(QWidget):
    """A heading and its tiles."""

    def __init__(self, theme: WindowTheme, group: PaletteGroup, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        self.head = GroupHead(theme, group.title, self)
        self.head.toggled.connect(self._fold)
        column.addWidget(self.head)
        self._body = QWidget(self)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        self.tiles = [
            KindTile(theme, item, compact=False, parent=self._body) for item in group.items
        ]
        for index, tile in enumerate(self.tiles):
            grid.addWidget(tile, index // COLUMNS, index % COLUMNS)
        grid.setColumnStretch(COLUMNS, 1)
        column.addWidget(self._body)

    def narrow(self, kinds: set[str] | None) -> None:
        """Show the tiles of these kinds, folded or not; None shows what is not folded."""
        for tile in self.tiles:
            tile.setVisible(kinds is None or tile.item.kind in kinds)
        has_some = kinds is None or any(tile.item.kind in kinds for tile in self.tiles)
        self.setVisible(has_some)
        self._body.setVisible(self.head.isChecked() if kinds is None else has_some)

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001  # Qt says it so
        self._body.setVisible(is_open)


class PalettePanel(Plain):
    """The Add tab: a filter and the kinds in groups."""

    kind_wanted = Signal(object)  # str

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelAlt")
        self._theme = theme
        self._parts: list[Group] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(0)
        layout.addWidget(self._filter())
        scroll = QScrollArea(self)
        scroll.setAccessibleName("Kinds to add")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._groups())
        layout.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 0)
        text = "Drag onto the canvas, or press / and type."
        foot.addWidget(label(text, "quiet", self, wraps=True))
        layout.addLayout(foot)

    @property
    def tiles(self) -> tuple[KindTile, ...]:
        """Every tile, in order."""
        return tuple(tile for group in self._parts for tile in group.tiles)

    def focus_filter(self) -> None:
        """Let the next key type into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _filter(self) -> QWidget:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(12, 0, 12, 0)
        self.filter = QLineEdit(box)
        self.filter.setPlaceholderText("Find a kind")
        self.filter.setAccessibleName("Find a kind")
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(self._take_first)
        layout.addWidget(self.filter)
        return box

    def _groups(self) -> QWidget:
        body = QWidget(self)
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 4, 12, 0)
        column.setSpacing(0)
        for group in groups():
            part = Group(self._theme, group, body)
            for tile in part.tiles:
                tile.wanted.connect(self.kind_wanted)
            self._parts.append(part)
            column.addWidget(part)
        self._nothing = label("", "quiet", body, wraps=True)
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addStretch(1)
        return body

    def _narrow(self, text: str) -> None:
        kept = {item.kind for item in matching(text)}
        for group in self._parts:
            group.narrow(kept if text.strip() else None)
        self._nothing.setVisible(not kept)
        self._nothing.setText(f"No kind called {text.strip()}.")

    def _take_first(self) -> None:
        found = matching(self.filter.text())
        if found:
            self.filter.clear()
            self.kind_wanted.emit(found[0].kind)


class Rail(Plain):
    """The folded left dock: ten kinds, and the outline at its foot."""

    kind_wanted = Signal(object)  # str
    outline_wanted = Signal()
    KINDS = ("vnet", "subnet", "aks", "fw", "gw", "natgw", "pe", "zone", "site", "rt")

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(4)
        middle = Qt.AlignmentFlag.AlignHCenter
        items = {item.kind: item for group in groups() for item in group.items}
        for kind in self.KINDS:
            tile = KindTile(theme, items[kind], compact=True, parent=self)
            tile.wanted.connect(self.kind_wanted)
            column.addWidget(tile, 0, middle)
        column.addStretch(1)
        self._outline = QToolButton(self)
        self._outline.setObjectName("railTile")
        self._outline.setFixedSize(36, 36)
        self._outline.setIconSize(QSize(TILE_ICON, TILE_ICON))
        self._outline.setToolTip("Outline")
        self._outline.setAccessibleName("Outline")
        self._outline.clicked.connect(self.outline_wanted)
        column.addWidget(self._outline, 0, middle)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._outline.setIcon(icon(self._theme, "outline", TILE_ICON, "text2"))
