"""What the engine computed about a subnet, for the inspector: capacity and effective routes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from aksdesigner.analysis.results import Capacity, EffectiveRoute
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.panels.routes import hops_of, is_used
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.capacity_bar import CapacityBar
from aksdesigner.gui.widgets.labels import ElidedLabel, label, rule
from aksdesigner.model.ids import Key

MOST_ROUTES = 6


class SubnetFacts(QWidget):
    """Two sections: capacity with its arithmetic, and the routes that decide."""

    routes_wanted = Signal(object)  # Key

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._key: Key = ""
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._arithmetic = self._link("Arithmetic")
        self._arithmetic.clicked.connect(self._toggle)
        column.addLayout(self._heading("Capacity", self._arithmetic))
        self.bar = CapacityBar(theme, self)
        column.addWidget(self.bar)
        self._figures = QGridLayout()
        self._figures.setVerticalSpacing(2)
        self._figures.setHorizontalSpacing(8)
        self._figures.setColumnStretch(1, 1)
        for column_index, least in enumerate((60, 0, 44, 44)):
            self._figures.setColumnMinimumWidth(column_index, least)
        column.addLayout(self._figures)
        self.sums = label("", "quiet", self, wraps=True)
        self.sums.hide()
        column.addWidget(self.sums)
        column.addSpacing(8)
        column.addWidget(rule(self))
        self._all = self._link("All")
        self._all.clicked.connect(self._want_routes)
        column.addLayout(self._heading("Effective routes", self._all))
        self._routes = QGridLayout()
        self._routes.setHorizontalSpacing(8)
        self._routes.setVerticalSpacing(4)
        for index, stretch in enumerate((5, 5, 3)):
            self._routes.setColumnStretch(index, stretch)
        column.addLayout(self._routes)
        column.addSpacing(10)
        self._layout_rule(column)

    def _layout_rule(self, column: QVBoxLayout) -> None:
        column.insertWidget(0, rule(self))

    def _heading(self, title: str, link: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 2)
        row.addWidget(label(title, "section", self), 1)
        row.addWidget(link)
        return row

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("link", "true")
        return button

    def show_subnet(self, key: Key) -> None:
        """Show capacity and routes of a subnet, as they are now."""
        analysis = self._bridge.update_now.analysis
        self._key = key
        self._show_capacity(analysis.capacity(key))
        self._show_routes(analysis.routes(key))

    def _show_capacity(self, capacity: Capacity) -> None:
        _clear(self._figures)
        self.bar.show_fill(capacity.today, capacity.need, capacity.usable)
        rows = (
            ("Today", "", capacity.today),
            ("Upgrade", f"{capacity.nodes:,} + {capacity.surge:,} surge", capacity.need),
            ("Usable", "", capacity.usable),
        )
        for row, (name, how, count) in enumerate(rows):
            share = "" if name == "Usable" else percent(count, capacity.usable)
            over = name == "Upgrade" and count > capacity.usable
            how_shown = how if capacity.nodes else ""
            for column, text in enumerate((name, how_shown, f"{count:,}", share)):
                style = "wrong" if over and column > 1 else "small"
                cell = label(text, style, self)
                if column > 1:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._figures.addWidget(cell, row, column)
        self.sums.setText("\n".join(capacity.arithmetic))
        self._arithmetic.setVisible(bool(capacity.arithmetic))

    def _show_routes(self, routes: tuple[EffectiveRoute, ...]) -> None:
        _clear(self._routes)
        self._all.setText(f"All {len(routes)}")
        ordered = sorted(routes, key=_telling)[:MOST_ROUTES]
        for row, route in enumerate(ordered):
            won = is_used(route)
            style = ("won" if route.source != "Default" else "small") if won else "lost"
            hop = hops_of(route) or route.next_hop_type
            for column, text in enumerate((str(route.prefix), hop, _SOURCES[route.source])):
                cell: QLabel = ElidedLabel(text, style, self)
                cell.setToolTip(route.reason)
                if column == 2:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._routes.addWidget(cell, row, column)

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self.sums.setVisible(self._is_open)
        self._arithmetic.setText("Hide" if self._is_open else "Arithmetic")

    def _want_routes(self) -> None:
        self.routes_wanted.emit(self._key)


_SOURCES = {"Default": "Default", "User": "User", "VirtualNetworkGateway": "Gateway"}


def _telling(route: EffectiveRoute) -> tuple[int, int]:
    """What was decided by somebody comes first, then what it beat, then Azure's own."""
    if is_used(route) and route.source != "Default":
        return (0, 0)
    if not is_used(route):
        return (2, 0)
    return (1, 1 if route.next_hop_type == "None" else 0)


def percent(count: int, of: int) -> str:
    """Return a whole percentage; what rounds to nothing is ``under 1%``."""
    if of <= 0:
        return ""
    if 0 < count * 100 < of:
        return "under 1%"
    return f"{count * 100 // of}%"


def _clear(grid: QGridLayout) -> None:
    while grid.count():
        item = grid.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.deleteLater()
            widget.hide()
