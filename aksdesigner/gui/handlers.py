"""Handlers: what each action of the window does, in one line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from aksdesigner.edit.lens import LookThrough
from aksdesigner.gui.actions import Row
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.gui.dialogs.about import AboutDialog
from aksdesigner.gui.dialogs.export import ExportDialog
from aksdesigner.gui.dialogs.questions import ask_decisions_path
from aksdesigner.gui.dialogs.shortcuts import ShortcutsDialog
from aksdesigner.gui.docks import CHECKLIST, FINDINGS, PATH, QUESTIONS, ROUTES, Docks
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.theme import ThemeChoice, WindowTheme
from aksdesigner.interact.align import Axis, Side
from aksdesigner.model.note import FRAME, NOTE
from aksdesigner.report.decisions import decisions_markdown
from aksdesigner.store.atomic import write_atomically
from aksdesigner.store.problems import StoreError


@dataclass
class Parts:
    """What the actions work on. The rows are there once the actions are made."""

    bridge: Bridge
    canvas: CanvasView
    docks: Docks
    theme: WindowTheme
    settings: Settings
    rows: tuple[Row, ...] = ()


class Handlers(QObject):
    """What the menus, keys and buttons call."""

    start_wanted = Signal()
    exported = Signal(object)  # Outcome
    kinds_wanted = Signal()
    palette_wanted = Signal()
    find_wanted = Signal()
    help_wanted = Signal()
    tour_wanted = Signal()
    told = Signal(object)  # str: a sentence for the status line

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window

    def export(self) -> None:
        """Ask what to export and where."""
        parts = self._parts
        dialog = ExportDialog(parts.bridge, parts.theme, parts.settings, self._window)
        dialog.exported.connect(self.exported)
        dialog.findings_wanted.connect(self.show_findings)
        dialog.exec()
        dialog.deleteLater()

    def export_decisions(self) -> None:
        """Ask for a file, and write what was decided, what is open and what was assumed."""
        parts = self._parts
        document = parts.bridge.update_now.document
        suggestion = parts.settings.folder("export") / "decisions.md"
        path = ask_decisions_path(self._window, suggestion)
        if path is None:
            return
        path = path if path.suffix else path.with_name(f"{path.name}.md")
        try:
            write_atomically(path, decisions_markdown(document).encode("utf-8"))
        except StoreError as error:
            self.told.emit(f"Not written: {error}")
            return
        parts.settings.keep_folder("export", path.absolute().parent)
        self.told.emit(f"Wrote {path.name}")

    def quit(self) -> None:
        """Close the window, asking about unsaved changes."""
        self._window.close()

    def undo(self) -> None:
        """Take the last step back."""
        self._parts.bridge.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        self._parts.bridge.redo()

    def delete(self) -> None:
        """Remove what is selected."""
        self._parts.canvas.delete_selected()

    def cut(self) -> None:
        """Copy what is selected and remove it."""
        self._parts.canvas.cut()

    def copy(self) -> None:
        """Copy what is selected."""
        self._parts.canvas.copy()

    def paste(self) -> None:
        """Paste what was copied, here or elsewhere."""
        self._parts.canvas.paste()

    def duplicate(self) -> None:
        """Put a copy of what is selected beside it."""
        self._parts.canvas.duplicate()

    def rename(self) -> None:
        """Rename what is selected, in place."""
        self._parts.canvas.rename_selected()

    def select_all(self) -> None:
        """Select everything."""
        self._parts.canvas.select_all()

    def arrange(self) -> None:
        """Lay out anew what is in the selection, or everything."""
        self._parts.canvas.arrange()

    def toggle_collapse(self) -> None:
        """Collapse the networks of the selection, or expand them."""
        self._parts.canvas.toggle_collapse()

    def align(self, side: Side) -> None:
        """Put one side of every selected box on one line."""
        self._parts.canvas.align(side)

    def distribute(self, axis: Axis) -> None:
        """Make the gaps between the selected boxes equal."""
        self._parts.canvas.distribute(axis)

    def add_kind(self) -> None:
        """Type which kind to add."""
        self.kinds_wanted.emit()

    def add_note(self) -> None:
        """Stick a note on the picture, at the pointer."""
        self._parts.canvas.add_note(NOTE)

    def add_frame(self) -> None:
        """Draw a frame, at the pointer."""
        self._parts.canvas.add_note(FRAME)

    def show_palette(self) -> None:
        """Type what to go to or to do."""
        self.palette_wanted.emit()

    def find(self) -> None:
        """Type what to go to."""
        self.find_wanted.emit()

    def look_through(self, lens: str | None) -> None:
        """See the view through a lens; None is the map."""
        bridge = self._parts.bridge
        if bridge.update_now.document.view.lens != lens:
            bridge.do(LookThrough(lens))

    def zoom_in(self) -> None:
        """Zoom in a step."""
        self._parts.canvas.zoom_in()

    def zoom_out(self) -> None:
        """Zoom out a step."""
        self._parts.canvas.zoom_out()

    def zoom_reset(self) -> None:
        """Zoom to 100%."""
        self._parts.canvas.zoom_reset()

    def zoom_fit(self) -> None:
        """Show the whole picture."""
        self._parts.canvas.fit()

    def zoom_selection(self) -> None:
        """Show what is selected."""
        self._parts.canvas.fit_selection()

    def toggle_wheel(self) -> None:
        """Let the plain wheel zoom, or scroll as at first; remembered."""
        is_on = not self._parts.settings.wheel_zooms
        self._parts.settings.wheel_zooms = is_on
        self._parts.canvas.set_wheel_zooms(is_on)

    def follow_system(self) -> None:
        """Use the theme of the desktop."""
        self._choose_theme("system")

    def go_light(self) -> None:
        """Use the light theme."""
        self._choose_theme("light")

    def go_dark(self) -> None:
        """Use the dark theme."""
        self._choose_theme("dark")

    def go_high_contrast(self) -> None:
        """Use the high contrast theme."""
        self._choose_theme("highContrast")

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._parts.settings.theme = choice
        self._parts.theme.choose(choice)

    def toggle_left(self) -> None:
        """Fold or unfold Add and Outline."""
        self._parts.docks.left.toggle()

    def toggle_right(self) -> None:
        """Fold or unfold the inspector."""
        self._parts.docks.right.toggle()

    def toggle_bottom(self) -> None:
        """Fold or unfold the bottom panel."""
        self._parts.docks.bottom.toggle()

    def show_findings(self) -> None:
        """Open the findings."""
        self._parts.docks.show_bottom(FINDINGS)

    def show_questions(self) -> None:
        """Open the questions."""
        self._parts.docks.show_bottom(QUESTIONS)
        self._parts.docks.questions.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_path(self) -> None:
        """Open the path explorer."""
        self._parts.docks.show_bottom(PATH)
        self._parts.docks.path.source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_routes(self) -> None:
        """Open the routes."""
        self._parts.docks.show_bottom(ROUTES)

    def show_checklist(self) -> None:
        """Open the production checklist, the keyboard on its lines."""
        self._parts.docks.show_bottom(CHECKLIST)
        self._parts.docks.checklist.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_outline(self) -> None:
        """Open the outline."""
        self._parts.docks.show_outline()

    def show_history(self) -> None:
        """Open the history."""
        self._parts.docks.show_history()

    def toggle_minimap(self) -> None:
        """Show or hide the minimap; remembered."""
        is_on = not self._parts.settings.has_minimap
        self._parts.settings.has_minimap = is_on
        self._parts.canvas.minimap.show_map(is_on)

    def reset_layout(self) -> None:
        """Put every panel where it first stood."""
        self._parts.docks.reset()

    def show_shortcuts(self) -> None:
        """Show every key."""
        ShortcutsDialog(self._parts.rows, self._window).exec()

    def show_help(self) -> None:
        """Show what the thing at the keyboard is."""
        self.help_wanted.emit()

    def show_tour(self) -> None:
        """Show the window in five steps."""
        self.tour_wanted.emit()

    def show_about(self) -> None:
        """Show what this is."""
        AboutDialog(self._parts.theme, self._window).exec()

    def show_start(self) -> None:
        """Show the start screen; the design stays open behind it."""
        self.start_wanted.emit()
