"""CodeView: lines of code with their numbers, coloured by what their words are. Read only."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.present.code_lines import ROLES, CodeLine

GAP = 12
EDGE = 8  # between the frame and the first and last line
_TINTS = {"added": "addedSoft", "removed": "removedSoft"}
_SIGNS = {"added": "+", "removed": "−"}


class CodeView(QPlainTextEdit):
    """Shows `CodeLine`s; what can be selected and copied is the code without numbers."""

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        self._theme = theme
        self.shown: tuple[CodeLine, ...] = ()
        self._highlighter = _Highlighter(self, self.document())
        self._numbers = _Numbers(self)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFont(theme.font("code"))
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)  # else a tint would stop short of the numbers
        self.setTabChangesFocus(True)
        self.setAccessibleName("Code")
        self.updateRequest.connect(self._scrolled)
        theme.changed.connect(self._recolor)

    def show_lines(self, lines: tuple[CodeLine, ...], *, from_top: bool) -> None:
        """Show other lines; `from_top` goes to the first, else the place in view stays."""
        if lines == self.shown and not from_top:
            return
        place = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.shown = lines
        self.setPlainText("\n".join(line.text for line in lines))
        self.setViewportMargins(self.number_width(), EDGE, 0, EDGE)
        self._tint()
        across, down = (0, 0) if from_top else place
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        self._numbers.update()

    def color(self, role: str) -> object:
        """Return the colour of a role in the theme in force."""
        return self._theme.color(role)

    def number_width(self) -> int:
        """Return how wide the column of numbers is."""
        digits = max((len(str(line.number)) for line in self.shown), default=1)
        return self.fontMetrics().horizontalAdvance("9") * max(digits, 2) + 2 * GAP

    def paint_numbers(self, painter: QPainter, box: QRect) -> None:
        """Paint the numbers of the lines in view; a sign stands beside what came or went."""
        painter.fillRect(box, self._theme.color("panelAlt"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        place = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while block.isValid() and place.top() <= box.bottom():
            if block.blockNumber() < len(self.shown):
                self._paint_number(painter, place, self.shown[block.blockNumber()])
            block = block.next()
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())

    def _paint_number(self, painter: QPainter, place: QRectF, line: CodeLine) -> None:
        row = QRectF(0, place.top(), self.number_width(), place.height())
        if line.tint:
            painter.fillRect(row, self._theme.color(_TINTS[line.tint]))
            painter.setPen(self._theme.color(line.tint))
            painter.drawText(
                row.adjusted(3, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, _SIGNS[line.tint]
            )
        if line.number:
            painter.setPen(self._theme.color("text3"))
            box = row.adjusted(0, 0, -GAP, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(line.number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column of numbers at the left."""
        super().resizeEvent(event)
        self._place_numbers()

    def minimumSizeHint(self) -> QSize:
        """The panel sets the limits."""
        return QSize(80, 40)

    def _scrolled(self, box: QRect, down: int) -> None:
        if down:
            self._numbers.scroll(0, down)
        else:
            self._numbers.update(0, box.y(), self._numbers.width(), box.height())
        self._place_numbers()

    def _place_numbers(self) -> None:
        """Put the numbers beside the lines, which scroll inside the margins of the view."""
        view = self.viewport().geometry()
        box = QRect(self.contentsRect().left(), view.top(), self.number_width(), view.height())
        if self._numbers.geometry() != box:
            self._numbers.setGeometry(box)

    def _tint(self) -> None:
        found = []
        for number, line in enumerate(self.shown):
            if line.tint:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self.document().findBlockByNumber(number))
                selection.format.setBackground(self._theme.color(_TINTS[line.tint]))
                selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
                found.append(selection)
        self.setExtraSelections(found)

    def _recolor(self) -> None:
        self._highlighter.rehighlight()
        self._tint()
        self._numbers.update()


class _Numbers(QWidget):
    """The column of numbers, which scrolls along but not sideways."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        self._view.paint_numbers(QPainter(self), event.rect())


class _Highlighter(QSyntaxHighlighter):
    """Colours the words of each line by their role in the theme."""

    def __init__(self, view: CodeView, document: QTextDocument) -> None:
        super().__init__(document)
        self._view = view

    def highlightBlock(self, text: str) -> None:  # noqa: ARG002  # Qt asks for it
        """Colour one line."""
        number = self.currentBlock().blockNumber()
        if number >= len(self._view.shown):
            return
        for word in self._view.shown[number].words:
            form = QTextCharFormat()
            form.setForeground(self._view.color(ROLES[word.kind]))  # type: ignore[arg-type]
            self.setFormat(word.start, word.length, form)
