"""A hub-spoke AKS network from an empty canvas, by mouse and keyboard alone."""

from PySide6.QtCore import QPoint, Qt

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.rename import Rename
from aksdesigner.model.document import Document, new_document
from tests.gui.canvas.hands import Hands

Key = Qt.Key


def by_commands() -> Document:
    document = new_document()
    for command in (
        AddResource("vnet"),
        AddResource("vnet"),
        Rename("vnet:spoke1", "spoke-prod"),
        AddResource("fw", "vnet:hub"),
        AddResource("subnet", "vnet:spoke-prod"),
        Rename("subnet:spoke-prod/snet-1", "snet-aks"),
        AddResource("aks", "subnet:spoke-prod/snet-aks"),
        AddResource("pool", "aks:aks-1"),
        AddResource("rt", "subnet:spoke-prod/snet-aks"),
        Connect("vnet:hub", "vnet:spoke-prod"),
        AddResource("internet"),
    ):
        document = command.apply(document)
    return document


def test_by_mouse(empty_hands: Hands) -> None:
    hands = empty_hands
    center = hands.view.rect().center()
    hands.drop("vnet", center + QPoint(-420, -120))
    hands.drop("vnet", center + QPoint(120, -120))
    hands.double_click(hands.at("vnet:spoke1"))
    hands.type_name("spoke-prod")
    hands.drop("fw", hands.at("vnet:hub", 60, -20))
    hands.drop("subnet", hands.at("vnet:spoke-prod", 60, -20))
    hands.double_click(hands.at("subnet:spoke-prod/snet-1"))
    hands.type_name("snet-aks")
    hands.drop("aks", hands.at("subnet:spoke-prod/snet-aks", 60, -10))
    hands.drop("pool", hands.at("aks:aks-1", 60, 12))
    hands.drop("rt", hands.at("subnet:spoke-prod/snet-aks", 20, 40))
    hands.hover(hands.at("vnet:hub"))
    hands.drag(hands.side("vnet:hub", "e"), hands.at("vnet:spoke-prod"))
    hands.drop("internet", hands.free())
    assert not hands.refused
    assert hands.document.topology == by_commands().topology
    for _ in range(hands.bridge.update_now.revision):
        hands.bridge.undo()
    assert hands.document.topology == new_document().topology
    assert not hands.view.picture.nodes


def test_by_keyboard(empty_hands: Hands) -> None:
    hands, view = empty_hands, empty_hands.view

    def add(kind: str, parent: str | None) -> None:
        view.select([] if parent is None else [parent])
        view.begin_place(kind)
        if parent is None:
            hands.key(Key.Key_Return)

    def rename(key: str, name: str) -> None:
        view.select([key])
        hands.key(Key.Key_F2)
        hands.type_name(name)

    add("vnet", None)
    view.select([])
    view.begin_place("vnet")
    for _ in range(6):
        hands.key(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    hands.key(Key.Key_Return)
    rename("vnet:spoke1", "spoke-prod")
    add("fw", "vnet:hub")
    add("subnet", "vnet:spoke-prod")
    rename("subnet:spoke-prod/snet-1", "snet-aks")
    add("aks", "subnet:spoke-prod/snet-aks")
    add("pool", "aks:aks-1")
    add("rt", "subnet:spoke-prod/snet-aks")
    view.select(["vnet:hub"])
    hands.key(Key.Key_C)
    hands.key(Key.Key_Right)
    hands.key(Key.Key_Return)
    view.select([])
    view.begin_place("internet")
    for _ in range(5):
        hands.key(Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    hands.key(Key.Key_Return)
    assert not hands.refused
    assert hands.document.topology == by_commands().topology
