"""Labels that show text as it is: never as markup, cut with an ellipsis where room ends."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


def label(
    text: str, style: str = "", parent: QWidget | None = None, *, wraps: bool = False
) -> QLabel:
    """Return a label of plain text in a text style of the stylesheet."""
    out = QLabel(text, parent)
    out.setTextFormat(Qt.TextFormat.PlainText)
    out.setWordWrap(wraps)
    if style:
        out.setProperty("style", style)
    policy = out.sizePolicy()
    if wraps:
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        out.setMinimumWidth(1)
    else:
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
    out.setSizePolicy(policy)
    return out


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline across."""
    line = QFrame(parent)
    line.setObjectName("rule")
    return line


def bar(parent: QWidget | None = None, height: int = 20) -> QFrame:
    """Return a short upright hairline between groups of a bar."""
    line = QFrame(parent)
    line.setObjectName("bar")
    line.setFixedHeight(height)
    return line


class ElidedLabel(QLabel):
    """One line of plain text; what does not fit ends in an ellipsis, whole in the tooltip."""

    def __init__(self, text: str = "", style: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if style:
            self.setProperty("style", style)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the text, cut to the width there is."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        room = QRect(self.contentsRect())
        room.setLeft(room.left() + max(0, self.indent()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if text != self.text() else "")
        painter.setPen(option.palette.color(self.foregroundRole()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), text)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property and let the stylesheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
