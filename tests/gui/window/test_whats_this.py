"""Help at the keyboard's place: every panel and every field says what it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDesktopServices, QWhatsThisClickedEvent
from PySide6.QtWidgets import QApplication, QWhatsThis

from aksdesigner.gui.whats_this import explained_by, field_help
from aksdesigner.model.kinds.subnet import Subnet


def test_shift_f1_explains_the_field_that_has_the_focus(qtbot, hub, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(
        QWhatsThis, "showText", lambda _at, text, widget: shown.append((text, widget))
    )
    hub.activateWindow()
    hub.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    field = hub.docks.inspector.fields["route_table"]
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field.focusProxy())
    qtbot.keyClick(field.focusProxy(), Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert [widget for _, widget in shown] == [field]
    assert "override" in shown[0][0] and "https://learn.microsoft.com/" in shown[0][0]


def test_every_panel_is_explained(hub) -> None:
    docks = hub.docks
    pages = [docks.bottom_pages.widget(at) for at in range(docks.bottom_pages.count())]
    for widget in (
        *pages,
        docks.palette,
        docks.outline,
        docks.history,
        docks.inspector,
        hub.canvas,
    ):
        assert widget.whatsThis(), type(widget).__name__


def test_what_has_no_help_of_its_own_is_explained_by_what_holds_it(hub) -> None:
    assert explained_by(hub.docks.findings.list) is hub.docks.findings
    assert explained_by(None) is None


def test_a_help_text_cannot_carry_markup() -> None:
    assert "<b>Prefix</b>" in field_help(Subnet, "prefixes")


def test_a_link_opens_in_the_browser(hub, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    QCoreApplication.sendEvent(hub, QWhatsThisClickedEvent("https://learn.microsoft.com/azure/"))
    assert opened == ["https://learn.microsoft.com/azure/"]
