"""Errands: what one part of the window asks of another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from aksdesigner.gui.docks import FINDINGS, PATH, ROUTES
from aksdesigner.gui.handlers import Parts
from aksdesigner.gui.panels.path_ends import end_of_key
from aksdesigner.model.ids import Key


class Errands(QObject):
    """Connects canvas and panels, and carries what they ask of each other."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = parts.bridge
        self._canvas = parts.canvas
        self._docks = parts.docks
        self._connect_canvas()
        self._connect_panels()

    def _connect_canvas(self) -> None:
        canvas = self._canvas
        canvas.opened.connect(self._inspect)
        canvas.routes_requested.connect(self._show_routes)
        canvas.trace_from.connect(self._trace_from)
        canvas.trace_to.connect(self._trace_to)

    def _connect_panels(self) -> None:
        docks = self._docks
        docks.palette.kind_wanted.connect(self._canvas.begin_place)
        docks.rail.kind_wanted.connect(self._canvas.begin_place)
        docks.outline.selected.connect(self._canvas.select)
        docks.outline.entered.connect(self.go_to)
        docks.findings.selected.connect(self._canvas.select)
        docks.findings.entered.connect(self.go_to_all)
        docks.inspector.routes_wanted.connect(self._show_routes)
        docks.path.traced.connect(self._canvas.show_path)
        for sheet in (docks.path, docks.pairs, docks.capacity, docks.names, docks.questions):
            sheet.selected.connect(self._canvas.select)
        docks.pairs.path_wanted.connect(self._show_path)
        docks.intents.path_wanted.connect(self._show_path)
        docks.intents.traced.connect(self._canvas.show_path)
        docks.checklist.located.connect(self._canvas.select)

    def go_to(self, key: Key) -> None:
        """Select a thing and bring it to the middle."""
        self.go_to_all((key,))

    def show_severity(self, severity: str) -> None:
        """Open the findings of one severity."""
        self._docks.show_bottom(FINDINGS)
        self._docks.findings.show_severity(severity)

    def go_to_all(self, keys: tuple[Key, ...]) -> None:
        """Select things and bring the first to the middle."""
        self._canvas.select(keys)
        if keys:
            self._canvas.center_on(keys[0])
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _inspect(self, _key: Key) -> None:
        self._docks.right.unfold()
        self._docks.inspector.focus_first()

    def _show_routes(self, key: Key) -> None:
        self._docks.routes.show_subnet(key)
        self._docks.show_bottom(ROUTES)

    def _trace_from(self, key: Key) -> None:
        self._docks.show_bottom(PATH)
        document = self._bridge.update_now.document
        self._docks.path.set_source(end_of_key(document, key, is_source=True))

    def _trace_to(self, key: Key) -> None:
        self._docks.show_bottom(PATH)
        document = self._bridge.update_now.document
        self._docks.path.set_destination(end_of_key(document, key, is_source=False))

    def _show_path(self, asked: tuple[str, str, int]) -> None:
        source, target, port = asked
        self._docks.path.port.setText(str(port))
        self._docks.path.set_source(source)
        self._docks.path.set_destination(target)
        self._docks.show_bottom(PATH)
