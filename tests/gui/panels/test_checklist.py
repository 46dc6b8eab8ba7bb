"""The checklist in the window: decided live, answered, assigned, signed, undone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.docks import CHECKLIST
from tests.support.window import sample_path


def opened(qtbot, window, name: str = "hub-spoke"):
    """The panel, open and decided."""
    window.desk.open_path(sample_path(name))
    qtbot.keyClick(window, Qt.Key.Key_K, control_shift())
    panel = window.docks.checklist
    assert window.docks.bottom_header.current == CHECKLIST
    qtbot.waitUntil(lambda: panel.checklist is not None and not panel.is_deciding)
    return panel


def control_shift() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def settled(qtbot, panel) -> None:
    qtbot.waitUntil(lambda: not panel.is_deciding)


def state(panel, line: str) -> str:
    return next(row.state for row in panel.checklist.rows if row.line.id == line)


def test_an_edit_is_followed(qtbot, window) -> None:
    panel = opened(qtbot, window)
    assert state(panel, "dnsServiceAddress") == "met"
    window.bridge.do(SetField("aks:aks-prod", "dns_service_ip", "10.9.9.9"))
    qtbot.waitUntil(lambda: state(panel, "dnsServiceAddress") == "failing")
    window.bridge.undo()
    qtbot.waitUntil(lambda: state(panel, "dnsServiceAddress") == "met")


def test_numbers_and_question_stand_beside_the_chosen_line(qtbot, window) -> None:
    panel = opened(qtbot, window)
    panel.choose("nodeSubnets")
    assert "needs 89: 66 nodes, 22 at the upgrade" in panel.form._said.text()
    assert not panel.form._form.isVisibleTo(panel.form)  # the engine's word is enough
    panel.choose("rbac")
    assert panel.form._question.text().startswith("Who may do what")
    assert panel.form._control.text() == "Control: Kubernetes RBAC with Microsoft Entra ID"


def test_a_failing_line_shows_where(qtbot, window) -> None:
    panel = opened(qtbot, window)
    panel.choose("apiZones")  # AKS-02 of the sample
    assert "aks:aks-prod" in window.canvas.selection()


def test_a_line_is_answered_with_the_keyboard_and_undone(qtbot, window) -> None:
    panel = opened(qtbot, window)
    panel.choose("dnsRunbook")
    qtbot.keyClicks(panel.form.text, "wiki/dns")
    qtbot.keyClick(panel.form.text, Qt.Key.Key_Return)
    assert state(panel, "dnsRunbook") == "open"  # nobody said who answers
    assert panel.form.text.text() == "wiki/dns"  # and nothing typed is lost
    qtbot.keyClicks(panel.form.by, "Ada")
    qtbot.keyClick(panel.form.by, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(panel, "dnsRunbook") == "met")
    assert window.bridge.update_now.document.checklist["dnsRunbook"]["by"] == "Ada"
    window.bridge.undo()
    qtbot.waitUntil(lambda: state(panel, "dnsRunbook") == "open")
    assert panel.form.text.text() == ""


def test_a_question_is_assigned_and_the_whole_is_signed(qtbot, window) -> None:
    panel = opened(qtbot, window)
    panel.choose("rbac")
    qtbot.keyClicks(panel.form.owner, "Bo")
    qtbot.mouseClick(panel.form.keep, Qt.MouseButton.LeftButton)
    assert window.bridge.update_now.document.checklist == {"rbac": {"owner": "Bo"}}
    qtbot.mouseClick(panel.sign, Qt.MouseButton.LeftButton)
    assert "signedOff" not in window.bridge.update_now.document.checklist  # by whom?
    qtbot.keyClicks(panel.form.by, "Ada")
    qtbot.mouseClick(panel.sign, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Signed by Ada" in panel.summary.text())
    window.bridge.do(SetField("aks:aks-prod", "dns_service_ip", "172.29.0.11"))
    qtbot.waitUntil(lambda: "has changed since" in panel.summary.text())


def test_nothing_is_decided_while_nobody_looks(qtbot, window) -> None:
    window.desk.open_path(sample_path("hub-spoke"))
    window.bridge.do(SetField("aks:aks-prod", "dns_service_ip", "10.9.9.9"))
    assert window.docks.checklist.checklist is None
    assert not window.docks.checklist.is_deciding
