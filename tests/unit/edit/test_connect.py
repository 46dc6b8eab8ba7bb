"""What connecting makes, and that disconnecting takes it back."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.command import Refused
from aksdesigner.edit.connect import Connect, Disconnect
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from tests.support.edit_designs import hub_spoke, read


def vnets(*names: str) -> list[dict[str, Any]]:
    subnets = [{"name": "AzureFirewallSubnet"}, {"name": "s"}]
    return [
        {"name": name, "prefixes": [f"10.{i}.0.0/16"], "subnets": subnets}
        for i, name in enumerate(names)
    ]


def halves(document: Document) -> list[dict[str, Any]]:
    return [plain_of(peering) for peering in document.topology.peerings]


def test_plain_networks_peer_without_flags() -> None:
    document = Connect("vnet:a", "vnet:b").apply(read({"vnets": vnets("a", "b")}))
    assert halves(document) == [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]


@pytest.mark.parametrize(
    "device",
    [
        {"firewalls": [{"name": "f", "vnet": "hub"}]},
        {"nvas": [{"name": "n", "vnet": "hub", "subnet": "s"}]},
    ],
)
def test_a_spoke_lets_the_hubs_forwarded_traffic_in(device: dict[str, Any]) -> None:
    document = read({"vnets": vnets("hub", "b"), **device})
    assert halves(Connect("vnet:b", "vnet:hub").apply(document)) == [
        {"from": "b", "to": "hub", "allowForwardedTraffic": True},
        {"from": "hub", "to": "b"},
    ]


def test_a_gateway_is_offered_and_used() -> None:
    document = read({"vnets": vnets("hub", "b"), "gateways": [{"name": "g", "vnet": "hub"}]})
    assert halves(Connect("vnet:hub", "vnet:b").apply(document)) == [
        {"from": "hub", "to": "b", "allowGatewayTransit": True},
        {"from": "b", "to": "hub", "useRemoteGateways": True},
    ]


def test_nobody_uses_two_gateways() -> None:
    gateways = [{"name": "g1", "vnet": "a"}, {"name": "g2", "vnet": "b"}]
    document = read({"vnets": vnets("a", "b", "c"), "gateways": gateways})
    document = Connect("vnet:a", "vnet:b").apply(document)
    assert not any(len(half) > 2 for half in halves(document))  # both have one of their own
    document = Connect("vnet:c", "vnet:a").apply(document)
    document = Connect("vnet:c", "vnet:b").apply(document)
    assert [h["to"] for h in halves(document) if h.get("useRemoteGateways")] == ["a"]
    assert [h["from"] for h in halves(document) if h.get("allowGatewayTransit")] == ["a"]


def test_half_a_peering_is_completed_to_match() -> None:
    topology = {
        "vnets": vnets("hub", "b"),
        "gateways": [{"name": "g", "vnet": "hub"}],
        "peerings": [{"from": "hub", "to": "b"}],
    }
    assert halves(Connect("vnet:b", "vnet:hub").apply(read(topology)))[1] == {
        "from": "b",
        "to": "hub",
    }
    topology["peerings"] = [{"from": "b", "to": "hub", "useRemoteGateways": True}]
    assert halves(Connect("vnet:b", "vnet:hub").apply(read(topology)))[1] == {
        "from": "hub",
        "to": "b",
        "allowGatewayTransit": True,
    }


def test_both_halves_go() -> None:
    for command in (
        Disconnect("peering:hub>spoke1"),
        Disconnect("peering:spoke1>hub"),
        Disconnect("vnet:spoke1", "vnet:hub"),
    ):
        assert command.apply(hub_spoke()).topology.peerings == ()
    half = DeleteResources(("peering:spoke1>hub",)).apply(hub_spoke())
    assert Disconnect("vnet:spoke1", "vnet:hub").apply(half).topology.peerings == ()


def test_a_site_lends_its_prefixes() -> None:
    document = read({
        "vnets": vnets("a"),
        "gateways": [{"name": "g", "vnet": "a"}, {"name": "er", "vnet": "a",
                                                  "type": "ExpressRoute"}],
        "onPrem": [{"name": "dc", "prefixes": ["172.20.0.0/16"]}],
    })  # fmt: skip
    document = Connect("site:dc", "gw:g").apply(document)
    document = Connect("gw:er", "site:dc").apply(document)
    first, second = (gateway.connections[0] for gateway in document.topology.gateways)
    assert plain_of(first) == {"name": "to-dc", "site": "dc"}
    assert plain_of(second) == {"name": "to-dc", "site": "dc", "bgp": True}


def test_gateways_get_a_connection_each() -> None:
    gateways = [{"name": "g1", "vnet": "a"}, {"name": "g2", "vnet": "b"}]
    document = read({"vnets": vnets("a", "b"), "gateways": gateways})
    after = Connect("gw:g2", "gw:g1").apply(document)
    one, two = after.topology.gateways
    assert [c.peer_gateway for c in (*one.connections, *two.connections)] == ["g2", "g1"]
    assert Disconnect("gw:g1", "gw:g2").apply(after) == document


def test_an_endpoint_learns_what_it_leads_to() -> None:
    document = read({
        "vnets": vnets("a"),
        "privateEndpoints": [{"name": "p", "vnet": "a", "subnet": "s"}],
        "paasServices": [
            {"name": "St1", "service": "storageAccount", "publicNetworkAccess": "Disabled"},
            {"name": "odd"},
        ],
        "privateDnsZones": [{"name": "privatelink.blob.core.windows.net"}],
    })  # fmt: skip
    after = Connect("paas:St1", "pe:p").apply(document)
    assert plain_of(after.topology.private_endpoints[0]) == {
        "name": "p",
        "vnet": "a",
        "subnet": "s",
        "target": "St1",
        "groupIds": ["blob"],
        "fqdn": "st1.blob.core.windows.net",
        "publicNetworkAccess": "Disabled",
        "zoneGroup": ["privatelink.blob.core.windows.net"],
    }
    assert Disconnect("pe:p", "paas:St1").apply(after) == document
    odd = Connect("pe:p", "paas:odd").apply(after).topology.private_endpoints[0]
    assert (odd.target, odd.group_ids, odd.fqdn, odd.zone_group) == ("odd", (), None, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hub/shared", "rt:rt-spoke"),
        ("nsg:nsg-shared", "subnet:spoke1/app"),
        ("spoke1/app", "natgw:natgw-2"),
        ("zone:privatelink.vaultcore.azure.net", "vnet:spoke2"),
        ("lb:lbi", "vm:app3"),
        ("nva:nva1", "nsg:nsg-shared"),
        ("vm:app1", "nsg:nsg-shared"),
        ("zone:other.zone", "pe:pe-kv"),
        ("gw:vgw", "site:branch"),
        ("vnet:hub", "vnet:spoke2"),
    ],
)
def test_disconnecting_takes_it_back(one: str, other: str) -> None:
    plain = plain_of(hub_spoke())
    topology = plain.pop("topology")
    topology["natGateways"].append({"name": "natgw-2"})
    topology["privateDnsZones"].append({"name": "other.zone"})
    topology["onPrem"].append({"name": "branch"})
    topology["vms"].append({"name": "app3", "vnet": "spoke1", "subnet": "app"})
    plain.pop("aksdesigner")
    document = read(topology, **plain)
    for pair in ((one, other), (other, one)):
        connected = Connect(*pair).apply(document)
        assert connected != document
        assert Disconnect(*pair).apply(connected) == document
        with pytest.raises(Refused, match="not connected"):
            Disconnect(*pair).apply(document)


def test_another_table_takes_the_place_of_the_old() -> None:
    document = read({
        "vnets": [{"name": "v", "subnets": [{"name": "s", "routeTable": "a"}]}],
        "routeTables": [{"name": "a"}, {"name": "b"}],
    })  # fmt: skip
    after = Connect("rt:b", "v/s").apply(document)
    assert after.topology.vnets[0].subnets[0].route_table == "b"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Connect("vnet:hub", "vnet:spoke1"), "Connect hub to spoke1: already peered."),
        (Connect("vm:app1", "vm:app2"), "Connect app1 to app2: nothing to connect."),
        (Disconnect("vm:app1", "vm:app2"), "There is nothing to disconnect."),
        (Disconnect("peering:a>b"), "They are not connected."),
        (Disconnect("vnet:hub"), "They are not connected."),
    ],
)
def test_refusals(command: Connect | Disconnect, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        command.apply(hub_spoke())
    assert str(refusal.value) == reason
