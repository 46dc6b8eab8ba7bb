"""The docks of the window: what stands in them, how they fold, how they are remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.panels.capacity import CapacityPanel
from aksdesigner.gui.panels.checklist import ChecklistPanel
from aksdesigner.gui.panels.code import CodePanel
from aksdesigner.gui.panels.findings import FindingsPanel, WorstLine
from aksdesigner.gui.panels.history import HistoryPanel
from aksdesigner.gui.panels.inspector import InspectorPanel
from aksdesigner.gui.panels.intents import IntentsPanel
from aksdesigner.gui.panels.names import NamesPanel
from aksdesigner.gui.panels.outline import OutlinePanel
from aksdesigner.gui.panels.pairs import PairsPanel
from aksdesigner.gui.panels.palette import PalettePanel, Rail
from aksdesigner.gui.panels.path import PathPanel
from aksdesigner.gui.panels.questions import QuestionsPanel
from aksdesigner.gui.panels.routes import RoutesPanel
from aksdesigner.gui.settings import LAYOUT_VERSION, Settings
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.widgets.folding_dock import SPINE, FoldingDock, Spine
from aksdesigner.gui.widgets.tab_header import TabHeader
from aksdesigner.present.theme import SIZES

NARROW = 1400
ADD, OUTLINE, HISTORY = range(3)
FINDINGS, PATH, PAIRS, ROUTES, CAPACITY, DNS, INTENTS, CODE, CHECKLIST, QUESTIONS = range(10)
PATH_HEIGHT, SHEET_HEIGHT = 380, 320


class Docks(QObject):
    """Left Add, Outline and History, right the inspector, below what the engine says."""

    folded = Signal()

    def __init__(
        self, bridge: Bridge, theme: WindowTheme, settings: Settings, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._was_narrow: bool | None = None
        self.has_appeared = False
        self.palette = PalettePanel(theme, window)
        self.outline = OutlinePanel(bridge, theme, window)
        self.history = HistoryPanel(bridge, theme, window)
        self.inspector = InspectorPanel(bridge, theme, window)
        self.findings = FindingsPanel(bridge, theme, window)
        self.path = PathPanel(bridge, theme, window)
        self.pairs = PairsPanel(bridge, theme, window)
        self.routes = RoutesPanel(bridge, theme, window)
        self.capacity = CapacityPanel(bridge, theme, window)
        self.names = NamesPanel(bridge, theme, window)
        self.intents = IntentsPanel(bridge, theme, window)
        self.code = CodePanel(bridge, theme, settings, window)
        self.checklist = ChecklistPanel(bridge, theme, window)
        self.questions = QuestionsPanel(bridge, theme, window)
        self.rail = Rail(theme, window)
        self.worst = WorstLine(bridge, theme, window)
        self.left = self._left()
        self.right = self._right(theme)
        self.bottom = self._bottom()
        for area in (Qt.Corner.BottomLeftCorner, Qt.Corner.TopLeftCorner):
            window.setCorner(area, Qt.DockWidgetArea.LeftDockWidgetArea)
        for area in (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner):
            window.setCorner(area, Qt.DockWidgetArea.RightDockWidgetArea)
        self._fresh_state = window.saveState(LAYOUT_VERSION)

    @property
    def all(self) -> tuple[FoldingDock, FoldingDock, FoldingDock]:
        """Left, right, bottom."""
        return self.left, self.right, self.bottom

    def _left(self) -> FoldingDock:
        header = TabHeader(("Add", "Outline", "History"), self._window)
        header.make_alternate()
        pages = _pages(header, (self.palette, self.outline, self.history))
        width = int(SIZES["leftDock"])
        dock = FoldingDock("leftDock", "Add, outline and history", (180, 420), width, self._window)
        self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        dock.set_parts(header, pages, self.rail, int(SIZES["leftRail"]))
        self.left_header, self._left_pages = header, pages
        self.rail.outline_wanted.connect(self.show_outline)
        return dock

    def _right(self, theme: WindowTheme) -> FoldingDock:
        limits = (int(SIZES["rightDockMin"]), int(SIZES["rightDockMax"]))
        width = int(SIZES["rightDock"])
        dock = FoldingDock("rightDock", "Inspector", limits, width, self._window)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        spine = Spine(theme, "Inspector", self._window)
        spine.opened.connect(dock.unfold)
        dock.set_parts(self.inspector.header, self.inspector, spine, SPINE)
        self.inspector.fold_wanted.connect(dock.fold)
        return dock

    def _bottom(self) -> FoldingDock:
        titles = (
            *("Findings", "Path", "Pairs", "Routes", "Capacity", "DNS", "Intents", "Code"),
            "Checklist",
            "Questions",
        )
        header = TabHeader(titles, self._window)
        panels = (
            self.findings,
            self.path,
            self.pairs,
            self.routes,
            self.capacity,
            self.names,
            self.intents,
            self.code,
            self.checklist,
            self.questions,
        )
        pages = _pages(header, panels)
        header.tools.addWidget(self.findings.filter)
        height = int(SIZES["bottomDock"])
        limits = (int(SIZES["bottomDockMin"]), 640)
        dock = FoldingDock(
            "bottomDock",
            "Findings, path, pairs, routes, capacity, DNS, intents, code, checklist, questions",
            limits,
            height,
            self._window,
        )
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        dock.set_parts(header, pages, self.worst, SPINE)
        self.worst.opened.connect(dock.unfold)
        self.findings.counted.connect(self._count)
        self.intents.counted.connect(self._count_intents)
        self.questions.counted.connect(self._count_questions)
        pages.currentChanged.connect(self._bottom_page)
        self.bottom_header, self.bottom_pages = header, pages
        return dock

    def show_outline(self) -> None:
        """Open the outline."""
        self._show_left(OUTLINE)

    def show_history(self) -> None:
        """Open the history, the keyboard on its present step."""
        self._show_left(HISTORY)
        self.history.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_palette(self) -> None:
        """Open the palette, ready to type a kind."""
        self._show_left(ADD)
        self.palette.focus_filter()

    def _show_left(self, page: int) -> None:
        self.left.unfold()
        self.left_header.choose(page)
        self._left_pages.setCurrentIndex(page)

    def show_bottom(self, page: int) -> None:
        """Open a page of the bottom dock."""
        self.bottom.unfold()
        self.bottom_header.choose(page)
        self.bottom_pages.setCurrentIndex(page)
        wanted = {
            PATH: PATH_HEIGHT,
            PAIRS: SHEET_HEIGHT,
            ROUTES: SHEET_HEIGHT,
            CAPACITY: SHEET_HEIGHT,
            DNS: SHEET_HEIGHT,
            CODE: SHEET_HEIGHT,
            CHECKLIST: SHEET_HEIGHT,
            QUESTIONS: SHEET_HEIGHT,
        }.get(page)
        if wanted is not None:
            self.bottom.grow_to(min(wanted, self._window.height() * 2 // 5))

    def first_sizes(self) -> None:
        """Give the open docks their first sizes; Qt forgets them until the window has one."""
        for dock, name in zip(self.all, ("leftDock", "rightDock", "bottomDock"), strict=True):
            dock.start_size(int(SIZES[name]))

    def appear(self, width: int) -> None:
        """Stand where they stood last, or where they first stand; once a window."""
        if not self.has_appeared:
            self.has_appeared = True
            if not self._restore():
                self.first_sizes()
        self.fit(width)

    def fit(self, width: int) -> None:
        """Fold what a narrow window has no room for, once as it becomes narrow, and back."""
        is_narrow = width < NARROW
        if is_narrow == self._was_narrow:
            return
        self._was_narrow = is_narrow
        for dock in self.all:
            dock.fold() if is_narrow else dock.unfold()
        self.folded.emit()

    def reset(self) -> None:
        """Put every dock where it first stood."""
        self._settings.forget_layout()
        self._window.restoreState(self._fresh_state, LAYOUT_VERSION)
        self._was_narrow = None
        for dock in self.all:
            dock.unfold()
        self.first_sizes()
        self.fit(self._window.width())

    def keep(self) -> None:
        """Remember how the docks stand on this monitor."""
        self._settings.keep_layout(self._monitor(), self._window.saveState(LAYOUT_VERSION))

    def _restore(self) -> bool:
        state = self._settings.layout(self._monitor())
        return not state.isEmpty() and self._window.restoreState(state, LAYOUT_VERSION)

    def _monitor(self) -> str:
        size = self._window.screen().availableSize()
        return f"{size.width()}x{size.height()}"

    def _count(self, count: object) -> None:
        self.bottom_header.set_count(FINDINGS, str(count))

    def _count_intents(self, failed: object) -> None:
        self.bottom_header.set_count(INTENTS, str(failed) if failed else "")

    def _count_questions(self, waiting: object) -> None:
        self.bottom_header.set_count(QUESTIONS, str(waiting) if waiting else "")

    def _bottom_page(self, page: int) -> None:
        self.findings.filter.setVisible(page == FINDINGS)


def _pages(header: TabHeader, widgets: tuple[QWidget, ...]) -> QStackedWidget:
    pages = Pages(header)
    for widget in widgets:
        pages.addWidget(widget)
    return pages


class Pages(QStackedWidget):
    """A stack that follows its tabs and asks for no more room than it needs."""

    def __init__(self, header: TabHeader) -> None:
        super().__init__()
        header.chosen.connect(self._choose)

    def _choose(self, index: object) -> None:
        if isinstance(index, int):
            self.setCurrentIndex(index)

    def minimumSizeHint(self) -> QSize:
        """The dock sets the limits."""
        return QSize(0, 0)
