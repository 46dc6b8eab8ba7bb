"""Findings: what is wrong, with the numbers and what to do. Follows every edit by itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.dialogs.accept import AcceptDialog
from aksdesigner.gui.panels.finding_fix import Chosen, FixStrip
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.field_edit import QuietCombo
from aksdesigner.gui.widgets.labels import ElidedLabel, label
from aksdesigner.gui.widgets.marks import Mark, paint_mark
from aksdesigner.gui.widgets.pressable import Pressable
from aksdesigner.gui.widgets.row_ground import paint_ground
from aksdesigner.gui.widgets.tab_header import Plain
from aksdesigner.model.document import Accepted
from aksdesigner.model.ids import key_of, split_key
from aksdesigner.report.findings import Judged, expired, judged

ROW = 34
MARK = 14
CODE_LEFT, FACT_LEFT = 34, 98
REMEDY_WIDTH = 300
FINDING_ROLE = Qt.ItemDataRole.UserRole
ACCEPTED_ROLE = FINDING_ROLE + 1
ACCEPTED = "accepted"
FADED = 0.5
FILTERS = (
    ("All severities", ""),
    ("Errors", "error"),
    ("Warnings", "warning"),
    ("Notes", "info"),
    ("Accepted", ACCEPTED),
)
Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractListModel):
    """The findings in view, in the order of the analysis, accepted ones last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[Judged, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings alone."""
        return tuple(item.finding for item in self.items)

    def show(self, items: tuple[Judged, ...]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a finding, or what a screen reader says of it."""
        item = self.items[index.row()]
        finding = item.finding
        if role == FINDING_ROLE:
            return finding
        if role == ACCEPTED_ROLE:
            return item.accepted
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = f"{ACCEPTED} {finding.severity}" if item.accepted else finding.severity
            return f"{state} {finding.code}: {finding.message}. {finding.remedy}."
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (f"{finding.code} {finding.title}", finding.message, finding.remedy)
            return "\n".join(line for line in lines if line)
        return None


class FindingRow(QStyledItemDelegate):
    """Paints shape, code, fact, arithmetic and remedy on one line."""

    def __init__(self, theme: WindowTheme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002  # Qt asks for it
        """Every row is 34 high."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        finding, accepted = index.data(FINDING_ROLE), index.data(ACCEPTED_ROLE)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self._theme, box, option.state)
        if accepted is not None:
            painter.setOpacity(FADED)
        remedy = f"accepted by {accepted.by}" if accepted else finding.remedy
        top = box.top() + (ROW - MARK) / 2
        paint_mark(painter, self._theme, finding.severity, QRectF(box.left() + 10, top, MARK, MARK))
        self._text(painter, box, CODE_LEFT, FACT_LEFT - CODE_LEFT, finding.code, "caption", "text3")
        right = box.width() - REMEDY_WIDTH - 12 if box.width() > 720 else box.width() - 12
        fact, detail = split_message(finding.message)
        used = self._text(painter, box, FACT_LEFT, right - FACT_LEFT, fact, "bodyStrong", "text")
        left = FACT_LEFT + used + 10
        if detail and right - left > 40:
            self._text(painter, box, left, right - left, detail, "small", "text2")
        if right < box.width() - 12:
            self._text(painter, box, right + 12, REMEDY_WIDTH - 12, remedy, "small", "accent")
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        box: QRect,
        left: float,
        width: float,
        text: str,
        style: str,
        role: str,
    ) -> int:
        painter.setFont(self._theme.font(style))
        painter.setPen(self._theme.color(role))
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(width)))
        room = QRectF(box.left() + left, box.top(), width, box.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)
        return metrics.horizontalAdvance(cut)


def split_message(message: str) -> tuple[str, str]:
    """Split a message into the fact and the arithmetic that follows it."""
    for mark in ("; ", ", ", ": "):
        fact, found, detail = message.partition(mark)
        if found and len(fact) >= 12:
            return fact, detail
    return message, ""


class FindingsList(QListView):
    """A list whose Enter goes to the objects; a click on the chosen row asks again."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        super().mouseDoubleClickEvent(event)
        self.entered_row.emit()


class FindingsPanel(Plain):
    """The list with its filter; selecting a row outlines its objects."""

    selected = Signal(object)  # tuple[Key, ...]
    entered = Signal(object)  # tuple[Key, ...]
    counted = Signal(object)  # int

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._bridge = bridge
        self._shown: tuple[Judged, ...] | None = None
        self.strip = FixStrip(bridge, self)
        self.strip.accept_wanted.connect(self._accept)
        self.filter = self._filter()
        self.model = FindingsModel(self)
        self.list = FindingsList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingRow(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Findings")
        self.list.selectionModel().selectionChanged.connect(self._picked)
        self.list.entered_row.connect(self._entered)
        # the button of a fix that was done goes away, and the focus with it
        self.strip.fixed.connect(self.list.setFocus)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing(theme))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.strip)
        self.strip.mark_tab_order(self.list)
        bridge.updated.connect(self.refresh)

    def _filter(self) -> QComboBox:
        combo = QuietCombo(self)
        combo.setAccessibleName("Severities shown")
        for text, severity in FILTERS:
            combo.addItem(text, severity)
        combo.setFixedWidth(140)
        combo.currentIndexChanged.connect(self._filtered)
        return combo

    def _nothing(self, theme: WindowTheme) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(Mark(theme, "ok", 20, page), 0, Qt.AlignmentFlag.AlignTop)
        self.empty_text: QLabel = label("", "", page, wraps=True)
        row.addWidget(self.empty_text, 1, Qt.AlignmentFlag.AlignTop)
        return page

    def show_severity(self, severity: str) -> None:
        """Show only findings of a severity; an empty text shows all."""
        self.filter.setCurrentIndex(max(0, self.filter.findData(severity)))

    def select_for(self, keys: tuple[str, ...]) -> bool:
        """Select the first row about one of these things; return whether there is one."""
        for row, finding in enumerate(self.model.findings):
            if set(keys) & set(finding.resources):
                self.list.setCurrentIndex(self.model.index(row))
                return True
        return False

    def refresh(self, _update: object = None) -> None:
        """Show what the analysis says now; the chosen row stays chosen while it exists."""
        update = self._bridge.update_now
        items = judged(update.document, update.analysis.findings, date.today())
        every = [item for item in items if item.accepted is None]
        self.counted.emit(len(every))
        wanted = self.filter.currentData()
        shown = tuple(item for item in items if _is_wanted(item, wanted))
        self._pages.setCurrentIndex(0 if shown else 1)
        rules = len(RULES)
        kind = self.filter.currentText().lower()
        self.empty_text.setText(
            f"No findings. {rules} rules checked."
            if not every
            else f"No {kind}. {len(every)} findings of other severities."
        )
        if shown == self._shown:
            self._choose()
            return
        chosen = self.list.currentIndex().data(FINDING_ROLE) if self._shown else None
        self._shown = shown
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show(shown)
            row = _same_row(shown, chosen)
            if row is not None:
                self.list.setCurrentIndex(self.model.index(row))
        self.list.viewport().update()
        self._choose()

    def _filtered(self) -> None:
        self.refresh()

    def _picked(self) -> None:
        finding = self._current()
        self._choose()
        if finding is not None:
            self.selected.emit(finding.resources)

    def _choose(self) -> None:
        """Let the strip look for a fix of the chosen finding."""
        finding = self._current()
        if finding is None:
            self.strip.show_chosen(None)
            return
        document = self._bridge.update_now.document
        over = (e for e in expired(document, date.today()) if _is_about(e, finding))
        accepted = self.list.currentIndex().data(ACCEPTED_ROLE)
        self.strip.show_chosen(Chosen(finding, accepted, next(over, None)))

    def _accept(self, finding: Finding) -> None:
        """Ask for a reason and a name, and accept a finding."""
        dialog = AcceptDialog(self._bridge.update_now.document, finding, date.today(), self)
        if dialog.exec():
            self._bridge.do(dialog.command)
        dialog.deleteLater()

    def _entered(self) -> None:
        finding = self._current()
        if finding is not None:
            self.entered.emit(finding.resources)

    def _current(self) -> Finding | None:
        indexes = self.list.selectionModel().selectedIndexes()
        found = indexes[0].data(FINDING_ROLE) if indexes else None
        return found if isinstance(found, Finding) else None


def _is_wanted(item: Judged, wanted: str) -> bool:
    if wanted in ("", ACCEPTED):
        return not wanted or item.accepted is not None
    return item.accepted is None and item.finding.severity == wanted


def _is_about(entry: Accepted, finding: Finding) -> bool:
    return entry.rule == finding.code and key_of(*split_key(entry.subject)) in finding.resources


def _same_row(items: tuple[Judged, ...], chosen: object) -> int | None:
    if not isinstance(chosen, Finding):
        return None
    for row, item in enumerate(items):
        finding = item.finding
        if (finding.code, finding.resources) == (chosen.code, chosen.resources):
            return row
    return None


class WorstLine(Pressable):
    """The folded bottom dock: the worst finding and how many there are. A click opens it."""

    opened = Signal()

    def __init__(self, bridge: Bridge, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__("worst", parent)
        self._bridge = bridge
        self.setAccessibleName("Open the bottom panel")
        self.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 16, 0)
        row.setSpacing(8)
        self._mark = Mark(theme, "ok", 14, self)
        self._code = label("", "strong", self)
        self._text = ElidedLabel("", "", self)
        self._count = label("", "strong", self)
        row.addWidget(self._mark)
        row.addWidget(self._code)
        row.addWidget(self._text, 1)
        row.addWidget(self._count)
        bridge.updated.connect(self.refresh)

    def refresh(self, _update: object = None) -> None:
        """Show the worst finding there is now."""
        update = self._bridge.update_now
        findings = open_findings(update.document, update.analysis.findings)
        self._code.setVisible(bool(findings))
        if not findings:
            self._mark.show_mark("ok")
            self._text.setText(f"No findings. {len(RULES)} rules checked.")
            self._count.setText("")
            self.setAccessibleDescription(self._text.text())
            return
        worst = findings[0]
        self._mark.show_mark(worst.severity)
        self._code.setText(worst.code)
        self._text.setText(worst.message)
        self._count.setText(f"1 of {len(findings)}")
        self.setAccessibleDescription(f"{worst.code}: {worst.message}")
