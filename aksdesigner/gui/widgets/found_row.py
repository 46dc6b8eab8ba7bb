"""One row of what was found: icon, text with the typed words strong, note, keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from aksdesigner.gui.icons import paint_icon
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.marks import SEVERITIES, paint_mark
from aksdesigner.gui.widgets.row_ground import paint_ground
from aksdesigner.present.icons import names
from aksdesigner.present.lookup import Match

ROW = 34
ICON = 16
ICON_LEFT, TEXT_LEFT, EDGE, BETWEEN = 12, 40, 12, 12
MATCH_ROLE = Qt.ItemDataRole.UserRole
# the text keeps at least this share of a row
TEXT_SHARE = 0.5
Index = QModelIndex | QPersistentModelIndex


class FoundRow(QStyledItemDelegate):
    """Paints the rows of the finder."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  # Qt asks for it
        """Every row is 34 high."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        match = index.data(MATCH_ROLE)
        if not isinstance(match, Match):
            return
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self._theme, box, option.state & QStyle.StateFlag.State_Selected)
        self._paint_icon(painter, match, box)
        right = self._paint_keys(painter, match.entry.keys, box, box.right() - EDGE)
        text_width = self._text_width(match.entry.text)
        room = right - box.left() - TEXT_LEFT
        wanted = min(text_width, max(room * TEXT_SHARE, room - self._note_width(match)))
        self._paint_text(painter, match, QRectF(box.left() + TEXT_LEFT, box.top(), wanted, ROW))
        left = box.left() + TEXT_LEFT + wanted + BETWEEN
        self._paint_note(painter, match.entry.note, QRectF(left, box.top(), right - left, ROW))
        painter.restore()

    def _paint_icon(self, painter: QPainter, match: Match, box: QRect) -> None:
        name = match.entry.icon
        place = QRectF(box.left() + ICON_LEFT, box.top() + (ROW - ICON) / 2, ICON, ICON)
        severity = name.removeprefix("severity-")
        if severity in SEVERITIES:
            paint_mark(painter, self._theme, severity, place)
        elif name in names():
            paint_icon(painter, self._theme, name, place, "text2", "accent")

    def _paint_keys(self, painter: QPainter, keys: str, box: QRect, right: float) -> float:
        """Paint the keys in a frame; returns where the room for the rest ends."""
        if not keys:
            return right
        painter.setFont(self._theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(keys) + 12
        frame = QRectF(right - width, box.top() + (ROW - 20) / 2, width, 20)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(self._theme.color("panel"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.color("text2"))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), keys)
        return frame.left() - BETWEEN

    def _text_width(self, text: str) -> float:
        return QFontMetricsF(self._theme.font("bodyStrong")).horizontalAdvance(text) + 2

    def _note_width(self, match: Match) -> float:
        note = QFontMetricsF(self._theme.font("small")).horizontalAdvance(match.entry.note)
        return note + BETWEEN + 2

    def _paint_text(self, painter: QPainter, match: Match, room: QRectF) -> None:
        """Paint the text run by run; what has no room ends in an ellipsis."""
        painter.setPen(self._theme.color("text"))
        x = room.left()
        for run, is_strong in runs_of(match):
            painter.setFont(self._theme.font("bodyStrong" if is_strong else "body"))
            metrics = QFontMetricsF(painter.font())
            left = room.right() - x
            shown = metrics.elidedText(run, Qt.TextElideMode.ElideRight, left)
            place = QRectF(x, room.top(), left + 1, room.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
            if shown != run:
                return
            x += metrics.horizontalAdvance(run)

    def _paint_note(self, painter: QPainter, note: str, room: QRectF) -> None:
        if room.width() < 24:
            return
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text3"))
        metrics = QFontMetricsF(painter.font())
        cut = metrics.elidedText(note, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, int(flags), cut)


def runs_of(match: Match) -> list[tuple[str, bool]]:
    """Return the text in runs, each with whether it was typed."""
    text, at = match.entry.text, 0
    runs: list[tuple[str, bool]] = []
    for start, length in match.spans:
        runs += [(text[at:start], False), (text[start : start + length], True)]
        at = start + length
    return [run for run in (*runs, (text[at:], False)) if run[0]]
