"""The table of what may stand where, row by row, with every reason."""

from __future__ import annotations

import pytest

from aksdesigner.edit.allowed.connections import may_connect
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.model.document import new_document
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from tests.support.edit_designs import hub_spoke, read

VNET = {"name": "v", "prefixes": ["10.0.0.0/24"]}


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        ("vnet", None),
        ("vnet", "region:westeurope"),
        ("region", None),
        ("subnet", "vnet:hub"),
        ("rt", None),
        ("rt", "subnet:hub/shared"),
        ("rt", "hub/GatewaySubnet"),
        ("nsg", "subnet:spoke1/app"),
        ("natgw", "subnet:spoke1/app"),
        ("natgw", "subnet:hub/AzureFirewallSubnet"),
        ("aks", "subnet:spoke1/app"),
        ("pool", "aks:aks1"),
        ("fw", "vnet:spoke1"),
        ("nva", "subnet:hub/shared"),
        ("gw", "vnet:hub"),
        ("gw", "subnet:hub/GatewaySubnet"),
        ("gw", "vnet:spoke2"),
        ("vm", "subnet:spoke1/app"),
        ("pe", "subnet:spoke1/pe"),
        ("lb", "subnet:spoke1/app"),
        ("lb", None),
        ("paas", None),
        ("paas", "region:westeurope"),
        ("zone", None),
        ("site", None),
        ("internet", None),
    ],
)
def test_may_stand(kind: str, parent: str | None) -> None:
    verdict = may_contain(hub_spoke(), kind, parent)
    assert verdict, verdict.reason


@pytest.mark.parametrize(
    ("kind", "parent", "reason"),
    [
        ("vnet", "vnet:hub", "needs free canvas"),
        ("region", "region:westeurope", "stays at the root"),
        ("region", "vnet:hub", "stays at the root"),
        ("subnet", None, "needs a VNet"),
        ("subnet", "subnet:hub/shared", "needs a VNet"),
        ("subnet", "region:westeurope", "needs a VNet"),
        ("rt", "vnet:hub", "needs a subnet"),
        ("rt", "subnet:spoke1/app", "has a route table"),
        ("nsg", "subnet:hub/shared", "has a security group"),
        ("nsg", "subnet:hub/GatewaySubnet", "no security group here"),
        ("nsg", "subnet:hub/AzureFirewallSubnet", "no security group here"),
        ("natgw", "subnet:hub/GatewaySubnet", "no NAT gateway here"),
        ("natgw", "subnet:spoke2/app", "has a NAT gateway"),
        ("aks", None, "needs a subnet"),
        ("aks", "vnet:hub", "needs a subnet"),
        ("aks", "subnet:hub/AzureFirewallSubnet", "firewall only"),
        ("pool", "subnet:spoke1/nodes", "needs a cluster"),
        ("pool", None, "needs a cluster"),
        ("fw", None, "needs a VNet"),
        ("fw", "subnet:spoke1/app", "needs AzureFirewallSubnet"),
        ("fw", "subnet:hub/GatewaySubnet", "gateway only"),
        ("fw", "vnet:hub", "one firewall per network"),
        ("fw", "subnet:hub/AzureFirewallSubnet", "one firewall per network"),
        ("gw", "subnet:hub/AzureFirewallSubnet", "firewall only"),
        ("gw", "subnet:hub/shared", "needs GatewaySubnet"),
        ("gw", None, "needs a VNet"),
        ("vm", "subnet:hub/GatewaySubnet", "gateway only"),
        ("vm", "vnet:hub", "needs a subnet"),
        ("vm", None, "needs a subnet"),
        ("nva", "subnet:hub/AzureFirewallSubnet", "firewall only"),
        ("pe", "aks:aks1", "needs a subnet"),
        ("lb", "vnet:hub", "needs a subnet"),
        ("lb", "subnet:hub/GatewaySubnet", "gateway only"),
        ("site", "vnet:hub", "stays outside networks"),
        ("site", "region:westeurope", "stays outside regions"),
        ("internet", "region:westeurope", "stays outside regions"),
        ("paas", "subnet:spoke1/pe", "stays outside networks"),
        ("zone", "vnet:hub", "stays outside networks"),
        ("peering", None, "drawn by connecting"),
        ("rocket", None, "cannot be placed"),
        ("vm", "subnet:hub/none", "not in this design"),
    ],
)
def test_may_not_stand(kind: str, parent: str | None, reason: str) -> None:
    verdict = may_contain(hub_spoke(), kind, parent)
    assert not verdict
    assert verdict.reason == reason
    assert len(verdict.reason.split()) <= 4


def test_every_kind_has_a_row() -> None:
    for kind in KIND_BY_TOKEN:
        assert may_contain(new_document(), kind, None).reason != "cannot be placed"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("AzureBastionSubnet", "Bastion only"),
        ("RouteServerSubnet", "Route Server only"),
        ("AzureFirewallManagementSubnet", "firewall management only"),
        ("gatewaysubnet", "gateway only"),
    ],
)
def test_reserved_names_keep_others_out(name: str, reason: str) -> None:
    document = read({"vnets": [{**VNET, "subnets": [{"name": name}]}]})
    assert may_contain(document, "vm", f"v/{name}").reason == reason


