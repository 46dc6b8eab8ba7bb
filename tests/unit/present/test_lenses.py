"""What each lens says of the same picture, and that the engine said it."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.edit.lens import LookThrough
from aksdesigner.present.drawing import display_list
from aksdesigner.present.lenses.catalogue import LENSES
from aksdesigner.present.lenses.routes import ASYMMETRIC, ASYMMETRY
from aksdesigner.present.picture import Scene
from aksdesigner.present.scene import scene_of
from tests.unit.present.designs import HUB_SPOKE, Plain, document

NAMES = [lens.name for lens in LENSES]
NODES = "subnet:spoke/nodes"


def through(lens: str | None, topology: Plain = HUB_SPOKE, **more: Any) -> Scene:
    design = LookThrough(lens).apply(document(topology, **more))
    return scene_of(design, analyze(design))


def head(scene: Scene, key: str) -> str:
    said = scene.by_key[key].said
    assert said is not None
    return said.head


@pytest.mark.parametrize("lens", NAMES)
def test_a_lens_moves_nothing(lens: str) -> None:
    plain, seen = through(None), through(lens)
    assert {n.key: n.box for n in seen.nodes} == {n.key: n.box for n in plain.nodes}
    assert [link.points for link in seen.links] == [link.points for link in plain.links]
    assert seen.legend is not None and plain.legend is None
    assert display_list(seen) != display_list(plain)


@pytest.mark.parametrize("lens", NAMES)
def test_every_tile_is_explained_by_the_legend(lens: str) -> None:
    scene = through(lens)
    assert scene.legend is not None
    tiles = {node.said.tile for node in scene.nodes if node.said and node.said.tile}
    assert tiles == {row.sign for row in scene.legend.rows}


def test_what_a_lens_is_not_about_stands_back() -> None:
    scene = through("routes")
    assert scene.by_key["vnet:spoke"].is_faded and not scene.by_key[NODES].is_faded
    assert all(link.is_faded for link in scene.links)


def test_routes_say_where_the_default_goes() -> None:
    scene = through("routes")
    assert head(scene, NODES).startswith("0/0 → 10.0.1.4")
    assert head(scene, "subnet:spoke/pe") == "0/0 → Internet"


def test_routes_mark_the_subnets_that_the_engine_finds_asymmetric() -> None:
    found = analyze(document(HUB_SPOKE)).findings
    uneven = {key for f in found if f.code in ASYMMETRY for key in f.resources}
    assert NODES in uneven
    scene = through("routes")
    marked = {k for k, n in scene.by_key.items() if n.said and n.said.tile == ASYMMETRIC}
    assert marked == {key for key in uneven if key.startswith("subnet:")}


def test_routes_mark_a_default_that_drops() -> None:
    topology = {
        "vnets": [
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "s", "prefix": "10.0.0.0/24", "routeTable": "rt"}],
            }
        ],
        "routeTables": [
            {"name": "rt", "routes": [{"name": "d", "prefix": "0.0.0.0/0", "nextHopType": "None"}]}
        ],
    }
    assert head(through("routes", topology), "subnet:v/s") == "0/0 → dropped"


def test_addresses_and_capacity_agree_with_the_analysis() -> None:
    found = analyze(document(HUB_SPOKE)).capacity(NODES)
    free = f"{found.usable - found.today:,} of {found.usable:,} free"
    assert free in head(through("addresses"), NODES)
    share = 100 * found.today / found.usable
    shown = "under 1%" if share < 1 else f"{share:.0f}%"
    assert head(through("capacity"), NODES).startswith(f"{shown} today")


def test_security_names_the_group_of_a_subnet() -> None:
    scene = through("security")
    assert head(scene, NODES) == "NSG nsg"
    assert head(scene, "subnet:spoke/pe") == "no security group"


def test_egress_names_the_device_after_the_node_and_its_team() -> None:
    firewalls = [{**fw, "owner": "security"} for fw in HUB_SPOKE["firewalls"]]
    scene = through("egress", {**HUB_SPOKE, "firewalls": firewalls})
    name = firewalls[0]["name"]
    assert head(scene, NODES) == f"via {name} (security team)"


def test_what_has_no_owner_has_that_of_what_holds_it() -> None:
    vnets = [{**vnet, "owner": "network"} for vnet in HUB_SPOKE["vnets"]]
    vnets[1]["subnets"] = [dict(s) for s in vnets[1]["subnets"]]
    vnets[1]["subnets"][1]["owner"] = "platform"
    scene = through("ownership", {**HUB_SPOKE, "vnets": vnets})
    tiles = {key: node.said.tile for key, node in scene.by_key.items() if node.said}
    assert tiles["subnet:spoke/pe"] == "N" and tiles[NODES] == "P"
    assert tiles["aks:aks"] == "P"
    assert {row.sign for row in scene.legend.rows} >= {"N", "P"}  # type: ignore[union-attr]


def test_a_lens_that_nobody_knows_is_the_map() -> None:
    design = document(HUB_SPOKE, views=[{"name": "main", "lens": "heat"}])
    assert scene_of(design, analyze(design)).legend is None
