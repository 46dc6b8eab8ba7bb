"""Workshop mode: full screen, views to step through, pen and laser, and no question on the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aksdesigner.edit.notes import AddNote
from aksdesigner.edit.place import Place
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.views import NewView, RenameView, view_names
from aksdesigner.present.drawing import is_shown
from aksdesigner.present.shapes import TextShape
from aksdesigner.present.text import style_of
from aksdesigner.store import recovery

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def stage(hub, qtbot):
    """The hub-spoke sample with three views, in the mode."""
    do = hub.bridge.do
    do(NewView("Egress"))
    do(Place({"vnet:hub": (0.0, 400.0)}))
    do(RenameView("Egress", "Egress", "How do payments leave Singapore?"))
    do(NewView("Close", (0.0, 0.0, 300.0, 200.0)))
    hub.bridge.session.show_view(view_names(hub.bridge.session.document)[0])
    hub.bridge.session.mark_saved()
    hub.activateWindow()
    hub.canvas.setFocus()
    qtbot.waitUntil(hub.canvas.hasFocus)
    QTest.qWait(50)
    press(hub, K.Key_F5)
    assert hub.stage.workshop.is_on
    yield hub
    hub.stage.leave()


def press(window, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.canvas, key, held)
    QTest.qWait(20)


def drag(window, *places: QPoint) -> None:
    viewport = window.canvas.viewport()
    QTest.mousePress(viewport, LEFT, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(viewport, place)
    QTest.mouseRelease(viewport, LEFT, pos=places[-1])


def test_f5_gives_the_screen_to_the_picture_and_esc_gives_it_back(stage) -> None:
    assert stage.isFullScreen()
    around = (*stage.docks.all, stage.top_bar, stage.status)
    assert not any(part.isVisible() for part in around)
    assert not stage.actions_by_id["export"].isEnabled()
    press(stage, K.Key_Escape)
    assert not stage.stage.is_on and not stage.isFullScreen()
    assert all(part.isVisible() for part in around)
    assert stage.actions_by_id["export"].isEnabled()
    assert not stage.stage.workshop.title.isVisible()


def test_every_word_of_the_mode_is_24_pixels_or_more(stage) -> None:
    for zoom in (0.3, 0.61, 0.79, 1.0, 1.7):
        stage.canvas.set_zoom(zoom)
        scene = stage.canvas.canvas_scene
        shapes = [s for thing in scene.content for s in thing.shapes if isinstance(s, TextShape)]
        boxes = {n.key for n in scene.picture.nodes if is_shown(n, scene.detail)}
        names = [s for t in scene.content if t.key in boxes for s in t.shapes]
        sizes = [style_of(s.style).size * zoom for s in names if isinstance(s, TextShape)]
        assert shapes and sizes
        assert min(sizes) >= 24
    mode = stage.stage.workshop
    assert mode.title.fontInfo().pixelSize() >= 36
    stage.stage.leave()
    small = [s for t in stage.canvas.canvas_scene.content for s in t.shapes]
    assert any(s.style == "canvasVnet" for s in small if isinstance(s, TextShape)) or (
        stage.canvas.canvas_scene.detail == "far"
    )


def test_fitting_keeps_the_picture_below_the_title(stage) -> None:
    stage.resize(1000, 500)  # too low for the whole picture at 100%
    QTest.qWait(50)
    press(stage, K.Key_F)
    canvas = stage.canvas
    top = canvas.mapFromScene(canvas.canvas_scene.content_rect().topLeft()).y()
    title = stage.stage.workshop.title.geometry()
    assert title.height() > 0
    assert top > title.bottom()


def test_arrows_and_pages_step_through_the_views_and_nothing_becomes_unsaved(stage) -> None:
    mode, session = stage.stage.workshop, stage.bridge.session
    first = session.document.view.name
    before = stage.canvas.picture.by_key["vnet:hub"].box
    press(stage, K.Key_Right)
    assert session.document.view.name == "Egress"
    assert mode.title.text() == "How do payments leave Singapore?"
    assert stage.canvas.picture.by_key["vnet:hub"].box != before
    press(stage, K.Key_PageDown)
    assert session.document.view.name == "Close"
    assert stage.canvas.seen_area() is not None
    press(stage, K.Key_Right)  # the last one stays
    press(stage, K.Key_Left)
    press(stage, K.Key_PageUp)
    assert session.document.view.name == first
    assert stage.canvas.picture.by_key["vnet:hub"].box == before
    assert not session.update.is_dirty and session.update.undo_label != "View Egress"
    mode.views.buttons["Close"].click()
    assert session.document.view.name == "Close"


def test_h_hides_everything_but_the_canvas_and_t_is_high_contrast(stage) -> None:
    mode = stage.stage.workshop
    assert mode.tools.isVisible() and mode.views.isVisible() and mode.title.isVisible()
    press(stage, K.Key_H)
    assert not any(p.isVisible() for p in (mode.tools, mode.views, mode.title, mode.toast))
    press(stage, K.Key_H)
    assert mode.tools.isVisible()
    press(stage, K.Key_T)
    assert stage.theme.name == "highContrast"
    press(stage, K.Key_Escape)
    assert stage.theme.name == "light"


def test_the_strips_fade_when_nobody_moves_and_come_back(stage, qtbot) -> None:
    mode = stage.stage.workshop
    mode._rest.setInterval(30)
    QTest.mouseMove(stage.canvas.viewport(), QPoint(200, 200))
    qtbot.waitUntil(lambda: not mode.tools.isVisible(), timeout=2_000)
    assert mode.title.isVisible()
    QTest.mouseMove(stage.canvas.viewport(), QPoint(240, 220))
    assert mode.tools.isVisible()


def test_the_pen_draws_strokes_that_undo_one_by_one_and_c_wipes(stage) -> None:
    press(stage, K.Key_P)
    drag(stage, QPoint(300, 300), QPoint(340, 330), QPoint(420, 300))
    drag(stage, QPoint(300, 400), QPoint(360, 420), QPoint(420, 400))
    document = stage.bridge.session.document
    assert [note.kind for note in document.notes if note.key] == ["ink", "ink"]
    assert stage.canvas.selection() == ()
    stroke = stage.canvas.picture.node("ink:1") or stage.canvas.picture.by_key["ink:2"]
    at = stage.canvas.mapFromScene(*stroke.points[0])
    assert (at - QPoint(300, 300)).manhattanLength() <= 3
    stage.bridge.undo()
    assert len([n for n in stage.bridge.session.document.notes if n.key]) == 1
    press(stage, K.Key_Escape)  # puts the pen away, and stays
    assert stage.stage.is_on and not stage.stage.workshop.pen.is_on
    press(stage, K.Key_C)
    assert not [n for n in stage.bridge.session.document.notes if n.key]
    stage.bridge.undo()
    assert len([n for n in stage.bridge.session.document.notes if n.key]) == 1


def test_the_laser_shines_while_l_is_held_and_its_tail_fades(stage, qtbot) -> None:
    pen = stage.stage.workshop.pen
    before = stage.bridge.session.document
    QTest.keyPress(stage.canvas, K.Key_L)
    for x in range(200, 300, 20):
        QTest.mouseMove(stage.canvas.viewport(), QPoint(x, 200))
    assert pen.is_laser and pen.sheet.isVisible() and len(pen.sheet.trail) >= 5
    assert stage.canvas.viewport().cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.keyRelease(stage.canvas, K.Key_L)
    assert not pen.is_laser
    qtbot.waitUntil(lambda: not pen.sheet.isVisible(), timeout=2_000)
    assert pen.sheet.trail == [] and stage.bridge.session.document is before


def test_u_adds_a_box_of_unknown_size(stage) -> None:
    before = set(stage.bridge.session.document.topology.index.by_key)
    stage.canvas.select(("vnet:spoke-prod",))
    press(stage, K.Key_U)
    (key,) = set(stage.bridge.session.document.topology.index.by_key) - before
    assert key.startswith("subnet:spoke-prod/") and stage.canvas.selection() == (key,)
    assert stage.canvas.picture.by_key[key].is_unsized


def test_every_edit_is_in_the_journal_and_no_dialog_opens(stage) -> None:
    folder = stage.files._journals
    stage.bridge.do(AddNote((0, 0, 208, 136), text="said in the room"))
    press(stage, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None
    assert not stage.bridge.update_now.is_dirty  # it has a file: saved without a word
    stage.bridge.do(AddNote((300, 0, 208, 136), text="and this"))
    stage.files.path.write_bytes(stage.files.path.read_bytes() + b"\n")
    press(stage, K.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None
    assert stage.bridge.update_now.is_dirty
    assert "needs an answer" in stage.stage.workshop.toast.text()
    stage.files._journal.let_go()  # as when the program dies here
    (entry,) = recovery.recoverable(folder)
    assert recovery.recover(entry) == stage.bridge.session.document


def test_a_journal_that_fails_is_told_in_the_room_and_stops_nobody(stage, monkeypatch) -> None:
    monkeypatch.setattr("os.write", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    stage.bridge.do(AddNote((0, 0, 208, 136)))
    stage.bridge.do(AddNote((9, 0, 208, 136)))
    monkeypatch.undo()
    assert "note:2" in stage.canvas.picture.by_key
    assert QApplication.activeModalWidget() is None
    if stage.files.journal_problem:
        assert stage.stage.workshop.toast.text() == stage.files.journal_problem


def test_from_afar_a_network_lists_its_subnets_and_follows_an_edit(stage) -> None:
    stage.canvas.set_zoom(0.7)

    def said() -> list[str]:
        content = stage.canvas.canvas_scene.content
        (plate,) = [thing for thing in content if thing.key == "vnet:spoke-prod"]
        return [shape.text for shape in plate.shapes if isinstance(shape, TextShape)]

    assert said()[:3] == ["spoke-prod", "10.80.0.0/16", "snet-aks-nodes"]
    stage.bridge.do(Rename("subnet:spoke-prod/snet-aks-nodes", "nodes"))
    assert said()[2] == "nodes"
