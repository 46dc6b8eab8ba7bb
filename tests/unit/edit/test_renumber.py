"""Renumbering: what had an address in the old range has one in the new, wherever it is named."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.command import Refused
from aksdesigner.edit.renumber import RenumberNetwork, RenumberSubnet
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document


def design(**extra: Any) -> Document:
    return read_document(
        {
            "aksdesigner": 1,
            "topology": {
                "vnets": [
                    {
                        "name": "hub",
                        "prefixes": ["10.0.0.0/16"],
                        "dnsServers": ["10.0.2.10"],
                        "subnets": [
                            {"name": "shared", "prefix": "10.0.2.0/24", "nsg": "g"},
                            {"name": "other", "prefix": "10.0.3.0/24"},
                        ],
                    },
                    {
                        "name": "spoke",
                        "prefixes": ["10.1.0.0/16"],
                        "dnsServers": ["10.0.2.10"],
                        "subnets": [{"name": "app", "prefix": "10.1.1.0/24", "routeTable": "rt"}],
                    },
                ],
                "routeTables": [
                    {
                        "name": "rt",
                        "routes": [
                            {
                                "name": "hub",
                                "prefix": "10.0.0.0/16",
                                "nextHopType": "VirtualAppliance",
                                "nextHopIp": "10.0.2.10",
                            },
                            {
                                "name": "shared",
                                "prefix": "10.0.2.0/24",
                                "nextHopType": "VirtualAppliance",
                                "nextHopIp": "10.0.2.10",
                            },
                        ],
                    }
                ],
                "nsgs": [
                    {
                        "name": "g",
                        "rules": [
                            {
                                "name": "r",
                                "priority": 100,
                                "direction": "Inbound",
                                "access": "Allow",
                                "source": "VirtualNetwork",
                                "destinations": ["10.0.2.0/24", "10.0.2.11"],
                            }
                        ],
                    }
                ],
                "vms": [{"name": "vm", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.10"}],
                **extra,
            },
            "queries": [{"kind": "path", "from": "vm:vm", "to": "10.0.2.11"}],
        }
    ).document


def text_of(document: Document) -> str:
    return str(plain_of(document))


def test_a_subnet_takes_everything_with_it() -> None:
    after = RenumberSubnet("subnet:hub/shared", ("10.0.9.0/24",)).apply(design())
    text = text_of(after)
    assert "10.0.2." not in text
    topology = after.topology
    assert str(topology.vms[0].ip) == "10.0.9.10"
    assert [str(ip) for vnet in topology.vnets for ip in vnet.dns_servers] == ["10.0.9.10"] * 2
    assert [str(r.prefix) for r in topology.route_tables[0].routes] == [
        "10.0.0.0/16",
        "10.0.9.0/24",
    ]
    assert topology.nsgs[0].rules[0].destinations == ("10.0.9.0/24", "10.0.9.11")
    assert after.queries[0].details["to"] == "10.0.9.11"


def test_a_network_keeps_the_places_within_it() -> None:
    after = RenumberNetwork("vnet:hub", {"10.0.0.0/16": "10.7.0.0/16"}).apply(design())
    hub = after.topology.vnets[0]
    assert [str(p) for p in hub.prefixes] == ["10.7.0.0/16"]
    assert [str(s.prefixes[0]) for s in hub.subnets] == ["10.7.2.0/24", "10.7.3.0/24"]
    assert "10.0." not in text_of(after)
    assert [str(p) for p in after.topology.vnets[1].prefixes] == ["10.1.0.0/16"]


def test_an_address_that_the_larger_prefix_still_holds_stays() -> None:
    after = RenumberSubnet("subnet:hub/shared", ("10.0.2.0/23",)).apply(design())
    assert str(after.topology.vms[0].ip) == "10.0.2.10"
    assert str(after.topology.route_tables[0].routes[1].prefix) == "10.0.2.0/23"


def test_what_another_network_has_too_is_not_taken_from_it() -> None:
    twin = {
        "name": "twin",
        "prefixes": ["10.0.2.0/24"],
        "subnets": [{"name": "app", "prefix": "10.0.2.0/25"}],
    }
    plain = plain_of(design())
    plain["topology"]["vnets"].append(twin)
    document = read_document(plain).document
    after = RenumberSubnet("subnet:hub/shared", ("10.0.9.0/24",)).apply(document)
    routes = after.topology.route_tables[0].routes
    assert str(routes[1].prefix) == "10.0.2.0/24"  # nobody knows whose it is
    assert str(routes[1].next_hop_ip) == "10.0.9.10"  # only vm has this one
    assert [str(p) for p in after.topology.vnets[2].prefixes] == ["10.0.2.0/24"]


def test_what_has_no_room_is_refused() -> None:
    with pytest.raises(Refused, match="no room"):
        RenumberSubnet("subnet:hub/shared", ("10.0.9.0/29",)).apply(design())
    with pytest.raises(Refused, match="same IP version"):
        RenumberSubnet("subnet:hub/shared", ("10.0.9.0/24", "10.0.10.0/24")).apply(design())
    with pytest.raises(Refused, match="same length"):
        RenumberNetwork("vnet:hub", {"10.0.0.0/16": "10.7.0.0/17"}).apply(design())
    with pytest.raises(Refused, match="no prefix"):
        RenumberNetwork("vnet:hub", {"10.9.0.0/16": "10.7.0.0/16"}).apply(design())


def test_a_field_of_a_pool_leaves_its_subnet_alone() -> None:
    cluster = {"name": "a", "vnet": "spoke", "pools": [{"name": "p", "subnet": "app"}]}
    document = design(aksClusters=[cluster])
    after = SetField("pool:a/p", "max_surge", "33%").apply(document)
    assert after.topology.aks_clusters[0].pools[0].subnet == "app"


def test_a_changed_field_gives_no_other_one_a_value() -> None:
    """A balancer whose port nobody named takes every port; it must not name one by being edited."""
    document = design(loadBalancers=[{"name": "lb", "vnet": "spoke", "subnet": "app"}])
    after = SetField("lb:lb", "probe_path", "/healthz").apply(document)
    assert "port" not in after.topology.load_balancers[0].model_fields_set
