"""Export: what, where, and what should be known before it is written."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.theme import WindowTheme


class ExportDialog(QDialog):
    """Left what, right the checks."""

    def __init__(
        self, bridge: Bridge, theme: WindowTheme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
