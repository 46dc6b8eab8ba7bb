"""The status bar: what is selected and how large, where the pointer is, the check, the zoom."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QSlider, QStatusBar, QToolButton, QWidget

from aksdesigner.gui.widgets.labels import ElidedLabel, label, restyle

REFUSAL_MS = 8_000
# the slider counts percent; what the canvas takes is wider
LEAST, MOST = 10, 400


class StatusLine(QStatusBar):
    """26 pixels of facts. A refused edit takes the first place for a while."""

    zoom_wanted = Signal(object)  # float: 1.0 is 100%
    zoom_reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._facts = ""
        self._first = ElidedLabel("", "", self)
        self._first.setObjectName("statusFacts")
        self._pointer = label("", "", self)
        self._checked = label("", "", self)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(LEAST, MOST)
        self._slider.setFixedWidth(84)
        self._slider.setAccessibleName("Zoom")
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._slider.valueChanged.connect(self._slid)
        self._percent = QToolButton(self)
        self._percent.setObjectName("percent")
        self._percent.setText("100%")
        self._percent.setToolTip("Zoom to 100%")
        self._percent.setFixedWidth(48)
        self._percent.clicked.connect(self.zoom_reset_wanted)
        self.addWidget(self._first, 3)
        self.addWidget(self._pointer, 2)
        self.addPermanentWidget(self._checked)
        self.addPermanentWidget(self._slider)
        self.addPermanentWidget(self._percent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFUSAL_MS)
        self._timer.timeout.connect(self._settle)

    def show_facts(self, text: str) -> None:
        """Say what is selected."""
        self._facts = text
        if not self._timer.isActive():
            self._settle()

    def show_pointer(self, text: str) -> None:
        """Say what lies under the pointer."""
        self._pointer.setText(text)

    def show_check(self, milliseconds: float) -> None:
        """Say how long the last check took."""
        self._checked.setText(
            "Checked in under 1 ms" if milliseconds < 1 else f"Checked in {milliseconds:,.0f} ms"
        )

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom; 1.0 is 100%."""
        self._percent.setText(f"{zoom:.0%}")
        with QSignalBlocker(self._slider):
            self._slider.setValue(round(zoom * 100))

    def refuse(self, text: str) -> None:
        """Say why an edit was not done."""
        self._tell(text, "error")

    def say(self, text: str) -> None:
        """Say for a while what has just been done, or what a gesture waits for."""
        self._tell(text, "")

    def _tell(self, text: str, tone: str) -> None:
        self._first.setText(text)
        restyle(self._first, "tone", tone)
        self._timer.start()

    @property
    def text(self) -> str:
        """What stands first."""
        return self._first.text()

    def settle(self) -> None:
        """Stop saying what a gesture waited for; a refusal keeps its time."""
        if self._first.property("tone") != "error":
            self._timer.stop()
            self._settle()

    def _settle(self) -> None:
        self._first.setText(self._facts)
        restyle(self._first, "tone", "")

    def _slid(self, percent: int) -> None:
        self.zoom_wanted.emit(percent / 100)
