"""Where things stand: nothing overlaps, everything is inside what holds it, nothing jumps."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, given, settings

from aksdesigner.model.document import Document
from aksdesigner.present.linking import outline_of
from aksdesigner.present.routing import crosses
from aksdesigner.present.scene import Node, Scene, scene_of
from tests.unit.present.designs import HUB_SPOKE, designs, document

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def siblings(scene: Scene) -> list[tuple[Node, Node]]:
    groups: dict[str | None, list[Node]] = {}
    for node in scene.nodes:
        if node.form != "astride":
            groups.setdefault(node.parent, []).append(node)
    return [pair for group in groups.values() for pair in combinations(group, 2)]


@SLOW
@given(designs())
def test_siblings_never_overlap(design: Document) -> None:
    for a, b in siblings(scene_of(design, None)):
        assert not a.box.meets(b.box), (a.key, a.box, b.key, b.box)


@SLOW
@given(designs())
def test_containers_hold_what_is_in_them(design: Document) -> None:
    scene = scene_of(design, None)
    for node in scene.nodes:
        parent = scene.node(node.parent or "")
        if parent is not None and node.form != "astride":
            assert parent.box.grown(0.01).holds(node.box), (parent.key, node.key)


@SLOW
@given(designs())
def test_the_same_design_gives_the_same_picture(design: Document) -> None:
    assert scene_of(design, None) == scene_of(design, None)


@SLOW
@given(designs())
def test_bounds_hold_everything(design: Document) -> None:
    scene = scene_of(design, None)
    assert all(scene.bounds.holds(node.box) for node in scene.nodes)


def test_lines_run_through_no_box() -> None:
    scene = scene_of(document(HUB_SPOKE), None)
    tops = [n for n in scene.nodes if n.parent is None or n.parent.startswith("region:")]
    for link in scene.links:
        if link.kind == "tether":
            continue
        ends = {link.source, link.target, "vnet:hub"}
        others = [outline_of(n) for n in tops if n.key not in ends and n.form != "region"]
        assert not crosses(link.points, others), link.key


def test_a_kept_place_is_kept() -> None:
    views = [{"name": "main", "positions": {"vnet:spoke": [900, 300]}}]
    scene = scene_of(document(HUB_SPOKE, views=views), None)
    spoke = scene.by_key["vnet:spoke"]
    assert (spoke.box.x, spoke.box.y) == (900, 300)


def test_a_kept_place_is_relative_to_the_container() -> None:
    views = [{"name": "main", "positions": {"vnet:spoke": [900, 300], "spoke/build": [40, 600]}}]
    scene = scene_of(document(HUB_SPOKE, views=views), None)
    build, spoke = scene.by_key["subnet:spoke/build"].box, scene.by_key["vnet:spoke"].box
    assert (build.x - spoke.x, build.y - spoke.y) == (40, 600)
    assert spoke.holds(build)


def test_a_kept_size_is_a_least_size() -> None:
    views = [{"name": "main", "positions": {"vnet:hub": [0, 0, 900, 700], "vnet:spoke": [1100, 0, 10, 10]}}]  # fmt: skip
    scene = scene_of(document(HUB_SPOKE, views=views), None)
    assert (scene.by_key["vnet:hub"].box.w, scene.by_key["vnet:hub"].box.h) == (900, 700)
    assert scene.by_key["vnet:spoke"].box.w > 200


def test_subnets_stand_in_address_order() -> None:
    topology = {
        "vnets": [
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "hub": True,
                "subnets": [
                    {"name": "c", "prefix": "10.0.30.0/24"},
                    {"name": "unsized"},
                    {"name": "a", "prefix": "10.0.9.0/24"},
                    {"name": "b", "prefix": "10.0.10.0/24"},
                ],
            }
        ]
    }
    scene = scene_of(document(topology), None)
    subnets = sorted((n for n in scene.nodes if n.kind == "subnet"), key=lambda n: n.box.y)
    assert [n.title for n in subnets] == ["a", "b", "c", "unsized"]


def test_hub_left_of_spokes_and_outside_left_of_all() -> None:
    by_key = scene_of(document(HUB_SPOKE), None).by_key
    assert by_key["vnet:hub"].box.right < by_key["vnet:spoke"].box.x
    assert by_key["site:dc"].box.right < by_key["vnet:hub"].box.x


def test_ranges_hang_below_and_services_stand_above_their_network() -> None:
    by_key = scene_of(document(HUB_SPOKE), None).by_key
    spoke = by_key["vnet:spoke"].box
    assert by_key["pods:aks"].box.y > spoke.bottom
    assert by_key["services:aks"].box.y > spoke.bottom
    assert by_key["paas:sql-db"].box.bottom < spoke.y


def test_zooming_moves_nothing() -> None:
    design = document(HUB_SPOKE)
    near, far = scene_of(design, None), scene_of(design, None, detail="far")
    assert [n.box for n in near.nodes] == [n.box for n in far.nodes]


def test_a_region_frames_its_networks() -> None:
    scene = scene_of(document(HUB_SPOKE, settings={"region": "westeurope"}), None)
    frame = scene.by_key["region:westeurope"]
    assert frame.box.holds(scene.by_key["vnet:hub"].box)
    assert frame.box.holds(scene.by_key["vnet:spoke"].box)
    assert not frame.box.meets(scene.by_key["site:dc"].box)


def test_an_empty_design_has_an_empty_picture() -> None:
    scene = scene_of(document({}), None)
    assert scene.nodes == () and scene.bounds.w == 0
