"""The window around the canvas: docks, bars and menus. What they do lives with those they serve."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.gui.actions import MENUS, build_actions, fill_menu
from aksdesigner.gui.announcer import Announcer
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.gui.dialogs.export_plan import Outcome
from aksdesigner.gui.dialogs.file_desk import FileDesk
from aksdesigner.gui.docks import Docks
from aksdesigner.gui.errands import Errands
from aksdesigner.gui.handlers import Handlers, Parts
from aksdesigner.gui.panels.recent import recent_files
from aksdesigner.gui.panels.samples import Sample
from aksdesigner.gui.panels.start import StartPage
from aksdesigner.gui.panels.status import StatusLine
from aksdesigner.gui.panels.status_facts import pointer_text, selection_text
from aksdesigner.gui.panels.top_bar import TopBar
from aksdesigner.gui.rows import rows_of
from aksdesigner.gui.search import Search
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.gui.tour import Tour, steps_of
from aksdesigner.gui.whats_this import WhatsThis
from aksdesigner.gui.widgets.message_bar import MessageBar
from aksdesigner.gui.workshop.rows import workshop_rows
from aksdesigner.gui.workshop.stage import Stage
from aksdesigner.interact.align import LEAST_ALIGNED, LEAST_DISTRIBUTED
from aksdesigner.model.ids import Key, split_key
from aksdesigner.store.recovery import Recoverable
from aksdesigner.workspace.files import DesignFiles
from aksdesigner.workspace.session import Session

LEAST_SIZE = (1024, 640)
FIRST_SIZE = (1600, 1000)
# how many things must be selected for an action, or for all whose names begin so
LEAST_SELECTED = {
    "delete": 1,
    "rename": 1,
    "collapse": 1,
    "cut": 1,
    "copy": 1,
    "duplicate": 1,
    "zoom_selection": 1,
    "align": LEAST_ALIGNED,
    "distribute": LEAST_DISTRIBUTED,
}


class MainWindow(QMainWindow):
    """One design in one window."""

    def __init__(
        self, settings: Settings, theme: WindowTheme, journals: Path | None = None
    ) -> None:
        """`journals` is the folder of the autosave journals; absent: the user's own."""
        super().__init__()
        self.setObjectName("mainWindow")
        self.setMinimumSize(*LEAST_SIZE)
        self.settings = settings
        self.theme = theme
        self._alt_at: QPoint | None = None
        self.bridge = Bridge(Session(), self)
        self._under_pointer: Key | None = None
        self._analysis: Analysis | None = None
        self._check_ms = 0.0
        # before anybody else asks the new analysis, so that the time told is that of the check
        self.bridge.updated.connect(self._check)
        self.files = DesignFiles(self.bridge.session, journals)
        self.desk = FileDesk(self.bridge, self.files, settings, self)
        self.canvas = CanvasView(self.bridge, theme.tokens, self)
        self.docks = Docks(self.bridge, theme, settings, self)
        parts = Parts(self.bridge, self.canvas, self.docks, theme, settings)
        self.handlers = Handlers(parts, self)
        self.errands = Errands(parts, self)
        self.stage = Stage(parts, self.files, self)
        self._rows = (*rows_of(self.desk, self.handlers), *workshop_rows(self.stage.calls))
        parts.rows = self._rows
        self.actions_by_id = build_actions(self._rows, self, self.canvas)
        self.announcer = Announcer(self.bridge, self)
        self.stage.begin(self.actions_by_id)
        self.search = Search(parts, self.errands, self.actions_by_id, self)
        self._build()
        self.whats_this = WhatsThis(self)
        steps = steps_of(self.docks, self.canvas, self.top_bar)
        self.tour = Tour(steps, settings, self)
        self._connect()
        if not self.restoreGeometry(settings.geometry):
            # no larger than the screen that it opens on
            self.resize(QSize(*FIRST_SIZE).boundedTo(self.screen().availableSize()))
        self.canvas.set_wheel_zooms(settings.wheel_zooms)
        self.canvas.minimap.show_map(settings.has_minimap)
        self._check()
        self._sync()
        self.show_start()

    def _build(self) -> None:
        self.start = StartPage(self.theme, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start)
        self.pages.addWidget(self.canvas)
        self.setCentralWidget(self.pages)
        self.top_bar = TopBar(self.theme, self.actions_by_id, self)
        self.top_bar.severity_wanted.connect(self.errands.show_severity)
        self.top_bar.views_wanted.connect(self.stage.show_views)
        self.message = MessageBar(self.theme, self)
        self._menu_bar = QMenuBar(self)
        self._recent_menus: list[QMenu] = []
        self._fill_menus()
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._menu_bar, self.top_bar, self.message):
            column.addWidget(widget)
        self._menu_bar.hide()
        self.setMenuWidget(head)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)

    def _fill_menus(self) -> None:
        button_menu = QMenu(self)
        for parent in (self._menu_bar, button_menu):
            for title in MENUS:
                menu = parent.addMenu(title)
                fill_menu(menu, title, self._rows, self.actions_by_id)
                if title == "File":
                    self._add_recent_menu(menu)
        self.top_bar.set_menu(button_menu)

    def _add_recent_menu(self, menu: QMenu) -> None:
        recent = QMenu("Open recent", menu)
        menu.insertMenu(self.actions_by_id["start"], recent)
        recent.triggered.connect(self._recent_chosen)
        self._recent_menus.append(recent)

    def _connect(self) -> None:
        self.bridge.updated.connect(self._sync)
        self.bridge.refused.connect(self.status.refuse)
        self.theme.changed.connect(self._recolor)
        self.handlers.start_wanted.connect(self.show_start)
        self.handlers.tour_wanted.connect(self._show_tour)
        self.handlers.help_wanted.connect(self.whats_this.show)
        self.handlers.exported.connect(self._exported)
        self.handlers.kinds_wanted.connect(self.search.add)
        self.handlers.palette_wanted.connect(self.search.show_all)
        self.handlers.find_wanted.connect(self.search.find)
        self.handlers.told.connect(self._tell_status)
        canvas = self.canvas
        canvas.selection_changed.connect(self._selected_on_canvas)
        canvas.status.connect(self._tell_status)
        canvas.zoom_changed.connect(self.status.show_zoom)
        canvas.pointer_moved.connect(self._pointed)
        self.status.zoom_wanted.connect(canvas.set_zoom)
        self.status.zoom_reset_wanted.connect(canvas.zoom_reset)
        self.docks.outline.delete_wanted.connect(self.handlers.delete)
        self._connect_files()

    def _connect_files(self) -> None:
        self.desk.opened.connect(self._document_opened)
        self.desk.saved.connect(self._document_saved)
        self.desk.failed.connect(self.tell_error)
        self.desk.noted.connect(self._tell_note)
        start = self.start
        start.new_wanted.connect(self.desk.new)
        start.open_wanted.connect(self.desk.open)
        start.path_wanted.connect(self.desk.open_path)
        start.sample_wanted.connect(self._sample_asked)
        start.recover_wanted.connect(self.desk.recover)
        start.back_wanted.connect(self.show_workspace)
        start.discard_wanted.connect(self._discard)
        start.shortcuts_wanted.connect(self.handlers.show_shortcuts)

    # what follows an update

    def _check(self, _update: object = None) -> None:
        """Ask for the findings and take the time; what only moved a box is not checked again."""
        analysis = self.bridge.update_now.analysis
        if analysis is self._analysis:
            return
        began = time.perf_counter()
        self._analysis = analysis
        _ = analysis.findings
        self._check_ms = (time.perf_counter() - began) * 1000

    def _sync(self, _update: object = None) -> None:
        update = self.bridge.update_now
        self.status.settle()
        self.status.show_check(self._check_ms)
        self._show_pointer()
        name = self.desk.title
        self.top_bar.show_update(update, name)
        self.docks.findings.refresh()
        self.docks.worst.refresh()
        mark = "● " if update.is_dirty else ""
        self.setWindowTitle(f"{mark}{name} – aksdesigner")
        self._sync_actions()
        self._show_selection(self.canvas.selection())
        if self.files.journal_problem:
            self._tell_note(self.files.journal_problem)

    def _sync_actions(self) -> None:
        update = self.bridge.update_now
        for name, label in (("undo", update.undo_label), ("redo", update.redo_label)):
            action = self.actions_by_id[name]
            action.setEnabled(label is not None)
            action.setText(f"{name.title()} {label}" if label else name.title())
            keys = ", ".join(key.toString() for key in action.shortcuts())
            action.setToolTip(f"{action.text()} ({keys})")
        self.actions_by_id["minimap"].setChecked(self.settings.has_minimap)
        self.actions_by_id["wheel_zooms"].setChecked(self.settings.wheel_zooms)
        choice = self.theme.choice
        self.actions_by_id[f"theme_{choice}"].setChecked(True)

    def _selected_on_canvas(self, keys: tuple[Key, ...]) -> None:
        self.docks.outline.show_selection(keys)
        self.docks.inspector.show_selection(keys)
        self.docks.code.show_selection(keys)
        self.docks.path.take_picked(keys)
        if self.canvas.hasFocus():
            self.announcer.say_selection(keys)
        if len(keys) == 1 and split_key(keys[0])[0] == "subnet":
            self.docks.routes.show_subnet(keys[0])
        self._show_selection(keys)

    def _show_selection(self, keys: tuple[Key, ...]) -> None:
        self.status.show_facts(selection_text(self.bridge.update_now, keys))
        for name, action in self.actions_by_id.items():
            least = LEAST_SELECTED.get(name) or LEAST_SELECTED.get(name.partition("_")[0])
            if least is not None:
                action.setEnabled(len(keys) >= least)

    def _pointed(self, place: tuple[object, Key | None]) -> None:
        self._under_pointer = place[1]
        self._show_pointer()

    def _show_pointer(self) -> None:
        self.status.show_pointer(pointer_text(self.bridge.update_now, self._under_pointer))

    def _tell_status(self, text: str) -> None:
        self.status.say(text) if text else self.status.settle()

    # files

    def show_start(self) -> None:
        """Show the start screen; the design stays open behind it."""
        self.start.show_lists(tuple(self.files.recoverable()), recent_files(self.settings))
        self.start.offer_back(self.desk.title if self.docks.has_appeared else "")
        self._show_workspace(is_shown=False)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_workspace(self) -> None:
        """Show the design."""
        self._show_workspace(is_shown=True)

    def _show_workspace(self, *, is_shown: bool) -> None:
        self.pages.setCurrentIndex(int(is_shown))
        self.top_bar.setVisible(is_shown)
        self.status.setVisible(is_shown)
        for dock in self.docks.all:
            dock.setVisible(is_shown)
        if is_shown:
            self.docks.appear(self.width())
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _document_opened(self) -> None:
        self.message.hide()
        self.docks.path.clear()
        self.docks.code.show_changes_of(self.settings.exported(self.files.path))
        self.canvas.select(())
        self.show_workspace()
        # the docks take their places with the next turn of the loop; only then is room known
        QTimer.singleShot(0, self.canvas, self.canvas.fit)
        self._fill_recent()

    def _show_tour(self) -> None:
        """The tour goes around the design; the start screen makes way for it."""
        self.show_workspace()
        self.tour.start()

    def _document_saved(self, path: Path) -> None:
        self._fill_recent()
        self.status.say(f"Saved {path.name}")

    def _exported(self, outcome: Outcome) -> None:
        self.settings.keep_exported(self.files.path, outcome.folder)
        self.docks.code.show_changes_of(outcome.folder)
        files = "1 file" if len(outcome.files) == 1 else f"{len(outcome.files)} files"
        left_out = f" {outcome.omission_count} fields are left out, listed in README.md."
        text = f"Wrote {files} to {outcome.folder}."
        self.message.tell(text + (left_out if outcome.omission_count else ""), "info")

    def _sample_asked(self, sample: Sample) -> None:
        self.desk.new_from(sample.document)

    def _discard(self, entry: Recoverable) -> None:
        self.files.discard(entry)
        self.show_start()

    def _fill_recent(self) -> None:
        for menu in self._recent_menus:
            menu.clear()
            for file in recent_files(self.settings):
                action = menu.addAction(file.path.name)
                action.setData(str(file.path))
                action.setToolTip(str(file.path))
                action.setEnabled(file.is_there)
            menu.setEnabled(not menu.isEmpty())

    def _recent_chosen(self, action: object) -> None:
        data = getattr(action, "data", None)
        if data is not None:
            self.desk.open_path(Path(str(data())))

    def tell_error(self, text: str) -> None:
        """Show an error across the window; the program goes on."""
        self.message.tell(text, "error")

    def _tell_note(self, text: str) -> None:
        self.message.tell(text, "warning")

    def _recolor(self) -> None:
        self.canvas.set_theme(self.theme.tokens)

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remember whether Alt is pressed with nothing else, and where; Esc leaves a panel."""
        self._alt_at = QCursor.pos() if event.key() == Qt.Key.Key_Alt else None
        if event.key() == Qt.Key.Key_Escape and self.canvas.isVisible():
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt alone shows and hides the menu bar; Alt with a drag is the canvas's."""
        if event.key() == Qt.Key.Key_Alt and self._alt_at == QCursor.pos():
            self._menu_bar.setVisible(not self._menu_bar.isVisible())
        self._alt_at = None
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what a narrow window has no room for."""
        super().resizeEvent(event)
        if self.pages.currentIndex() == 1 and not self.stage.is_on:
            self.docks.fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, remember the layout, let the journal go."""
        self.stage.leave()
        if not self.desk.may_leave():
            event.ignore()
            return
        if self.pages.currentIndex() == 1:
            self.docks.keep()
        self.settings.geometry = self.saveGeometry()
        self.files.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """A menu bar shown by Alt goes when the window is left."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._menu_bar.hide()
        super().changeEvent(event)
