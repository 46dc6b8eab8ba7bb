"""What the exports say of addresses, firewalls, entries and DNS: who is named, who waits for whom."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.expression import Property, Text, parts_of
from aksdesigner.iac.program import Declaration
from aksdesigner.model.reading import read_document
from tests.support.exports import BOTH, declared, exported, main, needs, only

ADDRESS = {"bicep": "/publicIPAddresses@", "terraform": "azurerm_public_ip"}
GROUP = {
    "bicep": "ruleCollectionGroups@",
    "terraform": "azurerm_firewall_policy_rule_collection_group",
}
ROUTE = {"bicep": "afdEndpoints/routes@", "terraform": "azurerm_cdn_frontdoor_route"}
ORIGIN = {"bicep": "originGroups/origins@", "terraform": "azurerm_cdn_frontdoor_origin"}


def hub(**more: Any) -> dict[str, Any]:
    subnets = [
        {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
        {"name": "GatewaySubnet", "prefix": "10.0.2.0/27"},
        {"name": "AzureBastionSubnet", "prefix": "10.0.3.0/26"},
        {"name": "work", "prefix": "10.0.4.0/24"},
        {"name": "in", "prefix": "10.0.5.0/28"},
        {"name": "out", "prefix": "10.0.5.16/28"},
    ]
    return {"vnets": [{"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": subnets}], **more}


def of_type(found: Exported, dialect: str, names: dict[str, str]) -> list[Declaration]:
    """Return the declarations of exactly this type."""
    word = names[dialect]
    return [d for d in declared(found, word) if word.endswith("@") or d.type == word]


def named(declaration: Declaration) -> set[str]:
    return {p.symbol for p in parts_of(declaration.body) if isinstance(p, Property)}


def reported(found: Exported) -> set[tuple[str, str]]:
    return {(o.resource, o.field) for o in found.omissions}


USERS: dict[str, dict[str, Any]] = {
    "fw": {"firewalls": [{"name": "x", "vnet": "hub", "publicIps": ["one", "two"]}]},
    "natgw": {"natGateways": [{"name": "x", "publicIps": ["one", "two"]}]},
    "lb": {"loadBalancers": [{"name": "x", "type": "public", "publicIpNames": ["one", "two"]}]},
    "gw": {
        "gateways": [
            {"name": "x", "vnet": "hub", "activeActive": True, "publicIps": ["one", "two"]}
        ]
    },
    "bastion": {
        "bastions": [{"name": "x", "vnet": "hub", "publicIp": "one"}],
        "routeServers": [{"name": "y", "vnet": "hub", "subnet": "work", "publicIp": "two"}],
    },
}


@BOTH
@pytest.mark.parametrize("kind", sorted(USERS))
def test_drawn_public_addresses_stand_for_implied_ones(dialect, kind):
    addresses = [{"name": "one"}, {"name": "two"}]
    found = exported(dialect, **hub(publicIps=addresses, **USERS[kind]))
    made = of_type(found, dialect, ADDRESS)
    assert {d.resource for d in made} == {"pip:one", "pip:two"}
    users = [d for d in found.program.declarations if d.resource.startswith(kind)]
    used = set().union(*(named(d) for d in users))
    assert only([d for d in made if d.resource == "pip:one"]).symbol in used


@BOTH
def test_what_is_missing_beside_drawn_addresses_is_made(dialect):
    firewall = {"name": "x", "vnet": "hub", "publicIps": 3, "publicIpNames": ["one"]}
    found = exported(dialect, **hub(publicIps=[{"name": "one"}], firewalls=[firewall]))
    owners = [d.resource for d in of_type(found, dialect, ADDRESS)]
    assert sorted(owners) == ["fw:x", "fw:x", "pip:one"]


@BOTH
def test_an_implied_address_never_takes_the_name_of_a_drawn_one(dialect):
    found = exported(
        dialect,
        **hub(publicIps=[{"name": "PIP-x"}], firewalls=[{"name": "x", "vnet": "hub"}]),
    )
    names = [dict(d.body.pairs)["name"].value for d in of_type(found, dialect, ADDRESS)]
    assert len({name.casefold() for name in names}) == 2


@BOTH
def test_an_address_is_deployed_where_its_user_stands(dialect):
    design = hub(publicIps=[{"name": "one"}, {"name": "idle"}], **USERS["fw"])
    design["publicIps"].append({"name": "two"})
    design["vnets"][0]["region"] = "eastasia"
    found = exported(dialect, {"region": "westeurope"}, **design)
    places = {d.resource: dict(d.body.pairs)["location"] for d in of_type(found, dialect, ADDRESS)}
    assert places["pip:one"] == Text("eastasia")
    assert places["pip:idle"] != Text("eastasia")


def policies() -> dict[str, Any]:
    def group(name: str, rule: dict[str, Any], kind: str = "network") -> dict[str, Any]:
        collection = {"name": "c", "priority": 100, "type": kind, "rules": [rule]}
        return {"name": name, "priority": 200, "collections": [collection]}

    nat = {
        "name": "in",
        "destinations": ["203.0.113.7", "198.51.100.1"],
        "ports": ["443"],
        "translatedAddress": "10.0.4.9",
    }
    base = {"name": "base", "ruleCollectionGroups": [group("b", {"name": "r", "fqdns": ["a.b"]})]}
    ours = {
        "name": "ours",
        "parent": "base",
        "ruleCollectionGroups": [
            group("one", nat, "nat"),
            group("two", {"name": "r", "sourceIpGroups": ["sites"], "destinations": ["10.9.9.9"]}),
        ],
    }
    firewall = {"name": "fw", "vnet": "hub", "policy": "ours", "publicIps": ["front"]}
    return hub(
        publicIps=[{"name": "front", "ip": "203.0.113.7"}],
        ipGroups=[{"name": "sites", "prefixes": ["192.168.0.0/16"]}],
        firewallPolicies=[base, ours],
        firewalls=[{**firewall, "dnat": [{"name": "web", "to": "10.0.4.9", "port": 443}]}],
    )


@BOTH
def test_a_drawn_policy_stands_for_the_shorthand_and_comes_first(dialect):
    found = exported(dialect, **policies())
    groups = of_type(found, dialect, GROUP)
    assert [d.resource for d in groups] == ["fwpol:base", "fwpol:ours", "fwpol:ours"]
    firewall = only([d for d in found.program.declarations if d.resource == "fw:fw"])
    assert {d.symbol for d in groups} <= needs(found, firewall)
    assert groups[1].symbol in groups[2].depends_on
    assert ("fw:fw", "dnat") in reported(found)


@BOTH
def test_a_nat_rule_names_the_resource_of_a_drawn_address(dialect):
    found = exported(dialect, **policies())
    front = only(of_type(found, dialect, ADDRESS))
    nat = of_type(found, dialect, GROUP)[1]
    assert front.symbol in named(nat)
    assert "203.0.113.7" not in main(found)
    assert "198.51.100.1" in main(found)
    names = {p.value for p in parts_of(nat.body) if isinstance(p, Text)}
    assert {"in-1", "in-2"} <= names


@BOTH
@pytest.mark.parametrize("parents", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "b"}])
def test_policies_in_a_circle_have_no_parent(dialect, parents):
    wanted = [{"name": n, "parent": parents.get(n)} for n in ("a", "b")]
    found = exported(dialect, firewallPolicies=wanted)
    assert ("fwpol:a", "parent") in reported(found)
    for declaration in found.program.declarations:
        assert declaration.symbol not in needs(found, declaration)


@BOTH
@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("network", {"name": "r"}),
        ("application", {"name": "r", "protocols": ["Https:443"]}),
        ("nat", {"name": "r", "ports": ["80"]}),
        ("network", {"name": "r", "destinations": ["*"], "protocols": ["Gre"]}),
    ],
)
def test_a_rule_that_azure_refuses_is_left_out_and_reported(dialect, kind, rule):
    collection = {"name": "c", "priority": 100, "type": kind, "rules": [rule]}
    group = {"name": "g", "priority": 200, "collections": [collection]}
    policy = {"name": "p", "ruleCollectionGroups": [group]}
    found = exported(dialect, firewallPolicies=[policy])
    written = only(of_type(found, dialect, GROUP))
    assert Text("r") not in set(parts_of(written.body))
    assert ("fwpol:p", "rule_collection_groups") in reported(found)


@BOTH
def test_application_groups_stand_for_prefixes(dialect):
    rule = {
        "name": "r",
        "priority": 100,
        "direction": "Inbound",
        "access": "Allow",
        "sourceAsgs": ["web"],
        "destination": "10.0.4.0/24",
    }
    vm = {"name": "m", "vnet": "hub", "subnet": "work", "asgs": ["web"]}
    found = exported(
        dialect, **hub(asgs=[{"name": "web"}], nsgs=[{"name": "n", "rules": [rule]}], vms=[vm])
    )
    group = only([d for d in found.program.declarations if d.resource == "asg:web"])
    nsg = only([d for d in found.program.declarations if d.resource == "nsg:n"])
    assert group.symbol in named(nsg)
    texts = {p.value for p in parts_of(nsg.body) if isinstance(p, Text)}
    assert "10.0.4.0/24" in texts
    machine = [d for d in found.program.declarations if d.resource == "vm:m"]
    assert any(group.symbol in named(d) for d in machine)
    rule["source"] = "10.7.0.0/16"
    again = exported(dialect, **hub(asgs=[{"name": "web"}], nsgs=[{"name": "n", "rules": [rule]}]))
    assert "10.7.0.0/16" not in main(again)
    assert ("nsg:n", "rules.sources") in reported(again)


@BOTH
def test_existing_addresses_and_policies_are_only_referred_to(dialect):
    others = {"existing": True, "resourceGroup": "rg-theirs"}
    firewall = {"name": "fw", "vnet": "hub", "policy": "theirs", "publicIps": ["front"]}
    found = exported(
        dialect,
        **hub(
            publicIps=[{"name": "front", **others}],
            firewallPolicies=[{"name": "theirs", **others}],
            wafPolicies=[{"name": "unused", **others}],
            firewalls=[firewall],
        ),
    )
    theirs = {d.resource for d in found.program.declarations if d.existing}
    assert {"pip:front", "fwpol:theirs"} <= theirs
    assert "waf:unused" not in theirs
    created = {d.resource for d in found.program.declarations if not d.existing}
    assert not created & {"pip:front", "fwpol:theirs"}


def door(**more: Any) -> dict[str, Any]:
    origins = [
        {"name": "a", "host": "a.example"},
        {"name": "b", "target": "lb:web", "port": 80},
        {"name": "c", "target": "lb:web"},
    ]
    return {
        "frontDoors": [{"name": "fd", "origins": origins, **more}],
        "loadBalancers": [{"name": "web", "type": "public"}],
    }


@BOTH
def test_a_route_waits_for_every_origin(dialect):
    found = exported(dialect, **door(hosts=["www.example"]))
    route = only(of_type(found, dialect, ROUTE))
    origins = {d.symbol for d in of_type(found, dialect, ORIGIN)}
    assert len(origins) == 3
    assert origins <= needs(found, route)


@BOTH
def test_an_origin_by_https_is_asked_for_its_name_and_by_http_is_an_address(dialect):
    found = exported(dialect, **door())
    _, plain, tls = of_type(found, dialect, ORIGIN)
    address = only(of_type(found, dialect, ADDRESS))
    assert address.symbol in named(plain)
    assert address.symbol not in named(tls)
    assert len([p for p in found.to_fill if "origin c" in p.description]) == 1


@BOTH
def test_a_policy_of_the_wrong_scope_is_not_attached(dialect):
    found = exported(dialect, wafPolicies=[{"name": "w"}], **door(wafPolicy="w"))
    assert ("fd:fd", "waf_policy") in reported(found)
    assert not declared(found, "ecurityPolicies@" if dialect == "bicep" else "security_policy")


@BOTH
def test_the_certificate_of_a_gateway_is_a_secret_and_only_https_asks_for_it(dialect):
    for port, secrets in ((443, 2), (80, 0)):
        gateway = {"name": "g", "vnet": "hub", "subnet": "work", "port": port}
        found = exported(dialect, **hub(applicationGateways=[gateway]))
        secure = [p for p in found.to_fill if p.secure]
        assert len(secure) == secrets
        assert all(p.default is None and p.example is None for p in secure)


@BOTH
def test_the_pool_of_a_gateway_holds_the_addresses_of_its_machines(dialect):
    vms = [
        {"name": "fixed", "vnet": "hub", "subnet": "work", "ip": "10.0.4.9"},
        {"name": "free", "vnet": "hub", "subnet": "work"},
    ]
    backends = ["vm:fixed", "vm:free"]
    gateway = {"name": "g", "vnet": "hub", "subnet": "work", "backends": backends, "port": 80}
    found = exported(dialect, **hub(vms=vms, applicationGateways=[gateway]))
    written = only(
        [d for d in found.program.declarations if d.resource == "agw:g" and "atew" in d.type]
    )
    assert Text("10.0.4.9") in set(parts_of(written.body))
    free = [d.symbol for d in found.program.declarations if d.resource == "vm:free"]
    assert set(free) & named(written)


@BOTH
def test_subscriptions_are_asked_for_by_their_alias(dialect):
    service = {"name": "s", "vnet": "hub", "subnet": "work", "visibility": ["shop"]}
    endpoint = {"name": "pe", "vnet": "hub", "subnet": "work", "linkService": "s"}
    found = exported(
        dialect,
        **hub(
            privateLinkServices=[{**service, "autoApproval": ["shop"], "loadBalancer": "l"}],
            loadBalancers=[{"name": "l", "vnet": "hub", "subnet": "work"}],
            privateEndpoints=[endpoint],
        ),
    )
    assert len([p for p in found.to_fill if "shop" in p.description]) == 1
    by_key = {d.resource: d for d in found.program.declarations}
    assert by_key["pls:s"].symbol in named(by_key["pe:pe"])
    balancer = {d.symbol for d in found.program.declarations if d.resource == "lb:l"}
    assert balancer & needs(found, by_key["pls:s"])


@BOTH
def test_a_developer_bastion_has_neither_subnet_nor_address(dialect):
    bastion = {"name": "b", "vnet": "hub", "sku": "Developer"}
    found = exported(dialect, **hub(bastions=[bastion]))
    assert not of_type(found, dialect, ADDRESS)
    written = only([d for d in found.program.declarations if d.resource == "bastion:b"])
    assert named(written) == {
        d.symbol for d in found.program.declarations if d.resource == "vnet:hub"
    }


@BOTH
def test_a_ruleset_forwards_from_its_resolver_and_stands_in_its_region(dialect):
    resolver = {
        "name": "r",
        "vnet": "hub",
        "inboundIp": "10.0.5.4",
        "outbound": [{"subnet": "out"}],
    }
    ruleset = {
        "name": "s",
        "outbound": ["r"],
        "links": ["hub"],
        "rules": [{"suffix": "corp.example", "targets": ["192.168.0.53"]}],
    }
    design = hub(dnsResolvers=[resolver], dnsRulesets=[ruleset, {"name": "lone"}])
    design["vnets"][0]["region"] = "eastasia"
    found = exported(dialect, {"region": "westeurope"}, **design)
    sets = [d for d in found.program.declarations if d.resource == "ruleset:s"]
    endpoints = {d.symbol for d in found.program.declarations if d.resource == "resolver:r"}
    assert named(sets[0]) & endpoints
    assert dict(sets[0].body.pairs)["location"] == Text("eastasia")
    assert "'corp.example.'" in main(found) or '"corp.example."' in main(found)
    assert [p for p in found.to_fill if "lone" in p.description]
    subnet = only([d for d in found.program.declarations if d.resource == "subnet:hub/in"])
    assert any(
        subnet.symbol in named(d) for d in found.program.declarations if d.resource == "resolver:r"
    )


@BOTH
def test_virtual_nodes_are_an_addon_and_no_pool(dialect):
    pools = [
        {"name": "sys", "mode": "System", "subnet": "work"},
        {"name": "burst", "subnet": "out", "virtualNodes": True},
    ]
    found = exported(dialect, **hub(aksClusters=[{"name": "k", "vnet": "hub", "pools": pools}]))
    assert not [d for d in found.program.declarations if d.resource == "pool:k/burst"]
    assert ("pool:k/burst", "virtual_nodes") in reported(found)
    assert ("SubnetName" if dialect == "bicep" else "aci_connector_linux") in main(found)


@BOTH
def test_what_runs_in_a_cluster_is_reported_and_not_deployed(dialect):
    cluster = {
        "name": "k",
        "workloads": [{"name": "w"}],
        "networkPolicies": [{"name": "p"}],
        "ingress": [{"name": "i"}],
        "hostedAgents": True,
        "migration": {"cniMode": "overlay"},
        "addons": ["azurePolicy", "dapr"],
    }
    found = exported(dialect, aksClusters=[cluster])
    fields = {f for _, f in reported(found)}
    assert {"workloads", "network_policies", "ingress", "hosted_agents", "migration"} <= fields
    assert [o for o in found.omissions if o.field == "addons" and "dapr" in o.reason]
    assert "policy" in main(found).casefold()


@BOTH
def test_a_secured_hub_has_a_firewall_that_its_routing_intent_leads_to(dialect):
    hubs = [{"name": "h", "wan": "w", "secured": True, "routingIntent": "both"}]
    found = exported(dialect, virtualWans=[{"name": "w"}], virtualHubs=hubs)
    mine = [d for d in found.program.declarations if d.resource == "vhub:h"]
    firewall = only([d for d in mine if "irewall" in d.type])
    intent = only([d for d in mine if "outing" in d.type])
    assert firewall.symbol in named(intent)
    assert {"Internet", "PrivateTraffic"} <= {
        p.value for p in parts_of(intent.body) if isinstance(p, Text)
    }


@BOTH
def test_a_monitor_scope_asks_for_what_it_covers(dialect):
    service = {"name": "m", "service": "monitorScope", "scoped": ["logs", "logs", "app"]}
    data = {"aksdesigner": 1, "name": "t", "topology": {"paasServices": [service]}}
    found = export(read_document(data).document, dialect)
    assert len([p for p in found.to_fill if "monitor scope m" in p.description]) == 2
    kind = "scopedResources@" if dialect == "bicep" else "scoped_service"
    assert len(declared(found, kind)) == 2


@BOTH
def test_the_far_end_of_a_connection_without_a_site_has_a_name_that_azure_takes(dialect):
    gateway = {"name": "vpn", "vnet": "hub", "connections": [{}, {}]}
    found = exported(dialect, **hub(gateways=[gateway]))
    kind = "localNetworkGateways@" if dialect == "bicep" else "azurerm_local_network_gateway"
    names = [dict(d.body.pairs)["name"] for d in declared(found, kind)]
    assert names == [Text("lgw-vpn-1"), Text("lgw-vpn-2")]


@BOTH
def test_a_system_pool_never_scales_to_nothing(dialect):
    pool = {"name": "sys", "mode": "System", "minCount": 0, "maxCount": 3}
    found = exported(dialect, aksClusters=[{"name": "k", "pools": [pool]}])
    word = "minCount: 1\n" if dialect == "bicep" else "min_count            = 1\n"
    assert word in main(found)
    assert ("pool:k/sys", "min_count") in reported(found)
