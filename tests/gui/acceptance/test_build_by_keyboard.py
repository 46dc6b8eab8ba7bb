"""A small network, built in the window without touching the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document, new_document
from tests.gui.acceptance.user import User, text_of

K = Qt.Key


def wanted() -> Document:
    document = new_document()
    route = {
        "name": "route-1",
        "prefix": "0.0.0.0/0",
        "nextHopType": "VirtualAppliance",
        "nextHopIp": "10.0.9.4",
    }
    for command in (
        AddResource("vnet"),
        Rename("vnet:hub", "core"),
        AddResource("subnet", "vnet:core"),
        Rename("subnet:core/snet-1", "apps"),
        SetField("subnet:core/apps", "prefixes", ["10.0.4.0/24"]),
        AddResource("subnet", "vnet:core"),
        Rename("subnet:core/snet-1", "data"),
        AddResource("vm", "subnet:core/apps"),
        AddResource("rt", "subnet:core/apps"),
        SetField("rt:rt-1", "routes", [route]),
        Connect("subnet:core/data", "rt:rt-1"),
    ):
        document = command.apply(document)
    return document


def add(user: User, kind: str) -> None:
    """Type a kind into the palette; what is selected takes it, else it is placed with Enter."""
    is_placed = not user.selected
    user.press(K.Key_Slash)
    user.type(kind)
    user.press(K.Key_Return)
    if is_placed:
        user.press(K.Key_Return)


def rename(user: User, name: str) -> None:
    user.press(K.Key_F2)
    user.type(name)
    user.press(K.Key_Return)


def to_the_canvas(user: User) -> None:
    user.press(K.Key_Escape)
    assert user.window.canvas.hasFocus()


def walk_to(user: User, key: str) -> None:
    """Leave what is selected and walk over the picture with Tab."""
    user.press(K.Key_Escape)
    for _ in range(20):
        if user.selected == (key,):
            return
        user.press(K.Key_Tab)
    raise AssertionError(f"Tab does not come to {key}")


def tab_to(user: User, name: str) -> None:
    """Tab through the fields until one with a name has the focus."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and name in (focused.accessibleName(), text_of(focused)):
            return
        user.press(K.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}")


def test_a_small_network_by_keyboard_alone(user: User) -> None:
    user.window.activateWindow()
    user.press(K.Key_N, Qt.KeyboardModifier.ControlModifier)
    add(user, "vnet")
    rename(user, "core")
    add(user, "subnet")
    rename(user, "apps")
    user.press(K.Key_Return)
    tab_to(user, "Prefix")
    user.press(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.type("10.0.4.0/24")
    user.press(K.Key_Return)
    to_the_canvas(user)
    walk_to(user, "vnet:core")
    add(user, "subnet")
    rename(user, "data")
    walk_to(user, "subnet:core/apps")
    add(user, "vm")
    walk_to(user, "subnet:core/apps")
    add(user, "rt")
    user.press(K.Key_Return)
    tab_to(user, "Add row")
    user.press(K.Key_Space)
    user.type("0.0.0.0/0")
    user.press(K.Key_Tab)
    user.press(K.Key_Return)
    user.press(K.Key_Right)
    user.type("10.0.9.4")
    user.press(K.Key_Return)
    to_the_canvas(user)
    walk_to(user, "subnet:core/data")
    user.press(K.Key_Return)
    tab_to(user, "Route table")
    user.press(K.Key_Down)
    assert not user.refused
    assert user.hands.document.topology == wanted().topology
