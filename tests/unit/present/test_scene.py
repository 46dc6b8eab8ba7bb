"""What the picture says: forms, figures, lines, marks."""

from __future__ import annotations

from typing import Any

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.present.badges import badges_of
from aksdesigner.present.picture import Badge
from aksdesigner.present.scene import Link, Scene, scene_of
from tests.unit.present.designs import HUB_SPOKE, Plain, document


def picture(topology: Plain = HUB_SPOKE, **more: Any) -> Scene:
    design = document(topology, **more)
    return scene_of(design, analyze(design))


def link(scene: Scene, key: str) -> Link:
    return next(found for found in scene.links if found.key == key)


def test_every_resource_that_is_a_box_has_one() -> None:
    keys = set(picture().by_key)
    drawn_elsewhere = {"rt:rt", "nsg:nsg", "peering:hub>spoke", "peering:spoke>hub"}
    expected = set(document(HUB_SPOKE).topology.index.by_key) - drawn_elsewhere
    assert keys == expected | {"pods:aks", "services:aks"}


def test_boxes_keep_the_identity_of_resources() -> None:
    design = document(HUB_SPOKE)
    for node in scene_of(design, None).nodes:
        resource = design.topology.index.at(node.key)
        assert node.uid == (resource.uid if resource else None)


def test_a_network_with_a_firewall_is_a_hub() -> None:
    by_key = picture().by_key
    assert by_key["vnet:hub"].form == "hub"
    assert by_key["vnet:spoke"].form == "vnet"


def test_special_subnets_show_no_bar() -> None:
    node = picture().by_key["subnet:hub/AzureFirewallSubnet"]
    assert node.form == "special" and node.fill is None


def test_a_subnet_without_a_prefix_claims_nothing() -> None:
    scene = picture({"vnets": [{"name": "v", "subnets": [{"name": "s"}]}]})
    subnet = scene.by_key["subnet:v/s"]
    assert subnet.is_unsized and subnet.subtitle == "size unknown" and subnet.fill is None
    assert scene.by_key["vnet:v"].is_unsized


def test_the_bar_carries_the_figures_of_the_analysis() -> None:
    design = document(HUB_SPOKE)
    analysis = analyze(design)
    found = analysis.capacity("subnet:spoke/nodes")
    node = scene_of(design, analysis).by_key["subnet:spoke/nodes"]
    assert node.fill == (found.today, found.need, found.usable)
    assert found.need > found.today > 0


def test_chips_name_what_is_attached() -> None:
    node = picture().by_key["subnet:spoke/nodes"]
    assert node.chips == (("rt", "rt", "rt:rt"), ("nsg", "nsg", "nsg:nsg"))


def test_a_loose_route_table_is_a_card_until_it_is_attached() -> None:
    by_key = picture().by_key
    assert by_key["rt:rt-loose"].form == "card" and "rt:rt" not in by_key


def test_a_nat_gateway_sits_on_the_edge_of_its_subnet() -> None:
    by_key = picture().by_key
    subnet, nat = by_key["subnet:spoke/build"].box, by_key["natgw:nat"].box
    assert nat.meets(subnet) and not subnet.holds(nat)


def test_pools_show_nodes_now_and_at_most() -> None:
    node = picture().by_key["pool:aks/api"]
    assert (node.subtitle, node.cells) == ("24 of 60", (24, 60))


def test_flat_modes_have_no_pod_pendant() -> None:
    cluster = {**HUB_SPOKE["aksClusters"][0], "cniMode": "nodeSubnet", "podCidr": []}
    del cluster["podCidr"]
    by_key = picture({**HUB_SPOKE, "aksClusters": [cluster]}).by_key
    assert "pods:aks" not in by_key and "services:aks" in by_key


def test_both_halves_make_one_line() -> None:
    found = link(picture(), "peering:hub>spoke")
    assert found.kind == "peering"
    assert found.keys == ("peering:hub>spoke", "peering:spoke>hub")
    assert found.marks[:1] == ("transit",)


def test_a_missing_half_is_visible() -> None:
    topology = {**HUB_SPOKE, "peerings": HUB_SPOKE["peerings"][:1]}
    assert link(picture(topology), "peering:hub>spoke").kind == "oneSided"


def test_overlap_and_regions_are_marked() -> None:
    topology: Plain = {
        "vnets": [
            {"name": "a", "prefixes": ["10.0.0.0/16"], "region": "westeurope"},
            {"name": "b", "prefixes": ["10.0.128.0/17"], "region": "northeurope"},
        ],
        "peerings": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}],
    }
    assert set(link(picture(topology), "peering:a>b").marks) == {"global", "overlap"}


def test_refused_forwarding_is_cut() -> None:
    class Told(Analysis):
        @property
        def findings(self) -> tuple[Finding, ...]:
            key = "peering:spoke>hub"
            return (Finding("PEER-06", "warning", "t", "m", (key,), "r"),)

    design = document(HUB_SPOKE)
    found = link(scene_of(design, Told(design)), "peering:hub>spoke")
    assert "forwardedCut" in found.marks and "forwarded" not in found.marks
    assert found.badge == Badge("warning", 1)


def test_a_gateway_is_joined_to_its_site() -> None:
    found = link(picture(), "connection:gw/0")
    assert (found.kind, found.source, found.target) == ("vpn", "gw:gw", "site:dc")
    assert len(found.points) == 2, "the site stands level with its gateway"


def test_badges_show_the_worst_and_rise() -> None:
    design = document(HUB_SPOKE)

    def finding(severity: Any, *keys: str) -> Finding:
        return Finding("X-01", severity, "t", "m", keys, "r")

    findings = [
        finding("info", "subnet:spoke/nodes"),
        finding("error", "spoke/nodes"),
        finding("warning", "pool:aks/api"),
        finding("error", "rt:rt"),
    ]
    drawn = {"subnet:spoke/nodes", "vnet:spoke", "vnet:hub"}
    assert badges_of(design, findings, drawn) == {"subnet:spoke/nodes": Badge("error", 4)}
    assert badges_of(design, findings[:3], {"vnet:spoke"}) == {"vnet:spoke": Badge("error", 3)}


def test_links_and_boxes_agree() -> None:
    scene = picture()
    for found in scene.links:
        assert found.target in scene.by_key or found.kind == "tether"
        assert len(found.points) >= 2
        for (ax, ay), (bx, by) in zip(found.points, found.points[1:], strict=False):
            assert abs(ax - bx) < 0.01 or abs(ay - by) < 0.01, "every stretch is orthogonal"
