"""Search: go to a thing, do an action, or add a kind by typing a few letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.gui.docks import FINDINGS
from aksdesigner.gui.errands import Errands
from aksdesigner.gui.handlers import Parts
from aksdesigner.gui.panels.finder import Finder
from aksdesigner.gui.panels.kinds import groups, words_of
from aksdesigner.interact.gesture import Offer
from aksdesigner.present.lookup import Entry, findings_of, things_of

# these open the finder itself
OWN = ("palette", "find", "add")
EVERYTHING = "Search, or type what to do"
THINGS = "Find a name, prefix, address or tag"
KINDS = "Add a kind"
CONNECTED = "Add and connect"
# icons of actions that are not called like them
ICONS = {
    "open": "folder",
    "save_as": "save",
    "delete": "trash",
    "rename": "pencil",
    "select_all": "select",
    "arrange": "grid",
    "zoom_in": "zoom-in",
    "zoom_out": "zoom-out",
    "zoom_fit": "fit",
    "zoom_selection": "fit",
    "findings": "severity-info",
    "routes": "rt",
    "history": "clock",
    "left": "outline",
    "add_note": "note",
    "add_frame": "frame",
    "shortcuts": "help",
    "whats_this": "help",
    "tour": "play",
    "about": "app",
    **dict.fromkeys(("theme_system", "theme_light", "theme_dark", "theme_highContrast"), "theme"),
}
# a double click leaves the pointer beside the finder, not on its line
OFFSET = QPoint(8, 8)


class Search(QObject):
    """Fills the finder and does what was chosen in it."""

    def __init__(
        self, parts: Parts, errands: Errands, actions: Mapping[str, QAction], window: QWidget
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._errands = errands
        self._actions = actions
        self._window = window
        self._findings: tuple[Finding, ...] = ()
        self.finder = Finder(parts.theme, window)
        parts.canvas.quick_add_requested.connect(self.add_at)
        parts.canvas.offered.connect(self.add_connected)

    def show_all(self) -> None:
        """Offer things, findings, kinds and actions."""
        update = self._parts.bridge.update_now
        self._findings = tuple(open_findings(update.document, update.analysis.findings))
        entries = (
            *self._action_entries(),
            *things_of(update.document),
            *findings_of(self._findings),
            *self._kind_entries("Add "),
        )
        self.finder.open(entries, EVERYTHING, self._do)

    def find(self) -> None:
        """Offer the things of the design."""
        document = self._parts.bridge.update_now.document
        self.finder.open(things_of(document), THINGS, self._do)

    def add(self) -> None:
        """Offer the kinds; what is selected takes the new thing if it can."""
        selected = self._parts.canvas.selection()
        at = self._parts.canvas.spot_of(selected[0]) if selected else None
        self._offer_kinds(at, None)

    def add_at(self, place: QPointF | None) -> None:
        """Offer the kinds at a place of the picture, where the new thing will stand."""
        if place is None:
            self.add()
        else:
            self._offer_kinds(self._parts.canvas.mapFromScene(place), place)

    def add_connected(self, offer: Offer) -> None:
        """Offer what can stand where a line ended on free canvas, and be connected."""
        canvas = self._parts.canvas
        place = canvas.mapFromScene(QPointF(*offer.at))
        spot = canvas.viewport().mapTo(self._window, place) + OFFSET
        kinds = canvas.kinds_for(offer)
        entries = [entry for entry in self._kind_entries("") if entry.argument in kinds]

        def add(entry: Entry) -> None:
            canvas.add_connected(entry.argument, offer)

        self.finder.open(entries, CONNECTED, add, spot)

    def _offer_kinds(self, at: QPoint | None, place: QPointF | None) -> None:
        canvas = self._parts.canvas
        spot = None if at is None else canvas.viewport().mapTo(self._window, at) + OFFSET
        selected = canvas.selection() if place is None else ()
        parent = selected[0] if len(selected) == 1 else None
        document = self._parts.bridge.update_now.document
        entries = sorted(
            self._kind_entries(""),
            key=lambda entry: not may_contain(document, entry.argument, parent),
        )

        def add(entry: Entry) -> None:
            if place is None:
                canvas.begin_place(entry.argument)
            else:
                canvas.add_at(entry.argument, place)

        self.finder.open(entries, KINDS, add, spot)

    def _action_entries(self) -> Iterator[Entry]:
        native = QKeySequence.SequenceFormat.NativeText
        for row in self._parts.rows:
            action = self._actions[row.id]
            if row.id in OWN or not action.isEnabled():
                continue
            keys = QKeySequence(row.keys[0]).toString(native) if row.keys else ""
            note = row.submenu or row.menu
            yield Entry("action", row.id, action.text(), note, ICONS.get(row.id, row.id), keys)

    def _kind_entries(self, verb: str) -> Iterator[Entry]:
        for group in groups():
            for item in group.items:
                text = f"{verb}{item.title}"
                yield Entry("kind", item.kind, text, group.title, item.icon, words=words_of(item))

    def _do(self, entry: Entry) -> None:
        if entry.purpose == "thing":
            self._errands.go_to(entry.argument)
        elif entry.purpose == "finding":
            finding = self._findings[int(entry.argument)]
            self._parts.docks.show_bottom(FINDINGS)
            self._errands.go_to_all(finding.resources)
        elif entry.purpose == "kind":
            self._parts.canvas.begin_place(entry.argument)
        else:
            self._actions[entry.argument].trigger()
