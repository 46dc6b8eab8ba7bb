"""What if this were gone: chips of what a path leans on, and before and after side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Trace
from aksdesigner.gui.panels.path_legs import VerdictBanner
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.labels import label
from aksdesigner.workspace.without import Absence, absences_of, asked_without

MOST_CHIPS = 6
NO_QUESTION = "Nothing to ask: an end of the path goes with it."


class Without(QWidget):
    """A chip a thing; a chosen one shows the path as it is beside the path without that thing."""

    asked = Signal(object)  # Trace or None: the path without the thing

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._trace: Trace | None = None
        self._mode = "filtered"
        self.chosen: str | None = None
        self.chips: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label("What if this were gone", "section", self))
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        row.addLayout(self._row)
        row.addStretch(1)
        column.addLayout(row)
        self._pair = QWidget(self)
        sides = QHBoxLayout(self._pair)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(24)
        self.before = VerdictBanner(theme, self._pair)
        self.after = VerdictBanner(theme, self._pair)
        self.titles = (label("As it is", "caption", self._pair), label("", "caption", self._pair))
        self.ways = (
            label("", "small", self._pair, wraps=True),
            label("", "small", self._pair, wraps=True),
        )
        for title, banner, way in zip(
            self.titles, (self.before, self.after), self.ways, strict=True
        ):
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(title)
            side.addWidget(banner)
            side.addWidget(way)
            side.addStretch(1)
            sides.addLayout(side, 1)
        column.addWidget(self._pair)
        self.hint = label(NO_QUESTION, "quiet", self, wraps=True)
        column.addWidget(self.hint)
        self._pair.hide()
        self.hint.hide()

    def show_trace(self, analysis: Analysis, trace: Trace, mode: str) -> None:
        """Offer what a path leans on; what was chosen stays so while the path still leans on it."""
        self._analysis, self._trace, self._mode = analysis, trace, mode
        found = absences_of(analysis, trace)[:MOST_CHIPS]
        self._offer(found)
        again = next((absence for absence in found if absence.title == self.chosen), None)
        self.choose(again)

    def _offer(self, found: tuple[Absence, ...]) -> None:
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for absence in found:
            chip = QPushButton(absence.title, self)
            chip.setCheckable(True)
            chip.setToolTip(f"Ask the same of a copy without {absence.title}")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(partial(self._clicked, absence, chip))
            self.chips.append(chip)
            self._row.addWidget(chip)
        self.setVisible(bool(found))

    def _clicked(self, absence: Absence, chip: QPushButton) -> None:
        self.choose(absence if chip.isChecked() else None)

    def choose(self, absence: Absence | None) -> None:
        """Show the path without a thing; None shows the chips alone."""
        self.chosen = None if absence is None else absence.title
        for chip in self.chips:
            chip.setChecked(chip.text() == self.chosen)
        after = None
        if absence is not None and self._analysis is not None and self._trace is not None:
            after = asked_without(self._analysis, absence, self._trace, self._mode)
            if after is not None:
                self.titles[1].setText(f"Without {absence.title}")
                for trace, banner, way in zip(
                    (self._trace, after), (self.before, self.after), self.ways, strict=True
                ):
                    banner.show_trace(trace)
                    way.setText(way_text(trace))
        self._pair.setVisible(after is not None)
        self.hint.setVisible(absence is not None and after is None)
        self.asked.emit(after)


def way_text(trace: Trace) -> str:
    """Return the stops of both legs in a line each."""
    there = " → ".join(hop.token for hop in trace.forward)
    back = " → ".join(hop.token for hop in trace.back)
    return f"There: {there}\nBack: {back}" if back else f"There: {there}"
