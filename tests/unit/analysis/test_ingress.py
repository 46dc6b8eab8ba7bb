"""Ingress as a path: the patterns of a cluster, proxies, link services, Front Door, Bastion."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.model.document import Document
from tests.support.builders import document, route
from tests.unit.analysis.asking import fate, trace, way

LOST = ("dropped", "forward", "nsg_deny")
DELIVERED = ("delivered", None, None)
TO_FIREWALL = route("default", "0.0.0.0/0", "VirtualAppliance", "10.0.1.4")


def estate(
    *ingress: dict[str, Any], cluster: dict[str, Any] | None = None, **more: Any
) -> Document:
    """A network with a firewall, a gateway subnet, a gateway-for-containers subnet and a cluster."""
    tables = more.pop("tables", {})
    groups = more.pop("groups", {})

    def subnet(name: str, prefix: str) -> dict[str, Any]:
        found = {"name": name, "prefix": prefix, "routeTable": tables.get(name)}
        found["nsg"] = groups.get(name)
        return {key: value for key, value in found.items() if value is not None}

    aks = {
        "name": "aks",
        "vnet": "v",
        "serviceCidr": "172.29.0.0/16",
        "pools": [{"name": "user", "subnet": "nodes"}],
        "workloads": [{"name": "web", "namespace": "shop", "labels": {"app": "web"}}],
        "ingress": [{"namespace": "shop", "workload": "web", **item} for item in ingress],
        **(cluster or {}),
    }
    sections: dict[str, Any] = {
        "vnets": [
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    subnet("AzureFirewallSubnet", "10.0.1.0/26"),
                    subnet("AzureBastionSubnet", "10.0.2.0/26"),
                    subnet("agw", "10.0.3.0/24"),
                    subnet("agc", "10.0.4.0/24"),
                    subnet("nodes", "10.0.5.0/24"),
                    subnet("vms", "10.0.6.0/24"),
                ],
            }
        ],
        "vms": [{"name": "vm", "vnet": "v", "subnet": "vms", "ip": "10.0.6.4"}],
        "aksClusters": [aks],
        "routeTables": [{"name": "rt", "routes": [TO_FIREWALL]}],
        "applicationGateways": [
            {"name": "edge", "vnet": "v", "subnet": "agw", "privateIp": "10.0.3.10"}
        ],
        "applicationGatewaysForContainers": [{"name": "tc", "vnet": "v", "subnet": "agc"}],
    }
    return document(**{**sections, **more})


def firewall(*dnat: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": "fw", "vnet": "v", "ip": "10.0.1.4", "dnat": list(dnat)}]


def group(*rules: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": "g", "rules": list(rules)}]


def rule(name: str, access: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "priority": 100, "direction": "Inbound", "access": access, **fields}


# the six patterns


def test_a_controller_behind_a_public_balancer() -> None:
    design = estate({"name": "web"})
    found = trace(design, "internet:", "ingress:aks/web")
    assert way(found) == (
        "delivered",
        ["internet", "ingress:aks/web", "pod:aks"],
        ["pod:aks", "ingress:aks/web", "internet"],
    )
    assert "shop/web port 8080" in found.forward[-1].because


def test_a_public_balancer_breaks_where_the_nodes_leave_by_the_firewall() -> None:
    design = estate({"name": "web"}, tables={"nodes": "rt"}, firewalls=firewall())
    found = trace(design, "internet:", "ingress:aks/web")
    assert (found.verdict, found.leg, found.device) == ("asymmetric", "return", "fw:fw")


def test_a_controller_behind_an_internal_balancer_only() -> None:
    design = estate({"name": "web", "pattern": "internalOnly", "ip": "10.0.5.50"})
    found = trace(design, "vm:vm", "ingress:aks/web")
    assert way(found)[:2] == ("delivered", ["vm:vm", "ingress:aks/web", "pod:aks"])
    by_number = trace(design, "vm:vm", "10.0.5.50")
    assert way(by_number)[:2] == ("delivered", ["vm:vm", "ingress:aks/web", "pod:aks"])
    outside = trace(design, "internet:", "ingress:aks/web")
    assert fate(outside) == ("blackhole", "forward", "private_to_internet")


def test_the_gateway_api_has_a_balancer_too() -> None:
    design = estate({"name": "web", "pattern": "gatewayApi"})
    assert trace(design, "internet:", "ingress:aks/web").verdict == "delivered"


def test_an_application_gateway_reaches_pods_of_a_flat_network_itself() -> None:
    agic = {"name": "web", "pattern": "agic", "gateway": "edge"}
    design = estate(agic, cluster={"cniMode": "nodeSubnet"})
    found = trace(design, "internet:", "ingress:aks/web")
    pod = "pod:aks/user/shop/web"
    assert way(found) == (
        "delivered",
        ["internet", "agw:edge", pod],
        [pod, "agw:edge", "internet"],
    )
    proxied = found.forward[1]
    assert "ends the client's connection" in proxied.because
    assert proxied.route is not None
    assert str(proxied.route.prefix) == "10.0.0.0/16"


def test_overlay_pods_are_reached_from_a_gateway_in_their_own_network() -> None:
    agic = {"name": "web", "pattern": "agic", "gateway": "edge"}
    assert trace(estate(agic), "internet:", "ingress:aks/web").verdict == "delivered"
    kubenet = estate(agic, cluster={"cniMode": "kubenet"})
    found = trace(kubenet, "internet:", "ingress:aks/web")
    assert fate(found) == ("notComputed", "forward", "unmodelled:podIngress")


def test_a_gateway_for_containers_asks_from_its_association_subnet() -> None:
    agc = {"name": "web", "pattern": "agc", "gateway": "tc"}
    design = estate(agc, cluster={"cniMode": "nodeSubnet"})
    found = trace(design, "internet:", "ingress:aks/web")
    pod = "pod:aks/user/shop/web"
    assert way(found) == (
        "delivered",
        ["internet", "agc:tc", pod],
        [pod, "agc:tc", "internet"],
    )
    deny = rule("no-agc", "Deny", source="10.0.4.0/24")
    shut = estate(agc, cluster={"cniMode": "nodeSubnet"}, groups={"nodes": "g"}, nsgs=group(deny))
    assert fate(trace(shut, "internet:", "ingress:aks/web")) == LOST


@pytest.mark.parametrize("pattern", ["inCluster", "agic"])
def test_a_firewall_in_front_translates_so_that_replies_return(pattern: str) -> None:
    item = {
        "name": "web",
        "pattern": pattern,
        "visibility": "internal",
        "ip": "10.0.5.50",
        "gateway": "edge",
        "behindFirewall": True,
    }
    inner = "10.0.5.50" if pattern == "inCluster" else "10.0.3.10"
    design = estate(
        item,
        tables={"nodes": "rt"},
        firewalls=firewall({"name": "in", "to": inner, "port": "443"}),
        cluster={"cniMode": "nodeSubnet"},
    )
    found = trace(design, "internet:", "ingress:aks/web")
    door = "ingress:aks/web" if pattern == "inCluster" else "agw:edge"
    assert found.verdict == "delivered", found.sentence
    assert way(found)[1][:3] == ["internet", "fw:fw", door]
    without = estate(item, firewalls=firewall())
    assert fate(trace(without, "internet:", "ingress:aks/web")) == (
        "blackhole",
        "forward",
        "no_host",
    )


# proxies


def test_both_flows_of_a_gateway_are_judged_by_their_own_groups() -> None:
    gateway = {"name": "edge", "vnet": "v", "subnet": "agw", "backends": ["vm:vm"]}
    at_gateway = rule("no-web", "Deny", source="Internet")
    shut = estate(groups={"agw": "g"}, nsgs=group(at_gateway), applicationGateways=[gateway])
    found = trace(shut, "internet:", "agw:edge")
    assert fate(found) == LOST
    assert way(found)[1] == ["internet"]
    at_backend = rule("only-80", "Deny", ports=["80"])
    behind = estate(groups={"vms": "g"}, nsgs=group(at_backend), applicationGateways=[gateway])
    second = trace(behind, "internet:", "agw:edge")
    assert fate(second) == LOST
    assert way(second)[1] == ["internet", "agw:edge"]
    assert "10.0.3.4 to 10.0.6.4 port 80" in second.sentence
    assert trace(estate(applicationGateways=[gateway]), "internet:", "agw:edge").verdict == (
        "delivered"
    )


def test_the_reply_of_a_gateway_goes_where_its_subnet_sends_it() -> None:
    gateway = {"name": "edge", "vnet": "v", "subnet": "agw", "backends": ["vm:vm"]}
    design = estate(tables={"agw": "rt"}, firewalls=firewall(), applicationGateways=[gateway])
    found = trace(design, "internet:", "agw:edge")
    assert (found.verdict, found.leg, found.device) == ("asymmetric", "return", "fw:fw")


def test_a_gateway_listens_at_its_port_and_needs_a_backend() -> None:
    base = {"name": "edge", "vnet": "v", "subnet": "agw"}
    listening = estate(applicationGateways=[{**base, "port": "443", "backends": ["vm:vm"]}])
    assert fate(trace(listening, "internet:", "agw:edge", port=8443))[2] == "no_host"
    empty = estate(applicationGateways=[base])
    found = trace(empty, "internet:", "agw:edge")
    assert fate(found) == ("blackhole", "forward", "no_host")
    assert [(b.key, b.setting) for b in found.blockers] == [("agw:edge", "backends")]


def test_obstacles_of_both_flows_are_named() -> None:
    gateway = {"name": "edge", "vnet": "v", "subnet": "agw", "backends": ["vm:vm"]}
    design = estate(
        groups={"agw": "a", "vms": "b"},
        nsgs=[
            {"name": "a", "rules": [rule("no-web", "Deny")]},
            {"name": "b", "rules": [rule("no-gateway", "Deny")]},
        ],
        applicationGateways=[gateway],
    )
    found = trace(design, "internet:", "agw:edge")
    assert [(b.key, b.setting) for b in found.blockers] == [
        ("nsg:a", "no-web"),
        ("nsg:b", "no-gateway"),
    ]


def test_a_policy_of_the_workload_sees_the_address_of_the_gateway() -> None:
    policy = {
        "name": "only-gateway",
        "namespace": "shop",
        "types": ["Ingress"],
        "ingress": [{"peers": [{"ipBlock": "10.0.3.0/24"}]}],
    }
    agic = {"name": "web", "pattern": "agic", "gateway": "edge"}
    fields = {"cniMode": "nodeSubnet", "networkPolicy": "calico", "networkPolicies": [policy]}
    assert trace(estate(agic, cluster=fields), "internet:", "ingress:aks/web").verdict == (
        "delivered"
    )
    other = {**policy, "ingress": [{"peers": [{"ipBlock": "10.9.0.0/16"}]}]}
    shut = estate(agic, cluster={**fields, "networkPolicies": [other]})
    assert fate(trace(shut, "internet:", "ingress:aks/web"))[2] == "policy_deny"


def test_a_controller_that_no_policy_lets_in_is_stopped() -> None:
    fields = {
        "networkPolicy": "calico",
        "networkPolicies": [{"name": "shut", "namespace": "shop", "types": ["Ingress"]}],
    }
    found = trace(estate({"name": "web"}, cluster=fields), "internet:", "ingress:aks/web")
    assert fate(found) == ("dropped", "forward", "policy_deny")


# probes


def test_a_balancer_whose_probe_is_denied_sends_nothing() -> None:
    balancer = {
        "name": "lb",
        "vnet": "v",
        "subnet": "vms",
        "ip": "10.0.6.100",
        "backends": ["vm:vm"],
        "probePort": "8080",
    }
    deny = rule("no-probes", "Deny", source="AzureLoadBalancer")
    shut = estate(groups={"vms": "g"}, nsgs=group(deny), loadBalancers=[balancer])
    found = trace(shut, "subnet:v/nodes", "lb:lb")
    assert fate(found) == LOST
    assert "health probe" in found.sentence
    assert fate(trace(shut, "subnet:v/nodes", "lb:lb", mode="routing")) == DELIVERED
    ok = estate(groups={"vms": "g"}, nsgs=group(), loadBalancers=[balancer])
    passed = trace(ok, "subnet:v/nodes", "lb:lb")
    assert passed.verdict == "delivered"
    assert any("AllowVNetInBound" in h.because and "probe" in h.because for h in passed.forward)


def test_the_probes_of_a_cluster_are_at_its_node_ports() -> None:
    deny = rule("no-probes", "Deny", source="AzureLoadBalancer", ports=["30000-32767"])
    shut = estate({"name": "web"}, groups={"nodes": "g"}, nsgs=group(deny))
    assert fate(trace(shut, "internet:", "ingress:aks/web")) == LOST
    other = rule("some", "Deny", source="AzureLoadBalancer", ports=["80"])
    let = rule("web", "Allow", source="Internet", ports=["443"], priority=110)
    fine = estate({"name": "web"}, groups={"nodes": "g"}, nsgs=group(other, let))
    assert trace(fine, "internet:", "ingress:aks/web").verdict == "delivered"


# link services, Front Door, Bastion, public addresses


def test_an_endpoint_of_a_link_service_leads_to_the_machines_behind_its_balancer() -> None:
    found = trace(_offered(), "vm:far", "pe:theirs")
    assert way(found) == (
        "delivered",
        ["vm:far", "pe:theirs", "pls:offer", "lb:lb", "vm:vm"],
        ["vm:vm", "pls:offer", "pe:theirs", "vm:far"],
    )


def _offered(**more: Any) -> Document:
    vnets = [
        {
            "name": "v",
            "prefixes": ["10.0.0.0/16"],
            "subnets": [
                {"name": "nat", "prefix": "10.0.4.0/24", "plsPolicies": "Disabled"},
                {"name": "vms", "prefix": "10.0.6.0/24", **more},
            ],
        },
        {
            "name": "w",
            "prefixes": ["10.0.0.0/16"],
            "subnets": [
                {"name": "pe", "prefix": "10.0.0.0/24"},
                {"name": "vms", "prefix": "10.0.1.0/24"},
            ],
        },
    ]
    return document(
        vnets=vnets,
        vms=[
            {"name": "vm", "vnet": "v", "subnet": "vms", "ip": "10.0.6.4"},
            {"name": "far", "vnet": "w", "subnet": "vms", "ip": "10.0.1.4"},
        ],
        nsgs=group(rule("only-clients", "Deny", source="10.0.4.0/24")),
        loadBalancers=[
            {"name": "lb", "vnet": "v", "subnet": "vms", "ip": "10.0.6.100", "backends": ["vm:vm"]}
        ],
        privateLinkServices=[{"name": "offer", "vnet": "v", "subnet": "nat", "loadBalancer": "lb"}],
        privateEndpoints=[
            {
                "name": "theirs",
                "vnet": "w",
                "subnet": "pe",
                "ip": "10.0.0.10",
                "linkService": "offer",
            }
        ],
        frontDoors=[
            {
                "name": "fd",
                "sku": "Premium",
                "origins": [{"name": "o", "target": "pls:offer", "privateLink": True}],
            }
        ],
    )


def test_the_backend_of_a_link_service_sees_its_nat_address() -> None:
    shut = _offered(nsg="g")
    found = trace(shut, "vm:far", "pe:theirs")
    assert fate(found) == LOST
    assert "10.0.4.4 to 10.0.6.4" in found.sentence


def test_front_door_fetches_by_private_link_through_the_link_service() -> None:
    found = trace(_offered(), "internet:", "fd:fd")
    assert way(found) == (
        "delivered",
        ["internet", "fd:fd", "pls:offer", "lb:lb", "vm:vm"],
        ["vm:vm", "pls:offer", "fd:fd", "internet"],
    )


def test_front_door_fetches_from_a_public_gateway_as_front_door() -> None:
    gateway = {"name": "edge", "vnet": "v", "subnet": "agw", "backends": ["vm:vm"]}
    doors = [{"name": "fd", "origins": [{"name": "o", "target": "agw:edge"}]}]
    only_door = [
        rule("door", "Allow", source="AzureFrontDoor.Backend"),
        {**rule("no", "Deny", source="Internet"), "priority": 200},
    ]
    design = estate(
        applicationGateways=[gateway],
        frontDoors=doors,
        groups={"agw": "g"},
        nsgs=group(*only_door),
    )
    found = trace(design, "internet:", "fd:fd")
    assert way(found) == (
        "delivered",
        ["internet", "fd:fd", "agw:edge", "vm:vm"],
        ["vm:vm", "agw:edge", "fd:fd", "internet"],
    )
    assert fate(trace(design, "internet:", "agw:edge")) == LOST


def test_bastion_reaches_machines_and_their_groups_see_it() -> None:
    bastions = [{"name": "b", "vnet": "v"}]
    assert trace(estate(bastions=bastions), "bastion:b", "vm:vm", port=22).verdict == "delivered"
    deny = rule("no-ssh", "Deny", source="10.0.2.0/26", ports=["22"])
    shut = estate(bastions=bastions, groups={"vms": "g"}, nsgs=group(deny))
    assert fate(trace(shut, "bastion:b", "vm:vm", port=22)) == LOST
    assert trace(shut, "bastion:b", "vm:vm", port=3389).verdict == "delivered"


def test_drawn_public_addresses_are_reached_by_number() -> None:
    more = {
        "publicIps": [{"name": "p1", "ip": "203.0.113.20"}, {"name": "p2", "ip": "203.0.113.21"}],
        "loadBalancers": [
            {"name": "lb", "type": "public", "publicIpNames": ["p1"], "backends": ["vm:vm"]}
        ],
        "firewalls": [
            {
                "name": "fw",
                "vnet": "v",
                "ip": "10.0.1.4",
                "publicIps": ["p2"],
                "dnat": [
                    {"name": "ssh", "to": "10.0.6.4", "port": "22"},
                    {"name": "web", "to": "10.0.6.4", "port": "443"},
                ],
            }
        ],
    }
    design = estate(**more)
    assert way(trace(design, "internet:", "203.0.113.20"))[:2] == (
        "delivered",
        ["internet", "lb:lb", "vm:vm"],
    )
    assert way(trace(design, "internet:", "pip:p1"))[1] == ["internet", "lb:lb", "vm:vm"]
    found = trace(design, "internet:", "203.0.113.21")
    assert way(found)[:2] == ("delivered", ["internet", "fw:fw", "vm:vm"])
    assert "DNAT rule web" in found.forward[1].because
    denied = trace(design, "internet:", "203.0.113.21", port=8080)
    assert fate(denied) == ("dropped", "forward", "firewall_deny")


def test_a_machine_that_leaves_by_a_drawn_address_is_known_by_it() -> None:
    design = estate(
        publicIps=[{"name": "p", "ip": "203.0.113.20"}, {"name": "q", "ip": "203.0.113.21"}],
        natGateways=[{"name": "ng", "publicIps": ["p"]}],
        loadBalancers=[
            {"name": "lb", "type": "public", "publicIpNames": ["q"], "backends": ["vm:vm"]}
        ],
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "nodes", "prefix": "10.0.5.0/24", "natGateway": "ng"},
                    {"name": "vms", "prefix": "10.0.6.0/24", "nsg": "g"},
                ],
            }
        ],
        applicationGateways=[],
        applicationGatewaysForContainers=[],
        nsgs=group(
            rule("known", "Allow", source="203.0.113.20"),
            {**rule("no", "Deny"), "priority": 200},
        ),
    )
    assert trace(design, "subnet:v/nodes", "203.0.113.21").verdict == "delivered"
    assert fate(trace(design, "internet:", "203.0.113.21")) == LOST


def _dnat_to_public_balancer(*routes: dict[str, Any]) -> Document:
    return estate(
        tables={"vms": "rt2"},
        routeTables=[{"name": "rt2", "routes": [TO_FIREWALL, *routes]}],
        publicIps=[{"name": "p1", "ip": "203.0.113.20"}, {"name": "p2", "ip": "203.0.113.21"}],
        loadBalancers=[
            {"name": "lb", "type": "public", "publicIpNames": ["p1"], "backends": ["vm:vm"]}
        ],
        firewalls=[
            {
                "name": "fw",
                "vnet": "v",
                "ip": "10.0.1.4",
                "publicIps": ["p2"],
                "dnat": [{"name": "in", "to": "203.0.113.20", "port": "443"}],
            }
        ],
    )


def test_dnat_to_a_public_balancer_needs_the_host_route_back() -> None:
    without = trace(_dnat_to_public_balancer(), "internet:", "dnat:fw/in")
    assert (without.verdict, without.leg) == ("asymmetric", "return")
    back = route("fw-public", "203.0.113.21/32", "Internet")
    found = trace(_dnat_to_public_balancer(back), "internet:", "dnat:fw/in")
    assert found.verdict == "delivered", found.sentence
    assert "lb:lb" in way(found)[1]


def test_a_nat_gateway_is_seen_by_its_addresses_and_takes_nothing_in() -> None:
    design = estate(
        publicIps=[{"name": "p", "ip": "203.0.113.20"}],
        publicIpPrefixes=[{"name": "block", "length": 30}],
        natGateways=[{"name": "ng", "publicIps": ["p"], "publicIpPrefixes": ["block"]}],
        applicationGateways=[],
        applicationGatewaysForContainers=[],
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "nodes", "prefix": "10.0.5.0/24"},
                    {"name": "vms", "prefix": "10.0.6.0/24", "natGateway": "ng"},
                ],
            }
        ],
    )
    out = trace(design, "vm:vm", "198.51.100.9")
    assert "The Internet sees 203.0.113.20 or one of prefix block." in out.forward[0].because
    assert fate(trace(design, "internet:", "203.0.113.20")) == ("blackhole", "forward", "no_host")


def test_an_ingress_that_is_none_is_refused_with_the_names() -> None:
    with pytest.raises(ValueError, match="aks/web"):
        trace(estate({"name": "web"}), "internet:", "ingress:aks/none")
