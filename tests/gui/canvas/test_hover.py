"""What a resting pointer is told, and that names stay names."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from tests.gui.canvas.hands import Hands


def rest(hands: Hands, place: QPoint) -> str:
    QToolTip.hideText()
    viewport = hands.view.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    return QToolTip.text()


def test_a_resting_pointer_tells_what_a_subnet_is(hands: Hands) -> None:
    subnet = hands.document.topology.vnets[1].subnets[0]
    text = rest(hands, hands.at("subnet:spoke1/apps", 40, 12))
    assert text.startswith("<qt>apps · Subnet<br>")
    assert str(subnet.prefixes[0]) in text
    assert "1 used, 250 free of 251 usable" in text
    assert text.endswith("0.0.0.0/0 to Internet</qt>")


def test_a_network_tells_its_space_and_a_machine_its_address(hands: Hands) -> None:
    assert "512 of 65,536 addresses in 2 subnets" in rest(hands, hands.at("vnet:spoke1"))
    machine = hands.document.topology.vms[0]
    assert str(machine.ip) in rest(hands, hands.at("vm:vm1"))


def test_a_finding_of_the_thing_is_told(hands: Hands) -> None:
    hands.bridge.do(SetField("subnet:spoke1/data", "prefixes", ["10.77.0.0/24"]))
    found = [
        f for f in hands.bridge.update_now.analysis.findings if "subnet:spoke1/data" in f.resources
    ]
    assert found
    assert found[0].code in rest(hands, hands.at("subnet:spoke1/data", 40, 12))


def test_names_are_never_markup(hands: Hands) -> None:
    hands.bridge.do(Rename("vm:vm1", "<b>bold"))
    assert "&lt;b&gt;bold" in rest(hands, hands.at("vm:<b>bold"))


def test_free_canvas_and_a_hand_at_work_tell_nothing(hands: Hands) -> None:
    assert rest(hands, hands.free()) == ""
    start = hands.at("vnet:hub")
    hands.carry(start, start + QPoint(40, 60))
    assert rest(hands, hands.at("vnet:spoke1")) == ""
