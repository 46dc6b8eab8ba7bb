"""The start screen: new, open, what was recovered, recent files, samples to take apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.gui.icons import icon
from aksdesigner.gui.panels.samples import Sample, samples
from aksdesigner.gui.panels.top_bar import AppMark
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import ElidedLabel, label, restyle
from aksdesigner.gui.widgets.pressable import Pressable
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.gui.widgets.thumbnail import Thumbnail
from aksdesigner.store.recovery import Recoverable

NAV_WIDTH = 320
MOST_RECENT = 6
CARD_PICTURE = 168


@dataclass(frozen=True)
class Recent:
    """A file of the list: where it is, when it was changed, whether it is still there."""

    path: Path
    detail: str
    is_there: bool


class Clickable(Pressable):
    """A card or row that stands for something, which `chosen` carries."""

    chosen = Signal(object)

    def __init__(self, name: str, payload: object, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._payload = payload
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._payload)


class StartPage(Plain):
    """What is shown while no design is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    back_wanted = Signal()
    path_wanted = Signal(object)  # Path
    sample_wanted = Signal(object)  # Sample
    recover_wanted = Signal(object)  # Recoverable
    discard_wanted = Signal(object)  # Recoverable
    shortcuts_wanted = Signal()

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startBody")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Start screen")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav())
        row.addWidget(self._body(), 1)
        theme.changed.connect(self._draw)
        self._draw()

    def _nav(self) -> QWidget:
        nav = Plain(self)
        nav.setObjectName("startNav")
        nav.setFixedWidth(NAV_WIDTH)
        column = QVBoxLayout(nav)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(10)
        column.addWidget(AppMark(self._theme, 44, nav))
        column.addSpacing(6)
        column.addWidget(label("aksdesigner", "display", nav))
        column.addWidget(label("Draw it. See what Azure would do.", "body", nav))
        column.addSpacing(10)
        self.new_button = self._button("New design", nav, is_primary=True)
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button = self._button("Open…", nav)
        self.open_button.clicked.connect(self.open_wanted)
        column.addWidget(self.new_button)
        column.addWidget(self.open_button)
        self.back_button = QPushButton(nav)
        self.back_button.setProperty("link", "true")
        self.back_button.clicked.connect(self.back_wanted)
        self.back_button.hide()
        column.addWidget(self.back_button)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(2)
        column.addSpacing(12)
        column.addLayout(self._lists)
        column.addStretch(1)
        shortcuts = QPushButton("Shortcuts", nav)
        shortcuts.setProperty("link", "true")
        shortcuts.clicked.connect(self.shortcuts_wanted)
        column.addWidget(shortcuts, 0, Qt.AlignmentFlag.AlignLeft)
        return nav

    def _button(self, text: str, nav: QWidget, *, is_primary: bool = False) -> QPushButton:
        button = QPushButton(text, nav)
        button.setProperty("big", "true")
        if is_primary:
            button.setProperty("primary", "true")
        return button

    def _body(self) -> QWidget:
        scroll = QScrollArea(self)
        scroll.setAccessibleName("Samples")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = Plain()
        body.setObjectName("startBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(48, 32, 48, 32)
        column.setSpacing(16)
        found = samples()
        column.addWidget(
            label("Samples to take apart" if found else "Start a design", "title", body)
        )
        if not found:
            text = "Choose New design, then drop a VNet on the canvas."
            column.addWidget(label(text, "body", body, wraps=True))
        grid = QGridLayout()
        grid.setSpacing(20)
        columns = 2 if len(found) in (2, 4) else 3
        for index, sample in enumerate(found):
            grid.addWidget(self._card(sample, body), index // columns, index % columns)
        for index in range(columns):
            grid.setColumnStretch(index, 1)
        column.addLayout(grid)
        column.addStretch(1)
        scroll.setWidget(body)
        return scroll

    def _card(self, sample: Sample, body: QWidget) -> QWidget:
        card = Clickable("card", sample, body)
        card.setAccessibleName(sample.title)
        card.chosen.connect(self.sample_wanted)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 14)
        column.setSpacing(2)
        column.addWidget(Thumbnail(sample.document, self._theme, CARD_PICTURE, card))
        texts = QVBoxLayout()
        texts.setContentsMargins(16, 12, 16, 0)
        texts.setSpacing(2)
        texts.addWidget(label(sample.title, "heading", card))
        if sample.summary:
            texts.addWidget(label(sample.summary, "body", card, wraps=True))
        texts.addSpacing(4)
        texts.addWidget(label(sample.counts, "quiet", card))
        column.addLayout(texts)
        column.addStretch(1)
        return card

    def offer_back(self, name: str) -> None:
        """Offer the way back to the design behind this screen; an empty name: there is none."""
        self.back_button.setText(f"Back to {name}")
        self.back_button.setVisible(bool(name))

    def show_lists(self, recovered: tuple[Recoverable, ...], recent: tuple[Recent, ...]) -> None:
        """Show what a crash left and what was open last."""
        _clear(self._lists)
        if recovered:
            self._lists.addWidget(label("Recovered", "group", self))
            for entry in recovered[:3]:
                self._lists.addWidget(self._recovered(entry))
            self._lists.addSpacing(10)
        if recent:
            self._lists.addWidget(label("Recent", "group", self))
            for file in recent[:MOST_RECENT]:
                self._lists.addWidget(self._recent(file))

    def _recovered(self, entry: Recoverable) -> QWidget:
        row = Clickable("recent", entry, self)
        restyle(row, "tone", "warning")
        row.chosen.connect(self.recover_wanted)
        row.setAccessibleName(f"Recover {entry.name}")
        row.setToolTip("Open the unsaved work")
        changes = "1 change" if entry.edits == 1 else f"{entry.edits} changes"
        where = f"newer than {entry.file.name}" if entry.file else "never saved"
        layout = _two_lines(row, entry.name, f"{changes}, {where}")
        discard = DiscardButton(entry, row)
        discard.wanted.connect(self.discard_wanted)
        layout.addWidget(discard)
        return row

    def _recent(self, file: Recent) -> QWidget:
        row = Clickable("recent", file.path, self)
        row.setEnabled(file.is_there)
        row.setAccessibleName(f"Open {file.path.name}")
        row.setToolTip(str(file.path))
        row.chosen.connect(self.path_wanted)
        _two_lines(row, file.path.stem, file.detail, is_quiet=not file.is_there)
        return row

    def _draw(self) -> None:
        self.new_button.setIcon(icon(self._theme, "plus", 16, "onAccent"))


class DiscardButton(QPushButton):
    """Throws one recovered work away."""

    wanted = Signal(object)  # Recoverable

    def __init__(self, entry: Recoverable, parent: QWidget) -> None:
        super().__init__("Discard", parent)
        self.setAccessibleName(f"Discard {entry.name}")
        self._entry = entry
        self.setProperty("link", "true")
        self.clicked.connect(self._want)

    def _want(self) -> None:
        self.wanted.emit(self._entry)


def _two_lines(row: QWidget, first: str, second: str, *, is_quiet: bool = False) -> QHBoxLayout:
    layout = QHBoxLayout(row)
    layout.setContentsMargins(8, 7, 8, 7)
    column = QVBoxLayout()
    column.setSpacing(0)
    name: QLabel = ElidedLabel(first, "quiet" if is_quiet else "strong", row)
    column.addWidget(name)
    column.addWidget(ElidedLabel(second, "quiet", row))
    layout.addLayout(column, 1)
    return layout


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
