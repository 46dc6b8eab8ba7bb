"""Drags from the palette, as drag events made by hand (a real one is in tests/xvfb)."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from aksdesigner.gui.canvas.mime import KIND_MIME, kind_in, kind_mime
from aksdesigner.present.shapes import TextShape
from tests.gui.canvas.hands import Hands


def shown_texts(hands: Hands) -> list[str]:
    hands.view.viewport().repaint()
    return [s.text for s in hands.view.overlay if isinstance(s, TextShape)]


def test_the_preview_names_the_prefix_that_the_drop_gives(hands: Hands) -> None:
    before = hands.document
    move = hands.drag_over("subnet", hands.at("vnet:hub", 40, -12))
    assert move.isAccepted() and hands.document is before
    promised = [text for text in shown_texts(hands) if text.startswith("gets ")]
    hands.drop("subnet", hands.at("vnet:hub", 40, -12))
    subnet = hands.document.topology.vnets[0].subnets[0]
    assert promised == [f"gets {subnet.prefixes[0]}"]
    assert hands.view.selection() == (f"subnet:hub/{subnet.name}",)


def test_a_refusal_is_shown_while_dragging_and_told_after(hands: Hands) -> None:
    before = hands.document
    hands.drag_over("vm", hands.at("vnet:hub", 40, -12))
    assert "needs a subnet" in shown_texts(hands)
    event = hands.drop("vm", hands.at("vnet:hub", 40, -12))
    assert not event.isAccepted()
    assert hands.document is before and "needs a subnet" in hands.said[-1]


def test_leaving_takes_the_preview_away(hands: Hands) -> None:
    hands.drag_over("vnet", hands.free())
    assert shown_texts(hands)
    hands.leave()
    assert not shown_texts(hands)


def test_a_network_falls_where_it_is_dropped(empty_hands: Hands) -> None:
    place = empty_hands.view.rect().center()
    empty_hands.drop("vnet", place)
    scene = empty_hands.view.mapToScene(place)
    assert empty_hands.box("vnet:hub").contains(scene.x(), scene.y())


def test_two_networks_do_not_cover_each_other(empty_hands: Hands) -> None:
    empty_hands.drop("vnet", empty_hands.view.rect().center())
    empty_hands.drop("vnet", empty_hands.free())
    first, second = (node.box for node in empty_hands.view.picture.nodes[:2])
    assert not first.meets(second)


@pytest.mark.parametrize("text", ["text/plain", "application/json"])
def test_other_drags_pass_on(hands: Hands, text: str) -> None:
    data = QMimeData()
    data.setData(text, b"vnet")
    assert not hands.drag_over(data, hands.free()).isAccepted()


def test_a_broken_payload_is_no_kind() -> None:
    data = QMimeData()
    data.setData(KIND_MIME, b"\xff\xfe")
    assert kind_in(data) is None
    assert kind_in(kind_mime("subnet")) == "subnet"


def test_an_unknown_kind_is_refused_in_words(hands: Hands) -> None:
    before = hands.document
    hands.drop("teapot", hands.free())
    assert hands.document is before and hands.said


def test_the_camera_stays_while_things_are_added(hands: Hands) -> None:
    corner = hands.view.mapToScene(0, 0)
    for _ in range(3):
        hands.drop("vnet", hands.free())
    QTest.qWait(1)
    assert hands.view.mapToScene(0, 0) == corner


def test_what_was_dropped_is_what_is_renamed(hands: Hands) -> None:
    key = hands.view.picture.nodes[0].key
    subnet = next(n.key for n in hands.view.picture.nodes if n.key.startswith("subnet:"))
    hands.drop("nsg", hands.at(subnet, 30, -6))
    (group,) = hands.view.selection()
    assert group.startswith("nsg:") and group in hands.view._desk.ground.chips
    hands.key(Qt.Key.Key_F2)
    hands.type_name("nsg-web")
    index = hands.document.topology.index
    assert "nsg:nsg-web" in index.by_key and subnet in index.by_key and key in index.by_key
    assert index.at(subnet).nsg == "nsg-web"


class PaintSpy(QObject):
    """Keeps what was repainted of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Paint:
            self.region = self.region.united(event.region())
        return super().eventFilter(watched, event)


def test_the_invitation_goes_with_the_first_thing_and_comes_back(qtbot, empty_hands: Hands) -> None:
    viewport = empty_hands.view.viewport()
    spy = PaintSpy(viewport)
    far = QPoint(viewport.width() // 2, viewport.height() // 2 + 90)  # where its sentence stands
    empty_hands.drop("vnet", QPoint(40, 40))
    empty_hands.leave()
    qtbot.waitUntil(lambda: spy.region.contains(far), timeout=1_000)
    spy.region = QRegion()
    empty_hands.bridge.undo()
    qtbot.waitUntil(lambda: spy.region.contains(far), timeout=1_000)
