"""The header of a dock: tabs on the left, tools on the right; its empty part drags the dock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyleOption,
    QStylePainter,
    QToolButton,
    QWidget,
)

from aksdesigner.gui.widgets.labels import label, restyle

HEIGHT = 36


class Plain(QWidget):
    """A QWidget that paints the background its stylesheet gives it."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint what the stylesheet says."""
        option = QStyleOption()
        option.initFrom(self)
        QStylePainter(self).drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option)


class TabHeader(Plain):
    """Tabs as text with a line under the chosen one."""

    chosen = Signal(object)  # int

    def __init__(self, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabHeader")
        self.setFixedHeight(HEIGHT)
        self._buttons = QButtonGroup(self)
        self._counts: list[QLabel] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(6)
        for index, title in enumerate(titles):
            self._add_tab(layout, index, title)
        layout.addStretch(1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        layout.addLayout(self.tools)
        self._buttons.idClicked.connect(self._clicked)
        self.choose(0)

    def sizeHint(self) -> QSize:
        """As high as a tab."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def _add_tab(self, layout: QHBoxLayout, index: int, title: str) -> None:
        button = QToolButton(self)
        button.setObjectName("tab")
        button.setText(title)
        button.setCheckable(True)
        button.setFixedHeight(HEIGHT - 1)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(title)
        self._buttons.addButton(button, index)
        layout.addWidget(button)
        count = label("", "count", self)
        count.hide()
        self._counts.append(count)
        layout.addWidget(count, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(6)

    def choose(self, index: int) -> None:
        """Mark a tab as chosen."""
        button = self._buttons.button(index)
        if button is not None:
            button.setChecked(True)

    @property
    def current(self) -> int:
        """The chosen tab."""
        return self._buttons.checkedId()

    def set_count(self, index: int, text: str) -> None:
        """Show a figure after a tab; an empty text hides it."""
        count = self._counts[index]
        count.setText(text)
        count.setVisible(bool(text))

    def make_alternate(self) -> None:
        """Stand on the quieter panel colour."""
        restyle(self, "alt", "true")

    def _clicked(self, index: int) -> None:
        self.chosen.emit(index)
