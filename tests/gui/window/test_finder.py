"""The finder by keyboard and mouse: go to a thing, do an action, add a kind where the pointer is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.panels.finder import Finder
from aksdesigner.gui.widgets.found_row import MATCH_ROLE, runs_of

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot, window: MainWindow, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> Finder:
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, key, held)
    finder = window.search.finder
    assert finder.isVisible() and QApplication.focusWidget() is finder.line
    return finder


def rows(finder: Finder) -> list[str]:
    return [match.entry.text for match in finder.model.found]


def test_ctrl_f_goes_to_a_thing_by_name(qtbot, hub) -> None:
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    qtbot.keyClicks(finder.line, "spoke-sha")
    assert rows(finder)[0] == "spoke-shared"
    qtbot.keyClick(finder.line, K.Key_Return)
    assert finder.isHidden() and hub.canvas.hasFocus()
    assert hub.canvas.selection() == ("vnet:spoke-shared",)
    box = hub.canvas.picture.node("vnet:spoke-shared").box
    middle = hub.canvas.mapToScene(hub.canvas.viewport().rect().center())
    assert abs(middle.x() - box.center[0]) < 2 and abs(middle.y() - box.center[1]) < 2


def test_ctrl_f_finds_the_subnet_of_an_address(qtbot, hub) -> None:
    subnet = next(
        e for e in hub.bridge.session.document.topology.index.entries if e.resource.kind == "subnet"
    )
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    qtbot.keyClicks(finder.line, str(subnet.resource.prefixes[0].address(5)))
    found = [match.entry.argument for match in finder.model.found]
    assert subnet.key in found


def test_ctrl_k_does_an_action_and_tells_its_keys(qtbot, hub) -> None:
    hub.canvas.select(("vnet:spoke-prod", "vnet:spoke-shared"))
    finder = opened(qtbot, hub, K.Key_K, CTRL)
    qtbot.keyClicks(finder.line, "zoom to 100")
    (match, *_) = finder.model.found
    assert match.entry.text == "Zoom to 100%" and match.entry.keys == "Ctrl+0"
    hub.canvas.set_zoom(2.0)
    qtbot.keyClick(finder.line, K.Key_Return)
    assert hub.canvas.zoom == 1.0


def test_what_cannot_be_done_now_is_not_offered(qtbot, hub) -> None:
    hub.canvas.select(())
    finder = opened(qtbot, hub, K.Key_F1)
    offered = {match.entry.argument for match in finder.model.found}
    assert "zoom_fit" in offered
    assert not offered & {"undo", "delete", "align_left", "palette"}


def test_ctrl_k_opens_a_finding_and_shows_where_it_is(qtbot, hub) -> None:
    finding = hub.bridge.update_now.analysis.findings[0]
    finder = opened(qtbot, hub, K.Key_K, CTRL)
    qtbot.keyClicks(finder.line, finding.code)
    assert finder.model.found[0].entry.purpose == "finding"
    qtbot.keyClick(finder.line, K.Key_Return)
    assert hub.docks.findings.isVisible()
    assert hub.canvas.selection()


def test_arrows_walk_round_the_rows_and_esc_gives_up(qtbot, hub) -> None:
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    qtbot.keyClicks(finder.line, "spoke")
    last = finder.model.rowCount() - 1
    qtbot.keyClick(finder.line, K.Key_Up)
    assert finder.list.currentIndex().row() == last
    qtbot.keyClick(finder.line, K.Key_Down)
    qtbot.keyClick(finder.line, K.Key_Down)
    assert finder.list.currentIndex().row() == 1
    before = hub.canvas.selection()
    qtbot.keyClick(finder.line, K.Key_Escape)
    assert finder.isHidden() and hub.canvas.hasFocus() and hub.canvas.selection() == before


def test_a_click_chooses_and_a_click_elsewhere_closes(qtbot, hub) -> None:
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    qtbot.keyClicks(finder.line, "spoke")
    index = finder.model.index(1)
    key = index.data(MATCH_ROLE).entry.argument
    QTest.mouseClick(
        finder.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=finder.list.visualRect(index).center(),
    )
    assert finder.isHidden() and hub.canvas.selection() == (key,)
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    hub.docks.findings.list.setFocus(Qt.FocusReason.MouseFocusReason)
    assert finder.isHidden() and hub.docks.findings.list.hasFocus()


def test_the_row_under_a_moving_pointer_is_the_one_and_under_a_resting_one_it_is_not(
    qtbot, hub
) -> None:
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    viewport = finder.list.viewport()
    places = [finder.list.visualRect(finder.model.index(row)).center() for row in (3, 4)]
    QTest.mouseMove(viewport, places[0])
    assert finder.list.currentIndex().row() == 0
    QTest.mouseMove(viewport, places[1])
    assert finder.list.currentIndex().row() == 4
    qtbot.keyClick(finder.line, K.Key_Up)
    QTest.mouseMove(viewport, places[1])
    assert finder.list.currentIndex().row() == 3


def test_nothing_found_says_so_and_proposes_the_nearest(qtbot, hub) -> None:
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    qtbot.keyClicks(finder.line, "spoke-shraed")
    assert finder._nothing.text() == "Nothing called spoke-shraed. Did you mean spoke-shared?"
    assert finder.list.isHidden()
    qtbot.keyClick(finder.line, K.Key_Return)  # there is nothing to take
    assert finder.isVisible()


def test_a_double_click_adds_what_is_typed_at_the_pointer(hub, qtbot) -> None:
    canvas = hub.canvas
    bounds = canvas.picture.bounds
    canvas.set_zoom(1.0)
    canvas._camera.look_at(QPointF(bounds.center[0], bounds.bottom))
    spot = canvas.mapFromScene(QPointF(bounds.x + 240, bounds.bottom + 120))
    assert canvas.viewport().rect().contains(spot)
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    finder = hub.search.finder
    corner = canvas.viewport().mapFrom(hub, finder.pos())
    assert finder.isVisible() and (corner - spot).manhattanLength() < 400
    qtbot.keyClicks(finder.line, "vir")
    assert rows(finder)[0] == "Virtual network"
    qtbot.keyClick(finder.line, K.Key_Return)
    (key,) = canvas.selection()
    node = canvas.picture.node(key)
    assert node is not None and node.kind == "vnet"
    place = canvas.mapFromScene(QPointF(node.box.x, node.box.y))
    assert (place - spot).manhattanLength() < 80


def test_a_line_dropped_on_free_canvas_asks_what_to_add_and_connects_it(hub, qtbot) -> None:
    canvas = hub.canvas
    bounds, box = canvas.picture.bounds, canvas.picture.node("vnet:spoke-shared").box
    canvas.set_zoom(1.0)
    canvas._camera.look_at(QPointF(box.center[0], bounds.bottom))
    viewport = canvas.viewport()
    QTest.mouseMove(viewport, canvas.mapFromScene(QPointF(box.x + 24, box.y + 12)))
    start = canvas.mapFromScene(QPointF(box.center[0], box.bottom))
    end = canvas.mapFromScene(QPointF(box.center[0], bounds.bottom + 100))
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, start + (end - start) * step)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    finder, before = hub.search.finder, hub.bridge.session.document
    assert finder.isVisible() and "Subnet" not in rows(finder)
    qtbot.keyClicks(finder.line, "virtual net")
    qtbot.keyClick(finder.line, K.Key_Return)
    (key,) = canvas.selection()
    name = key.removeprefix("vnet:")
    names = {p.name for p in hub.bridge.session.document.topology.peerings}
    assert {f"spoke-shared>{name}", f"{name}>spoke-shared"} <= names
    hub.actions_by_id["undo"].trigger()
    assert hub.bridge.session.document is before


def test_slash_adds_into_what_is_selected_and_offers_what_fits_first(qtbot, hub) -> None:
    hub.canvas.select(("vnet:spoke-shared",))
    finder = opened(qtbot, hub, K.Key_Slash)
    assert rows(finder)[0] == "Subnet"
    qtbot.keyClicks(finder.line, "subnet")
    qtbot.keyClick(finder.line, K.Key_Return)
    (key,) = hub.canvas.selection()
    assert key.startswith("subnet:spoke-shared/")


def test_the_finder_stays_inside_the_window(qtbot, hub) -> None:
    for key, held in ((K.Key_K, CTRL), (K.Key_Slash, Qt.KeyboardModifier.NoModifier)):
        finder = opened(qtbot, hub, key, held)
        assert hub.rect().contains(finder.geometry())
        qtbot.keyClick(finder.line, K.Key_Escape)
    hub.resize(1024, 640)
    finder = opened(qtbot, hub, K.Key_K, CTRL)
    assert hub.rect().contains(finder.geometry())
    assert finder.pos() != QPoint(0, 0)


def test_what_was_typed_is_set_off(qtbot, hub) -> None:
    finder = opened(qtbot, hub, K.Key_F, CTRL)
    qtbot.keyClicks(finder.line, "shared")
    match = next(m for m in finder.model.found if m.entry.text == "spoke-shared")
    assert runs_of(match) == [("spoke-", False), ("shared", True)]
