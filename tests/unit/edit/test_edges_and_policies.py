"""What is dropped, named and connected around the edge: gateways, policies, addresses, resolvers.

Every one is dropped from the palette, nested, connected, renamed, removed and undone.
"""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.allowed.connections import may_connect
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.command import Command, Refused
from aksdesigner.edit.connect import Connect, Disconnect
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.reparent import Reparent
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document
from aksdesigner.model.ids import key_of, split_key
from aksdesigner.model.nesting import container_of
from aksdesigner.model.part import plain_of
from aksdesigner.model.references import dangling
from aksdesigner.workspace.session import Session
from tests.support.edit_designs import hub_spoke, read


def done(document: Document, *commands: Command) -> Document:
    for command in commands:
        document = command.apply(document)
    return document


def plain(document: Document, key: str) -> dict[str, Any]:
    resource = document.topology.index.at(key)
    assert resource is not None, key
    return plain_of(resource)


# kind, where it is dropped, its name, what contains it afterwards, what it names or is named by
DROPS = [
    ("asg", None, "asg-1", None, "vm:app1"),
    ("fwpol", None, "afwp-1", None, "fw:azfw"),
    ("ipgroup", None, "ipg-1", None, None),
    ("er", None, "erc-1", None, "site:dc"),
    ("rs", "vnet:hub", "rtserv-1", "subnet:hub/RouteServerSubnet", None),
    ("vwan", None, "vwan-1", None, None),
    ("vhub", None, "vhub-1", None, "vnet:spoke2"),
    ("pip", None, "pip-1", None, "fw:azfw"),
    ("ippfx", None, "ippre-1", None, "natgw:natgw-1"),
    ("ddos", None, "ddos-1", None, "vnet:hub"),
    ("agw", "vnet:spoke1", "agw-1", "subnet:spoke1/snet-agw", "aks:aks1"),
    ("agc", "vnet:spoke1", "agc-1", "subnet:spoke1/snet-agc", "aks:aks1"),
    ("waf", None, "waf-1", None, None),
    ("fd", None, "afd-1", None, "paas:kv"),
    ("bastion", "vnet:hub", "bas-1", "subnet:hub/AzureBastionSubnet", None),
    ("pls", "subnet:spoke1/app", "pl-1", "subnet:spoke1/app", "lb:lbi"),
    ("resolver", "vnet:hub", "dnspr-1", "subnet:hub/snet-dns-inbound", "vnet:spoke1"),
    ("ruleset", None, "dnsfrs-1", None, "vnet:spoke1"),
]


@pytest.mark.parametrize(
    ("kind", "place", "name", "container", "other"), DROPS, ids=[d[0] for d in DROPS]
)
def test_a_kind_through_its_whole_life(
    kind: str, place: str | None, name: str, container: str | None, other: str | None
) -> None:
    session = Session(hub_spoke())
    start = session.document
    add = AddResource(kind, place)
    key = add.key_in(start)
    assert key == key_of(kind, name)
    session.do(add)
    assert container_of(session.document.topology.index, key) == container
    if other is not None:
        session.do(Connect(key, other))
        before = plain_of(session.document)
        assert not may_connect(session.document, other, key)
        session.do(Disconnect(other, key))
        assert plain_of(session.document) != before
        session.do(Connect(other, key))
    session.do(Rename(key, "renamed"))
    new = key_of(kind, "renamed")
    assert not dangling(session.document.topology)
    if other is not None:
        assert not may_connect(session.document, other, new)  # it is connected still
    session.do(DeleteResources((new,)))
    assert not dangling(session.document.topology)
    if other is not None and kind != "resolver":  # an address may be that of another server
        assert "renamed" not in str(plain_of(session.document))
    while session.update.undo_label:
        session.undo()
    assert session.document == start
    while session.update.redo_label:
        session.redo()
    assert new not in session.document.topology.index.by_key


OWN = [
    ("bastion", [{"name": "AzureBastionSubnet", "prefix": "10.0.0.64/26"}]),
    ("rs", [{"name": "RouteServerSubnet", "prefix": "10.0.0.64/26"}]),
    ("agw", [{"name": "snet-agw", "prefix": "10.0.3.0/24"}]),
    (
        "agc",
        [
            {
                "name": "snet-agc",
                "prefix": "10.0.3.0/24",
                "delegation": "Microsoft.ServiceNetworking/trafficControllers",
            }
        ],
    ),
    (
        "resolver",
        [
            {
                "name": "snet-dns-inbound",
                "prefix": "10.0.0.32/28",
                "delegation": "Microsoft.Network/dnsResolvers",
            },
            {
                "name": "snet-dns-outbound",
                "prefix": "10.0.0.48/28",
                "delegation": "Microsoft.Network/dnsResolvers",
            },
        ],
    ),
]


