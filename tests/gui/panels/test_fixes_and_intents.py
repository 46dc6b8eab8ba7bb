"""Fixes in the window, acceptances, and intents that follow every edit."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from aksdesigner.edit.queries import AcceptFinding, AddQuery
from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.dialogs.accept import AcceptDialog
from aksdesigner.gui.docks import INTENTS, PATH
from tests.support.fixes import bad_design
from tests.support.window import sample_path


def codes(window) -> list[str]:
    return [finding.code for finding in window.docks.findings.model.findings]


def choose(qtbot, window, code: str):
    """Choose a finding and wait until its fixes have been tried."""
    panel = window.docks.findings
    panel.list.setCurrentIndex(panel.model.index(codes(window).index(code)))
    qtbot.waitUntil(lambda: not panel.strip.is_trying, timeout=20_000)
    return panel.strip


def test_a_chosen_finding_shows_its_fix_and_the_button_does_it_in_one_step(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-production-example"))
    before = window.bridge.update_now.document
    strip = choose(qtbot, window, "ADR-10")
    assert strip.isVisible()
    assert strip.fix.text() == "Use 172.29.0.0/16 as service range"
    assert "service range 172.30.0.0/16 → 172.29.0.0/16" in strip.lines[0].text()
    assert window.bridge.update_now.document is before  # showing changes nothing
    qtbot.mouseClick(strip.fix, Qt.MouseButton.LeftButton)
    assert "ADR-10" not in codes(window)
    assert window.docks.findings.list.hasFocus()
    assert window.bridge.update_now.undo_label == "Use 172.29.0.0/16 as service range"
    window.bridge.undo()
    assert window.bridge.update_now.document is before


def test_another_way_can_be_chosen(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    window.bridge.session.open(bad_design("CAP-03"))
    strip = choose(qtbot, window, "CAP-03")
    titles = [offer.title for offer in strip.offers]
    assert len(titles) > 1
    strip._menu.actions()[1].trigger()
    assert strip.fix.text() == titles[1]
    qtbot.mouseClick(strip.fix, Qt.MouseButton.LeftButton)
    assert window.bridge.update_now.undo_label == titles[1]


def test_what_has_no_fix_says_what_to_do(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    window.bridge.session.open(bad_design("PEP-01"))
    strip = choose(qtbot, window, "PEP-01")
    assert not strip.fix.isVisible()
    assert strip.said.text().startswith("By hand: ")


def test_an_edit_stops_the_trying_and_starts_it_anew(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    panel = window.docks.findings
    panel.list.setCurrentIndex(panel.model.index(codes(window).index("CAP-20")))
    assert panel.strip.is_trying
    window.bridge.do(SetField("aks:aks-anti", "service_cidrs", ("172.29.0.0/16",)))
    assert panel.strip.offers == []
    qtbot.waitUntil(lambda: not panel.strip.is_trying, timeout=20_000)
    for offer in panel.strip.offers:
        assert offer.command.apply(window.bridge.update_now.document) == offer.document


def test_an_accepted_finding_stands_apart_and_can_be_reopened(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    errors = int(window.top_bar._counts["error"].text())
    worst = window.bridge.update_now.analysis.findings[0]
    command = AcceptFinding(worst.code, worst.resources[0], "legacy", "network team")
    window.bridge.do(command)
    panel = window.docks.findings
    assert codes(window)[-1] == worst.code
    assert window.top_bar._counts["error"].text() == str(errors - 1)
    assert window.docks.worst._code.text() != worst.code
    panel.filter.setCurrentIndex(panel.filter.findData("accepted"))
    assert codes(window) == [worst.code]
    strip = choose(qtbot, window, worst.code)
    assert strip.said.text() == "Accepted by network team: legacy"
    assert strip.accept.text() == "Reopen"
    qtbot.mouseClick(strip.accept, Qt.MouseButton.LeftButton)
    assert window.bridge.update_now.document.accepted == ()


def test_the_dialog_takes_a_whole_answer_alone(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    update = window.bridge.update_now
    finding = update.analysis.findings[0]
    dialog = AcceptDialog(update.document, finding, date(2026, 11, 25), window)
    qtbot.addWidget(dialog)
    assert not dialog.ok.isEnabled()
    dialog.reason.setText("legacy")
    dialog.by.setText("me")
    assert dialog.ok.isEnabled()
    for text, problem in (("soon", "written as"), ("2026-01-01", "has passed"), ("2027-01-01", "")):
        dialog.until.setText(text)
        assert problem in dialog.problem.text()
        assert dialog.ok.isEnabled() == (not problem)
    window.bridge.do(dialog.command)
    entry = window.bridge.update_now.document.accepted[0]
    assert (entry.reason, entry.by, entry.until) == ("legacy", "me", "2027-01-01")


def test_an_acceptance_that_has_ended_is_said(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-production-example"))
    window.bridge.session.open(bad_design("PEP-01"))
    window.bridge.do(AcceptFinding("PEP-01", "pe:kv", "later", "me", "2020-01-01"))
    strip = choose(qtbot, window, "PEP-01")
    assert strip.said.text() == "Accepted by me; that ended on 2020-01-01."


FLOW = {"kind": "path", "from": "vm:app1", "to": "10.2.1.10"}


@pytest.fixture
def intents(qtbot, window):
    window.desk.open_path(sample_path("seed-production-example"))
    window.bridge.session.open(bad_design("RTE-23"))
    panel = window.docks.intents
    window.docks.show_bottom(INTENTS)
    window.bridge.do(AddQuery({**FLOW, "required": True, "through": "fw:azfw"}))
    panel.list.grab()  # rows that are not answered yet are painted too
    window.bridge.do(AddQuery({**FLOW, "not": True}))
    qtbot.waitUntil(lambda: not panel.is_asking, timeout=20_000)
    return panel


def test_intents_are_asked_after_every_edit(qtbot, window, intents) -> None:
    states = [intent.state for intent in intents.model.intents[-2:]]
    assert states == ["holds", "fails"], [i.why for i in intents.model.intents]
    assert "hold" in intents.summary.text()
    window.bridge.do(SetField("rt:rt-spoke", "routes", []))
    qtbot.waitUntil(lambda: not intents.is_asking, timeout=20_000)
    assert intents.model.intents[-2].state == "fails"
    window.bridge.undo()
    qtbot.waitUntil(lambda: not intents.is_asking, timeout=20_000)
    assert intents.model.intents[-2].state == "holds"


def test_a_failed_intent_shows_its_counterexample_on_the_canvas(qtbot, window, intents) -> None:
    window.docks.show_bottom(INTENTS)
    shown = []
    intents.traced.connect(shown.append)
    intents.list.setCurrentIndex(intents.model.index(len(intents.model.intents) - 1))
    assert shown[-1].verdict == "delivered"
    assert [hop.token for hop in shown[-1].forward][0] == "vm:app1"
    qtbot.keyClick(intents, Qt.Key.Key_Return)
    assert window.docks.bottom_pages.currentIndex() == PATH
    assert window.docks.path.ends == ("vm:app1", "10.2.1.10")


def test_an_intent_is_forgotten_and_comes_back(qtbot, window, intents) -> None:
    count = len(intents.model.intents)
    intents.list.setCurrentIndex(intents.model.index(count - 1))
    qtbot.mouseClick(intents.forget, Qt.MouseButton.LeftButton)
    assert intents.model.rowCount() == count - 1
    window.bridge.undo()
    assert intents.model.rowCount() == count
