"""The .drawio file as maxGraph decodes it under node: every cell with its parent and geometry."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.present.scene import scene_of
from aksdesigner.report.drawio import drawio_of
from aksdesigner.store.design_file import read_design
from aksdesigner.store.drawio import read_drawio

SAMPLES = sorted(resources.path("samples").glob("*.aksd"))
SOURCE = Path(__file__).parents[2] / "tools" / "maxgraph"


@pytest.fixture(scope="module")
def decoder() -> Path:
    """Return the decoder beside its packages, installed once a machine; skip where they can't be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("needs node and npm")
    folder = Path(tempfile.gettempdir()) / f"aksdesigner-maxgraph-0.24.0-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "decode.mjs"):
        shutil.copy(SOURCE / name, folder / name)
    if not (folder / "node_modules" / "@maxgraph" / "core" / "package.json").exists():
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-save"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180)
        except subprocess.TimeoutExpired:
            pytest.skip("npm install did not end in 180 seconds")
        if done.returncode:
            pytest.skip(f"npm can't install @maxgraph/core: {done.stderr.strip()[-200:]}")
    return folder / "decode.mjs"


def decoded(decoder: Path, text: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Return the cells of a .drawio text by id, as maxGraph has them."""
    file = folder / "a.drawio"
    file.write_text(text, encoding="utf-8")
    command = ["node", str(decoder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return {cell["id"]: cell for cell in json.loads(done.stdout)}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_box_and_line_arrives_with_parent_and_geometry(
    path: Path, decoder: Path, tmp_path: Path
) -> None:
    document = read_design(path).document
    scene = scene_of(document, analyze(document))
    text = drawio_of(document, analyze(document))
    cells = decoded(decoder, text, tmp_path)
    boxes = {cell["key"]: cell for cell in cells.values() if cell["isVertex"]}
    lines = {cell["key"]: cell for cell in cells.values() if cell["isEdge"]}
    assert set(boxes) == {node.key for node in scene.nodes}
    assert set(lines) == {link.key for link in scene.links}
    for node in scene.nodes:
        cell = boxes[node.key]
        holder = scene.node(node.parent) if node.parent else None
        x, y = (holder.box.x, holder.box.y) if holder else (0.0, 0.0)
        wanted = (node.box.x - x, node.box.y - y, node.box.w, node.box.h)
        found = tuple(cell["geometry"][name] for name in ("x", "y", "width", "height"))
        assert found == pytest.approx(wanted, abs=0.01)
        assert cell["parent"] == (boxes[holder.key]["id"] if holder else "layer")
        assert node.title in cell["label"]
    for link in scene.links:
        cell = lines[link.key]
        assert cell["parent"] == "layer"
        assert cell["geometry"] is not None
        ends = (boxes[link.source]["id"], boxes[link.target]["id"])
        assert (cell["source"], cell["target"]) == ends
    assert read_drawio(text.encode("utf-8"), "a.drawio")[0] == document


def test_hostile_names_arrive_whole(decoder: Path, tmp_path: Path) -> None:
    name = "<b>&amp;\"' ]]> \U0001f600"
    data = {"aksdesigner": 1, "name": name, "topology": {"vnets": [{"name": name}]}}
    file = tmp_path / "a.aksd"
    file.write_text(json.dumps(data), encoding="utf-8")
    document: Document = read_design(file).document
    cells = decoded(decoder, drawio_of(document, None), tmp_path)
    (box,) = [cell for cell in cells.values() if cell["isVertex"]]
    assert box["key"] == f"vnet:{name}"
    assert name in box["label"]


def test_kinds_are_coloured_apart(decoder: Path, tmp_path: Path) -> None:
    document = read_design(resources.path("samples") / "hub-spoke.aksd").document
    cells = decoded(decoder, drawio_of(document, analyze(document)), tmp_path)
    keys = (
        "vnet:spoke-prod",
        "subnet:hub/snet-shared",
        "subnet:hub/AzureFirewallSubnet",
        "aks:aks-prod",
        "fw:azfw",
        "vm:jump",
        "pe:pe-kv",
        "paas:kv-payments",
    )
    found = {cell["key"]: cell["style"] for cell in cells.values() if cell["key"] in keys}
    assert set(found) == set(keys)
    colours = {(style["fillColor"], style["strokeColor"]) for style in found.values()}
    assert len(colours) == len(keys)