@pytest.mark.parametrize(("kind", "subnets"), OWN, ids=[kind for kind, _ in OWN])
def test_a_service_on_a_network_brings_its_subnets(kind: str, subnets: list[Any]) -> None:
    document = hub_spoke()
    had = len(document.topology.vnets[0].subnets)
    after = AddResource(kind, "vnet:hub").apply(document)
    assert [plain_of(s) for s in after.topology.vnets[0].subnets[had:]] == subnets
    makes = may_contain(document, kind, "vnet:hub").makes
    assert makes == " and ".join(subnet["name"] for subnet in subnets)


def test_a_resolver_brings_both_endpoints_and_answers() -> None:
    document = AddResource("resolver", "vnet:hub").apply(hub_spoke())
    assert plain(document, "resolver:dnspr-1") == {
        "name": "dnspr-1",
        "vnet": "hub",
        "inbound": [{"subnet": "snet-dns-inbound", "ip": "10.0.0.36"}],
        "outbound": [{"subnet": "snet-dns-outbound"}],
    }
    document = Connect("vnet:spoke1", "resolver:dnspr-1").apply(document)
    assert plain(document, "vnet:spoke1")["dnsServers"] == ["10.0.0.36"]


def test_a_resolver_keeps_out_of_what_it_uses_itself() -> None:
    vnet = {"name": "v", "prefixes": ["10.0.1.0/24", "10.7.0.0/24"]}
    document = AddResource("resolver", "vnet:v").apply(read({"vnets": [vnet]}))
    prefixes = [str(p) for s in document.topology.vnets[0].subnets for p in s.prefixes]
    assert prefixes == ["10.7.0.0/28", "10.7.0.16/28"]
    alone = {"name": "v", "prefixes": ["10.0.1.0/24"]}
    document = AddResource("resolver", "vnet:v").apply(read({"vnets": [alone]}))
    assert [str(s.prefixes[0]) for s in document.topology.vnets[0].subnets] == [
        "10.0.1.0/28",
        "10.0.1.16/28",
    ]


def test_delegated_subnets_that_are_free_serve_first() -> None:
    resolvers = "Microsoft.Network/dnsResolvers"
    subnets = [
        {"name": "a", "prefix": "10.9.0.0/28", "delegation": resolvers},
        {"name": "b", "prefix": "10.9.0.16/28", "delegation": resolvers.upper()},
    ]
    vnet = {"name": "v", "prefixes": ["10.9.0.0/16"], "subnets": subnets}
    document = AddResource("resolver", "vnet:v").apply(read({"vnets": [vnet]}))
    assert len(document.topology.vnets[0].subnets) == 2
    assert plain(document, "resolver:dnspr-1")["outbound"] == [{"subnet": "b"}]
    # its subnets are taken now: the next one gets subnets of its own
    again = AddResource("resolver", "vnet:v").apply(document)
    names = [subnet.name for subnet in again.topology.vnets[0].subnets]
    assert names == ["a", "b", "snet-dns-inbound", "snet-dns-outbound"]
    assert may_contain(document, "resolver", "subnet:v/a").reason == "subnet is taken"


REFUSED = [
    ("bastion", "subnet:hub/shared", "needs AzureBastionSubnet"),
    ("bastion", None, "needs a VNet"),
    ("rs", "subnet:hub/GatewaySubnet", "gateway only"),
    ("agw", "subnet:spoke1/nodes", "holds other things"),
    ("agw", "subnet:hub/GatewaySubnet", "gateway only"),
    ("agc", "subnet:spoke1/pe", "needs trafficControllers delegation"),
    ("resolver", "subnet:spoke1/pe", "needs dnsResolvers delegation"),
    ("pls", "vnet:hub", "needs a subnet"),
    ("pls", "subnet:hub/AzureFirewallSubnet", "firewall only"),
    ("fd", "region:westeurope", "stays outside regions"),
    ("ddos", "subnet:hub/shared", "needs a network"),
    ("fwpol", "subnet:hub/AzureFirewallSubnet", "needs a firewall"),
    ("waf", "vnet:hub", "needs a gateway"),
    ("asg", "subnet:spoke1/app", "needs a machine"),
    ("pip", "vnet:hub", "stays outside networks"),
    ("pip", "lb:lbi", "balancer is internal"),
    ("er", "gw:vgw", "ExpressRoute gateways only"),
    ("ruleset", "vnet:hub", "stays outside networks"),
    ("vhub", "vnet:hub", "stays outside networks"),
]


