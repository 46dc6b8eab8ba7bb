"""What once read back otherwise than it was drawn, each cause in the smallest design that shows it."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.dialects import export
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.verify.verification import LIFTS, verify_export

HUB = {
    "name": "hub",
    "prefixes": ["10.0.0.0/16"],
    "subnets": [
        {"name": "nodes", "prefixes": ["10.0.0.0/20"]},
        {"name": "pods", "prefixes": ["10.0.64.0/18"]},
        {"name": "GatewaySubnet", "prefixes": ["10.0.16.0/24"]},
    ],
}
POOL = {"name": "system", "mode": "System", "count": 3, "subnet": "nodes"}


# nodes leave by a route to a firewall
ROUTED = {
    **HUB,
    "subnets": [
        {"name": "nodes", "prefixes": ["10.0.0.0/20"], "routeTable": "rt"},
        {"name": "AzureFirewallSubnet", "prefixes": ["10.0.17.0/26"]},
    ],
}


def way_out(address: str) -> dict[str, Any]:
    """A route table that sends everything to an appliance."""
    hop = {"nextHopType": "VirtualAppliance", "nextHopIp": address}
    return {"name": "rt", "routes": [{"name": "out", "prefix": "0.0.0.0/0", **hop}]}


def cluster(**fields: Any) -> dict[str, Any]:
    return {"name": "shop", "vnet": "hub", "pools": [POOL], **fields}


def other(name: str, place: str, **fields: Any) -> dict[str, Any]:
    """A network in a group or subscription of its own."""
    return {"name": name, "prefixes": [f"10.{len(place)}.0.0/16"], "subnets": [], **fields}


CAUSES: dict[str, dict[str, Any]] = {
    "another team's network with the Azure name of one in the group of the deployment": {
        "vnets": [
            {"name": "mine", "azureName": "net", "prefixes": ["10.1.0.0/16"]},
            {"name": "hub", "prefixes": ["10.2.0.0/16"], "resourceGroup": "theirs"},
            {
                "name": "spoke",
                "azureName": "net",
                "prefixes": ["10.3.0.0/16"],
                "resourceGroup": "theirs",
                "existing": True,
            },
        ],
        "peerings": [
            {"from": one, "to": other, "allowForwardedTraffic": forwards}
            for one, other, forwards in (
                ("mine", "hub", True),
                ("hub", "mine", True),
                ("spoke", "hub", False),
                ("hub", "spoke", False),
                ("spoke", "mine", False),
                ("mine", "spoke", True),
            )
        ],
    },
    "a hub that is connected to a network twice alike": {
        "vnets": [HUB],
        "virtualWans": [{"name": "wan"}],
        "virtualHubs": [
            {
                "name": "vhub",
                "wan": "wan",
                "prefix": "10.9.0.0/24",
                "connections": [{"vnet": "hub"}, {"vnet": "hub"}],
            }
        ],
    },
    "a policy that is made in one module and given its rules in another": {
        "vnets": [
            {
                **HUB,
                "subnets": [
                    {"name": "AzureFirewallSubnet", "prefix": "10.0.17.0/26"},
                    {"name": "nodes", "prefix": "10.0.0.0/20"},
                ],
            }
        ],
        "publicIps": [{"name": "out", "resourceGroup": "edge"}],
        "vms": [
            {
                "name": "vm",
                "vnet": "hub",
                "subnet": "nodes",
                "ip": "10.0.0.4",
                "resourceGroup": "edge",
            }
        ],
        "firewalls": [
            {
                "name": "azfw",
                "vnet": "hub",
                "subnet": "AzureFirewallSubnet",
                "rules": "application",
                "publicIps": ["out"],
                "dnat": [{"name": "web", "to": "10.0.0.4", "port": "8443", "toPort": "443"}],
            }
        ],
    },
    "a cluster whose pods alone leave through the firewall": {
        "vnets": [
            {
                **HUB,
                "subnets": [
                    {"name": "nodes", "prefix": "10.0.0.0/20"},
                    {"name": "pods", "prefix": "10.0.64.0/18", "routeTable": "rt"},
                    {"name": "AzureFirewallSubnet", "prefix": "10.0.17.0/26"},
                ],
            }
        ],
        "routeTables": [way_out("10.0.17.4")],
        "firewalls": [
            {
                "name": "azfw",
                "vnet": "hub",
                "subnet": "AzureFirewallSubnet",
                "ip": "10.0.17.4",
                "subscription": "connectivity",
                "rules": "network",
            }
        ],
        "aksClusters": [
            cluster(
                cniMode="podSubnetStatic",
                outboundType="userDefinedRouting",
                pools=[{**POOL, "podSubnet": "pods"}],
            )
        ],
    },
    "a cluster with a pool in a network that is peered": {
        "vnets": [
            ROUTED,
            {
                "name": "spoke",
                "prefixes": ["10.1.0.0/16"],
                "subnets": [{"name": "more", "prefix": "10.1.0.0/20", "routeTable": "rt"}],
            },
            other("far", "abc"),
        ],
        "routeTables": [way_out("10.0.17.4")],
        "peerings": [{"from": "spoke", "to": "far"}, {"from": "far", "to": "spoke"}],
        "aksClusters": [
            cluster(
                outboundType="userDefinedRouting",
                pools=[POOL, {"name": "more", "vnet": "spoke", "subnet": "more"}],
            )
        ],
    },
    "a monitor scope with a region, which Azure has none for": {
        "paasServices": [{"name": "ampls", "service": "monitorScope", "region": "southeastasia"}],
    },
    "a site without prefixes whose connection has some": {
        "vnets": [HUB],
        "onPrem": [{"name": "dc"}],
        "gateways": [
            {
                "name": "gw",
                "vnet": "hub",
                "type": "Vpn",
                "connections": [{"site": "dc", "prefixes": ["192.168.0.0/24"]}],
            }
        ],
    },
    "the path of a probe without any port": {
        "vnets": [{**HUB, "subnets": [{"name": "nodes", "prefix": "10.0.0.0/20", "nsg": "nsg"}]}],
        "vms": [{"name": "vm", "vnet": "hub", "subnet": "nodes", "ip": "10.0.0.4"}],
        "loadBalancers": [
            {
                "name": "lb",
                "vnet": "hub",
                "subnet": "nodes",
                "ip": "10.0.0.5",
                "backend": "vm:vm",
                "port": "8000-9000",
                "probePath": "/healthz",
            }
        ],
        "nsgs": [
            {
                "name": "nsg",
                "rules": [
                    {
                        "name": "no-probes",
                        "priority": 100,
                        "direction": "Inbound",
                        "access": "Deny",
                        "source": "AzureLoadBalancer",
                        "ports": ["80"],
                    }
                ],
            }
        ],
    },
    "a cluster of IPv6 alone whose pod ranges have no place": {
        "vnets": [HUB],
        "aksClusters": [
            cluster(
                cniMode="nodeSubnet",
                ipFamilies=["ipv6"],
                podCidrs=["10.244.0.0/16", "10.245.0.0/16"],
            )
        ],
    },
    "a hub that is connected to a network twice, and otherwise": {
        "vnets": [HUB],
        "virtualWans": [{"name": "wan"}],
        "virtualHubs": [
            {
                "name": "vhub",
                "wan": "wan",
                "prefix": "10.9.0.0/24",
                "connections": [{"vnet": "hub"}, {"vnet": "hub", "internetSecurity": False}],
            }
        ],
    },
    "a machine and an appliance of one name in two subscriptions": {
        "vnets": [
            {**HUB, "subscription": "one"},
            {
                "name": "spoke",
                "prefixes": ["10.9.0.0/16"],
                "subnets": [{"name": "app", "prefixes": ["10.9.0.0/24"]}],
                "subscription": "two",
            },
        ],
        "vms": [{"name": "vm", "azureName": "box", "vnet": "hub", "subnet": "nodes"}],
        "nvas": [{"name": "nva", "azureName": "box", "vnet": "spoke", "subnet": "app"}],
    },
    "a rule of a firewall for any port": {
        "vnets": [
            {**HUB, "subnets": [{"name": "AzureFirewallSubnet", "prefixes": ["10.0.0.0/24"]}]}
        ],
        "firewalls": [
            {
                "name": "fw",
                "vnet": "hub",
                "dnat": [{"name": "web", "to": "10.0.5.4", "toPort": "443"}],
            }
        ],
    },
    "another subscription, the same group": {
        "vnets": [HUB, other("far", "a", subscription="far")],
    },
    "one name in two groups": {
        "vnets": [
            other("one", "a", azureName="net", resourceGroup="rg-one"),
            other("two", "ab", azureName="net", resourceGroup="rg-two"),
        ],
        "peerings": [{"from": "one", "to": "two"}, {"from": "two", "to": "one"}],
    },
    "machines of one name in two subscriptions": {
        "vnets": [HUB],
        "vms": [
            {"name": "a", "azureName": "vm", "vnet": "hub", "subnet": "nodes", "count": 2},
            {
                "name": "b",
                "azureName": "vm",
                "vnet": "hub",
                "subnet": "nodes",
                "subscription": "far",
            },
        ],
        "loadBalancers": [
            {"name": "lb", "type": "public", "backend": "vm:a", "port": "443"},
            {
                "name": "lb2",
                "azureName": "lb",
                "type": "public",
                "backend": "vm:b",
                "port": "443",
                "subscription": "far",
            },
        ],
    },
    "a site in another group than its gateway": {
        "vnets": [HUB],
        "gateways": [
            {
                "name": "vpn",
                "vnet": "hub",
                "connections": [{"site": "dc"}, {"site": "dc2", "prefixes": ["10.9.0.0/24"]}],
            }
        ],
        "onPrem": [
            {"name": "dc", "prefixes": ["10.8.0.0/16"], "resourceGroup": "rg-sites"},
            {"name": "dc2", "prefixes": ["10.9.0.0/16"], "resourceGroup": "rg-sites"},
        ],
    },
    "a connection that tells a site of others its own prefixes": {
        "vnets": [HUB],
        "gateways": [
            {
                "name": "vpn",
                "vnet": "hub",
                "connections": [{"site": "dc", "prefixes": ["10.9.0.0/24"]}],
            }
        ],
        "onPrem": [{"name": "dc", "prefixes": ["10.9.0.0/16"], "external": True}],
    },
    "the far end of a gateway in another subscription": {
        "vnets": [HUB],
        "gateways": [
            {
                "name": "vpn",
                "vnet": "hub",
                "subscription": "far",
                "connections": [{"site": "dc", "prefixes": ["10.9.0.0/24"]}],
            }
        ],
        "onPrem": [{"name": "dc", "prefixes": ["10.9.0.0/16"]}],
    },
    "a cluster behind a firewall that is not the first address": {
        "vnets": [ROUTED],
        "firewalls": [{"name": "fw", "vnet": "hub", "ip": "10.0.17.9", "rules": "application"}],
        "routeTables": [way_out("10.0.17.9")],
        "aksClusters": [cluster(outboundType="userDefinedRouting")],
    },
    "a Basic firewall that names no management subnet": {
        "vnets": [
            {
                **HUB,
                "subnets": [
                    {"name": "AzureFirewallSubnet", "prefixes": ["10.0.17.0/26"]},
                    {"name": "AzureFirewallManagementSubnet", "prefixes": ["10.0.18.0/26"]},
                ],
            }
        ],
        "firewalls": [{"name": "fw", "vnet": "hub", "tier": "Basic"}],
    },
    "a pool of no nodes that scales": {
        "vnets": [HUB],
        "aksClusters": [cluster(pools=[{**POOL, "count": 0, "maxCount": 5}])],
    },
    "a policy of others whose name Front Door does not take": {
        "wafPolicies": [
            {"name": "theirs", "azureName": "a-b", "scope": "frontDoor", "existing": True}
        ],
        "frontDoors": [
            {"name": "door", "sku": "Premium", "hosts": ["a.b.c"], "wafPolicy": "theirs"}
        ],
    },
    "a site whose name no gateway can have": {
        "vnets": [HUB],
        "gateways": [
            {
                "name": "vpn",
                "vnet": "hub",
                "connections": [{"site": "dc", "bgp": True}, {"site": "dc2"}],
            }
        ],
        "onPrem": [
            {"name": "dc", "azureName": "a/b", "prefixes": ["10.8.0.0/16"], "asn": 65010},
            {"name": "dc2", "prefixes": ["10.9.0.0/16"]},
        ],
    },
    "settings of a balancer beside an outbound type in preview": {
        "vnets": [HUB],
        "aksClusters": [cluster(outboundType="block", outbound={"managedIps": 9})],
    },
    "a cluster behind a firewall that is drawn with an address outside its subnet": {
        "vnets": [ROUTED],
        "firewalls": [{"name": "fw", "vnet": "hub", "ip": "10.9.0.9"}],
        "routeTables": [way_out("10.0.17.4")],
        "aksClusters": [cluster(outboundType="userDefinedRouting")],
    },
    "pods have no subnet without a pod subnet mode": {
        "vnets": [HUB],
        "aksClusters": [cluster(cniMode="nodeSubnet", pools=[{**POOL, "podSubnet": "pods"}])],
    },
    "pod ranges that the mode does not use": {
        "vnets": [HUB],
        "aksClusters": [cluster(cniMode="nodeSubnet", podCidrs=["192.168.0.0/16", "10.5.0.0/16"])],
    },
    "zones of a cluster are those of its pools": {
        "vnets": [{**HUB, "subnets": [{**HUB["subnets"][0], "natGateway": "ng"}]}],  # type: ignore[index]
        "natGateways": [{"name": "ng"}],
        "aksClusters": [cluster(zones=["1", "2"], outboundType="userAssignedNATGateway")],
    },
    "an outbound without anything in it": {
        "vnets": [HUB],
        "aksClusters": [cluster(outbound={})],
    },
    "a ruleset of a resolver without outbound endpoints": {
        "vnets": [HUB],
        "dnsResolvers": [{"name": "resolver", "vnet": "hub"}],
        "dnsRulesets": [{"name": "rules", "outbound": ["resolver"], "links": ["hub"]}],
    },
    "a balancer that names no subnet": {
        "vnets": [HUB],
        "loadBalancers": [{"name": "lb", "vnet": "hub", "ip": "10.0.0.9"}],
    },
    "an IPv6 address of a balancer": {
        "vnets": [HUB],
        "loadBalancers": [{"name": "lb", "vnet": "hub", "subnet": "nodes", "ip": "fd00::9"}],
    },
    "a balancer whose port is no number": {
        "vnets": [HUB],
        "vms": [{"name": "vm", "vnet": "hub", "subnet": "nodes"}],
        "loadBalancers": [{"name": "lb", "type": "public", "backend": "vm:vm", "port": "80-90"}],
    },
    "a rule set that Front Door lacks, and a region": {
        "wafPolicies": [
            {
                "name": "waf",
                "scope": "frontDoor",
                "region": "westus",
                "ruleSet": "OWASP",
                "ruleSetVersion": "9",
            }
        ],
    },
}


def drawn(name: str) -> Document:
    return read_document({"version": 1, "name": name, "topology": CAUSES[name]}).document


@pytest.mark.parametrize("dialect", LIFTS)
@pytest.mark.parametrize("name", CAUSES)
def test_it_reads_back_as_it_is_drawn(name: str, dialect: str) -> None:
    found = verify_export(drawn(name), export(drawn(name), dialect))
    assert found.unread is None
    assert [str(difference) for difference in found.differences] == []


def omitted(name: str, dialect: str) -> set[tuple[str, str]]:
    return {(o.resource, o.field) for o in export(drawn(name), dialect).omissions}


@pytest.mark.parametrize("dialect", LIFTS)
@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("a rule of a firewall for any port", ("fw:fw", "dnat.port")),
        ("pods have no subnet without a pod subnet mode", ("pool:shop/system", "pod_subnet")),
        ("pod ranges that the mode does not use", ("aks:shop", "pod_cidrs")),
        ("a site in another group than its gateway", ("site:dc2", "resource_group")),
        ("a rule set that Front Door lacks, and a region", ("waf:waf", "region")),
        ("a rule set that Front Door lacks, and a region", ("waf:waf", "rule_set_version")),
    ],
)
def test_what_is_not_in_the_code_is_told(name: str, listed: tuple[str, str], dialect: str) -> None:
    assert listed in omitted(name, dialect)


THEIRS = {
    "vnets": [HUB, other("far", "a", existing=True, resourceGroup="rg-hub", subscription="them")],
    "peerings": [{"from": "hub", "to": "far"}],
}


@pytest.mark.parametrize(
    ("dialect", "text", "faulty"),
    [
        ("bicep", "resourceGroup(subscriptionThem, 'rg-hub')", "resourceGroup('rg-hub')"),
        ("arm", "resourceId(parameters('subscriptionThem'), ", "resourceId("),
        ("terraform", '"rg-hub"', '"rg-other"'),
        ("terraform", "azurerm.them", "azurerm.us"),
    ],
)
def test_a_reference_leads_to_the_group_and_subscription_that_is_drawn(
    dialect: str, text: str, faulty: str
) -> None:
    document = read_document({"version": 1, "name": "theirs", "topology": THEIRS}).document
    exported = export(document, dialect)
    assert verify_export(document, exported).holds
    assert any(text in content for content in exported.files.values())
    for path, content in exported.files.items():
        exported.files[path] = content.replace(text, faulty)
    assert not verify_export(document, exported).holds


@pytest.mark.parametrize(
    ("dialect", "name", "text", "faulty", "field"),
    [
        ("bicep", "one name in two groups", "('rg-two')", "('rg-three')", "two: existing"),
        ("terraform", "one name in two groups", '"rg-two"', '"rg-three"', "two: existing"),
        ("terraform", "another subscription, the same group", "azurerm.far", None, "far: subscr"),
        ("bicep", "zones of a cluster are those of its pools", "'2'", "'3'", "shop/system: zones"),
        ("terraform", "zones of a cluster are those of its pools", '"2"', '"3"', "system: zones"),
    ],
)
def test_another_place_or_zone_is_a_difference(
    dialect: str, name: str, text: str, faulty: str | None, field: str
) -> None:
    document = drawn(name)
    exported = export(document, dialect)
    lines = {path: content.splitlines() for path, content in exported.files.items()}
    assert any(text in line for content in lines.values() for line in content)
    for path, content in lines.items():
        kept = [x for x in content if faulty or not (text in x and "provider" in x)]
        exported.files[path] = "\n".join(x.replace(text, faulty or text) for x in kept) + "\n"
    found = verify_export(document, exported)
    assert found.unread is None
    assert any(field in str(difference) for difference in found.differences)


RULES = [
    {"name": "lost", "sources": ["10.0.0.0/24"], "protocols": ["TCP"], "ports": ["443"]},
    {
        "name": "kept",
        "sources": ["10.0.0.0/24"],
        "destinations": ["10.1.0.0/24"],
        "protocols": ["TCP"],
        "ports": ["8443"],
    },
]
PARTLY: dict[str, tuple[dict[str, Any], str, str]] = {
    "a rule without a destination": (
        {
            "firewallPolicies": [
                {
                    "name": "policy",
                    "dnsServers": ["10.7.7.7", "fd00::7"],
                    "ruleCollectionGroups": [
                        {
                            "name": "group",
                            "priority": 200,
                            "collections": [
                                {
                                    "name": "some",
                                    "priority": 300,
                                    "type": "network",
                                    "action": "Allow",
                                    "rules": RULES,
                                }
                            ],
                        }
                    ],
                }
            ]
        },
        "8443",
        "rules[kept].ports",
    ),
    "an IPv6 server": (
        {"firewallPolicies": [{"name": "policy", "dnsServers": ["10.7.7.7", "fd00::7"]}]},
        "10.7.7.7",
        "dns_servers",
    ),
}


@pytest.mark.parametrize("dialect", LIFTS)
@pytest.mark.parametrize("name", PARTLY)
def test_an_omission_hides_nothing_beside_it(name: str, dialect: str) -> None:
    topology, text, field = PARTLY[name]
    document = read_document({"version": 1, "name": name, "topology": topology}).document
    exported = export(document, dialect)
    assert verify_export(document, exported).holds
    assert any(text in content for content in exported.files.values())
    faulty = text.replace("4", "5").replace("7.7", "7.9")
    for path, content in exported.files.items():
        exported.files[path] = content.replace(text, faulty)
    found = verify_export(document, exported)
    assert any(field in str(difference) for difference in found.differences)
