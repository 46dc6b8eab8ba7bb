"""The lens switch of the top bar: one button a lens where there is room, else one with a menu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from aksdesigner.present.lenses.catalogue import LENSES

# the map first: the names of the actions, in the order of their keys
MAP = "map"
LENS_NAMES = (MAP, *(lens.name for lens in LENSES))
# a window narrower than this has one button for all of them
WIDE = 1400


def action_name(lens: str | None) -> str:
    """Return the name of the action that chooses a lens; None and unknown ones are the map's."""
    return f"lens_{lens if lens in LENS_NAMES else MAP}"


class LensBar(QWidget):
    """Chooses the lens of the view, and says which one it is."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lens")
        self._actions = actions
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.buttons: list[QToolButton] = []
        menu = QMenu(self)
        for name in LENS_NAMES:
            action = actions[action_name(name)]
            action.setToolTip(f"Lens {action.text()} ({action.shortcut().toString()})")
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setAccessibleName(f"Lens {action.text()}")
            self.buttons.append(button)
            row.addWidget(button)
            menu.addAction(action)
        self.menu_button = QToolButton(self)
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setToolTip("Choose a lens")
        row.addWidget(self.menu_button)
        self.fit(WIDE)

    def show_lens(self, lens: str | None) -> None:
        """Mark the lens that the view has."""
        action = self._actions[action_name(lens)]
        action.setChecked(True)
        self.menu_button.setText(f"Lens: {action.text()}")
        self.menu_button.setAccessibleName(f"Lens: {action.text()}")

    def fit(self, window_width: int) -> None:
        """Show the buttons or the one with the menu, by the width of the window in pixels."""
        is_wide = window_width >= WIDE
        for button in self.buttons:
            button.setVisible(is_wide)
        self.menu_button.setVisible(not is_wide)
