"""The canvas is patched from picture to picture; it must always equal one built from scratch."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.place import Place, Resize
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.reparent import Reparent
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.present.drawing import display_list
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import LIGHT
from aksdesigner.workspace.session import Session
from tests.unit.interact.pictures import network

STEPS = 60
ZOOMS = (0.2, 0.6, 1.0, 1.5)


def shapes_in(scene: CanvasScene) -> list[object]:
    return [shape for thing in scene.content for shape in thing.shapes]


def scratch(document: Document, like: CanvasView) -> CanvasScene:
    analysis = like.bridge.update_now.analysis
    fresh = CanvasScene(LIGHT)
    detail = like.canvas_scene.detail
    fresh.show_picture(scene_of(document, analysis, detail=detail), detail)
    return fresh


def keys_of(document: Document) -> list[Key]:
    return list(document.topology.index.by_key)


def add(dice: random.Random, document: Document) -> Command:
    parents = [None, *keys_of(document)]
    return AddResource(dice.choice(KINDS).kind, dice.choice(parents))


def place(dice: random.Random, document: Document) -> Command:
    spot = (dice.randrange(-400, 800, 8), dice.randrange(-400, 800, 8))
    return Place({dice.choice(keys_of(document)): spot})


def resize(dice: random.Random, document: Document) -> Command:
    size = (dice.randrange(0, 400, 8), 0, dice.randrange(48, 600, 8), dice.randrange(32, 400, 8))
    return Resize(dice.choice(keys_of(document)), size)


def reparent(dice: random.Random, document: Document) -> Command:
    keys = keys_of(document)
    return Reparent(dice.choice(keys), dice.choice([None, *keys]), (16, 48))


def rename(dice: random.Random, document: Document) -> Command:
    return Rename(dice.choice(keys_of(document)), f"name{dice.randrange(40)}")


def connect(dice: random.Random, document: Document) -> Command:
    keys = keys_of(document)
    return Connect(dice.choice(keys), dice.choice(keys))


def delete(dice: random.Random, document: Document) -> Command:
    return DeleteResources((dice.choice(keys_of(document)),))


MAKERS: tuple[Callable[[random.Random, Document], Command], ...] = (
    *(add, add, add, connect, connect),
    *(place, resize, reparent, rename, delete),
)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_history_the_canvas_equals_one_built_from_scratch(
    qtbot: QtBot, seed: int
) -> None:
    dice = random.Random(seed)
    bridge = Bridge(Session(network()))
    view = CanvasView(bridge, LIGHT)
    qtbot.addWidget(view)
    done = 0
    for _ in range(STEPS):
        move = dice.random()
        if move < 0.15:
            bridge.undo()
        elif move < 0.25:
            bridge.redo()
        elif move < 0.35:
            view.set_zoom(dice.choice(ZOOMS))
        elif keys_of(bridge.session.document):
            done += bridge.do(dice.choice(MAKERS)(dice, bridge.session.document))
        fresh = scratch(bridge.session.document, view)
        assert view.canvas_scene.content == fresh.content
        assert view.canvas_scene.item_names == fresh.item_names
        assert set(view.selection()) <= set(keys_of(bridge.session.document))
    assert done > STEPS // 5


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_canvas_paints_what_the_exports_write(qtbot: QtBot, zoom: float) -> None:
    bridge = Bridge(Session(network()))
    view = CanvasView(bridge, LIGHT)
    qtbot.addWidget(view)
    for kind, parent in (("aks", "subnet:spoke1/apps"), ("fw", "vnet:hub"), ("site", None)):
        assert bridge.do(AddResource(kind, parent))
    assert bridge.do(Connect("vnet:hub", "vnet:spoke1"))
    view.set_zoom(zoom)
    scene = view.canvas_scene
    assert shapes_in(scene) == display_list(view.picture, scene.detail)


def test_an_edit_touches_only_what_it_changed(qtbot: QtBot) -> None:
    bridge = Bridge(Session(network()))
    view = CanvasView(bridge, LIGHT)
    qtbot.addWidget(view)
    before = {name: view.canvas_scene.item(name) for name in view.canvas_scene.item_names}
    bridge.do(Rename("vnet:hub", "core"))
    bridge.do(Place({"subnet:spoke1/data": (28, 200)}))
    scene = view.canvas_scene
    assert scene.item("vnet:spoke1") is before["vnet:spoke1"]
    assert scene.show_picture(view.picture, scene.detail) == 0
