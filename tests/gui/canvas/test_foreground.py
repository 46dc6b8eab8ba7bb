"""What lies over the picture leaves readable what the analysis found."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.canvas.overlay import extent_of
from aksdesigner.present.drawing import shapes_of_badge
from tests.gui.canvas.hands import Hands

SPOKE = "vnet:spoke1"


def _badge(hands: Hands) -> QImage:
    """Return the middle of the network's finding mark, as it is seen."""
    node = hands.view.picture.node(SPOKE)
    assert node is not None and node.badge is not None
    box = extent_of(shapes_of_badge(node)[:1])
    assert box is not None
    middle = hands.view.mapFromScene(*box.center)
    part = QRect(middle - QPoint(4, 4), middle + QPoint(4, 4))
    return hands.view.viewport().grab(part).toImage()


def test_the_frame_of_a_selected_box_does_not_strike_its_finding_out(hands: Hands) -> None:
    prefix = str(hands.document.topology.vnets[-1].prefixes[0])
    hands.bridge.do(SetField(SPOKE, "prefixes", [prefix.replace(".0/", ".5/")]))
    assert hands.view.selection() == ()
    before = _badge(hands)
    hands.view.select([SPOKE])
    assert hands.view.overlay, "the frame is there"
    assert _badge(hands) == before
