"""The path explorer: live, in words, drawn, and kept as an intent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from aksdesigner.analysis.queries.intents import intent_of
from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.panels.path_ends import end_of_key, meaning_of, sources_of, targets_of


def ask(window, source: str, destination: str):
    panel = window.docks.path
    panel.set_source(source)
    panel.set_destination(destination)
    return panel


def test_a_path_is_told_and_drawn_there_and_back(hub) -> None:
    panel = ask(hub, "pod:aks-prod", "pay.example")
    assert panel.trace is not None and panel.trace.verdict == "delivered"
    assert panel.banner.title.text() == "Delivered"
    assert [row.hop.token for row in panel.there.rows] == ["pod:aks-prod", "fw:azfw", "internet"]
    assert [row.hop.token for row in panel.back.rows] == ["internet", "fw:azfw", "pod:aks-prod"]
    assert hub.canvas._desk._trace is panel.trace


def test_it_follows_an_edit_with_no_button(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "vm:jump")
    before = panel.trace
    hub.bridge.do(SetField("peering:spoke-shared>hub", "allow_virtual_network_access", False))
    assert panel.trace is not before
    assert panel.trace is not None


def test_the_heading_of_a_drop_is_not_said_twice(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "pod:aks-prod")
    assert panel.banner.title.text() == "Dropped on the way there"
    assert panel.banner.sentence.text().startswith("DenyAllOutBound of")
    assert panel.there._ends.text() == "ci-agent, no further"


def test_a_path_with_all_filters_open_is_kept_as_such(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "10.80.40.4")
    filtered = panel.trace
    panel.permit.setChecked(True)
    assert panel.trace.verdict != filtered.verdict
    panel._save()
    query = hub.bridge.update_now.document.queries[-1]
    assert query.details["mode"] == "routing"
    analysis = hub.bridge.update_now.analysis
    assert intent_of(analysis, query, 0).state == "holds"


def test_the_ends_swap(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "vm:jump")
    panel.swap()
    assert (panel.source.text(), panel.destination.text()) == ("vm:jump", "vm:ci-agent")
    assert panel.trace.forward[0].token == "vm:jump"


def test_what_is_no_end_is_told_and_nothing_is_drawn(hub) -> None:
    panel = ask(hub, "pod:aks-prod", "vm:jump")
    panel.set_source("vm:nobody")
    assert panel.trace is None
    assert panel._hint.text().startswith("From: nobody is not the name of")
    assert not panel._scroll.isVisibleTo(panel)
    assert hub.canvas._desk._trace is None


def test_a_port_that_is_none(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "vm:jump")
    panel.port.setText("70000")
    panel.refresh()
    assert panel.trace is None and "no port" in panel._hint.text()


def test_it_is_saved_as_an_intent_once(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "10.80.40.4")
    count = len(hub.bridge.update_now.document.queries)
    panel._save()
    queries = hub.bridge.update_now.document.queries
    assert len(queries) == count + 1
    assert queries[-1].details["from"] == "vm:ci-agent"
    panel._save()
    assert len(hub.bridge.update_now.document.queries) == count + 1


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("jump", "vm:jump"),
        ("aks-prod", "pod:aks-prod"),
        ("10.80.16.99", "subnet:spoke-prod/snet-aks-nodes"),
        ("198.51.100.7", "internet:198.51.100.7"),
        ("nobody", "nobody"),
        ("vm:jump", "vm:jump"),
    ],
)
def test_names_and_addresses_get_what_they_belong_to(hub, text: str, meaning: str) -> None:
    document = hub.bridge.update_now.document
    assert meaning_of(document, text, is_source=True) == meaning


def test_every_offered_end_can_be_traced(hub) -> None:
    update = hub.bridge.update_now
    for source in sources_of(update.document):
        assert update.analysis.trace(source, "10.0.2.4").forward, source
    for target in targets_of(update.document):
        assert update.analysis.trace("vm:ci-agent", target).forward, target


def test_things_of_the_canvas_stand_for_ends(hub) -> None:
    document = hub.bridge.update_now.document
    assert end_of_key(document, "pool:aks-prod/apps", is_source=True) == "pod:aks-prod/apps"
    assert end_of_key(document, "pe:pe-kv", is_source=True) == "subnet:spoke-prod/snet-pe"
    assert end_of_key(document, "pe:pe-kv", is_source=False) == "pe:pe-kv"
    hub.canvas.trace_from.emit("vm:ci-agent")
    hub.canvas.trace_to.emit("vm:jump")
    assert hub.docks.path.trace is not None


def test_an_intent_says_what_it_is_for(qtbot, hub) -> None:
    panel = ask(hub, "vm:jump", "api:aks-prod")
    keeping = panel.keeping
    for box in (keeping.required, keeping.operator):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClicks(keeping.why, "releases")
    keeping.save.click()
    details = hub.bridge.update_now.document.queries[-1].details
    assert (details["required"], details["operator"], details["why"]) == (True, True, "releases")
    assert details["expect"]["return"] == [hop.token for hop in panel.trace.back]
    assert not keeping.required.isChecked() and not keeping.why.text()


def test_every_obstacle_is_listed_and_leads_to_what_must_change(hub, qtbot) -> None:
    panel = ask(hub, "vm:ci-agent", "pod:aks-prod")
    blockers = panel.trace.blockers
    assert len(blockers) > 1
    shown = panel.reasons.blockers
    assert shown.isVisibleTo(panel)
    told = [text.text() for text in shown.findChildren(QLabel)]
    assert all(any(blocker.sentence in line for line in told) for blocker in blockers)
    first = shown.findChildren(QPushButton)[0]
    with qtbot.waitSignal(panel.selected) as found:
        first.click()
    assert found.args == [(blockers[0].key,)]


def test_layers_say_who_decides(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "pod:aks-prod")
    names = [
        word.accessibleName()
        for word in panel.reasons.layers.findChildren(QWidget)
        if word.accessibleName()
    ]
    assert any(name.startswith("Security group stops it") for name in names)


def test_permit_all_leaves_routing_alone(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "10.80.40.4")
    assert panel.trace.reason == "nsg_deny"
    panel.permit.setChecked(True)
    assert panel.trace.reason != "nsg_deny"
    panel.permit.setChecked(False)
    assert panel.trace.reason == "nsg_deny"


def test_what_routing_loses_behind_a_filter_counts_against_routing(hub) -> None:
    panel = ask(hub, "vm:ci-agent", "pod:aks-prod")
    outcomes = {decision.layer: decision.outcome for decision in panel.trace.layers}
    assert (outcomes["nsg"], outcomes["route"]) == ("deny", "deny")
