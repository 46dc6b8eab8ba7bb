"""Effective routes: the eight steps and the rules of precedence, beyond the golden cases."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.effective_routes import selected_route_of
from aksdesigner.model.address import Address, ServiceTag
from tests.support.builders import FIREWALL_IP, document, hub_and_spoke, peered, route
from tests.unit.analysis.asking import reason, table

GW = "VirtualNetworkGateway"


def one_vnet(prefix: str = "10.0.0.0/16", **vnet: Any) -> dict[str, Any]:
    return {"name": "v", "prefixes": [prefix], "subnets": [{"name": "s"}], **vnet}


@pytest.mark.parametrize(
    ("prefix", "left"),
    [
        ("10.0.0.0/8", {"172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"}),
        ("8.0.0.0/5", {"172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"}),
        ("10.1.0.0/16", {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"}),
    ],
)
def test_private_ranges_inside_or_equal_to_the_network_get_no_none_route(
    prefix: str, left: set[str]
) -> None:
    rows = table(document(vnets=[one_vnet(prefix)]), "v/s")
    assert {r[0] for r in rows if r[1] == "None"} == left


def test_a_private_range_equal_to_a_peered_prefix_is_peering_and_not_none() -> None:
    other = {"name": "w", "prefixes": ["192.168.0.0/16"]}
    rows = table(document(vnets=[one_vnet(), other], peerings=peered("v", "w")), "v/s")
    kinds = {r[1] for r in rows if r[0] == "192.168.0.0/16"}
    assert kinds == {"VNetPeering"}


def test_a_learned_default_route_leaves_the_none_routes_and_a_user_one_removes_them() -> None:
    site = {"name": "er", "vnet": "hub", "type": "ExpressRoute"}
    learned = hub_and_spoke(
        1,
        forced=False,
        more={"gateways": [{**site, "connections": [{"name": "c", "prefixes": ["0.0.0.0/0"]}]}]},
    )
    rows = table(learned, "hub/shared")
    assert ("0.0.0.0/0", GW, None, GW, "Active", False) in rows
    assert ("0.0.0.0/0", "Internet", None, "Default", "Invalid", False) in rows
    assert ("10.0.0.0/8", "None", None, "Default", "Active", False) in rows
    assert not [r for r in table(hub_and_spoke(1), "spoke1/app") if r[1] == "None"]


def test_a_one_sided_peering_adds_nothing() -> None:
    other = {"name": "w", "prefixes": ["10.9.0.0/16"]}
    design = document(vnets=[one_vnet(), other], peerings=[{"from": "v", "to": "w"}])
    assert not [r for r in table(design, "v/s") if r[0] == "10.9.0.0/16"]
    assert len(analyze(design).facts.peerings.one_sided) == 1


def test_a_peering_with_an_overlap_later_in_the_file_is_the_one_that_azure_refuses() -> None:
    vnets = [
        {"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": [{"name": "s"}]},
        {"name": "a", "prefixes": ["10.5.0.0/16"]},
        {"name": "b", "prefixes": ["10.5.128.0/17"]},
    ]
    design = document(vnets=vnets, peerings=[*peered("b", "hub"), *peered("a", "hub")])
    rows = {r[0] for r in table(design, "hub/s") if r[1] == "VNetPeering"}
    assert rows == {"10.5.128.0/17"}
    refused = analyze(design).facts.peerings.disabled
    assert [(link.ends, link.rule, link.rival) for link in refused] == [
        (("vnet:a", "vnet:hub"), "O3", "vnet:b")
    ]


@pytest.mark.parametrize(
    ("here", "there", "default", "kind"),
    [
        (None, None, None, "VNetPeering"),
        ("eastasia", None, "eastasia", "VNetPeering"),
        ("East Asia", "eastasia", None, "VNetPeering"),
        ("eastasia", None, "southeastasia", "VNetGlobalPeering"),
        ("eastasia", None, None, "VNetGlobalPeering"),
    ],
)
def test_peering_across_regions_is_global(
    here: str | None, there: str | None, default: str | None, kind: str
) -> None:
    vnets = [one_vnet(region=here), {"name": "w", "prefixes": ["10.9.0.0/16"], "region": there}]
    design = document({"region": default}, vnets=vnets, peerings=peered("v", "w"))
    assert {r[1] for r in table(design, "v/s") if r[0] == "10.9.0.0/16"} == {kind}


def test_service_endpoints_survive_a_user_route_for_the_same_service() -> None:
    design = hub_and_spoke(
        1,
        subnet={"serviceEndpoints": ["Microsoft.Storage", "Microsoft.KeyVault"]},
        routes=[route("storage", "tag:Storage", "VirtualAppliance", FIREWALL_IP)],
    )
    rows = {r for r in table(design, "spoke1/app") if str(r[0]).startswith("tag:")}
    endpoint = "VirtualNetworkServiceEndpoint"
    assert rows == {
        ("tag:Storage", endpoint, None, "Default", "Active", False),
        ("tag:AzureKeyVault", endpoint, None, "Default", "Active", False),
        ("tag:Storage", "VirtualAppliance", FIREWALL_IP, "User", "Active", False),
    }
    facts = analyze(design).facts
    best = selected_route_of(facts, "subnet:spoke1/app", ServiceTag("Storage.WestEurope")).route
    assert best is not None
    assert best.next_hop_type == endpoint


def test_regional_tags_beat_top_level_tags_and_those_beat_azure_cloud() -> None:
    tags = ["AzureCloud", "AzureCloud.westeurope", "Sql", "Sql.westeurope"]
    routes = [route(f"r{i}", f"tag:{tag}", "Internet") for i, tag in enumerate(tags)]
    facts = analyze(hub_and_spoke(1, routes=routes)).facts

    def chosen(name: str) -> str:
        found = selected_route_of(facts, "subnet:spoke1/app", ServiceTag(name)).route
        assert found is not None
        return str(found.prefix)

    assert chosen("Sql.westeurope") == "tag:Sql.westeurope"
    assert chosen("Sql.eastasia") == "tag:Sql"
    assert chosen("Storage.westeurope") == "tag:AzureCloud.westeurope"
    assert chosen("Storage") == "tag:AzureCloud"


def endpoint_design(policies: str, *routes: dict[str, Any]) -> Any:
    subnet = {"name": "pe", "prefix": "10.0.3.0/24", "pePolicies": policies}
    endpoint = {"name": "kv", "vnet": "hub", "subnet": "pe", "ip": "10.0.3.5"}
    return hub_and_spoke(
        1, subnets={"hub": [subnet]}, routes=routes, more={"privateEndpoints": [endpoint]}
    )


@pytest.mark.parametrize(
    ("policies", "prefix", "state"),
    [
        ("Disabled", "10.0.0.0/16", "Active"),
        ("Disabled", "10.0.3.5/32", "Invalid"),
        ("NetworkSecurityGroupEnabled", "10.0.3.0/24", "Active"),
        ("RouteTableEnabled", "10.0.0.0/16", "Invalid"),
        ("RouteTableEnabled", "10.0.0.0/15", "Active"),
        ("Enabled", "10.0.3.0/24", "Invalid"),
    ],
)
def test_endpoint_routes_yield_only_where_the_policies_say_so(
    policies: str, prefix: str, state: str
) -> None:
    user = route("r", prefix, "VirtualAppliance", FIREWALL_IP)
    rows = table(endpoint_design(policies, user), "spoke1/app")
    found = [r for r in rows if r[1] == "InterfaceEndpoint"]
    assert found == [("10.0.3.5/32", "InterfaceEndpoint", None, "Default", state, False)]


def test_endpoint_routes_reach_direct_peers_and_nobody_further() -> None:
    endpoint = {"name": "kv", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.50"}
    design = hub_and_spoke(2, forced=False, more={"privateEndpoints": [endpoint]})
    for subnet, there in (("spoke1/app", 1), ("hub/GatewaySubnet", 1), ("spoke2/app", 0)):
        assert len([r for r in table(design, subnet) if r[1] == "InterfaceEndpoint"]) == there


def test_express_route_beats_vpn_and_two_vpn_gateways_share() -> None:
    def gateway(name: str, kind: str) -> dict[str, Any]:
        site = {"site": "dc", "prefixes": ["172.20.0.0/16"]}
        return {"name": name, "vnet": "hub", "type": kind, "connections": [site]}

    mixed = hub_and_spoke(1, more={"gateways": [gateway("a", "Vpn"), gateway("b", "ExpressRoute")]})
    facts = analyze(mixed).facts
    rows = [r for r in facts.effective_routes("subnet:hub/shared") if r.next_hop_type == GW]
    assert [(r.origin, r.state) for r in rows] == [("gw:a", "Invalid"), ("gw:b", "Active")]
    alike = hub_and_spoke(1, more={"gateways": [gateway("a", "Vpn"), gateway("b", "Vpn")]})
    rows = [
        r
        for r in analyze(alike).facts.effective_routes("subnet:hub/shared")
        if r.next_hop_type == GW
    ]
    assert [r.state for r in rows] == ["Active", "Active"]


def test_a_gateway_route_competes_again_where_a_user_route_replaced_the_peering() -> None:
    site = {"site": "dc", "prefixes": ["10.0.2.0/24"]}
    design = hub_and_spoke(
        1,
        disable_bgp=False,
        spoke_flags={"useRemoteGateways": True},
        hub_flags={"allowGatewayTransit": True},
        routes=[route("hub", "10.0.0.0/16", "VirtualAppliance", FIREWALL_IP)],
        more={"gateways": [{"name": "g", "vnet": "hub", "connections": [site]}]},
    )
    assert ("10.0.2.0/24", GW, None, GW, "Active", False) in table(design, "spoke1/app")
    assert ("10.0.2.0/24", GW, None, GW, "Active", True) in table(design, "hub/shared")


def test_transit_needs_both_flags_and_propagation() -> None:
    on = hub_and_spoke(1, forced=False, gateway="Vpn")
    learned = ("172.20.0.0/16", GW, None, GW, "Active", False)
    assert learned in table(on, "spoke1/app")
    assert learned not in table(hub_and_spoke(1, gateway="Vpn"), "spoke1/app")
    off = hub_and_spoke(1, forced=False, gateway="Vpn", hub_flags={"allowGatewayTransit": False})
    assert learned not in table(off, "spoke1/app")
    unused = hub_and_spoke(1, forced=False, gateway="Vpn", spoke_flags={"useRemoteGateways": False})
    assert learned not in table(unused, "spoke1/app")
    assert analyze(unused).facts.gateway_of("vnet:spoke1") is None
    assert [a.vnet for a in analyze(on).facts.advertised("gw:gw")] == ["vnet:hub", "vnet:spoke1"]


def test_addresses_of_version_6_keep_their_own_default() -> None:
    vnet = {"name": "v", "prefixes": ["10.0.0.0/16", "fd00:1::/48"], "subnets": [{"name": "s"}]}
    rows = table(document(vnets=[vnet]), "v/s")
    assert ("fd00:1::/48", "VnetLocal", None, "Default", "Active", False) in rows
    assert ("::/0", "Internet", None, "Default", "Active", False) in rows
    assert not [r for r in table(document(vnets=[one_vnet()]), "v/s") if r[0] == "::/0"]


def test_every_row_says_why() -> None:
    design = endpoint_design(
        "Enabled", route("hub", "10.0.0.0/16", "VirtualAppliance", FIREWALL_IP)
    )
    assert "C-04" in reason(design, "spoke1/app", "10.0.3.5/32", "InterfaceEndpoint")
    assert "user route default" in reason(design, "spoke1/app", "0.0.0.0/0", "Internet")
    assert "C-01" in reason(design, "spoke1/app", "10.0.0.0/16", "VNetPeering")
    for subnet in ("spoke1/app", "hub/shared", "hub/AzureFirewallSubnet"):
        assert all(r.reason for r in analyze(design).routes(f"subnet:{subnet}"))


def test_a_selection_names_the_losers_and_by_which_rule_they_lose() -> None:
    facts = analyze(hub_and_spoke(1)).facts
    found = facts.selected_route("subnet:spoke1/app", Address.parse("10.0.2.9"))
    assert found.route is not None
    assert str(found.route.prefix) == "10.0.0.0/16"
    assert any("longest prefix" in loser.reason for loser in found.losers)


def test_an_unknown_subnet_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        analyze(hub_and_spoke(1)).routes("subnet:hub/nowhere")
