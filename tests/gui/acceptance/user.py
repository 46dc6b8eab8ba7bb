"""A user of the window: looks for things by their words, works by mouse and keyboard alone.

Reads the picture and the widgets as eyes would; changes nothing but through events.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeWidgetItem,
    QWidget,
)

from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.panels.inspector import MoreButton
from aksdesigner.gui.panels.outline import KEY_ROLE
from aksdesigner.gui.widgets.field_edit import ChoiceField, FieldEdit, SwitchField, TextField
from aksdesigner.gui.widgets.field_kinds import TableField
from aksdesigner.model.ids import Key
from tests.gui.acceptance.eyes import Eyes
from tests.gui.canvas.hands import CTRL, LEFT, PLAIN, Hands

K = Qt.Key

MOST_TURNS = 60
OUTLINE_TAB, ADD_TAB = "Outline", "Add"


class User:
    """Two hands and a pair of eyes."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.hands = Hands(window.canvas, window.bridge)
        self.eyes = Eyes(window.canvas)

    # what the eyes see

    @property
    def refused(self) -> list[str]:
        """What the window did not do, in its words."""
        return self.hands.refused

    @property
    def selected(self) -> tuple[Key, ...]:
        return self.window.canvas.selection()

    # the window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key wherever the focus is; an open list takes it first."""
        popup = QApplication.activePopupWidget()
        taker = popup.findChild(QAbstractItemView) if popup is not None else None
        QTest.keyClick(taker or QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type into whatever has the focus; the first letter may open an editor."""
        for letter in text:
            QTest.keyClick(QApplication.focusWidget() or self.window, letter)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click a widget that can be seen and used, scrolling to it first."""
        self._scroll_to(widget)
        assert widget.isEnabled() and not widget.visibleRegion().isEmpty(), widget.objectName()
        QTest.mouseClick(
            widget, LEFT, PLAIN, place or widget.visibleRegion().boundingRect().center()
        )
        QApplication.processEvents()

    def click_button(self, text: str, within: QWidget | None = None) -> None:
        """Click the button with a text."""
        found = [
            button
            for button in (within or self.window).findChildren(QPushButton)
            if button.text() == text and button.isVisible()
        ]
        assert len(found) == 1, (text, len(found))
        self.click(found[0])

    def new_design(self) -> None:
        """Leave the start screen with an empty canvas."""
        self.click(self.window.start.new_button)
        QApplication.processEvents()
        assert self.window.canvas.isVisible() and not self.window.canvas.picture.nodes

    # the canvas

    def drag_kind(self, kind: str, onto: Key | None = None) -> Key:
        """Drag a kind from the palette and drop it; returns what stands selected after it."""
        self._tab(ADD_TAB)
        tile = next(t for t in self.window.docks.palette.tiles if t.item.kind == kind)
        self._scroll_to(tile)
        assert not tile.visibleRegion().isEmpty(), kind
        place = self.eyes.room_in(onto)
        event = self.hands.drop(kind, place)
        QApplication.processEvents()
        assert event.isAccepted(), (kind, onto, self.hands.said[-1:])
        return self.selected[0]

    def select(self, key: Key) -> None:
        """Click a thing on the canvas; what has no box of its own, in the outline."""
        if self.selected != (key,):
            place = self.eyes.place_on(key)
            if place is None:
                self.select_in_outline(key)
            else:
                self.hands.click(place)
                QApplication.processEvents()
        assert self.selected == (key,), (key, self.selected)

    def select_in_outline(self, key: Key) -> None:
        self._tab(OUTLINE_TAB)
        tree = self.window.docks.outline.tree
        item = self._item(key)
        self._turn_wheel_until(tree.viewport(), lambda: self._is_shown(item))
        rect = tree.visualItemRect(item)
        QTest.mouseClick(tree.viewport(), LEFT, PLAIN, rect.center())
        QApplication.processEvents()

    def select_nothing(self) -> None:
        """Click free canvas."""
        self.hands.click(self.eyes.room_in(None))
        QApplication.processEvents()
        assert not self.selected

    def rename(self, key: Key, name: str) -> Key:
        """Select a thing and type its new name in place; returns its new key."""
        self.select(key)
        if self.eyes.place_on(key) is not None:
            QTest.keyClick(self.window.canvas, K.Key_F2)
            self.hands.type_name(name)
        else:
            self._retype(self.window.docks.inspector.name, name)
        QApplication.processEvents()
        return self.selected[0]

    def connect(self, source: Key, target: Key) -> None:
        """Drag from a port of one thing to another."""
        before = self.hands.document
        self.eyes.see_all()
        hands = self.hands
        end = self.eyes.place_on(target)
        assert end is not None, target
        for side in ("e", "s", "w", "n"):
            start = hands.side(source, side)
            inside = self.eyes.place_on(source)
            assert inside is not None, source
            hands.hover(inside)
            hands.hover(start)
            pointer = self.eyes.pointer(start)
            if pointer.hit.zone == "port" and pointer.hit.key == source:
                hands.drag(start, end)
                break
        QApplication.processEvents()
        assert hands.document is not before, (source, target, hands.said[-1:])

    # the inspector

    def fill(self, field: str, text: str) -> None:
        """Type a text into a field of the inspector, named by its label."""
        edit = self._field(field)
        assert isinstance(edit, TextField), field
        self._retype(edit.line, text)
        assert edit.line.property("wrong") != "true", edit._note.text()

    def name_it(self, text: str) -> None:
        """Type the name at the head of the inspector."""
        self._retype(self.window.docks.inspector.name, text)

    def choose(self, field: str, option: str) -> None:
        """Open a choice of the inspector and pick an option."""
        edit = self._field(field)
        assert isinstance(edit, ChoiceField), field
        self.click(edit.combo)
        self._pick(edit.combo, option)
        edit = self._field(field)
        assert isinstance(edit, ChoiceField)
        assert edit.combo.currentText() == option

    def set_switch(self, field: str, *, is_on: bool) -> None:
        """Click a switch of the inspector unless it stands right."""
        for _ in range(2):
            edit = self._field(field)
            assert isinstance(edit, SwitchField), field
            if edit.box.isChecked() == is_on:
                return
            self.click(edit.box, QPoint(8, edit.box.height() // 2))
        raise AssertionError(f"{field} does not switch")

    def add_row(self, field: str, *cells: str) -> None:
        """Add a row to a table of the inspector and type its first cells."""
        edit = self._field(field)
        assert isinstance(edit, TableField), field
        table = edit.table
        self.click_button("Add row", table)
        row = table.grid.rowCount() - 1
        for column, text in enumerate(cells):
            self._type_cell(edit, row, column, text)
        QApplication.processEvents()
        assert not table._message.isVisible(), table._message.text()

    def _type_cell(self, edit: TableField, row: int, column: int, text: str) -> None:
        grid = edit.table.grid
        item = grid.item(row, column)
        assert item is not None
        if item.text() == text:
            return
        open_editor = self._cell_editor(grid)
        if open_editor is None or grid.currentColumn() != column:
            if isinstance(open_editor, QComboBox) and open_editor.view().isVisible():
                QTest.keyClick(open_editor.view(), K.Key_Escape)
            grid.scrollToItem(item)
            place = grid.visualItemRect(item).center()
            QTest.mouseClick(grid.viewport(), LEFT, PLAIN, place)
            QTest.mouseDClick(grid.viewport(), LEFT, PLAIN, place)
            QApplication.processEvents()
        editor = self._cell_editor(grid)
        if isinstance(editor, QComboBox):
            self._pick(editor, text)
        else:
            assert isinstance(editor, QLineEdit)
            self._retype(editor, text)
        QApplication.processEvents()
        item = grid.item(row, column)
        assert item is not None and item.text() == text, (text, item.text() if item else None)

    @staticmethod
    def _cell_editor(grid: QWidget) -> QLineEdit | QComboBox | None:
        for kind in (QLineEdit, QComboBox):
            for found in grid.findChildren(kind):
                if found.isVisible():
                    return found
        return None

    # paths

    def keep_path(  # noqa: PLR0913  # one argument a control of the panel
        self,
        source: str,
        destination: str,
        *,
        port: int = 443,
        why: str = "",
        required: bool = False,
        operator: bool = False,
    ) -> None:
        """Trace a path in the path panel and save it as an intent."""
        QTest.keyClick(self.window, K.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
        panel = self.window.docks.path
        for line, text in (
            (panel.source, source),
            (panel.destination, destination),
            (panel.port, str(port)),
        ):
            self._retype(line, text)
        assert panel.trace is not None, panel._hint.text()
        keeping = panel.keeping
        if why:
            self._retype(keeping.why, why)
        for box, is_wanted in ((keeping.required, required), (keeping.operator, operator)):
            if is_wanted:
                self.click(box, QPoint(8, box.height() // 2))
                assert box.isChecked()
        self.click(keeping.save)

    # how it is done

    def _retype(self, line: QLineEdit, text: str) -> None:
        self.click(line)
        QTest.keyClick(line, K.Key_A, CTRL)
        QTest.keyClicks(line, text)
        QTest.keyClick(line, K.Key_Return)
        QApplication.processEvents()

    def _pick(self, combo: QComboBox, option: str) -> None:
        """Walk an open list to an option and take it."""
        row = combo.findText(option)
        assert row >= 0, (option, [combo.itemText(i) for i in range(combo.count())])
        view = combo.view()
        assert view.isVisible()
        QTest.keyClick(view, K.Key_Home)
        for _ in range(row):
            QTest.keyClick(view, K.Key_Down)
        QTest.keyClick(view, K.Key_Return)
        QApplication.processEvents()

    def _tab(self, title: str) -> None:
        header = self.window.docks.left_header
        button = next(b for b in header.findChildren(QWidget) if text_of(b).startswith(title))
        self.click(button)

    def _field(self, label: str) -> FieldEdit:
        panel = self.window.docks.inspector
        found = [edit for edit in panel._fields if edit.form.label == label]
        assert len(found) == 1, (label, [edit.form.label for edit in panel._fields])
        if found[0].isHidden():
            more = next(
                b
                for b in panel.findChildren(MoreButton)
                if found[0] in b._hidden and b.text() == "More"
            )
            self.click(more)
        return found[0]

    def _item(self, key: Key) -> QTreeWidgetItem:
        tree = self.window.docks.outline.tree
        found = [
            item
            for item in tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
            if item.data(0, KEY_ROLE) == key
        ]
        assert len(found) == 1, key
        return found[0]

    def _is_shown(self, item: QTreeWidgetItem) -> bool:
        tree = self.window.docks.outline.tree
        rect = tree.visualItemRect(item)
        return rect.isValid() and tree.viewport().rect().contains(rect.center())

    def _scroll_to(self, widget: QWidget) -> None:
        """Turn the wheel over the panel around a widget until the widget is in view."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            viewport = area.viewport()
            assert viewport is not None
            self._turn_wheel_until(viewport, lambda: _is_in_view(widget, viewport))

    @staticmethod
    def _turn_wheel_until(viewport: QWidget, is_there) -> None:
        for notches in (120, -120):
            for _ in range(MOST_TURNS):
                if is_there():
                    return
                _turn_wheel(viewport, notches)
                QApplication.processEvents()
        assert is_there()


def text_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _is_in_view(widget: QWidget, viewport: QWidget) -> bool:
    top = widget.mapTo(viewport, QPoint(0, 0)).y()
    return top >= 0 and top + min(widget.height(), viewport.height()) <= viewport.height()


def _turn_wheel(viewport: QWidget, notches: int) -> None:
    place = QPointF(viewport.rect().center())
    event = QWheelEvent(
        place,
        QPointF(viewport.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, notches),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # Qt's order
    )
    QApplication.sendEvent(viewport, event)
