"""What a drop makes."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.add import AddRegion, AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.drops import gain_of
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.part import plain_of
from tests.support.edit_designs import hub_spoke, read


def plain(document: Document, key: str) -> dict[str, Any]:
    resource = document.topology.index.at(key)
    assert resource is not None, key
    return plain_of(resource)


def test_networks_get_the_next_prefix_and_name() -> None:
    document = AddResource("vnet", position=(40, 60)).apply(new_document())
    document = AddResource("vnet").apply(document)
    assert plain(document, "vnet:hub") == {"name": "hub", "prefixes": ["10.0.0.0/16"]}
    assert plain(document, "vnet:spoke1") == {"name": "spoke1", "prefixes": ["10.1.0.0/16"]}
    assert document.view.positions == {"vnet:hub": (40.0, 60.0)}


def test_a_region_is_taken_on() -> None:
    document = AddRegion("westeurope", (0, 0, 800, 600)).apply(new_document())
    document = AddResource("vnet", "region:westeurope", (10, 40)).apply(document)
    assert plain(document, "vnet:hub")["region"] == "westeurope"
    assert document.view.positions["vnet:hub"] == (10, 40)
    with pytest.raises(Refused, match="drawn already"):
        AddRegion("westeurope").apply(document)
    for bad in ("", " ", "a/b", "x:y"):
        with pytest.raises(Refused, match="needs a name"):
            AddRegion(bad).apply(document)


def test_subnets_get_the_next_prefix() -> None:
    document = AddResource("subnet", "vnet:hub", (5, 6)).apply(hub_spoke())
    # the first /24 that neither GatewaySubnet, AzureFirewallSubnet nor shared touch
    assert plain(document, "subnet:hub/snet-1") == {"name": "snet-1", "prefix": "10.0.3.0/24"}
    assert document.view.positions["hub/snet-1"] == (5, 6)
    aks = AddResource("subnet", "vnet:hub", fields={"purpose": "aks"}).apply(hub_spoke())
    assert plain(aks, "subnet:hub/snet-1")["prefix"] == "10.0.4.0/22"


def test_given_fields_win_in_either_spelling() -> None:
    fields = {"prefix": "10.0.9.0/24", "routeTable": "rt-spoke", "service_endpoints": ["x"]}
    document = AddResource("subnet", "vnet:hub", name="mine", fields=fields).apply(hub_spoke())
    assert plain(document, "subnet:hub/mine") == {"name": "mine", **_camel(fields)}


def _camel(fields: dict[str, Any]) -> dict[str, Any]:
    return {"serviceEndpoints" if k == "service_endpoints" else k: v for k, v in fields.items()}


def test_an_aks_cluster_fits_where_it_falls() -> None:
    document = AddResource("aks", "subnet:spoke1/app").apply(hub_spoke())
    assert plain(document, "aks:aks-1") == {
        "name": "aks-1",
        "vnet": "spoke1",
        "podCidr": "10.244.0.0/16",
        "serviceCidr": "172.28.0.0/16",
        "dnsServiceIp": "172.28.0.10",
        "pools": [{"name": "system", "mode": "System", "subnet": "app"}],
    }


def test_pools_follow_the_first() -> None:
    document = AddResource("pool", "aks:aks1").apply(hub_spoke())
    assert plain(document, "pool:aks1/user1") == {"name": "user1", "subnet": "nodes"}
    empty = read({"aksClusters": [{"name": "a"}]})
    document = AddResource("pool", "aks:a").apply(empty)
    assert plain(document, "pool:a/system") == {"name": "system", "mode": "System"}


@pytest.mark.parametrize(
    ("kind", "key", "subnet", "prefix"),
    [
        ("fw", "fw:azfw-2", "AzureFirewallSubnet", "10.1.6.0/26"),
        ("gw", "gw:vgw-1", "GatewaySubnet", "10.1.6.0/27"),
    ],
)
def test_a_service_brings_its_subnet(kind: str, key: str, subnet: str, prefix: str) -> None:
    command = AddResource(kind, "vnet:spoke1", position=(1, 2))
    document = command.apply(hub_spoke())
    assert plain(document, f"subnet:spoke1/{subnet}")["prefix"] == prefix
    assert plain(document, key)["vnet"] == "spoke1"
    assert command.key_in(hub_spoke()) == key
    # the pointer measured from the network, the box stands in the subnet
    assert key not in document.view.positions


def test_a_firewall_takes_the_first_address() -> None:
    document = AddResource("fw", "vnet:spoke1").apply(hub_spoke())
    assert plain(document, "fw:azfw-2")["ip"] == "10.1.6.4"


def test_the_second_gateway_is_the_other_type() -> None:
    document = AddResource("gw", "vnet:hub").apply(hub_spoke())
    assert plain(document, "gw:vgw-1")["type"] == "ExpressRoute"


@pytest.mark.parametrize(
    ("kind", "field"), [("rt", "routeTable"), ("nsg", "nsg"), ("natgw", "natGateway")]
)
def test_chips_are_associated(kind: str, field: str) -> None:
    document = AddResource(kind, "spoke1/pe", position=(1, 1)).apply(hub_spoke())
    name = plain(document, "subnet:spoke1/pe")[field]
    assert document.topology.index.at(f"{kind}:{name}") is not None
    assert f"{kind}:{name}" not in document.view.positions


@pytest.mark.parametrize(
    ("kind", "key", "ip"),
    [
        ("vm", "vm:vm-1", {"ip": "10.1.4.5"}),
        ("nva", "nva:nva-1", {"ip": "10.1.4.5"}),
        ("pe", "pe:pe-1", {"ip": "10.1.4.5"}),
        ("lb", "lb:lb-1", {"ip": "10.1.4.5"}),
    ],
)
def test_what_stands_in_a_subnet_has_an_address(kind: str, key: str, ip: dict[str, str]) -> None:
    document = AddResource(kind, "subnet:spoke1/app").apply(hub_spoke())
    assert plain(document, key).items() >= {"vnet": "spoke1", "subnet": "app", **ip}.items()
    assert gain_of(hub_spoke(), kind, "subnet:spoke1/app") == "gets 10.1.4.5"


def test_a_balancer_outside_is_public() -> None:
    assert plain(AddResource("lb").apply(hub_spoke()), "lb:lb-1")["type"] == "public"


def test_services_have_their_public_name() -> None:
    document = AddResource("paas").apply(hub_spoke())
    assert plain(document, "paas:kv-1")["fqdn"] == "kv-1.vault.azure.net"
    document = AddResource("paas", fields={"service": "storageAccount"}).apply(document)
    assert plain(document, "paas:st-1")["fqdn"] == "st-1.blob.core.windows.net"
    document = AddResource("paas", fields={"service": "other"}).apply(document)
    assert plain(document, "paas:svc-1") == {"name": "svc-1"}


def test_gain_is_what_a_drop_gives() -> None:
    document = hub_spoke()
    assert gain_of(document, "vnet", None) == "gets 10.3.0.0/16"
    assert gain_of(document, "subnet", "vnet:hub") == "gets 10.0.3.0/24"
    assert gain_of(document, "aks", "subnet:spoke1/app") == "services 172.28.0.0/16"
    assert gain_of(document, "fw", "vnet:spoke1") == ""
    assert gain_of(document, "rt", None) == ""


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (AddResource("vm", "vnet:hub"), "Virtual machine: needs a subnet."),
        (AddResource("peering"), "Peering: drawn by connecting."),
        (AddResource("rocket"), "rocket: cannot be placed."),
        (AddResource("vnet", name="HUB"), "hub is taken."),
        (AddResource("subnet", "vnet:hub", name="shared"), "hub/shared is taken."),
        (AddResource("vnet", name="a/b"), "Found 'a/b', expected a name without control"),
        (AddResource("vnet", fields={"prefixes": ["x"]}), "Found 'x', expected a prefix"),
        (
            AddResource("subnet", "vnet:hub", fields={"routeTable": "none"}),
            "There is no route table none.",
        ),
        (
            AddResource("vm", "spoke1/app", fields={"subnet": "none"}),
            "There is no subnet spoke1/none.",
        ),
        (AddResource("vnet", position=(float("nan"), 0)), "That is outside the canvas."),
    ],
)
def test_refusals(command: AddResource, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        command.apply(hub_spoke())
    assert str(refusal.value).startswith(reason)
    assert str(refusal.value).endswith(".")


def test_a_new_key_is_told_before_the_drop() -> None:
    for kind, parent, key in (
        ("vnet", None, "vnet:spoke3"),
        ("subnet", "vnet:hub", "subnet:hub/snet-1"),
        ("pool", "aks:aks1", "pool:aks1/user1"),
        ("aks", "subnet:spoke1/app", "aks:aks-1"),
        ("gw", "vnet:spoke1", "gw:vgw-1"),
    ):
        assert AddResource(kind, parent).key_in(hub_spoke()) == key
