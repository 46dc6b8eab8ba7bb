"""What a design means, and what is told about it, does not follow the order of its file."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.dns_servers import dns_client
from aksdesigner.analysis.facts.scan import ends_of
from aksdesigner.model.reading import read_document
from tests.support.builders import document
from tests.unit.analysis.asking import fate, trace


def _two_spokes(**changes: Any) -> dict[str, Any]:
    """Return a hub whose firewall stands between two spokes, by way of one spoke's table only."""
    nets = [
        {
            "name": name,
            "prefixes": [f"10.{n}.0.0/16"],
            "subnets": [{"name": home, "prefix": f"10.{n}.0.0/24"}],
        }
        for n, (name, home) in enumerate(
            (("hub", "AzureFirewallSubnet"), ("one", "app"), ("two", "app"))
        )
    ]
    pairs = [("hub", "one"), ("hub", "two"), ("one", "two")]
    halves = [
        {"from": a, "to": b, "allowForwardedTraffic": True}
        for pair in pairs
        for a, b in (pair, pair[::-1])
    ]
    return {"vnets": nets, "peerings": halves, "firewalls": [{"name": "fw", "vnet": "hub"}]}


def _told(design: dict[str, Any], code: str) -> list[tuple[str, str]]:
    found = analyze(document(**design)).findings
    return [(f.severity, f.message) for f in found if f.code == code]


@pytest.mark.parametrize("order", [1, -1])
def test_an_endpoint_with_a_route_of_its_own_speaks_for_itself(order: int) -> None:
    """PEP-03: one of two endpoints in a subnet is reached through a firewall, whichever is first."""
    design = _two_spokes()
    design["vnets"][1]["subnets"][0]["routeTable"] = "rt"
    design["vnets"][2]["subnets"][0]["pePolicies"] = "Enabled"
    route = {"name": "r", "prefix": "10.2.0.8/32", "nextHopType": "VirtualAppliance"}
    design["routeTables"] = [{"name": "rt", "routes": [{**route, "nextHopIp": "10.0.0.4"}]}]
    design["vms"] = [{"name": "m", "vnet": "one", "subnet": "app", "ip": "10.1.0.4"}]
    near = {"vnet": "two", "subnet": "app"}
    endpoints = [
        {**near, "name": "plain", "ips": ["10.2.0.7"]},
        {**near, "name": "routed", "ips": ["10.2.0.8"]},
    ]
    design["privateEndpoints"] = endpoints[::order]
    ((severity, message),) = _told(design, "PEP-03")
    assert (severity, message.split()[0]) == ("error", "routed")


@pytest.mark.parametrize("order", [1, -1])
def test_an_appliance_that_routes_lead_to_does_not_speak_for_its_neighbour(order: int) -> None:
    """RTE-10: answers to the neighbour pass the appliance, answers to itself end there."""
    design = _two_spokes()
    design["vnets"][2]["subnets"][0]["routeTable"] = "rt"
    route = {"name": "r", "prefix": "10.1.0.0/16", "nextHopType": "VirtualAppliance"}
    design["routeTables"] = [{"name": "rt", "routes": [{**route, "nextHopIp": "10.1.0.4"}]}]
    near = {"vnet": "one", "subnet": "app", "ipForwarding": True}
    both = [{**near, "name": "led-to", "ip": "10.1.0.4"}, {**near, "name": "beside"}]
    design["nvas"] = both[::order]
    design["vms"] = [{"name": "m", "vnet": "two", "subnet": "app", "ip": "10.2.0.4"}]
    told = _told(design, "RTE-10")
    assert any("led-to sees one direction only" in message for _, message in told)


def test_which_direction_of_a_one_way_pair_is_told_does_not_follow_the_file() -> None:
    """RTE-10: one finding for what a subnet and two others say to each other through a firewall."""
    design = _two_spokes()
    design["vnets"][1]["subnets"] = [
        {"name": name, "prefix": f"10.1.{n}.0/24", "routeTable": "rt"}
        for n, name in enumerate(("app", "web"))
    ]
    route = {"name": "r", "prefix": "10.2.0.0/16", "nextHopType": "VirtualAppliance"}
    design["routeTables"] = [{"name": "rt", "routes": [{**route, "nextHopIp": "10.0.0.4"}]}]
    design["vms"] = [
        {"name": f"m{n}", "vnet": vnet, "subnet": subnet, "ip": ip}
        for n, (vnet, subnet, ip) in enumerate(
            (("one", "app", "10.1.0.4"), ("one", "web", "10.1.1.4"), ("two", "app", "10.2.0.4"))
        )
    ]
    turned = {**design, "vnets": design["vnets"][::-1]}
    assert len(_told(design, "RTE-10")) == 2
    assert sorted(_told(design, "RTE-10")) == sorted(_told(turned, "RTE-10"))


@pytest.mark.parametrize("order", [1, -1])
def test_a_next_hop_is_told_for_the_subnet_that_is_worst_off(order: int) -> None:
    """RTE-05: near one subnet nothing owns the address; from the other its network is not peered."""
    route = {"name": "r", "prefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance"}
    nets = [
        {
            "name": name,
            "prefixes": [f"10.{n}.0.0/16"],
            "subnets": [{"name": "s", "prefix": f"10.{n}.0.0/24", "routeTable": "rt"}],
        }
        for n, name in enumerate(("near", "far"))
    ]
    design: dict[str, Any] = {
        "vnets": nets[::order],
        "routeTables": [{"name": "rt", "routes": [{**route, "nextHopIp": "10.0.0.9"}]}],
    }
    ((severity, message),) = _told(design, "RTE-05")
    assert severity == "error"
    assert "not peered with far" in message


