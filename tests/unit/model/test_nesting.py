"""What stands in what on the canvas."""

from __future__ import annotations

import pytest

from aksdesigner.model.nesting import (
    ancestors_of,
    children_of,
    container_of,
    position_key,
    position_name,
    position_of,
    with_contents,
)
from aksdesigner.model.topology import Topology
from tests.support.edit_designs import hub_spoke, read


@pytest.mark.parametrize(
    ("key", "container"),
    [
        ("vnet:hub", None),
        ("subnet:hub/shared", "vnet:hub"),
        ("vm:app1", "subnet:spoke1/app"),
        ("nva:nva1", "subnet:hub/shared"),
        ("pe:pe-kv", "subnet:spoke1/pe"),
        ("fw:azfw", "subnet:hub/AzureFirewallSubnet"),
        ("gw:vgw", "subnet:hub/GatewaySubnet"),
        ("lb:lbi", "subnet:spoke1/app"),
        ("aks:aks1", "subnet:spoke1/nodes"),
        ("pool:aks1/user", "aks:aks1"),
        ("rt:rt-spoke", None),
        ("natgw:natgw-1", None),
        ("nsg:nsg-shared", None),
        ("paas:kv", None),
        ("site:dc", None),
        ("peering:hub>spoke1", None),
        ("vm:none", None),
    ],
)
def test_containers(key: str, container: str | None) -> None:
    assert container_of(hub_spoke().topology.index, key) == container


def test_a_gateway_without_its_subnet_stands_in_the_network() -> None:
    document = read({"vnets": [{"name": "v"}], "gateways": [{"name": "g", "vnet": "v"}]})
    assert container_of(document.topology.index, "gw:g") == "vnet:v"


def test_a_cluster_without_a_subnet() -> None:
    clusters = [{"name": "a", "vnet": "v"}, {"name": "b", "pools": [{"name": "p"}]}]
    document = read({"vnets": [{"name": "v"}], "aksClusters": clusters})
    assert container_of(document.topology.index, "aks:a") == "vnet:v"
    assert container_of(document.topology.index, "aks:b") is None


def test_contents_at_any_depth() -> None:
    index = hub_spoke().topology.index
    assert children_of(index)["subnet:spoke1/app"] == ("lb:lbi", "vm:app1")
    assert set(with_contents(index, ["subnet:spoke1/nodes", "aks:aks1"])) == {
        "subnet:spoke1/nodes",
        "aks:aks1",
        "pool:aks1/system",
        "pool:aks1/user",
    }
    assert list(ancestors_of(index, "pool:aks1/user")) == [
        "aks:aks1",
        "subnet:spoke1/nodes",
        "vnet:spoke1",
    ]


def test_position_names() -> None:
    assert position_name("subnet:hub/app") == "hub/app"
    assert position_name("hub/app") == "hub/app"
    assert position_name("vnet:hub") == "vnet:hub"
    assert position_name("subnet:a:b/c") == "subnet:a:b/c"  # bare, it would read as a kind
    for name in ("hub/app", "vnet:hub", "subnet:a:b/c"):
        assert position_name(position_key(name)) == name
    assert position_of({"hub/app": (1.0, 2.0)}, "subnet:hub/app") == (1.0, 2.0)
    assert position_of({"subnet:hub/app": (1.0, 2.0)}, "hub/app") == (1.0, 2.0)
    assert position_of({}, "hub/app") is None


def test_a_copied_topology_has_an_index_of_its_own() -> None:
    topology = hub_spoke().topology
    assert topology.index.at("vnet:hub") is not None
    copied = topology.model_copy(update={"vnets": ()})
    assert isinstance(copied, Topology)
    assert copied.index.at("vnet:hub") is None
    assert topology.index.at("vnet:hub") is not None
