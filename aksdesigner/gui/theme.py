"""Theme: roles become colours and fonts; follows the system's scheme unless the user forces one."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from aksdesigner.gui.stylesheet import stylesheet
from aksdesigner.present.theme import (
    COLORS,
    FONT_FAMILIES,
    FONT_FEATURES,
    MONO_FAMILIES,
    TEXT_STYLES,
    THEMES,
    Theme,
    ThemeName,
)

ThemeChoice = Literal["system", "light", "dark", "highContrast"]
CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark", "highContrast")

# Qt takes pixel sizes as integers only; at 96 dots an inch a pixel is three quarters of a point.
POINTS_PER_PIXEL = 0.75

_CHECK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14"><path d="M3 7.2 6 10l5-6" '
    'fill="none" stroke="{color}" stroke-width="2" stroke-linecap="round"/></svg>'
)
_CHEVRON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12"><path d="M3 4.5 6 7.5l3-3" '
    'fill="none" stroke="{color}" stroke-width="1.5" stroke-linecap="round"/></svg>'
)


class WindowTheme(QObject):
    """The look of one application: `color` and `font` by role, `changed` when it switches."""

    changed = Signal(object)  # ThemeName

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice: ThemeChoice = "system"
        self.name: ThemeName = "light"
        self._glyphs = QTemporaryDir(f"{QDir.tempPath()}/aksdesigner-XXXXXX")
        self._colors: dict[str, QColor] = {}
        self._window: QWidget | None = None
        self._read_colors()

    def color(self, role: str) -> QColor:
        """Return the colour of a role of the tokens. Raises KeyError for an unknown role."""
        return self._colors[role]

    @property
    def tokens(self) -> Theme:
        """The theme in force as the canvas and the exports take it."""
        return THEMES[self.name]

    def font(self, style: str = "body") -> QFont:
        """Return the font of a text style of the tokens, in pixels at 100%."""
        return font_of(style)

    def choose(self, choice: ThemeChoice) -> None:
        """Force a theme, or follow the system again."""
        self.choice = choice
        self.apply()

    def dress(self, window: QWidget) -> None:
        """Give a window the stylesheet of the theme, now and whenever it changes."""
        self._window = window
        window.setStyleSheet(self._sheet())

    def apply(self) -> None:
        """Give the application the palette and font of the theme in force, the window its sheet.

        The sheet is the window's own: one of the application restyles every widget there is.
        """
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.name = _system_theme(app) if self.choice == "system" else self.choice
        self._read_colors()
        if app.style().name().casefold() != "fusion":
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setPalette(self._palette())
        app.setFont(self.font())
        if self._window is not None:
            self._window.setStyleSheet(self._sheet())
        self.changed.emit(self.name)

    def follow_system(self, app: QApplication) -> None:
        """Switch along when the desktop does."""
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _scheme_changed(self) -> None:
        if self.choice == "system":
            self.apply()

    def _read_colors(self) -> None:
        self._colors = {role: color_of(text) for role, text in COLORS[self.name].items()}

    def _sheet(self) -> str:
        colors = {role: _css(color) for role, color in self._colors.items()}
        images = {
            "check": self._glyph("check", _CHECK, self._colors["onAccent"]),
            "chevron": self._glyph("chevron", _CHEVRON, self._colors["text2"]),
        }
        return stylesheet(colors, images, high_contrast=self.name == "highContrast")

    def _glyph(self, name: str, drawing: str, color: QColor) -> str:
        """Stylesheets take pictures only from files; a theme writes the two it needs."""
        path = self._glyphs.filePath(f"{name}-{color.name()[1:]}.svg")
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (a path of Qt's)
            file.write(drawing.format(color=color.name()))
        return path

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self._colors[name])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["text3"])
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, self._colors["text3"]
        )
        return palette


_Role = QPalette.ColorRole
_PALETTE = {
    _Role.Window: "panel",
    _Role.WindowText: "text",
    _Role.Base: "panel",
    _Role.AlternateBase: "panelAlt",
    _Role.Text: "text",
    _Role.PlaceholderText: "text3",
    _Role.Button: "raised",
    _Role.ButtonText: "text",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "onAccent",
    _Role.ToolTipBase: "raised",
    _Role.ToolTipText: "text",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Mid: "border",
    _Role.Midlight: "hairline",
    _Role.Dark: "controlBorder",
    _Role.Light: "raised",
    _Role.Shadow: "hairline",
    _Role.Accent: "accent",
}


def color_of(text: str) -> QColor:
    """Read ``#RRGGBB`` or ``#RRGGBBAA`` (Qt itself would take the alpha first)."""
    color = QColor(text[:7])
    if len(text) == 9:
        color.setAlpha(int(text[7:], 16))
    return color


def _css(color: QColor) -> str:
    if color.alpha() == 255:
        return color.name()
    return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"


def font_of(style: str) -> QFont:
    """Return the font of a text style: family, size in pixels, weight, tabular figures."""
    spec = TEXT_STYLES[style]
    font = QFont()
    if style == "code":
        font.setFamilies(list(MONO_FAMILIES))
        font.setStyleHint(QFont.StyleHint.Monospace)
    else:
        font.setFamilies(list(FONT_FAMILIES))
    if spec.size == round(spec.size):
        font.setPixelSize(round(spec.size))
    else:
        font.setPointSizeF(spec.size * POINTS_PER_PIXEL)
    font.setWeight(QFont.Weight(spec.weight))
    for feature in FONT_FEATURES:
        font.setFeature(QFont.Tag(feature), 1)
    return font


def _system_theme(app: QApplication) -> ThemeName:
    hints = app.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        contrast = accessibility().contrastPreference()
        if contrast == Qt.ContrastPreference.HighContrast:
            return "highContrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
