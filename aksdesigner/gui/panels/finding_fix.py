"""The strip below the findings: what would repair the chosen one, and who has accepted it.

Fixes are tried one by one while nothing else is to be done, and only for the finding that somebody
chose; an edit stops the trying, so nobody's typing waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from aksdesigner.analysis.results import Finding
from aksdesigner.edit.queries import ReopenFinding
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.widgets.labels import ElidedLabel, label, restyle
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.document import Accepted
from aksdesigner.repair.offers import Offer, attempts, has_fix

# a pause before trying, so that walking through the list with the arrows stays quick
PAUSE_MS = 300
# offers that are worth showing beside one another
MOST_SHOWN = 4
LINES = 3


@dataclass(frozen=True)
class Chosen:
    """A finding with what the design says about it."""

    finding: Finding
    accepted: Accepted | None = None
    expired: Accepted | None = None


class FixStrip(Plain):
    """Offers for one finding: a button, what it will change, other ways, and acceptance."""

    accept_wanted = Signal(object)  # Finding
    fixed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self._chosen: Chosen | None = None
        self._trying: Iterator[Offer | None] | None = None
        self.offers: list[Offer] = []
        self._place = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._try_one)
        self.fix = QPushButton(self)
        restyle(self.fix, "primary", "true")
        self.fix.clicked.connect(self._apply)
        self.others = QToolButton(self)
        self.others.setText("Other ways")
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.others)
        self.others.setMenu(self._menu)
        self.accept = QPushButton("Accept…", self)
        self.accept.clicked.connect(self._accept)
        self.said = ElidedLabel("", "", self)
        self.lines = [ElidedLabel("", "small", self) for _ in range(LINES)]
        self._lay_out()
        self.show_chosen(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("Fix", "field", self))
        row.addWidget(self.fix)
        row.addWidget(self.others)
        row.addWidget(self.said, 1)
        row.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 4)
        column.setSpacing(2)
        column.addLayout(row)
        for line in self.lines:
            column.addWidget(line)

    def show_chosen(self, chosen: Chosen | None) -> None:
        """Show another finding, or none; what was tried for the last one is forgotten."""
        self._timer.stop()
        self._trying, self.offers, self._place = None, [], 0
        self._chosen = chosen
        self.setVisible(chosen is not None)
        if chosen is None:
            return
        self.accept.setText("Reopen" if chosen.accepted else "Accept…")
        if has_fix(chosen.finding.code) and chosen.accepted is None:
            self._timer.start(PAUSE_MS)
        self._refresh()

    @property
    def is_trying(self) -> bool:
        """Whether fixes of the chosen finding are still being tried."""
        return self._timer.isActive()

    def _try_one(self) -> None:
        """Try one candidate, and leave the next one to the next idle moment."""
        if self._chosen is None:
            return
        if self._trying is None:
            analysis = self._bridge.update_now.analysis
            self._trying = attempts(analysis, self._chosen.finding)
        try:
            offer = next(self._trying)
        except StopIteration:
            self._trying = None
            self._refresh()
            return
        if offer is not None:
            self.offers.append(offer)
        if len(self.offers) < MOST_SHOWN:
            self._timer.start(0)
        self._refresh()

    def _refresh(self) -> None:
        chosen = self._chosen
        assert chosen is not None
        offer = self.offers[self._place] if self.offers else None
        self.fix.setVisible(offer is not None)
        self.others.setVisible(len(self.offers) > 1)
        self.said.setText(self._words(chosen, offer))
        lines = [*offer.changes, *(f"Then: {f.message}" for f in offer.appears)] if offer else []
        if len(lines) > LINES:
            lines = [*lines[: LINES - 1], f"and {len(lines) - LINES + 1} more"]
        for shown, text in zip(self.lines, [*lines, *[""] * LINES], strict=False):
            shown.setText(text)
            shown.setVisible(bool(text))
        if offer is not None:
            self.fix.setText(offer.title if len(offer.title) < 60 else f"{offer.title[:58]}…")
            self.fix.setToolTip("\n".join((offer.title, *offer.changes)))
        self._fill_menu()

    def _words(self, chosen: Chosen, offer: Offer | None) -> str:
        if chosen.accepted is not None:
            until = f" until {chosen.accepted.until}" if chosen.accepted.until else ""
            return f"Accepted by {chosen.accepted.by}{until}: {chosen.accepted.reason}"
        if chosen.expired is not None and offer is None:
            return f"Accepted by {chosen.expired.by}; that ended on {chosen.expired.until}."
        if offer is not None:
            more = len(offer.ends) - 1
            return f"Ends {more} more finding{'' if more == 1 else 's'}." if more > 0 else ""
        if self.is_trying:
            return "Trying fixes…"
        return f"By hand: {chosen.finding.remedy}."

    def _fill_menu(self) -> None:
        self._menu.clear()
        for place, offer in enumerate(self.offers):
            action = QAction(offer.title, self._menu)
            action.setToolTip("\n".join(offer.changes))
            action.setData(place)
            action.setCheckable(True)
            action.setChecked(place == self._place)
            action.triggered.connect(self._choose)
            self._menu.addAction(action)
        self._menu.setToolTipsVisible(True)

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._place = int(sender.data())
            self._refresh()

    def _apply(self) -> None:
        """Do the fix in view, as one step."""
        if self.offers and self._bridge.do(self.offers[self._place].command):
            self.fixed.emit()

    def _accept(self) -> None:
        if self._chosen is None:
            return
        entry = self._chosen.accepted
        if entry is not None:
            self._bridge.do(ReopenFinding(entry.rule, entry.subject))
        else:
            self.accept_wanted.emit(self._chosen.finding)

    def mark_tab_order(self, first: QWidget) -> None:
        """Let Tab go from the list into the strip."""
        QWidget.setTabOrder(first, self.fix)
        QWidget.setTabOrder(self.fix, self.others)
        QWidget.setTabOrder(self.others, self.accept)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