@pytest.mark.parametrize(("kind", "place", "reason"), REFUSED)
def test_where_it_may_not_stand(kind: str, place: str | None, reason: str) -> None:
    verdict = may_contain(hub_spoke(), kind, place)
    assert (verdict.ok, verdict.reason) == (False, reason)
    assert len(reason.split()) <= 4
    with pytest.raises(Refused, match=reason):
        AddResource(kind, place).apply(hub_spoke())


def test_one_of_a_kind_in_a_network() -> None:
    document = done(hub_spoke(), AddResource("bastion", "vnet:hub"), AddResource("rs", "vnet:hub"))
    assert may_contain(document, "bastion", "vnet:hub").reason == "one Bastion per network"
    assert may_contain(document, "rs", "vnet:hub").reason == "one Route Server here"
    full = {
        "name": "v",
        "prefixes": ["10.9.0.0/24"],
        "subnets": [{"name": "all", "prefix": "10.9.0.0/24"}],
    }
    for kind in ("bastion", "rs", "agw", "agc", "resolver"):
        assert may_contain(read({"vnets": [full]}), kind, "vnet:v").reason == "network is full"


def test_the_subnet_of_an_application_gateway_is_its_own() -> None:
    document = AddResource("agw", "vnet:hub").apply(hub_spoke())
    place = "subnet:hub/snet-agw"
    for kind in ("vm", "nva", "pe", "lb", "aks", "pls"):
        assert may_contain(document, kind, place).reason == "application gateway only"
    assert may_contain(document, "agw", place)


def test_a_developer_bastion_stands_in_its_network() -> None:
    add = AddResource("bastion", "vnet:hub", fields={"sku": "Developer"})
    document = SetField("bastion:bas-1", "subnet", None).apply(add.apply(hub_spoke()))
    assert container_of(document.topology.index, "bastion:bas-1") == "vnet:hub"
    assert "subnet:hub/AzureBastionSubnet" not in document.topology.index.by_key
    moved = Reparent("bastion:bas-1", "vnet:spoke1").apply(document)
    assert container_of(moved.topology.index, "bastion:bas-1") == "vnet:spoke1"
    with pytest.raises(Refused, match="hub has no AzureBastionSubnet"):
        SetField("bastion:bas-1", "sku", "Basic").apply(document)
    home = AddResource("subnet", "vnet:hub", name="AzureBastionSubnet").apply(document)
    home = SetField("bastion:bas-1", "sku", "Basic").apply(home)
    assert container_of(home.topology.index, "bastion:bas-1") == "subnet:hub/AzureBastionSubnet"
    back = SetField("bastion:bas-1", "sku", "Developer").apply(home)
    assert container_of(back.topology.index, "bastion:bas-1") == "vnet:hub"


HUNG = [
    ("fwpol", "fw:azfw", "policy", "policy of azfw"),
    ("ddos", "vnet:hub", "ddosPlan", "DDoS plan of hub"),
    ("pip", "fw:azfw", "publicIpNames", "public IP of azfw"),
    ("pip", "gw:vgw", "publicIps", "public IP of vgw"),
    ("pip", "natgw:natgw-1", "publicIps", "public IP of natgw-1"),
    ("ippfx", "natgw:natgw-1", "publicIpPrefixes", "public prefix of natgw-1"),
    ("asg", "vm:app1", "asgs", "application group of app1"),
]


@pytest.mark.parametrize(("kind", "holder", "field", "makes"), HUNG)
def test_dropped_on_what_names_it_it_is_named(
    kind: str, holder: str, field: str, makes: str
) -> None:
    assert may_contain(hub_spoke(), kind, holder).makes == makes
    command = AddResource(kind, holder, (5, 5))
    document = command.apply(hub_spoke())
    name = split_key(command.key_in(hub_spoke()))[1]
    value = plain(document, holder)[field]
    assert value in (name, [name])
    assert document.view.positions == hub_spoke().view.positions  # a chip has no place of its own


def test_a_web_policy_fits_what_it_is_dropped_on() -> None:
    document = done(hub_spoke(), AddResource("agw", "vnet:hub"), AddResource("fd"))
    document = done(document, AddResource("waf", "agw:agw-1"), AddResource("waf", "fd:afd-1"))
    assert plain(document, "agw:agw-1")["tier"] == "WAF_v2"
    assert plain(document, "waf:waf-2") == {"name": "waf-2", "scope": "frontDoor"}
    assert may_connect(document, "agw:agw-1", "waf:waf-2").reason == "of the other scope"
    assert may_contain(document, "waf", "agw:agw-1").reason == "has a WAF policy"


