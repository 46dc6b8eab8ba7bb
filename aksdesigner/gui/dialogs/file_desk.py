"""The file desk: new, open, save and the guard before unsaved work would be lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.dialogs import questions
from aksdesigner.gui.settings import Settings
from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError
from aksdesigner.store.problems import StoreError
from aksdesigner.store.recovery import Recoverable
from aksdesigner.workspace.files import ChangedOutside, DesignFiles, NoName

UNTITLED = "Untitled"


class FileDesk(QObject):
    """What the File menu does. `opened` tells that another design is there, `failed` why not."""

    opened = Signal()
    saved = Signal(object)  # Path
    failed = Signal(object)  # str
    noted = Signal(object)  # str

    def __init__(
        self, bridge: Bridge, files: DesignFiles, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._files = files
        self._settings = settings
        self._window = parent

    @property
    def title(self) -> str:
        """What the design is called: its own name, else the stem of its file."""
        name = self._bridge.update_now.document.name
        if name == UNTITLED and self._files.path is not None:
            return self._files.path.stem
        return name

    def may_leave(self) -> bool:
        """Ask about unsaved changes; return whether the design may be left."""
        if not self._files.is_dirty:
            return True
        answer = questions.ask_leaving(self._window, self.title)
        return answer == "discard" or (answer == "save" and self.save())

    def new(self) -> None:
        """Start an empty design."""
        if self.may_leave():
            self._files.new()
            self.opened.emit()

    def new_from(self, document: Document) -> None:
        """Start with a copy of a sample; it has no file yet."""
        if self.may_leave():
            self._files.new(document)
            self.opened.emit()

    def open(self) -> None:
        """Ask for a file and open it."""
        path = questions.ask_open_path(self._window, self._settings.folder("open"))
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; what is wrong with it is told, and the present design stays."""
        if not self.may_leave():
            return False
        try:
            reading = self._files.open(path)
        except (StoreError, DocumentError) as error:
            self.failed.emit(f"{path.name} was not opened. {_sentences(error)}")
            return False
        self._remember(path)
        self.opened.emit()
        if reading.notes:
            notes = "; ".join(str(note) for note in reading.notes[:3])
            self.noted.emit(f"{path.name} holds fields that are kept as they are: {notes}.")
        return True

    def save(self) -> bool:
        """Save to the file of the design, asking for one if need be."""
        if self._files.needs_name:
            return self.save_as()
        try:
            path = self._files.save()
        except NoName:
            return self.save_as()
        except ChangedOutside as change:
            return self._replace(Path(change.path))
        except StoreError as error:
            return self._not_saved(error)
        return self._done(path)

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        suggestion = self._files.suggested_path
        if not suggestion.is_absolute() and suggestion.parent == Path():
            suggestion = self._settings.folder("open") / suggestion
        path = questions.ask_save_path(self._window, suggestion)
        if path is None:
            return False
        try:
            return self._done(self._files.save_as(path))
        except StoreError as error:
            return self._not_saved(error)

    def recover(self, entry: Recoverable) -> None:
        """Open work that a crash left."""
        if not self.may_leave():
            return
        try:
            self._files.recover(entry)
        except StoreError as error:
            self.failed.emit(f"{entry.name} was not recovered. {_sentences(error)}")
            return
        self.opened.emit()

    def _replace(self, path: Path) -> bool:
        if not questions.ask_replace(self._window, path):
            return False
        try:
            return self._done(self._files.save(anyway=True))
        except StoreError as error:
            return self._not_saved(error)

    def _done(self, path: Path) -> bool:
        self._remember(path)
        self.saved.emit(path)
        return True

    def _not_saved(self, error: Exception) -> bool:
        self.failed.emit(f"Not saved. {_sentences(error)} The design is still open and unsaved.")
        return False

    def _remember(self, path: Path) -> None:
        self._settings.add_recent(path)
        self._settings.keep_folder("open", path.absolute().parent)


def _sentences(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    shown = [line if line.endswith(".") else f"{line}." for line in lines[:8]]
    more = len(lines) - len(shown)
    return "\n".join([*shown, f"and {more} more." if more > 0 else ""]).strip()
