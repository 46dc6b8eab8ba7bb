"""Findings follow every edit, select their objects and go there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.panels.findings import split_message
from tests.support.window import sample_path


def codes(window) -> list[str]:
    return [finding.code for finding in window.docks.findings.model.findings]


def test_an_empty_design_has_none_and_says_what_was_checked(window) -> None:
    window.desk.new()
    panel = window.docks.findings
    assert panel._pages.currentIndex() == 1
    assert panel.empty_text.text() == f"No findings. {len(RULES)} rules checked."


def test_the_seed_example_reports_the_reserved_range_and_a_repair_clears_it(window) -> None:
    window.desk.open_path(sample_path("seed-production-example"))
    assert "ADR-10" in codes(window)
    assert window.top_bar._counts["error"].text() == "1"
    window.bridge.do(SetField("aks:aks-prod", "service_cidrs", ("172.29.0.0/16",)))
    assert "ADR-10" not in codes(window)
    window.bridge.undo()
    assert "ADR-10" in codes(window)


def test_a_row_selects_its_objects_and_enter_goes_there(qtbot, window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    panel = window.docks.findings
    row = codes(window).index("CAP-01")
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(row))
    assert window.canvas.selection()[0] == "subnet:small/nodes"
    assert window.docks.inspector.name.text() != "Nothing selected"
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.canvas.selection()[0] == "subnet:small/nodes"


def test_the_filter_and_the_counts_of_the_top_bar(window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    every = codes(window)
    window.top_bar._counts["warning"].click()
    shown = window.docks.findings.model.findings
    assert shown and all(finding.severity == "warning" for finding in shown)
    window.docks.findings.show_severity("")
    assert codes(window) == every


def test_the_chosen_row_stays_chosen_while_it_exists(window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    panel = window.docks.findings
    row = codes(window).index("CAP-20")
    panel.list.setCurrentIndex(panel.model.index(row))
    window.bridge.do(SetField("aks:aks-anti", "service_cidrs", ("172.29.0.0/16",)))
    current = panel.list.currentIndex()
    assert panel.model.findings[current.row()].code == "CAP-20"


def test_the_folded_line_names_the_worst(window) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    window.docks.bottom.fold()
    worst = window.bridge.update_now.analysis.findings[0]
    assert window.docks.worst._code.text() == worst.code
    assert window.docks.worst._count.text() == f"1 of {len(codes(window))}"


def test_messages_split_into_fact_and_arithmetic() -> None:
    assert split_message("small/nodes needs 157 addresses, 123 are usable") == (
        "small/nodes needs 157 addresses",
        "123 are usable",
    )
    assert split_message("One fact alone") == ("One fact alone", "")