def test_a_public_address_has_one_user_and_is_counted() -> None:
    document = done(hub_spoke(), AddResource("pip", "fw:azfw"), AddResource("pip"))
    assert may_connect(document, "pip:pip-1", "gw:vgw").reason == "has another user"
    document = Connect("fw:azfw", "pip:pip-2").apply(document)
    assert plain(document, "fw:azfw")["publicIps"] == 2
    document = Disconnect("fw:azfw", "pip:pip-2").apply(document)
    assert "publicIps" not in plain(document, "fw:azfw")
    document = Disconnect("fw:azfw", "pip:pip-1").apply(document)
    assert "publicIpNames" not in plain(document, "fw:azfw")


def test_a_prefix_gives_as_many_addresses_as_it_has() -> None:
    prefix = AddResource("ippfx", fields={"length": 31})
    document = done(hub_spoke(), prefix, *(AddResource("pip") for _ in range(3)))
    for name in ("pip-1", "pip-2"):
        document = Connect(f"pip:{name}", "ippfx:ippre-1").apply(document)
    assert may_connect(document, "pip:pip-3", "ippfx:ippre-1").reason == "prefix is full"
    six = AddResource("pip", fields={"version": "IPv6"}).apply(document)
    assert may_connect(six, "pip:pip-4", "ippfx:ippre-1").reason == "prefix of IPv4"


def test_policies_inherit_without_a_circle() -> None:
    document = done(hub_spoke(), *(AddResource("fwpol") for _ in range(3)))
    document = done(
        document, Connect("fwpol:afwp-1", "fwpol:afwp-2"), Connect("fwpol:afwp-2", "fwpol:afwp-3")
    )
    assert may_connect(document, "fwpol:afwp-3", "fwpol:afwp-1").reason == "inherits from it"
    gone = DeleteResources(("fwpol:afwp-2",)).apply(document)
    assert plain(gone, "fwpol:afwp-1") == {"name": "afwp-1"}


def test_a_link_service_offers_an_internal_balancer_of_its_network() -> None:
    document = AddResource("pls", "subnet:spoke1/app").apply(hub_spoke())
    assert plain(document, "subnet:spoke1/app")["plsPolicies"] == "Disabled"
    document = done(document, AddResource("lb"), AddResource("pls", "subnet:spoke2/app"))
    assert may_connect(document, "pls:pl-1", "lb:lb-1").reason == "internal Standard balancers only"
    assert may_connect(document, "pls:pl-2", "lb:lbi").reason == "other network"
    document = done(document, Connect("pls:pl-1", "lb:lbi"), Connect("pe:pe-kv", "pls:pl-1"))
    assert plain(document, "pls:pl-1")["loadBalancer"] == "lbi"
    endpoint = plain(document, "pe:pe-kv")
    assert endpoint["linkService"] == "pl-1"
    assert not {"target", "groupIds", "zoneGroup", "fqdn"} & set(endpoint)
    back = Connect("pe:pe-kv", "paas:kv").apply(document)
    assert "linkService" not in plain(back, "pe:pe-kv")


def test_origins_of_front_door() -> None:
    document = done(hub_spoke(), AddResource("fd"), AddResource("pls", "subnet:spoke1/app"))
    assert may_connect(document, "fd:afd-1", "pls:pl-1").reason == "needs Premium"
    assert may_connect(document, "fd:afd-1", "lb:lbi").reason == "needs a link service"
    document = done(
        document,
        SetField("fd:afd-1", "sku", "Premium"),
        Connect("fd:afd-1", "pls:pl-1"),
        Connect("paas:kv", "fd:afd-1"),
    )
    assert plain(document, "fd:afd-1")["origins"] == [
        {"name": "pl-1", "target": "pls:pl-1", "privateLink": True},
        {"name": "kv", "target": "paas:kv", "host": "kv.vault.azure.net"},
    ]
    assert may_connect(document, "fd:afd-1", "paas:kv").reason == "already an origin"


