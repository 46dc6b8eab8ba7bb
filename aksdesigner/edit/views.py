"""Views: named pictures of the same network are made, named, copied, ordered and deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document, View

Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class NewView:
    """Make a view of what is looked at now; `area` is the part of the picture that it shows."""

    name: str
    area: Area | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Add view {self.name}"

    def apply(self, document: Document) -> Document:
        """Return the document with the view after the present one, looked at. Raises Refused."""
        name = _free(document, self.name)
        copy = document.view.model_copy(update={"name": name, "title": None, "area": self.area})
        return _after_shown(document, copy)


@dataclass(frozen=True)
class DuplicateView:
    """Make a copy of a view, with a name that is free."""

    name: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Duplicate view {self.name}"

    def apply(self, document: Document) -> Document:
        """Return the document with the copy after its original, looked at. Raises Refused."""
        view = view_named(document, self.name)
        name = next_view_name(document, f"{view.name} copy")
        return _after_shown(document.showing(view.name), view.model_copy(update={"name": name}))


@dataclass(frozen=True)
class RenameView:
    """Give a view another name, and the sentence that a presentation says above it."""

    name: str
    new_name: str
    title: str | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Rename view {self.name}"

    def apply(self, document: Document) -> Document:
        """Return the document with the view renamed. Raises Refused when the name is no good."""
        view = view_named(document, self.name)
        wanted = self.new_name.strip()
        name = wanted if wanted == view.name else _free(document, wanted)
        title = (self.title or "").strip() or None
        if (name, title) == (view.name, view.title):
            return document
        renamed = view.model_copy(update={"name": name, "title": title})
        shown = document.view.name
        views = tuple(renamed if known is view else known for known in _views(document))
        return document.replace(views=views).showing(name if shown == view.name else shown)


@dataclass(frozen=True)
class ShowArea:
    """Let a view begin with a part of the picture; None means the whole of it."""

    name: str
    area: Area | None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Set what {self.name} shows"

    def apply(self, document: Document) -> Document:
        """Return the document with the part kept. Raises Refused for a view that is not there."""
        view = view_named(document, self.name)
        framed = view.model_copy(update={"area": self.area})
        return document.replace(
            views=tuple(framed if known is view else known for known in _views(document))
        )


@dataclass(frozen=True)
class MoveView:
    """Let a view come earlier or later in a presentation, by some places."""

    name: str
    by: int

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Move view {self.name}"

    def apply(self, document: Document) -> Document:
        """Return the document with the views in another order. Raises Refused at the ends."""
        view = view_named(document, self.name)
        views = list(_views(document))
        place = views.index(view)
        if not 0 <= place + self.by < len(views):
            raise Refused(f"{view.name} is the {'last' if self.by > 0 else 'first'} view.")
        views.insert(place + self.by, views.pop(place))
        return document.replace(views=tuple(views)).showing(document.view.name)


@dataclass(frozen=True)
class DeleteView:
    """Delete a view; the network stays, and what only this view placed is laid out elsewhere."""

    name: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Delete view {self.name}"

    def apply(self, document: Document) -> Document:
        """Return the document without the view. Raises Refused for the last one."""
        view = view_named(document, self.name)
        views = _views(document)
        if len(views) == 1:
            raise Refused("A design keeps one view.")
        place = views.index(view)
        kept = (*views[:place], *views[place + 1 :])
        shown = document.view
        after = kept[min(place, len(kept) - 1)] if shown is view else shown
        return document.replace(views=kept).showing(after.name)


def view_named(document: Document, name: str) -> View:
    """Return the view of a name. Raises Refused when there is none."""
    found = next((view for view in _views(document) if view.name == name), None)
    if found is None:
        raise Refused(f"There is no view {name}.")
    return found


def view_names(document: Document) -> tuple[str, ...]:
    """Return the names of the views, in the order of a presentation."""
    return tuple(view.name for view in _views(document))


def next_view_name(document: Document, wanted: str = "") -> str:
    """Return a name that no view has: the wanted one, or with a number."""
    taken = {name.casefold() for name in view_names(document)}
    base = wanted or "View"
    names: Iterable[str] = (f"{base} {number}" for number in range(2, len(taken) + 3))
    return next(
        name for name in ((base,) if wanted else ()) + tuple(names) if name.casefold() not in taken
    )


def _views(document: Document) -> tuple[View, ...]:
    """Return the views; a design without any is looked at in one that nothing has touched yet."""
    return document.views or (document.view,)


def _free(document: Document, name: str) -> str:
    wanted = name.strip()
    if not wanted:
        raise Refused("A view needs a name.")
    if wanted.casefold() in {known.casefold() for known in view_names(document)}:
        raise Refused(f"{wanted} is taken.")
    return wanted


def _after_shown(document: Document, view: View) -> Document:
    views = _views(document)
    place = views.index(document.view) + 1
    return document.replace(views=(*views[:place], view, *views[place:])).showing(view.name)
