"""The ground of a row in a list: chosen, under the pointer, or none."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from aksdesigner.gui.theme import WindowTheme

ROUND = 6


def paint_ground(
    painter: QPainter, theme: WindowTheme, box: QRect | QRectF, state: QStyle.StateFlag
) -> None:
    """Paint what tells a chosen row, and one under the pointer, from the others."""
    if not state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
        return
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accentSoft" if is_chosen else "hover"))
    painter.drawRoundedRect(box, ROUND, ROUND)
