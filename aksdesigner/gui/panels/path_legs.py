"""The verdict banner, and a leg of a path: numbered hops with what happened at each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from aksdesigner.analysis.results import EffectiveRoute, Hop, Trace
from aksdesigner.gui.panels.routes import hops_of
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label, restyle
from aksdesigner.gui.widgets.marks import Mark
from aksdesigner.model.ids import split_key

DISC = 18
_TONES = {"delivered": "ok", "notComputed": "info"}
_WORDS = {
    "delivered": "Delivered",
    "dropped": "Dropped",
    "blackhole": "Lost in a black hole",
    "asymmetric": "Asymmetric",
    "loop": "Goes in a circle",
    "notComputed": "Not computed",
}


class VerdictBanner(QFrame):
    """Mark, verdict and one sentence."""

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        self._mark = Mark(theme, "delivered", 26, self)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.title = label("", "heading", self, wraps=True)
        self.sentence = label("", "", self, wraps=True)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        row.addLayout(column, 1)

    def show_trace(self, trace: Trace) -> None:
        """Show what became of the packet."""
        self._mark.show_mark(trace.verdict)
        restyle(self, "tone", _TONES.get(trace.verdict, "error"))
        device = split_key(trace.device)[1] if trace.device else ""
        leg = {"forward": " on the way there", "return": " on the way back"}.get(
            trace.leg or "", ""
        )
        where = f" at {device}" if device else leg
        self.title.setText(f"{_WORDS[trace.verdict]}{where}")
        told = _beneath(self.title.text(), trace.sentence)
        self.sentence.setText(told)
        self.sentence.setVisible(bool(told))


class LegColumn(QWidget):
    """One direction: its heading and its hops."""

    def __init__(self, title: str, role: str, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self._theme = theme
        self._title = title
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, title.lower(), self))
        self._ends = label("", "small", self)
        head.addWidget(self._ends, 1)
        self._column.addLayout(head)
        self._column.addSpacing(6)
        self._rows: list[HopRow] = []

    @property
    def rows(self) -> tuple[HopRow, ...]:
        """The hops in view."""
        return tuple(self._rows)

    def show_hops(self, hops: tuple[Hop, ...], first: int) -> None:
        """Show hops, numbered from `first`."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self.setVisible(bool(hops))
        if not hops:
            return
        ends = tuple(dict.fromkeys((_plain(hops[0]), _plain(hops[-1]))))
        self._ends.setText(" → ".join(ends) if len(ends) > 1 else f"{ends[0]}, no further")
        for number, hop in enumerate(hops, first):
            is_last = number == first + len(hops) - 1
            row = HopRow(hop, number, self._role, self._theme, is_last=is_last, parent=self)
            self._rows.append(row)
            self._column.addWidget(row)


class HopRow(QWidget):
    """A numbered stop: filled discs go there, rings come back."""

    def __init__(
        self,
        hop: Hop,
        number: int,
        role: str,
        theme: WindowTheme,
        *,
        is_last: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.hop = hop
        self._number = number
        self._role = role
        self._theme = theme
        self._is_last = is_last
        column = QVBoxLayout(self)
        column.setContentsMargins(DISC + 10, 0, 0, 10)
        column.setSpacing(2)
        column.addWidget(label(_plain(hop), "strong", self))
        if hop.because:
            column.addWidget(label(hop.because, "small", self, wraps=True))
        if hop.route is not None:
            column.addWidget(self._plate(hop.route, hop.losers))

    def _plate(self, winner: EffectiveRoute, losers: tuple[EffectiveRoute, ...]) -> QFrame:
        plate = QFrame(self)
        plate.setObjectName("plate")
        column = QVBoxLayout(plate)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(1)
        won = label(route_text(winner), "won", plate, wraps=True)
        won.setToolTip(winner.reason)
        column.addWidget(won)
        for route in losers:
            lost = label(route_text(route), "lost", plate, wraps=True)
            lost.setToolTip(route.reason)
            column.addWidget(lost)
            if route.reason:
                column.addWidget(label(route.reason, "caption", plate, wraps=True))
        return plate

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the disc with its number, and the line to the next."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color(self._role)
        is_there = self._role == "pathForward"
        pen = QPen(color, 3 if is_there else 2)
        if not is_there:
            pen.setDashPattern([3, 2])
        x = DISC / 2 + 1
        if not self._is_last:
            painter.setPen(pen)
            painter.drawLine(QPointF(x, DISC), QPointF(x, self.height()))
        disc = QRectF(1, 0.5, DISC, DISC)
        painter.setPen(QPen(color, 2))
        painter.setBrush(color if is_there else self._theme.color("panel"))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        font = self._theme.font("caption")
        painter.setFont(font)
        painter.setPen(self._theme.color("panel") if is_there else color)
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(self._number))


def route_text(route: EffectiveRoute) -> str:
    """Return ``0.0.0.0/0 → 10.0.1.4 (User)``."""
    hop = hops_of(route) or route.next_hop_type
    return f"{route.prefix} → {hop} ({route.source})"


def _beneath(heading: str, sentence: str) -> str:
    """Return what a sentence says beyond its heading: the same words are not read twice."""
    return sentence.removeprefix(f"{heading}: ")


def _plain(hop: Hop) -> str:
    kind, colon, name = hop.token.partition(":")
    return name if colon and kind not in ("pod", "node") else hop.token.replace(":", " ", 1)
