"""The stage: views, pen and workshop mode of one window, and the actions that reach them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from aksdesigner.edit.notes import ClearInk
from aksdesigner.edit.views import NewView, next_view_name
from aksdesigner.gui.handlers import Parts
from aksdesigner.gui.panels.views import ViewsPopup
from aksdesigner.gui.workshop.mode import Workshop
from aksdesigner.workspace.files import DesignFiles


class Stage(QObject):
    """Joins what a workshop needs to the window; `begin` is called once the actions are there."""

    def __init__(self, parts: Parts, files: DesignFiles, window: QMainWindow) -> None:
        super().__init__(window)
        self._parts, self._files, self._window = parts, files, window
        self.workshop: Workshop | None = None
        self.views = ViewsPopup(parts.bridge, parts.theme, parts.canvas.seen_area, window)

    @property
    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action of the workshop does, by its id."""
        return {
            "workshop": self._toggle,
            "pen": lambda: self._mode.pen.toggle(),
            "clear_ink": lambda: self._parts.bridge.do(ClearInk()),
            "views": self.show_views,
            "new_view": self.new_view,
            "next_view": lambda: self._mode.step(1),
            "previous_view": lambda: self._mode.step(-1),
        }

    def begin(self, actions: dict[str, QAction]) -> None:
        """Take the actions, which the mode switches off while it lasts."""
        self.workshop = Workshop(self._parts, self._files, actions, self._window)
        self.views.wanted.connect(self._go)
        self.views.present_wanted.connect(self._present)

    @property
    def _mode(self) -> Workshop:
        assert self.workshop is not None
        return self.workshop

    @property
    def is_on(self) -> bool:
        """Whether the picture has the whole screen."""
        return self.workshop is not None and self.workshop.is_on

    def leave(self) -> None:
        """Leave the mode, if it is on."""
        self._mode.leave()

    def show_views(self) -> None:
        """Open the list of views in the upper left corner of the canvas."""
        self.views.open_at(self._parts.canvas.mapToGlobal(QPoint(12, 12)))

    def new_view(self) -> None:
        """Make a view of what is seen now."""
        document = self._parts.bridge.update_now.document
        area = self._parts.canvas.seen_area()
        self._parts.bridge.do(NewView(next_view_name(document), area))

    def _toggle(self) -> None:
        if self._parts.canvas.isVisible():
            self._mode.toggle()

    def _go(self, name: str) -> None:
        self._mode.go_to(name)

    def _present(self) -> None:
        self.views.hide()
        self._mode.enter()
