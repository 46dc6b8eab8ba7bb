"""Workshop mode: the picture on the whole screen, large, and nothing that asks a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.notes import ClearInk
from aksdesigner.edit.questions import open_questions
from aksdesigner.edit.views import view_names
from aksdesigner.gui.handlers import Parts
from aksdesigner.gui.theme import ThemeChoice
from aksdesigner.gui.workshop.furniture import (
    EDGE,
    GAP,
    TITLE_PIXELS,
    WORDS_PIXELS,
    Strip,
    Toast,
    Words,
)
from aksdesigner.gui.workshop.pen import Pen
from aksdesigner.model.ids import split_key
from aksdesigner.model.note import FRAME, NOTE
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.files import DesignFiles

K = Qt.Key
Kind = QEvent.Type
# the strips fade when the pointer has rested so long
REST_MS = 3_000
# screen pixels that the title and the strips take
ABOVE, BELOW = 72.0, 88.0
# what opens a dialog or leaves the picture
WITHOUT = ("new", "open", "start", "save", "save_as", "export", "decisions", "shortcuts", "about")
HELD_BACK = "Not saved to the file: it needs an answer. Every edit is kept for you until then."


class Workshop(QObject):
    """Enters and leaves the mode, steps through the views, and hears the keys of the mode."""

    changed = Signal()

    def __init__(
        self, parts: Parts, files: DesignFiles, actions: dict[str, QAction], window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._parts, self._files, self._actions, self._window = parts, files, actions, window
        self.pen = Pen(parts.bridge, parts.canvas)
        self.is_on = False
        self.is_bare = False
        self._before = Qt.WindowState.WindowNoState
        self._theme_before: ThemeChoice = "system"
        self._hidden: list[QWidget] = []
        canvas, theme = parts.canvas, parts.theme
        self.title = Words(theme, canvas, TITLE_PIXELS, "Title of the view")
        self.questions = Words(theme, canvas, WORDS_PIXELS, "Open questions")
        self.toast = Toast(theme, canvas)
        self.tools = Strip(theme, canvas, "Tools")
        self.views = Strip(theme, canvas, "Views")
        self._add_tools()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._fade)
        for part in self._all():
            part.hide()
        canvas.installEventFilter(self)
        canvas.viewport().installEventFilter(self)
        parts.bridge.updated.connect(self._show)
        parts.bridge.refused.connect(self._say)
        canvas.status.connect(self._say)
        self.pen.changed.connect(self._show_tools)

    def _add_tools(self) -> None:
        canvas, add = self._parts.canvas, self.tools.add_tool
        add("unsized", "A box of unknown size (U)", self.add_unsized)
        add("note", "Sticky note (S)", lambda: canvas.add_note(NOTE))
        add("frame", "Frame (G)", lambda: canvas.add_note(FRAME))
        self._pen_button = add("pencil", "Pen (P)", self.pen.toggle)
        self._pen_button.setCheckable(True)
        add("theme", "High contrast (T)", self.toggle_contrast)
        add("close", "Leave (Esc)", self.leave)

    def _all(self) -> tuple[QWidget, ...]:
        return self.title, self.questions, self.tools, self.views, self.toast

    # in and out

    def toggle(self) -> None:
        """Enter the mode, or leave it."""
        self.leave() if self.is_on else self.enter()

    def enter(self) -> None:
        """Give the whole screen to the picture."""
        if self.is_on:
            return
        self.is_on, self.is_bare = True, False
        self._theme_before = self._parts.theme.choice
        window, docks = self._window, self._parts.docks
        self._before = window.windowState()
        around = (*docks.all, window.menuWidget(), window.statusBar())
        self._hidden = [part for part in around if part is not None and part.isVisible()]
        for part in self._hidden:
            part.hide()
        for name in WITHOUT:
            if name in self._actions:
                self._actions[name].setEnabled(False)
        self._parts.canvas.set_large(is_on=True)
        window.showFullScreen()
        self._parts.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()
        self._wake()
        self._fit_later()
        self.changed.emit()

    def leave(self) -> None:
        """Put the window back as it was."""
        if not self.is_on:
            return
        self.is_on = False
        self._rest.stop()
        self.pen.use(is_on=False)
        for part in self._all():
            part.hide()
        self._window.setWindowState(self._before)
        for hidden in self._hidden:
            hidden.show()
        for name in WITHOUT:
            if name in self._actions:
                self._actions[name].setEnabled(True)
        self._parts.canvas.set_large(is_on=False)
        if self._parts.theme.choice != self._theme_before:
            self._parts.theme.choose(self._theme_before)
        self._fit_later()
        self.changed.emit()

    def _fit_later(self) -> None:
        """The window has its new size only with the next turn of the loop."""
        QTimer.singleShot(0, self._parts.canvas, self._frame)

    def _frame(self) -> None:
        document = self._parts.bridge.update_now.document
        above, below = (ABOVE, BELOW) if self.is_on and not self.is_bare else (0.0, 0.0)
        self._parts.canvas.keep_free(above, below)
        self._parts.canvas.show_area(document.view.area)
        self._place()

    # views

    def go_to(self, name: str) -> None:
        """Look at another view, at the part of the picture that it shows."""
        self._parts.canvas.select(())
        self._parts.bridge.session.show_view(name)
        self._frame()

    def step(self, by: int) -> None:
        """Go to a view before or after this one; at the ends it stays."""
        document = self._parts.bridge.update_now.document
        names = view_names(document)
        place = names.index(document.view.name) + by
        if 0 <= place < len(names):
            self.go_to(names[place])

    # what the keys and tools do

    def add_unsized(self) -> None:
        """Add a subnet of unknown size to the selected network, or such a network."""
        canvas, bridge = self._parts.canvas, self._parts.bridge
        chosen = canvas.selection()
        inside = chosen[0] if len(chosen) == 1 and split_key(chosen[0])[0] == "vnet" else None
        kind = "subnet" if inside else "vnet"
        command = AddResource(kind, inside, fields={"prefixes": ()})
        try:
            key = command.key_in(bridge.update_now.document)
        except Refused as reason:
            self._say(str(reason))
            return
        if bridge.do(command):
            canvas.select((key,))

    def clear_ink(self) -> None:
        """Wipe the pen's strokes off this view; undo brings them back."""
        self._parts.bridge.do(ClearInk())

    def toggle_contrast(self) -> None:
        """Switch to high contrast for the room, or back."""
        theme = self._parts.theme
        usual = self._theme_before if self._theme_before != "highContrast" else "light"
        theme.choose(usual if theme.choice == "highContrast" else "highContrast")

    def toggle_bare(self) -> None:
        """Hide everything but the canvas, or show it again."""
        self.is_bare = not self.is_bare
        self._show()

    def save(self) -> None:
        """Write the file where no question has to be asked; the journal has every edit anyway."""
        if self._files.needs_name or self._files.is_changed_outside():
            self.toast.say(HELD_BACK)
        else:
            try:
                self.toast.say(f"Saved {self._files.save().name}")
            except StoreError as error:
                self.toast.say(f"Not saved: {error}")
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the keys of the mode before the canvas does; wake the strips when the hand moves."""
        if not self.is_on:
            return super().eventFilter(watched, event)
        if event.type() == Kind.MouseMove:
            self._wake()
        elif event.type() == Kind.Resize:
            QTimer.singleShot(0, self._parts.canvas, self._place)
        elif watched is self._parts.canvas and isinstance(event, QKeyEvent):
            handler = self._handler(event)
            if handler is not None and event.type() == Kind.ShortcutOverride:
                event.accept()
                return True
            if handler is not None and event.type() == Kind.KeyPress:
                handler()
                return True
        return super().eventFilter(watched, event)

    def _handler(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = K(event.key())
        if held == Qt.KeyboardModifier.ControlModifier and key == K.Key_S:
            return self.save
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        if self._parts.canvas.is_idle and key in _STEPS:
            return lambda: self.step(_STEPS[key])
        named = {
            K.Key_PageDown: lambda: self.step(1),
            K.Key_PageUp: lambda: self.step(-1),
            K.Key_H: self.toggle_bare,
            K.Key_T: self.toggle_contrast,
            K.Key_U: self.add_unsized,
            K.Key_C: self.clear_ink,
        }
        if key == K.Key_Escape and self._parts.canvas.is_idle and not self.pen.is_on:
            return self.leave
        return named.get(key)

    # what is shown

    def _say(self, text: str) -> None:
        if self.is_on and text:
            self.toast.say(text)
            self._place()

    def _show(self, _update: object = None) -> None:
        if not self.is_on:
            return
        document = self._parts.bridge.update_now.document
        names = view_names(document)
        name = document.view.name if len(names) > 1 else document.name
        self.title.say("" if self.is_bare else document.view.title or name)
        waiting = len(open_questions(document))
        words = f"{waiting} open question{'' if waiting == 1 else 's'}"
        self.questions.say("" if self.is_bare or not waiting else words)
        self.views.show_names(names, document.view.name, self.go_to)
        problem = self._files.journal_problem
        if problem:
            self.toast.say(problem)
        self._show_strips(is_shown=not self.is_bare)
        self._place()

    def _show_tools(self) -> None:
        self._pen_button.setChecked(self.pen.is_on)
        self.tools.redraw()

    def _show_strips(self, *, is_shown: bool) -> None:
        several = len(view_names(self._parts.bridge.update_now.document)) > 1
        self.tools.setVisible(is_shown)
        self.views.setVisible(is_shown and several)

    def _wake(self) -> None:
        if self.is_bare:
            return
        self._show_strips(is_shown=True)
        self._place()
        self._rest.start()

    def _fade(self) -> None:
        """Leave the picture alone when nobody has moved for a while."""
        if not self.pen.is_on:
            self._show_strips(is_shown=False)

    def _place(self) -> None:
        canvas = self._parts.canvas
        width, height = canvas.width(), canvas.height()
        self.title.move(EDGE - 6, EDGE - 8)
        self.questions.move(width - EDGE - self.questions.width(), EDGE)
        for strip in (self.tools, self.views):
            strip.adjustSize()
        self.tools.move(EDGE, height - EDGE - self.tools.height())
        self.views.move(width - EDGE - self.views.width(), height - EDGE - self.views.height())
        over = height - EDGE - self.tools.height() - GAP - self.toast.height()
        self.toast.move((width - self.toast.width()) // 2, over)
        for part in self._all():
            part.raise_()


_STEPS = {K.Key_Right: 1, K.Key_Left: -1}
