"""What floats over the picture in workshop mode: title, tools, views, a line of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from aksdesigner.gui.icons import icon
from aksdesigner.gui.theme import WindowTheme

TARGET, EDGE, GAP = 44, 24, 8
TITLE_PIXELS, WORDS_PIXELS = 36, 24
TOAST_MS = 4_000


def sized(theme: WindowTheme, pixels: int, *, is_strong: bool = False) -> QFont:
    """Return the font of the window, as large as a room needs it."""
    font = QFont(theme.font("bodyStrong" if is_strong else "body"))
    font.setPixelSize(pixels)
    return font


class Words(QLabel):
    """Large words on paper, without a frame."""

    def __init__(self, theme: WindowTheme, parent: QWidget, pixels: int, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("workshopWords")
        self.setAccessibleName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme, self._pixels = theme, pixels
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme."""
        ink, paper = self._theme.color("text").name(), self._theme.color("canvas").name()
        # a sheet of its own: one font size of the window's sheet would win over a set font
        self.setStyleSheet(
            f"#workshopWords {{ color: {ink}; background: {paper}; font-weight: 600;"
            f" font-size: {self._pixels}px; padding: 2px 6px; border-radius: 6px; }}"
        )

    def say(self, text: str) -> None:
        """Show other words, as wide as they are; none at all hide it."""
        self.setText(text)
        self.adjustSize()
        self.setVisible(bool(text))


class Toast(Words):
    """A sentence that goes by itself; nobody has to answer it."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(theme, parent, WORDS_PIXELS, "Message")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TOAST_MS)
        self._pause.timeout.connect(self.hide)

    def say(self, text: str) -> None:
        """Show a sentence for some seconds."""
        super().say(text)
        if text:
            self._pause.start()


class Strip(QFrame):
    """Buttons in a row, large enough to be hit from where one stands."""

    def __init__(self, theme: WindowTheme, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName("float")
        self.setAccessibleName(name)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 6, 6, 6)
        self._row.setSpacing(4)
        self.buttons: dict[str, QToolButton | QPushButton] = {}
        theme.changed.connect(self._draw)

    def add_tool(self, glyph: str, text: str, handler: Callable[[], object]) -> QToolButton:
        """Add a button with an icon."""
        button = QToolButton(self)
        button.setFixedSize(TARGET, TARGET)
        button.setIconSize(QSize(24, 24))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("glyph", glyph)
        button.clicked.connect(lambda: handler())
        self._row.addWidget(button)
        self.buttons[text] = button
        self._draw()
        return button

    def show_names(
        self, names: Sequence[str], current: str, handler: Callable[[str], object]
    ) -> None:
        """Show one button a name, numbered, the current one filled."""
        for old in self.buttons.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {}
        for number, name in enumerate(names, 1):
            button = QPushButton(f"{number} {name}".replace("&", "&&"), self)
            button.setMinimumHeight(TARGET)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"View {name}")
            button.setProperty("primary", "true" if name == current else "false")
            button.setStyleSheet(f"QPushButton {{ font-size: {WORDS_PIXELS - 4}px; }}")
            button.clicked.connect(lambda _=False, view=name: handler(view))
            self._row.addWidget(button)
            button.show()
            self.buttons[name] = button
        self._row.activate()
        self.adjustSize()

    def _draw(self) -> None:
        for button in self.buttons.values():
            glyph = button.property("glyph")
            if glyph:
                chosen = isinstance(button, QToolButton) and button.isChecked()
                button.setIcon(icon(self._theme, str(glyph), 24, "accent" if chosen else "text"))
        self.adjustSize()

    def redraw(self) -> None:
        """Draw the icons of what is chosen anew."""
        self._draw()
