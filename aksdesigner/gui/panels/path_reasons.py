"""Why a path is as it is: what each layer decides, and everything that would have to change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from aksdesigner.analysis.results import Blocker, LayerDecision, Trace
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.gui.widgets.marks import Mark
from aksdesigner.model.ids import Key, label_of

LAYERS = {
    "dns": "DNS",
    "networkPolicy": "Network policy",
    "nsg": "Security group",
    "route": "Route",
    "peering": "Peering",
    "firewall": "Firewall",
    "privateEndpoint": "Endpoint",
}
MARKS = {
    "allow": "delivered",
    "deny": "dropped",
    "notEnforced": "warning",
    "unknown": "notComputed",
}
_OUTCOMES = {
    "allow": "lets it pass",
    "deny": "stops it",
    "notEnforced": "is not enforced",
    "notInvolved": "is not involved",
    "unknown": "is not known",
}


class LayerRow(QWidget):
    """One word a layer, in the order a packet meets them; its mark says what it decides."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)

    def show_layers(self, layers: tuple[LayerDecision, ...]) -> None:
        """Show what the layers of a flow decide."""
        _clear(self._row)
        for decision in layers:
            self._row.addWidget(self._word(decision))
        self._row.addStretch(1)
        self.setVisible(bool(layers))

    def _word(self, decision: LayerDecision) -> QWidget:
        word = QWidget(self)
        row = QHBoxLayout(word)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        mark = MARKS.get(decision.outcome)
        if mark is not None:
            row.addWidget(Mark(self._theme, mark, 14, word))
        name = LAYERS.get(decision.layer, decision.layer)
        row.addWidget(label(name, "small" if mark else "quiet", word))
        outcome = _OUTCOMES.get(decision.outcome, decision.outcome)
        word.setToolTip(decision.sentence)
        word.setAccessibleName(f"{name} {outcome}. {decision.sentence}")
        return word


class BlockerList(QWidget):
    """Everything that stands in the way of a flow, on both legs; each leads to its resource."""

    selected = Signal(object)  # tuple of Key

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_blockers(self, blockers: tuple[Blocker, ...]) -> None:
        """Show the blockers; none hide the list."""
        _clear(self._column)
        self.setVisible(bool(blockers))
        if not blockers:
            return
        count = len(blockers)
        title = "What would have to change" if count > 1 else "What would have to change: one thing"
        self._column.addWidget(label(title, "section", self))
        for number, blocker in enumerate(blockers, 1):
            self._column.addWidget(self._line(number, blocker))

    def _line(self, number: int, blocker: Blocker) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        leg = "" if blocker.leg == "forward" else "Back: "
        text = label(f"{number}. {leg}{blocker.sentence}", "small", line, wraps=True)
        row.addWidget(text, 1)
        if blocker.key is not None:
            row.addWidget(self._link(blocker.key, line), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _link(self, key: Key, parent: QWidget) -> QPushButton:
        button = QPushButton(label_of(key).rpartition("/")[2], parent)
        button.setProperty("link", "true")
        button.setToolTip(f"Select {label_of(key)}")
        button.clicked.connect(lambda: self.selected.emit((key,)))
        return button


class Reasons(QWidget):
    """Layers and blockers of the path in view."""

    selected = Signal(object)  # tuple of Key

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.layers = LayerRow(theme, self)
        self.blockers = BlockerList(self)
        self.blockers.selected.connect(self.selected)
        column.addWidget(self.layers)
        column.addWidget(self.blockers)

    def show_trace(self, trace: Trace) -> None:
        """Show why a path is as it is."""
        self.layers.show_layers(trace.layers)
        self.blockers.show_blockers(trace.blockers)


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