@pytest.mark.parametrize("order", [1, -1])
def test_who_asks_for_a_network_does_not_follow_the_file(order: int) -> None:
    """E.2: of a network's machines one speaks, the same one in any order."""
    subnets = [{"name": name, "prefix": f"10.0.{n}.0/24"} for n, name in enumerate(("a", "b"))]
    vms = [
        {"name": f"m{n}", "vnet": "v", "subnet": name, "ip": f"10.0.{n}.4"}
        for n, name in enumerate(("a", "b"))
    ]
    design = document(
        vnets=[{"name": "v", "prefixes": ["10.0.0.0/16"], "subnets": subnets[::order]}],
        vms=vms[::order],
    )
    asking = dns_client(analyze(design).facts, "vnet:v")
    assert asking is not None and asking.token == "vm:m0"


def test_who_only_sends_into_a_loop_is_no_part_of_it() -> None:
    """RTE-09: an appliance and a machine send into the same loop of a gateway: one finding."""
    link = {"site": "dc", "peerGateway": "gw", "prefixes": ["172.16.0.0/16"]}
    design: dict[str, Any] = {
        "vnets": [
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
                    {"name": "nva", "prefix": "10.0.1.0/24"},
                    {"name": "app", "prefix": "10.0.2.0/24"},
                ],
            }
        ],
        "gateways": [{"name": "gw", "vnet": "v", "connections": [link]}],
        "onPrem": [{"name": "dc", "prefixes": ["172.16.0.0/16"]}],
        "nvas": [{"name": "n", "vnet": "v", "subnet": "nva", "ip": "10.0.1.4"}],
        "vms": [{"name": "m", "vnet": "v", "subnet": "app", "ip": "10.0.2.4"}],
    }
    ((_, message),) = _told(design, "RTE-09")
    assert message.endswith("go round between gw")


@pytest.mark.parametrize("order", [1, -1])
def test_a_machine_outside_of_its_subnet_speaks_for_itself(order: int) -> None:
    """A pair of a sane machine must not hide what becomes of a stray one beside it."""
    near = {"vnet": "v", "subnet": "s"}
    vms = [{**near, "name": "in", "ip": "10.0.0.4"}, {**near, "name": "out", "ip": "10.9.0.4"}]
    subnet = {"name": "s", "prefix": "10.0.0.0/24"}
    design = document(
        vnets=[{"name": "v", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}], vms=vms[::order]
    )
    sources = ends_of(analyze(design).facts, "vnet:v").sources
    assert sorted(end.text for end in sources) == ["vm:in", "vm:out"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_required_flow_ends_where_its_machine_stands(order: int) -> None:
    """PEER-09: another network with the same addresses does not stand in for it."""
    design = _two_spokes()
    design["peerings"] = [half for half in design["peerings"] if "hub" in half.values()]
    lab = {"name": "lab", "prefixes": ["10.2.0.0/16"], "subnets": []}
    design["vnets"] = [*design["vnets"], lab][::order]
    design["vms"] = [
        {"name": "a", "vnet": "one", "subnet": "app", "ip": "10.1.0.4"},
        {"name": "b", "vnet": "two", "subnet": "app", "ip": "10.2.0.4"},
    ]
    query = {"kind": "path", "from": "vm:a", "to": "vm:b", "required": True}
    sections = {"aksdesigner": 1, "topology": design, "queries": [query]}
    found = analyze(read_document(sections).document).findings
    assert [f.code for f in found if f.code == "PEER-09"] == ["PEER-09"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_closed_service_closes_the_name_that_it_shares(order: int) -> None:
    """E.2: of two services that are drawn with one name, either may be first."""
    near = {"service": "keyVault", "fqdn": "kv.vault.azure.net"}
    services = [{**near, "name": "a"}, {**near, "name": "b", "publicNetworkAccess": "Disabled"}]
    subnet = {"name": "s", "prefix": "10.0.0.0/24"}
    design = document(
        vnets=[{"name": "v", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}],
        vms=[{"name": "m", "vnet": "v", "subnet": "s"}],
        paasServices=services[::order],
    )
    found = fate(trace(design, "vm:m", "kv.vault.azure.net"))
    assert found == ("dropped", "forward", "public_access_disabled")


@pytest.mark.parametrize("is_first", [True, False])
def test_each_further_owner_of_an_address_is_told_once(is_first: bool) -> None:
    """An endpoint that says an address twice is one owner, wherever it stands."""
    twice = {"name": "a", "vnet": "v", "subnet": "s", "ips": ["10.0.0.9", "10.0.0.9"]}
    once = {"name": "b", "vnet": "v", "subnet": "s", "ips": ["10.0.0.9"]}
    design = {
        "vnets": [
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "s", "prefix": "10.0.0.0/24"}],
            }
        ],
        "privateEndpoints": [twice, once] if is_first else [once, twice],
    }
    assert len(_told(design, "ADR-08")) == 1
