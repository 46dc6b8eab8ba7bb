"""Routes: the effective routes of the selected subnet, and why each one is used or not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import ElidedLabel, label
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.ids import Key, Uid, label_of

COLUMNS = ("Prefix", "Next hop type", "Address", "Source", "State", "Why")
WIDTHS = (150, 160, 110, 170, 90)


def is_used(route: EffectiveRoute) -> bool:
    """Whether Azure would send a packet by this row at all."""
    return route.state == "Active" and not route.suppressed


def hops_of(route: EffectiveRoute) -> str:
    """The addresses of the next hop, as text."""
    return ", ".join(str(ip) for ip in route.next_hop_ips)


class RoutesPanel(Plain):
    """One subnet's table; without a subnet it says how to choose one."""

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self._theme = theme
        self._uid: Uid | None = None
        self._shown: tuple[EffectiveRoute, ...] | None = None
        self._title = ElidedLabel("", "small", self)
        self._title.setIndent(8)
        self._title.setFixedHeight(26)
        self.table = self._table()
        table_page = QWidget(self)
        column = QVBoxLayout(table_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        self._empty = label("", "", self, wraps=True)
        self._empty.setText("Select a subnet to see its effective routes.")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(12)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(table_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.addWidget(self._pages)
        bridge.updated.connect(self.refresh)
        theme.changed.connect(self._recolor)

    def _table(self) -> QTreeWidget:
        table = QTreeWidget(self)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setHeaderLabels(COLUMNS)
        table.setAccessibleName("Effective routes")
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setStyleSheet("QTreeView { background: palette(base); }")
        header = table.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for index, width in enumerate(WIDTHS):
            table.setColumnWidth(index, width)
        return table

    def show_subnet(self, key: Key | None) -> None:
        """Show the routes of a subnet; None keeps what is shown while it exists."""
        entry = self._bridge.update_now.document.topology.index.by_key.get(key or "")
        if entry is not None:
            self._uid = entry.resource.uid
        self.refresh()

    @property
    def subnet(self) -> Key | None:
        """The key of the subnet in view."""
        by_uid = self._bridge.update_now.document.topology.index.by_uid
        return by_uid[self._uid].key if self._uid in by_uid else None

    def refresh(self, _update: object = None) -> None:
        """Show what the analysis says now."""
        key = self.subnet
        self._pages.setCurrentIndex(0 if key is None else 1)
        if key is None:
            return
        routes = self._bridge.update_now.analysis.routes(key)
        used = sum(map(is_used, routes))
        self._title.setText(
            f"{label_of(key)} · {len(routes)} routes, {used} in use, most specific prefix first"
        )
        if routes == self._shown:
            return
        self._shown = routes
        self.table.clear()
        for route in sorted(routes, key=_order):
            self.table.addTopLevelItem(self._row(route))

    def _row(self, route: EffectiveRoute) -> QTreeWidgetItem:
        state = "Suppressed" if route.suppressed else route.state
        source = f"{route.source} ({route.name})" if route.name else route.source
        texts = (
            str(route.prefix),
            route.next_hop_type,
            hops_of(route),
            source,
            state,
            route.reason,
        )
        item = QTreeWidgetItem(list(texts))
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
            self._paint_cell(item, column, route)
        return item

    def _paint_cell(self, item: QTreeWidgetItem, column: int, route: EffectiveRoute) -> None:
        is_why = column == len(COLUMNS) - 1
        font = QFont(self._theme.font("small"))
        if is_used(route):
            if not is_why and route.source != "Default":
                font.setWeight(QFont.Weight.DemiBold)
        elif not is_why:
            font.setStrikeOut(True)
        quiet = is_why or (route.source == "Default" and column > 0)
        color: QColor = self._theme.color("text2" if quiet else "text")
        if not is_used(route):
            color = self._theme.color("text3")
        item.setFont(column, font)
        item.setForeground(column, color)

    def _recolor(self) -> None:
        self._shown = None
        self.refresh()


def _order(route: EffectiveRoute) -> tuple[object, ...]:
    prefix = route.prefix
    length = getattr(prefix, "length", -1)
    return (-length, str(prefix) if length < 0 else "", not is_used(route))
