"""The picture for draw.io: read back, moved boxes, hostile names."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError
from aksdesigner.present.scene import scene_of
from aksdesigner.report.drawio import drawio_of
from aksdesigner.store.design_file import read_design
from aksdesigner.store.drawio import read_drawio

SAMPLES = sorted(resources.path("samples").glob("*.aksd"))


def written(path: Path) -> tuple[Document, str]:
    document = read_design(path).document
    return document, drawio_of(document, analyze(document))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_design_comes_back_equal(path: Path) -> None:
    document, text = written(path)
    back, notes = read_drawio(text.encode("utf-8"), "a.drawio")
    assert back == document
    assert notes == ()
    assert drawio_of(back, analyze(back)) == text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_cell_has_a_parent_and_a_geometry_and_edges_have_ends(path: Path) -> None:
    document, text = written(path)
    scene = scene_of(document, analyze(document))
    owners = {o.get("id"): o for o in ET.fromstring(text).iter("UserObject")}
    ids = {*owners, "layer"}
    cells = [c for c in ET.fromstring(text).iter("mxCell") if c.get("vertex") or c.get("edge")]
    assert len([c for c in cells if c.get("vertex")]) == len(scene.nodes)
    assert len([c for c in cells if c.get("edge")]) == len(scene.links)
    for cell in cells:
        assert cell.get("parent") in ids
        assert cell.find("mxGeometry") is not None
        if cell.get("edge"):
            assert {cell.get("source"), cell.get("target")} <= ids
    keys = {o.get("aksdesignerKey"): o for o in owners.values()}
    for node in scene.nodes:
        cell = keys[node.key].find("mxCell")
        assert cell is not None
        holder = owners.get(cell.get("parent"))
        assert (holder.get("aksdesignerKey") if holder is not None else None) == node.parent


def test_a_moved_box_stands_where_it_was_put() -> None:
    document, text = written(SAMPLES[0])
    root = ET.fromstring(text)
    box = next(o for o in root.iter("UserObject") if o.get("aksdesignerKind") == "vnet")
    geometry = box.find("mxCell/mxGeometry")
    assert geometry is not None
    geometry.set("x", "1234.5")
    back, _ = read_drawio(ET.tostring(root), "a.drawio")
    key = str(box.get("aksdesignerKey"))
    assert back.view.positions[key][0] == 1234.5
    assert back.topology == document.topology


def test_hostile_names_come_back() -> None:
    document = Document(version=1, name='a"><script>&amp;\n\t]]>\u2028 \U0001f600 <!ENTITY')
    text = drawio_of(document, None)
    assert read_drawio(text.encode("utf-8"), "a.drawio")[0] == document


@pytest.mark.parametrize(
    "data", [b"", b"<a", b"<mxfile/>", b"<!DOCTYPE a><a/>", b"\xff\xfe<"], ids=range(5)
)
def test_what_is_no_design_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        read_drawio(data, "a.drawio")
