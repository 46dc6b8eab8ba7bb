"""The same question asked of a copy without a thing; the design stays as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.panels.test_path import ask


def chip(panel, text: str):
    return next(found for found in panel.without.chips if found.text() == text)


def press(panel, text: str) -> None:
    QTest.keyClick(chip(panel, text), Qt.Key.Key_Space)


def test_a_path_offers_what_it_leans_on(hub) -> None:
    panel = ask(hub, "pod:aks-prod", "pay.example")
    texts = [found.text() for found in panel.without.chips]
    assert "azfw" in texts
    assert any(text.startswith("route ") for text in texts)
    assert panel.without.chosen is None and not panel.without.after.isVisibleTo(panel)


def test_without_the_firewall_the_path_is_lost_and_the_design_stays(hub) -> None:
    panel = ask(hub, "pod:aks-prod", "pay.example")
    before = hub.bridge.update_now.document
    press(panel, "azfw")
    assert panel.without.before.title.text() == "Delivered"
    assert panel.without.after.title.text() != "Delivered"
    assert panel.without.titles[1].text() == "Without azfw"
    assert hub.bridge.update_now.document is before
    assert hub.bridge.update_now.undo_label is None
    assert panel.trace is not None and panel.trace.verdict == "delivered"
    assert (
        hub.bridge.update_now.analysis.trace(panel.trace.source, panel.trace.destination).forward
        == panel.trace.forward
    )


def test_without_the_peering_two_networks_are_apart(hub) -> None:
    panel = ask(hub, "vm:jump", "vm:ci-agent")
    assert panel.trace is not None
    press(panel, "peering hub – spoke-shared")
    assert panel.without.after.title.text() != panel.without.before.title.text()


def test_a_second_press_goes_back_to_the_chips(hub) -> None:
    panel = ask(hub, "pod:aks-prod", "pay.example")
    press(panel, "azfw")
    press(panel, "azfw")
    assert panel.without.chosen is None and not panel.without.after.isVisibleTo(panel)
