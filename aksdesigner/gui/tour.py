"""The tour: five steps around the window, shown once on the first design, again from the Help menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from aksdesigner.gui.docks import Docks
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.widgets.labels import label

WIDTH = 360
GAP = 16
SEEN = "tourSeen"


@dataclass(frozen=True)
class Step:
    """One stop: a heading, a sentence or two, and what of the window they are about."""

    title: str
    text: str
    about: Callable[[], QWidget]


class Tour(QFrame):
    """A card beside what it explains, with a ring around that. Esc ends it, arrows step."""

    def __init__(self, steps: tuple[Step, ...], settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("float")
        self.setFixedWidth(WIDTH)
        self._steps = steps
        self._settings = settings
        self._window = window
        self.at = 0
        self._ring = QFrame(window)
        self._ring.setObjectName("ring")
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = label("", "heading", self)
        self._text = label("", "body", self, wraps=True)
        self._count = label("", "quiet", self)
        self.skip_button = self._button("Skip", self.stop)
        self.back_button = self._button("Back", self.back)
        self.next_button = self._button("Next", self.forward)
        self.next_button.setProperty("primary", "true")
        self._lay_out()
        self._ring.hide()
        self.hide()
        window.installEventFilter(self)

    def _button(self, text: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(call)
        return button

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        for button in (self.skip_button, self.back_button, self.next_button):
            row.addWidget(button)
        column.addLayout(row)

    def start_once(self) -> None:
        """Start unless it was seen or skipped before."""
        if not self._settings.flag(SEEN, default=False):
            self.start()

    def start(self) -> None:
        """Start with the first step."""
        self.at = 0
        self._ring.show()
        self.show()
        self._show_step()
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """End it, for good: it does not come back by itself."""
        self._settings.keep_flag(SEEN, value=True)
        self._ring.hide()
        self.hide()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def forward(self) -> None:
        """Go to the next step; after the last it ends."""
        if self.at == len(self._steps) - 1:
            self.stop()
            return
        self.at += 1
        self._show_step()

    def back(self) -> None:
        """Go to the step before."""
        self.at = max(0, self.at - 1)
        self._show_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends, arrows step."""
        calls = {
            Qt.Key.Key_Escape: self.stop,
            Qt.Key.Key_Right: self.forward,
            Qt.Key.Key_Left: self.back,
        }
        call = calls.get(Qt.Key(event.key()))
        if call is not None:
            call()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what it explains when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _show_step(self) -> None:
        step = self._steps[self.at]
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._count.setText(f"{self.at + 1} of {len(self._steps)}")
        self.back_button.setEnabled(self.at > 0)
        self.next_button.setText("Done" if self.at == len(self._steps) - 1 else "Next")
        self.setAccessibleName(f"{step.title}. {step.text}")
        self._place()

    def _place(self) -> None:
        """Put the ring around what is explained, and the card where there is room beside it."""
        about = self._steps[self.at].about()
        room = QRect(about.mapTo(self._window, QPoint()), about.size())
        self._ring.setGeometry(room)
        self.setFixedHeight(self._column.totalHeightForWidth(WIDTH))
        whole = self._window.rect().adjusted(GAP, GAP, -GAP, -GAP)
        for corner in (
            QPoint(room.right() + GAP, room.top() + GAP),
            QPoint(room.left() - WIDTH - GAP, room.top() + GAP),
            QPoint(min(room.right(), whole.right()) - WIDTH, room.bottom() + GAP),
            QPoint(room.left() + GAP, room.top() - self.height() - GAP),
            room.center() - self.rect().center(),
        ):
            if whole.contains(QRect(corner, self.size())):
                break
        self.move(corner)
        self._ring.raise_()
        self.raise_()


def steps_of(docks: Docks, canvas: QWidget, top_bar: QWidget) -> tuple[Step, ...]:
    """Return the five stops of the window."""
    return (
        Step(
            "Add things here",
            "Drag a kind onto the picture, or press / on the canvas and type its name.",
            lambda: docks.left,
        ),
        Step(
            "The picture is the design",
            "Drag a line from a port to connect two things. Tab walks from thing to thing, and "
            "Ctrl+Z takes back whatever was done.",
            lambda: canvas,
        ),
        Step(
            "Every field is here",
            "What is selected shows its fields. Shift+F1 explains the one you are in.",
            lambda: docks.right,
        ),
        Step(
            "See what Azure would do",
            "Findings follow every edit, with fixes that were tried. Path shows the way of a packet.",
            lambda: docks.bottom,
        ),
        Step(
            "Find it, then take it along",
            "Ctrl+K finds things and does actions. Export writes Bicep, Terraform or a template.",
            lambda: top_bar,
        ),
    )
