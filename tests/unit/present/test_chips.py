"""What hangs on others: where its chips stand, what they belong to, what is drawn instead."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.model.reading import read_document
from aksdesigner.present.chips import chip_places
from aksdesigner.present.drawing import display_list, shapes_of_link, shapes_of_node
from aksdesigner.present.picture import Node, Scene
from aksdesigner.present.scene import scene_of
from aksdesigner.present.shapes import EllipseShape, TextShape
from tests.support.shared import CHECKOUT
from tests.unit.present.designs import designs, document

ALL_KINDS = CHECKOUT / "tests" / "support" / "all_kinds.yaml"


@pytest.fixture(scope="module")
def everything() -> Document:
    return read_document(yaml.safe_load(ALL_KINDS.read_text(encoding="utf-8"))).document


@pytest.fixture(scope="module")
def scene(everything: Document) -> Scene:
    return scene_of(everything, analyze(everything))


def chips(scene: Scene, key: str) -> list[tuple[str, str]]:
    return [(icon, label) for icon, label, _ in scene.by_key[key].chips]


def test_what_hangs_on_others_is_their_chip_and_no_box(scene: Scene) -> None:
    assert chips(scene, "fw:azfw-far") == [
        ("fwpol", "fwpol-far"),
        ("pip", "pip-fw"),
        ("pip", "pip-more"),
    ]
    assert chips(scene, "vnet:hub") == [("ddos", "ddos")]
    assert chips(scene, "vnet:spoke") == [("ruleset", "ruleset-corp")]
    assert chips(scene, "gw:er") == [("er", "erc-paris")]
    assert chips(scene, "agw:agw-edge") == [("waf", "waf-edge"), ("pip", "pip-edge")]
    assert chips(scene, "vm:app") == [("asg", "asg-web")]
    assert chips(scene, "vhub:vhub-west") == [("vwan", "vwan-world")]
    assert chips(scene, "fd:fd-shop") == [("waf", "waf-front")]
    assert ("resolver", "resolver-hub") in chips(scene, "subnet:hub/dns-out")
    for key in ("fwpol:fwpol-far", "ddos:ddos", "er:erc-paris", "pip:pip-fw", "waf:waf-edge"):
        assert key not in scene.by_key
    # what hangs nowhere has a box, and so has what others only refer to
    for key in ("fwpol:fwpol-base", "ddos:ddos-second", "er:erc-idle", "ipgroup:ipg-sites"):
        assert scene.by_key[key].form == "card"


def test_the_addresses_of_a_nat_gateway_on_an_edge_hang_on_its_subnet() -> None:
    topology: dict[str, Any] = {
        "vnets": [
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "s", "prefix": "10.0.0.0/24", "natGateway": "n"}],
            }
        ],
        "natGateways": [{"name": "n", "publicIps": ["p"]}, {"name": "idle", "publicIps": ["q"]}],
        "publicIps": [{"name": "p"}, {"name": "q"}],
    }
    found = scene_of(document(topology), None)
    assert chips(found, "subnet:v/s") == [("natgw", "n"), ("pip", "p")]
    assert chips(found, "natgw:idle") == [("pip", "q")]
    assert not {"pip:p", "pip:q"} & set(found.by_key)


def test_every_resource_is_a_box_or_a_chip_or_a_line(everything: Document, scene: Scene) -> None:
    hung = {key for node in scene.nodes for _, _, key in node.chips}
    lines = {key for link in scene.links for key in (link.key, *link.keys)}
    for entry in everything.topology.index.entries:
        assert entry.key in scene.by_key or entry.key in hung | lines, entry.key


def test_chips_stand_inside_their_box_and_apart(scene: Scene) -> None:
    for node in scene.nodes:
        boxes = [box for box, _, _, _ in chip_places(node)]
        assert len(boxes) == len(node.chips)
        for at, box in enumerate(boxes):
            assert node.box.holds(box), node.key
            assert not any(box.meets(other) for other in boxes[at + 1 :])
            inner = [n.box for n in scene.nodes if n.parent == node.key and n.form != "astride"]
            assert not any(box.meets(other) for other in inner), node.key


@settings(max_examples=60, deadline=None)
@given(designs())
def test_chips_of_random_designs_stand_inside_their_box_and_apart(design: Document) -> None:
    test_chips_stand_inside_their_box_and_apart(scene_of(design, None))


def texts(node: Node) -> list[TextShape]:
    return [shape for shape in shapes_of_node(node) if isinstance(shape, TextShape)]


def test_texts_of_a_card_lie_above_its_chips(scene: Scene) -> None:
    for node in (n for n in scene.nodes if n.form in ("card", "outside") and n.chips):
        top = min(box.y for box, _, _, _ in chip_places(node))
        own = {node.title, *node.lines}
        assert all(t.y <= top - 3 for t in texts(node) if t.text in own), node.key


def test_siblings_do_not_overlap(scene: Scene) -> None:
    boxes = [n for n in scene.nodes if n.form not in ("astride", "region")]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if one.parent == other.parent:
                assert not one.box.meets(other.box), (one.key, other.key)


@pytest.mark.parametrize("key", ["rs:rs-hub", "vhub:vhub-west", "vwan:vwan-basic"])
def test_what_is_not_computed_says_so_quietly(scene: Scene, key: str) -> None:
    node = scene.by_key[key]
    assert node.is_uncomputed
    assert "not computed" in node.lines[0]
    rings = [s for s in shapes_of_node(node) if isinstance(s, EllipseShape)]
    assert len(rings) == (node.badge is None)
    assert not scene.by_key["bastion:bas-hub"].is_uncomputed


def test_lines_lead_to_origins_hubs_and_link_services(scene: Scene) -> None:
    kinds = {(link.kind, link.source, link.target) for link in scene.links}
    assert ("tether", "fd:fd-shop", "pls:pls-shop") in kinds
    assert ("tether", "fd:fd-shop", "paas:files") in kinds
    assert ("tether", "pe:pe-link", "pls:pls-shop") in kinds
    assert ("hubConnection", "vhub:vhub-west", "vnet:open") in kinds
    assert ("vpn", "vhub:vhub-west", "site:rome") in kinds
    for link in scene.links:
        for detail in ("far", "near"):
            shapes_of_link(link, detail)  # every kind of line has a figure


def test_a_global_entry_stands_outside_every_region(scene: Scene) -> None:
    assert scene.by_key["fd:fd-shop"].parent is None
    assert scene.by_key["vhub:vhub-west"].parent == "region:westeurope"
    assert scene.by_key["ruleset:ruleset-corp"].parent == "region:northeurope"


@pytest.mark.parametrize("detail", ["far", "middle", "near"])
def test_every_kind_is_drawn(scene: Scene, detail: Any) -> None:
    assert display_list(scene, detail)
    drawn = {node.kind for node in scene.nodes}
    hung = {key.partition(":")[0] for node in scene.nodes for _, _, key in node.chips}
    assert {kind.kind for kind in KINDS} - {"peering"} <= drawn | hung
