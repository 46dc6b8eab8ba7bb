"""A panel with a sheet: asked only while somebody looks, the current cell told beside it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.sheet import Detail, side_by_side, table
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.ids import Key


class SheetPanel(Plain):
    """What pairs, capacity and names share; each says what to ask, to tell and to select."""

    selected = Signal(object)  # tuple of Key

    def __init__(
        self, name: str, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge, self._theme = bridge, theme
        self._analysis: Analysis | None = None
        self.table = table(name, self)
        self.detail = Detail(self)
        side_by_side(self, self.table, self.detail)
        bridge.updated.connect(self.refresh)
        theme.changed.connect(self._recolor)

    def fill_table(self, model: QAbstractTableModel, cell: QStyledItemDelegate) -> None:
        """Give the table its model and its painter."""
        self.table.setModel(model)
        self.table.setItemDelegate(cell)
        self.table.selectionModel().currentChanged.connect(self._picked)

    def showEvent(self, event: object) -> None:
        """Ask when first looked at, not before."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def refresh(self, _update: object = None) -> None:
        """Show what follows from the design as it is now, if anybody looks."""
        analysis = self._bridge.update_now.analysis
        if not self.isVisible() or analysis is self._analysis:
            return
        self._analysis = analysis
        self._ask(analysis)
        self._show_current()

    def _picked(self, *_: object) -> None:
        """A person chose; an edit alone never takes the selection from what is being edited."""
        self._show_current()
        keys = self._keys()
        if keys:
            self.selected.emit(keys)

    def _recolor(self) -> None:
        self.table.viewport().update()

    def _ask(self, analysis: Analysis) -> None:
        """Fill the model from an analysis; the cell in view stays what it meant."""

    def _show_current(self) -> None:
        """Tell the current cell, or what the sheet is for."""

    def _keys(self) -> tuple[Key, ...]:
        """Return what the current cell is about."""
        return ()