def test_a_circuit_between_a_gateway_and_a_site() -> None:
    express = AddResource("gw", "vnet:spoke2", fields={"type": "ExpressRoute"})
    document = done(hub_spoke(), express, AddResource("er", "gw:vgw-1"))
    assert plain(document, "gw:vgw-1")["connections"] == [
        {"name": "to-erc-1", "circuit": "erc-1", "bgp": True}
    ]
    document = Connect("er:erc-1", "site:dc").apply(document)
    assert plain(document, "gw:vgw-1")["connections"][0]["site"] == "dc"
    assert plain(document, "er:erc-1")["site"] == "dc"
    gone = DeleteResources(("er:erc-1",)).apply(document)
    assert "circuit" not in plain(gone, "gw:vgw-1")["connections"][0]
    alone = DeleteResources(("site:dc", "er:erc-1")).apply(document)
    assert "connections" not in plain(alone, "gw:vgw-1")


def test_a_circuit_joins_the_connection_to_its_site() -> None:
    express = AddResource("gw", "vnet:spoke2", fields={"type": "ExpressRoute"})
    document = done(hub_spoke(), express, Connect("gw:vgw-1", "site:dc"))
    document = done(
        document, AddResource("er", fields={"site": "dc"}), Connect("gw:vgw-1", "er:erc-1")
    )
    assert plain(document, "gw:vgw-1")["connections"] == [
        {"name": "to-dc", "site": "dc", "circuit": "erc-1", "bgp": True}
    ]


def test_a_network_has_one_virtual_hub() -> None:
    document = done(hub_spoke(), AddResource("vhub"), AddResource("vhub"))
    first, second = document.topology.virtual_hubs
    assert first.prefix is not None and second.prefix is not None
    assert not first.prefix.overlaps(second.prefix)
    document = Connect("vnet:spoke2", "vhub:vhub-1").apply(document)
    assert may_connect(document, "vhub:vhub-2", "vnet:spoke2").reason == "has another hub"
    document = done(document, AddResource("vwan", "vhub:vhub-1"), Connect("vhub:vhub-1", "site:dc"))
    assert plain(document, "vhub:vhub-1") == {
        "name": "vhub-1",
        "prefix": str(first.prefix),
        "wan": "vwan-1",
        "connections": [{"vnet": "spoke2"}],
        "sites": ["dc"],
    }


def test_an_application_group_stays_in_one_network() -> None:
    document = AddResource("asg", "vm:app1").apply(hub_spoke())
    assert may_connect(document, "asg:asg-1", "vm:app2").reason == "serves another network"


def test_a_gateway_for_containers_takes_no_kubenet() -> None:
    document = done(
        hub_spoke(),
        AddResource("agc", "vnet:spoke1"),
        SetField("aks:aks1", "cniMode", "kubenet"),
    )
    assert may_connect(document, "agc:agc-1", "aks:aks1").reason == "not with kubenet"


@pytest.mark.parametrize("kind", ["bastion", "rs", "agw", "agc", "resolver"])
def test_a_service_moves_with_its_subnets(kind: str) -> None:
    add = AddResource(kind, "vnet:hub")
    key = add.key_in(hub_spoke())
    document = add.apply(hub_spoke())
    document = Reparent(key, "vnet:spoke1").apply(document)
    home = container_of(document.topology.index, key)
    assert home is not None and home.startswith("subnet:spoke1/")
    assert not dangling(document.topology)
    again = Reparent(key, "vnet:spoke1").apply(document)
    assert again.topology is document.topology  # it is there already


def test_a_private_frontend_follows_its_subnet() -> None:
    document = AddResource("agw", "vnet:hub", fields={"privateIp": "10.0.3.10"}).apply(hub_spoke())
    document = Reparent("subnet:hub/snet-agw", "vnet:spoke2").apply(document)
    assert plain(document, "agw:agw-1")["privateIp"] == "10.2.1.10"
    other = Reparent("agw:agw-1", "vnet:spoke1").apply(document)
    assert plain(other, "agw:agw-1")["privateIp"] == "10.1.6.4"


def test_pools_in_another_network_than_their_cluster() -> None:
    """A pool may name its network; deleting and moving its subnet ask there."""
    document = SetField("pool:aks1/user", "vnet", "spoke2").apply(
        SetField("pool:aks1/user", "subnet", None).apply(hub_spoke())
    )
    document = SetField("pool:aks1/user", "subnet", "app").apply(document)
    assert not dangling(document.topology)
    gone = DeleteResources(("subnet:spoke2/app",)).apply(document)
    assert "pool:aks1/user" not in gone.topology.index.by_key
    with pytest.raises(Refused, match="There is no subnet spoke2/nodes"):
        SetField("pool:aks1/user", "subnet", "nodes").apply(document)
