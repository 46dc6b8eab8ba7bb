"""The one stylesheet of the window, written in theme roles; no hue stands here."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_WINDOW = """
QMainWindow, QDialog { background: $panel; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMainWindow::separator { background: $hairline; width: 1px; height: 1px; }
QWidget { color: $text; }
QLabel { background: transparent; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px; font-size: 12px; }
QDockWidget { border: none; }
QStatusBar { background: $panelAlt; border-top: 1px solid $hairline; font-size: 12px; min-height: 25px; max-height: 25px; }
QStatusBar::item { border: none; }
QLabel#statusFacts { padding-left: 12px; }
QStatusBar QLabel { color: $text2; font-size: 12px; }
QStatusBar QLabel[tone="error"] { color: $error; font-weight: 500; }
QWidget#topBar { background: $panel; border-bottom: 1px solid $hairline; }
QWidget#panelAlt, QWidget#rail { background: $panelAlt; }
QWidget#panel { background: $panel; }
QWidget#rail { border-right: 1px solid $hairline; }
QWidget#spine { background: $panelAlt; border-left: 1px solid $hairline; }
QWidget#worst { background: $panel; }
QWidget#spine:focus, QWidget#worst:focus { border: 2px solid $focus; }
QWidget#tabHeader { background: $panel; border-bottom: 1px solid $hairline; }
QWidget#tabHeader[alt="true"] { background: $panelAlt; }
QFrame#rule { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame#bar { background: $hairline; border: none; max-width: 1px; min-width: 1px; }
"""

_TEXT = """
QLabel[style="title"] { font-size: 18px; font-weight: 600; }
QLabel[style="display"] { font-size: 22px; font-weight: 600; }
QLabel[style="heading"] { font-size: 14px; font-weight: 600; }
QLabel[style="strong"] { font-size: 13px; font-weight: 600; }
QLabel[style="section"] { font-size: 12px; font-weight: 600; }
QLabel[style="group"] { font-size: 11px; font-weight: 600; color: $text3; }
QLabel[style="small"] { font-size: 12px; color: $text2; }
QLabel[style="quiet"] { font-size: 12px; color: $text3; }
QLabel[style="caption"] { font-size: 11px; color: $text3; }
QLabel[style="field"] { font-size: 12px; color: $text2; }
QLabel[style="body"] { font-size: 13px; color: $text2; }
QLabel[style="wrong"] { font-size: 11px; color: $error; }
QLabel[style="code"] { font-size: 11px; font-weight: 500; color: $text3; }
QLabel[style="count"] { font-size: 11px; background: $hover; color: $text2; border-radius: 8px; padding: 0 6px; min-height: 16px; max-height: 16px; }
QLabel[style="there"] { font-size: 13px; font-weight: 600; color: $pathForward; }
QLabel[style="back"] { font-size: 13px; font-weight: 600; color: $pathReturn; }
QLabel[style="won"] { font-size: 12px; font-weight: 600; }
QLabel[style="lost"] { font-size: 12px; color: $text3; text-decoration: line-through; }
"""

_BUTTONS = """
QPushButton { background: $raised; border: 1px solid $border; border-radius: 6px; padding: 0 11px; min-height: 26px; font-size: 12px; font-weight: 500; }
QPushButton:hover { background: $hover; border-color: $controlBorder; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 0 10px; min-height: 24px; }
QPushButton:disabled { color: $text3; border-color: $hairline; }
QPushButton[primary="true"], QPushButton:default { background: $accent; border-color: $accent; color: $onAccent; }
QPushButton[primary="true"]:hover, QPushButton:default:hover { background: $accentHover; border-color: $accentHover; }
QPushButton[primary="true"]:disabled { background: $hover; border-color: $hairline; color: $text3; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton:default:focus { border: 2px solid $accentHover; }
QPushButton[big="true"] { min-height: 38px; border-radius: 8px; font-size: 14px; }
QPushButton[link="true"] { background: transparent; border: none; color: $accent; padding: 0 2px; min-height: 20px; text-align: left; }
QPushButton[link="true"]:hover { color: $accentHover; text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $focus; border-radius: 4px; min-height: 18px; }
QToolButton { background: transparent; border: none; border-radius: 6px; padding: 4px; min-width: 20px; min-height: 20px; font-size: 12px; font-weight: 500; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border: 2px solid $focus; padding: 2px; }
QToolButton:disabled { color: $text3; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton#kindTile { padding: 6px 0 4px 0; min-width: 60px; max-width: 60px; min-height: 42px; max-height: 42px; font-size: 11px; font-weight: 400; color: $text2; border-radius: 6px; }
QToolButton#groupHead { padding: 0 4px 0 0; min-height: 22px; max-height: 22px; font-size: 11px; font-weight: 600; color: $text3; border-radius: 4px; }
QToolButton#groupHead:hover { color: $text; background: transparent; }
QToolButton#groupHead:checked { background: transparent; }
QToolButton#groupHead:focus { border: 2px solid $focus; padding: 0 2px 0 0; min-height: 18px; max-height: 18px; }
QToolButton#railTile { border-radius: 8px; min-width: 28px; min-height: 28px; }
QToolButton#percent { font-weight: 400; color: $text2; padding: 0 4px; min-height: 18px; max-height: 18px; }
QToolButton#tab { background: transparent; border-radius: 0; border-bottom: 2px solid transparent; color: $text3; font-size: 13px; font-weight: 500; padding: 0 0 0 0; min-height: 34px; }
QToolButton#tab:hover { color: $text; }
QToolButton#tab:checked { color: $text; font-weight: 600; border-bottom: 2px solid $accent; background: transparent; }
QToolButton#tab:focus { border: none; border-bottom: 2px solid $focus; padding: 0; color: $accent; }
QToolButton#count { padding: 2px 5px; font-size: 12px; font-weight: 500; }
QCheckBox { spacing: 8px; min-height: 24px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $controlBorder; border-radius: 4px; background: $panel; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:disabled { border-color: $border; background: $hover; }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $focus; }
QRadioButton { spacing: 8px; min-height: 24px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $controlBorder; border-radius: 8px; background: $panel; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $onAccent, stop: 0.36 $onAccent, stop: 0.42 $accent, stop: 1 $accent); }
QRadioButton::indicator:disabled { border-color: $border; background: $hover; }
QRadioButton:focus { color: $accent; }
QRadioButton::indicator:focus { border-color: $focus; }
"""

_FIELDS = """
QLineEdit, QComboBox, QPlainTextEdit { background: $panel; border: 1px solid $border; border-radius: 6px; padding: 0 7px; min-height: 26px; selection-background-color: $accent; selection-color: $onAccent; font-size: 13px; }
QLineEdit:hover, QComboBox:hover { border-color: $controlBorder; }
QLineEdit:focus, QComboBox:focus, QComboBox:on { border: 2px solid $focus; padding: 0 6px; min-height: 24px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $error; padding: 0 6px; min-height: 24px; }
QLineEdit:disabled, QComboBox:disabled { color: $text3; background: $panelAlt; }
QLineEdit#name { font-size: 14px; font-weight: 600; border: 1px solid transparent; background: transparent; padding: 0 3px; min-height: 22px; }
QLineEdit#name:hover { border-color: $border; }
QLineEdit#name:focus { border: 2px solid $focus; padding: 0 2px; min-height: 20px; background: $panel; }
QLineEdit#name[wrong="true"] { border: 2px solid $error; }
QLineEdit#cell { border-radius: 0; border: none; min-height: 20px; padding: 0 3px; font-size: 12px; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QComboBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 22px; }
QListView::item { min-height: 24px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px; selection-background-color: $accentSoft; selection-color: $text; outline: none; }
QSlider::groove:horizontal { height: 3px; background: $border; border-radius: 1px; }
QSlider::handle:horizontal { background: $text2; width: 11px; height: 11px; margin: -4px 0; border-radius: 5px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }
"""

_VIEWS = """
QAbstractItemView { background: $panel; alternate-background-color: $panelAlt; border: 1px solid transparent; outline: none; selection-background-color: $accentSoft; selection-color: $text; font-size: 13px; }
QAbstractItemView:focus { border: 1px solid $focus; }
QTreeView { background: $panelAlt; show-decoration-selected: 1; }
QTreeView::item { min-height: 26px; border: none; padding-left: 2px; }
QTreeView::item:hover, QListView::item:hover, QTableView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $accentSoft; color: $text; }
QListView#history { background: $panelAlt; }
QListView#history::item { min-height: 28px; border-radius: 6px; padding: 0 8px; }
QTableView { gridline-color: $hairline; font-size: 12px; }
QTableView::item:selected { background: $accentSoft; color: $text; }
QHeaderView::section { background: $panel; color: $text3; border: none; border-bottom: 1px solid $hairline; padding: 4px 6px; font-size: 11px; font-weight: 500; }
QTableView#sheet QHeaderView::section:vertical { border: none; color: $text; font-size: 12px; padding: 0 8px; }
QHeaderView { background: $panel; }
QPlainTextEdit#code { background: $panelAlt; border: 1px solid $hairline; border-radius: 6px; padding: 0; selection-background-color: $accentSoft; selection-color: $text; }
QPlainTextEdit#code:focus { border: 1px solid $focus; }
QTableCornerButton::section { background: $panel; border: none; }
QScrollArea { background: transparent; border: 1px solid transparent; }
QScrollArea:focus { border: 1px solid $focus; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $controlBorder; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none; width: 0; height: 0; }
QMenuBar { background: $panel; border-bottom: 1px solid $hairline; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; min-width: 140px; }
QMenu::item:selected { background: $accentSoft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 4px; }
"""

_CARDS = """
QAbstractButton#card { background: $panel; border: 1px solid $hairline; border-radius: 12px; }
QAbstractButton#card:hover { border-color: $controlBorder; }
QAbstractButton#card:focus { border: 2px solid $accent; }
QFrame#float { background: $raised; border: 1px solid $hairline; border-radius: 10px; }
QFrame#ring { background: transparent; border: 2px solid $accent; border-radius: 4px; }
QFrame#finder { background: $raised; border: 1px solid $border; border-radius: 12px; }
QFrame#finder QLineEdit { border: none; background: transparent; padding: 0; min-height: 34px; font-size: 15px; }
QFrame#finder QLineEdit:focus { border: none; padding: 0; min-height: 34px; }
QFrame#finder QListView { background: transparent; }
QFrame#finder QListView::item, QFrame#finder QListView::item:hover, QFrame#finder QListView::item:selected { background: transparent; border: none; }
QFrame#plate { background: $panelAlt; border: 1px solid $hairline; border-radius: 6px; }
QFrame#banner { border: none; border-radius: 8px; background: $hover; }
QFrame#banner[tone="ok"] { background: $okSoft; }
QFrame#banner[tone="error"] { background: $errorSoft; }
QFrame#banner[tone="warning"] { background: $warningSoft; }
QFrame#banner[tone="info"] { background: $infoSoft; }
QFrame#banner QLabel { color: $text; }
QAbstractButton#recent { border: none; border-radius: 8px; background: transparent; }
QAbstractButton#recent:hover { background: $hover; }
QAbstractButton#recent:focus { border: 2px solid $focus; }
QAbstractButton#recent[tone="warning"] { background: $warningSoft; }
QFrame#messageBar { border: none; border-bottom: 1px solid $hairline; background: $infoSoft; }
QFrame#messageBar[tone="error"] { background: $errorSoft; }
QFrame#messageBar[tone="warning"] { background: $warningSoft; }
QFrame#messageBar QLabel { color: $text; }
QWidget#startBody { background: $canvas; }
QWidget#startNav { background: $panelAlt; border-right: 1px solid $hairline; }
"""

_HIGH_CONTRAST = """
QAbstractButton#card, QFrame#float, QFrame#finder, QFrame#plate, QFrame#banner, QFrame#messageBar { border: 2px solid $border; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { border: 2px solid $focus; }
QToolButton#tab:checked { border: none; border-bottom: 3px solid $accent; }
"""


def stylesheet(colors: Mapping[str, str], images: Mapping[str, str], *, high_contrast: bool) -> str:
    """Return the stylesheet with every role replaced; `images` names the files of small glyphs."""
    parts = [_WINDOW, _TEXT, _BUTTONS, _FIELDS, _VIEWS, _CARDS]
    if high_contrast:
        parts.append(_HIGH_CONTRAST)
    return Template("".join(parts)).substitute({**colors, **images})
