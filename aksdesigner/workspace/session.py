"""Session: the owner of NOW. Every change of the document goes through it, and only through it."""

from __future__ import annotations

from collections.abc import Callable

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.edit.command import Command
from aksdesigner.model.document import Document, new_document
from aksdesigner.workspace.history import History
from aksdesigner.workspace.update import Update

Listener = Callable[[Update], None]


class Session:
    """One open design: do, undo, redo, open; listeners hear one Update a change."""

    def __init__(self, document: Document | None = None) -> None:
        self._document = document or new_document()
        self._saved = self._document
        self._history = History()
        self._revision = 0
        self._listeners: list[Listener] = []
        self._analysis: Analysis | None = None
        self._update = self._made("")

    @property
    def update(self) -> Update:
        """The present state."""
        return self._update

    @property
    def document(self) -> Document:
        """The present document."""
        return self._document

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` with every later Update."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Call `listener` no more; a stranger is ignored."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def do(self, command: Command, merge: str | None = None) -> Update:
        """Apply a command. Raises edit.Refused and changes nothing when it makes no sense.

        Steps in a row with the same `merge` key (nudges of one selection) undo as one.
        """
        after = command.apply(self._document)
        if after is self._document:
            return self._update
        self._history.push(command.label, self._document, merge)
        return self._set(after, command.label)

    def undo(self) -> Update:
        """Take the last step back; without one nothing happens."""
        return self._travel(self._history.undo(self._document), "Undo")

    def redo(self) -> Update:
        """Do the last undone step again; without one nothing happens."""
        return self._travel(self._history.redo(self._document), "Redo")

    @property
    def steps(self) -> tuple[str, ...]:
        """What every step since the opening is called, the undone ones last."""
        return self._history.labels

    @property
    def at(self) -> int:
        """How many of the steps are done."""
        return len(self._history.past)

    def go_to(self, at: int) -> Update:
        """Undo or redo until the first `at` steps are done; the listeners hear of the last one."""
        label = "Undo" if at < self.at else "Redo"
        document = self._history.travel(self._document, max(0, at))
        return self._update if document is self._document else self._set(document, label)

    def open(self, document: Document, *, is_saved: bool = True) -> Update:
        """Start over with another document."""
        self._history = History()
        self._analysis = None
        return self._set(document, "Open", saved=document if is_saved else None)

    def show_view(self, name: str) -> Update:
        """Look at the design in another of its views: no step of the history, nothing to save."""
        if name == self._document.view.name:
            return self._update
        shown = self._document.showing(name)
        is_saved = self._document is self._saved
        self._history.seal()
        return self._set(shown, f"View {name}", saved=shown if is_saved else None)

    def mark_saved(self) -> Update:
        """Note that the present document is what the disk holds."""
        self._history.seal()
        return self._set(self._document, "Save", saved=self._document)

    def _travel(self, target: Document | None, label: str) -> Update:
        return self._update if target is None else self._set(target, label)

    def _set(self, document: Document, label: str, saved: Document | None = None) -> Update:
        self._document = document
        if saved is not None:
            self._saved = saved
        self._revision += 1
        update = self._update = self._made(label)
        for listener in tuple(self._listeners):
            if self._update is not update:  # a listener edited: everybody has heard the newer one
                break
            listener(update)
        return self._update

    def _made(self, label: str) -> Update:
        past, future = self._history.past, self._history.future
        return Update(
            revision=self._revision,
            document=self._document,
            analysis=self._analysis_of(self._document),
            label=label,
            is_dirty=self._document is not self._saved,
            undo_label=past[-1].label if past else None,
            redo_label=future[-1].label if future else None,
        )

    def _analysis_of(self, document: Document) -> Analysis:
        """Return the analysis, the present one where only the picture changed (invariant I5)."""
        if self._analysis is None:
            self._analysis = analyze(document)
        elif not _means_the_same(self._analysis.document, document):
            self._analysis = self._analysis.after(document)
        return self._analysis


# what a document looks like, and never what it means
_PICTURE = ("name", "notes", "views")


def _means_the_same(one: Document, other: Document) -> bool:
    """Return whether two documents share every part that the analysis reads."""
    return all(
        getattr(one, field) is getattr(other, field)
        for field in Document.model_fields
        if field not in _PICTURE and field != "version"
    )
