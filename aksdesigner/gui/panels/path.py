"""Path: two ends, a verdict, and every hop there and back with the route that won."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.analysis.results import Trace
from aksdesigner.edit.queries import AddQuery
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.icons import icon
from aksdesigner.gui.panels.path_ends import (
    Intent,
    end_of_key,
    meaning_of,
    problem_text,
    query_of,
    sources_of,
    targets_of,
)
from aksdesigner.gui.panels.path_legs import LegColumn, VerdictBanner
from aksdesigner.gui.panels.path_reasons import Reasons
from aksdesigner.gui.panels.path_without import Without
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.field_edit import QuietCombo
from aksdesigner.gui.widgets.labels import label, restyle
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key

PROTOCOLS = ("tcp", "udp", "icmp")
TYPING_MS = 250
HINT = "Type two ends: names, addresses, FQDNs. Or open the menu of a thing and trace from it."


class EndEdit(QLineEdit):
    """An end of a path: typed, with every end of the design offered."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMinimumWidth(120)
        self._ends = QStringListModel(self)
        completer = QCompleter(self._ends, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)

    def offer(self, ends: tuple[str, ...]) -> None:
        """Offer these ends."""
        if tuple(self._ends.stringList()) != ends:
            self._ends.setStringList(list(ends))


class KeepRow(QWidget):
    """Keeps a path as an intent: whether it must work, who needs it, why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.required = QCheckBox("Required", self)
        self.required.setToolTip("It is an error when this path is not delivered")
        self.operator = QCheckBox("For operators", self)
        self.operator.setToolTip("People or agents reach the cluster this way to run it")
        self.why = QLineEdit(self)
        self.why.setPlaceholderText("Why it is needed")
        self.why.setAccessibleName("Why it is needed")
        self.save = QPushButton("Save as intent", self)
        self.save.setToolTip("Keep this path and its verdict, checked with every edit")
        row.addWidget(self.required)
        row.addWidget(self.operator)
        row.addWidget(self.why, 1)
        row.addWidget(self.save)

    @property
    def intent(self) -> Intent:
        """What is said of the path."""
        return Intent(self.required.isChecked(), self.operator.isChecked(), self.why.text().strip())

    def clear(self) -> None:
        """Say nothing of the next path."""
        self.required.setChecked(False)
        self.operator.setChecked(False)
        self.why.clear()


class PathPanel(Plain):
    """The path explorer; it traces again after every edit."""

    traced = Signal(object)  # Trace or None
    selected = Signal(object)  # tuple of Key

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self._theme = theme
        self._document: Document | None = None
        self.trace: Trace | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 0)
        layout.setSpacing(8)
        layout.addLayout(self._ends())
        self.keeping = KeepRow(self)
        self.keeping.save.clicked.connect(self._save)
        layout.addWidget(self.keeping)
        self._hint = label(HINT, "quiet", self, wraps=True)
        layout.addWidget(self._hint)
        self.banner = VerdictBanner(theme, self)
        self._scroll = QScrollArea(self)
        self._scroll.setAccessibleName("Hops of the path")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._legs())
        layout.addWidget(self._scroll, 1)
        layout.addStretch(0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.refresh)
        bridge.updated.connect(self.refresh)
        theme.changed.connect(self._draw)
        self._draw()
        self.refresh()

    def _ends(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.source = EndEdit("From", self)
        self.destination = EndEdit("To", self)
        self.pick_source = self._pick("Pick where it begins on the canvas")
        self.pick_destination = self._pick("Pick where it ends on the canvas")
        self._swap = QToolButton(self)
        self._swap.setToolTip("Swap the ends")
        self._swap.setAccessibleName("Swap the ends")
        self._swap.clicked.connect(self.swap)
        self.port = QLineEdit("443", self)
        self.port.setAccessibleName("Port")
        self.port.setToolTip("Port")
        self.port.setFixedWidth(64)
        self.protocol: QComboBox = QuietCombo(self)
        self.protocol.addItems([name.upper() for name in PROTOCOLS])
        self.protocol.setAccessibleName("Protocol")
        self.protocol.setFixedWidth(84)
        self.permit = QCheckBox("Permit all", self)
        self.permit.setToolTip(
            "Ignore security groups, firewall rules and network policies: routing alone"
        )
        self.permit.toggled.connect(self.refresh)
        for edit in (self.source, self.destination, self.port):
            edit.textChanged.connect(self._typed)
            edit.returnPressed.connect(self.refresh)
        self.protocol.currentIndexChanged.connect(self._typed)
        stops = (
            self.source,
            self.destination,
            self.port,
            self.protocol,
            self.permit,
            self._swap,
        )
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)
        row.addWidget(self.source, 3)
        row.addWidget(self.pick_source)
        row.addWidget(self._swap)
        row.addWidget(self.destination, 3)
        row.addWidget(self.pick_destination)
        row.addWidget(self.port)
        row.addWidget(self.protocol)
        row.addWidget(self.permit)
        return row

    def _pick(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText("Pick")
        button.setCheckable(True)
        button.setAccessibleName(words)
        button.setToolTip(f"{words}: press, then click a thing")
        button.toggled.connect(self._picking)
        return button

    def _picking(self, is_on: bool) -> None:  # noqa: FBT001  # a Qt slot
        """One end at a time is picked."""
        for button in (self.pick_source, self.pick_destination):
            if is_on and button is not self.sender():
                button.setChecked(False)

    def take_picked(self, keys: tuple[Key, ...]) -> None:
        """Take what was selected on the canvas as the end that is being picked, if one is."""
        is_source = self.pick_source.isChecked()
        if len(keys) != 1 or not (is_source or self.pick_destination.isChecked()):
            return
        end = end_of_key(self._bridge.update_now.document, keys[0], is_source=is_source)
        for button in (self.pick_source, self.pick_destination):
            button.setChecked(False)
        self.set_source(end) if is_source else self.set_destination(end)

    def _legs(self) -> QWidget:
        body = QWidget(self)
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 6, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        self.reasons = Reasons(self._theme, body)
        self.reasons.selected.connect(self.selected)
        column.addWidget(self.reasons)
        self.without = Without(self._theme, body)
        column.addWidget(self.without)
        legs = QHBoxLayout()
        legs.setSpacing(24)
        self.there = LegColumn("There", "pathForward", self._theme, body)
        self.back = LegColumn("Back", "pathReturn", self._theme, body)
        top = Qt.AlignmentFlag.AlignTop
        legs.addWidget(self.there, 1, top)
        legs.addWidget(self.back, 1, top)
        column.addLayout(legs)
        column.addStretch(1)
        return body

    def set_source(self, text: str) -> None:
        """Begin at this end (a key, a name, an address)."""
        self.source.setText(text)
        self.refresh()

    def set_destination(self, text: str) -> None:
        """End at this end."""
        self.destination.setText(text)
        self.refresh()

    def swap(self) -> None:
        """Exchange the ends."""
        source, destination = self.source.text(), self.destination.text()
        self.source.setText(destination)
        self.destination.setText(source)
        self.refresh()

    @property
    def ends(self) -> tuple[str, str]:
        """What the typed texts mean: source and destination as a trace takes them."""
        document = self._bridge.update_now.document
        return (
            meaning_of(document, self.source.text(), is_source=True),
            meaning_of(document, self.destination.text(), is_source=False),
        )

    def clear(self) -> None:
        """Ask for no path."""
        self.source.clear()
        self.destination.clear()
        self.keeping.clear()
        self.refresh()

    def refresh(self, _update: object = None) -> None:
        """Trace again and show the answer, or say what is missing."""
        self._timer.stop()
        document = self._bridge.update_now.document
        if document is not self._document:
            self._document = document
            self.source.offer(sources_of(document))
            self.destination.offer(targets_of(document))
        problem = self._problem()
        self.trace = None
        if not problem:
            problem = self._traced()
        self._show(problem)
        self.traced.emit(self.trace)

    def _problem(self) -> str:
        """What keeps a trace from being asked for, in words; empty when nothing does."""
        is_port = self.port.text().isdecimal() and 0 < int(self.port.text()) < 65_536
        restyle(self.port, "wrong", "false" if is_port else "true")
        if not self.source.text().strip() or not self.destination.text().strip():
            return HINT
        return "" if is_port else f"{self.port.text() or 'Nothing'} is no port from 1 to 65535."

    @property
    def _mode(self) -> str:
        return "routing" if self.permit.isChecked() else "filtered"

    def _traced(self) -> str:
        source, destination = self.ends
        try:
            self.trace = self._bridge.update_now.analysis.trace(
                source,
                destination,
                port=int(self.port.text()),
                protocol=PROTOCOLS[self.protocol.currentIndex()],
                mode=self._mode,
            )
        except ValueError as error:
            return problem_text(error)
        return ""

    def _show(self, problem: str) -> None:
        self._hint.setText(problem)
        self._hint.setVisible(bool(problem))
        restyle(self._hint, "style", "quiet" if problem in ("", HINT) else "wrong")
        self._scroll.setVisible(self.trace is not None)
        self.keeping.setVisible(self.trace is not None)
        if self.trace is not None:
            self.banner.show_trace(self.trace)
            self.reasons.show_trace(self.trace)
            analysis = self._bridge.update_now.analysis
            self.without.show_trace(analysis, self.trace, self._mode)
            self.there.show_hops(self.trace.forward, 1)
            self.back.show_hops(self.trace.back, len(self.trace.forward) + 1)

    def _typed(self) -> None:
        self._timer.start()

    def _save(self) -> None:
        if self.trace is None:
            return
        query = query_of(
            *self.ends, self.trace, self.keeping.intent, is_routing=self.permit.isChecked()
        )
        if self._bridge.do(AddQuery(query)):
            self.keeping.clear()

    def _draw(self) -> None:
        self._swap.setIcon(icon(self._theme, "swap", 16))