def test_a_delegated_subnet_holds_only_its_service() -> None:
    subnet = {"name": "dns", "delegation": "Microsoft.Network/dnsResolvers"}
    document = read({"vnets": [{**VNET, "subnets": [subnet]}]})
    for kind in ("vm", "nva", "pe", "aks", "lb"):
        assert may_contain(document, kind, "v/dns").reason == "delegated to dnsResolvers"


def test_a_route_server_takes_no_route_table() -> None:
    document = read({"vnets": [{**VNET, "subnets": [{"name": "RouteServerSubnet"}]}]})
    assert may_contain(document, "rt", "v/RouteServerSubnet").reason == "no route table here"


def test_one_kubenet_cluster_a_subnet() -> None:
    cluster = {
        "name": "old",
        "vnet": "v",
        "cniMode": "kubenet",
        "pools": [{"name": "p", "subnet": "s"}],
    }
    document = read({"vnets": [{**VNET, "subnets": [{"name": "s"}]}], "aksClusters": [cluster]})
    assert may_contain(document, "aks", "v/s").reason == "kubenet cluster here"
    assert may_contain(document, "aks", "v/s", moving="aks:old")


def test_a_full_network_takes_no_subnet() -> None:
    full = {**VNET, "subnets": [{"name": "all", "prefix": "10.0.0.0/24"}]}
    document = read({"vnets": [full]})
    assert may_contain(document, "subnet", "vnet:v").reason == "network is full"
    assert may_contain(document, "fw", "vnet:v").reason == "network is full"
    unsized = read({"vnets": [{"name": "v"}]})
    assert may_contain(unsized, "subnet", "vnet:v")


def test_one_gateway_of_each_type() -> None:
    gateways = [{"name": "a", "vnet": "v"}, {"name": "b", "vnet": "v", "type": "ExpressRoute"}]
    document = read({"vnets": [VNET], "gateways": gateways})
    assert may_contain(document, "gw", "vnet:v").reason == "gateway exists already"


def test_one_internet() -> None:
    document = read({"internet": [{}]})
    assert may_contain(document, "internet", None).reason == "already drawn"
    assert may_contain(document, "internet", None, moving="internet:Internet")


@pytest.mark.parametrize(
    ("one", "other", "makes"),
    [
        ("vnet:hub", "vnet:spoke2", "peering hub – spoke2"),
        ("subnet:hub/shared", "rt:rt-spoke", "route table of hub/shared"),
        ("spoke1/app", "nsg:nsg-shared", "security group of spoke1/app"),
        ("zone:privatelink.vaultcore.azure.net", "vnet:spoke2", "zone link to spoke2"),
        ("vm:app1", "nsg:nsg-shared", "security group of app1"),
    ],
)
def test_may_connect_either_way(one: str, other: str, makes: str) -> None:
    for pair in ((one, other), (other, one)):
        verdict = may_connect(hub_spoke(), *pair)
        assert verdict, verdict.reason
        if "peering" not in makes:
            assert verdict.makes == makes


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("vnet:hub", "vnet:spoke1", "already peered"),
        ("vnet:hub", "vnet:hub", "the same thing"),
        ("vnet:hub", "vnet:none", "not in this design"),
        ("vm:app1", "vm:app2", "nothing to connect"),
        ("rt:rt-spoke", "subnet:spoke1/app", "already connected"),
        ("natgw:natgw-1", "subnet:spoke1/app", "serves another network"),
        ("nsg:nsg-shared", "subnet:hub/GatewaySubnet", "no security group here"),
        ("gw:vgw", "site:dc", "already connected"),
        ("pe:pe-kv", "paas:kv", "already connected"),
        ("pe:pe-kv", "zone:privatelink.vaultcore.azure.net", "already connected"),
        ("zone:privatelink.vaultcore.azure.net", "vnet:hub", "already linked"),
        ("lb:lbi", "vm:app1", "already a backend"),
        ("lb:lbi", "vm:app2", "other network"),
    ],
)
def test_may_not_connect(one: str, other: str, reason: str) -> None:
    assert may_connect(hub_spoke(), one, other).reason == reason
    assert may_connect(hub_spoke(), other, one).reason == reason


def test_gateways_connect_when_both_are_vpn() -> None:
    vnets = [{"name": n, "prefixes": [f"10.{i}.0.0/16"]} for i, n in enumerate("abc")]
    gateways = [
        {"name": "one", "vnet": "a"},
        {"name": "two", "vnet": "b"},
        {"name": "er", "vnet": "c", "type": "ExpressRoute"},
        {"name": "er-a", "vnet": "a", "type": "ExpressRoute"},
    ]
    document = read({"vnets": vnets, "gateways": gateways})
    assert may_connect(document, "gw:one", "gw:two").makes == "VPN connection one – two"
    assert may_connect(document, "gw:one", "gw:er").reason == "VPN gateways only"
    assert may_connect(document, "gw:one", "gw:er-a").reason == "same network"


def test_half_a_peering_can_be_completed() -> None:
    vnets = [{"name": "a"}, {"name": "b"}]
    document = read({"vnets": vnets, "peerings": [{"from": "a", "to": "b"}]})
    assert may_connect(document, "vnet:b", "vnet:a").makes == "other half of peering b – a"
