"""IPv6 beside IPv4: each family by its own routes, and where the rules end."""

from __future__ import annotations

from typing import Any

from aksdesigner.model.document import Document
from tests.support.builders import document, peered, route
from tests.unit.analysis.asking import fate, trace, way

DELIVERED = ("delivered", None, None)
OPEN = ("notComputed", "forward", "unmodelled:ipv6")
UNKNOWN = ("notComputed", "forward", "unknown_value")
OUTSIDE = "2001:db8:5::1"


def dual(*routes: dict[str, Any], **more: Any) -> Document:
    """Networks v and w, dual stack and peered; machines four, six in v and far in w."""
    vnets = [
        {
            "name": "v",
            "prefixes": ["10.0.0.0/16", "fd00:1::/48"],
            "subnets": [
                {
                    "name": "a",
                    "prefixes": ["10.0.1.0/24", "fd00:1:0:1::/64"],
                    "routeTable": "rt",
                    **more.pop("subnet", {}),
                },
                {"name": "b", "prefixes": ["10.0.2.0/24", "fd00:1:0:2::/64"]},
            ],
        },
        {
            "name": "w",
            "prefixes": ["10.1.0.0/16", "fd00:2::/48"],
            "subnets": [{"name": "c", "prefixes": ["10.1.1.0/24", "fd00:2:0:1::/64"]}],
        },
    ]
    return document(
        vnets=vnets,
        peerings=peered("v", "w"),
        routeTables=[{"name": "rt", "routes": list(routes)}],
        vms=[
            {"name": "four", "vnet": "v", "subnet": "a", "ip": "10.0.1.4"},
            {"name": "six", "vnet": "v", "subnet": "a", "ip": "fd00:1:0:1::4"},
            {"name": "far", "vnet": "w", "subnet": "c", "ip": "fd00:2:0:1::4"},
        ],
        **more,
    )


def test_inside_networks_and_over_peerings_ipv6_has_its_own_routes() -> None:
    drop = route("drop", "10.1.0.0/16", "None")
    assert fate(trace(dual(drop), "vm:six", "vm:far")) == DELIVERED
    shut = dual(route("drop", "fd00:2::/48", "None"))
    assert fate(trace(shut, "vm:six", "vm:far"))[2] == "next_hop_none"


def test_an_end_without_an_address_of_the_family_is_not_guessed() -> None:
    assert fate(trace(dual(), "vm:four", "vm:far")) == UNKNOWN
    assert fate(trace(dual(), "vm:six", "203.0.113.10")) == UNKNOWN
    assert "IPv4" in trace(dual(), "vm:four", "vm:far").sentence


def test_a_firewall_and_services_are_beyond_the_rules() -> None:
    to_firewall = route("d", "::/0", "VirtualAppliance", "10.0.2.4")
    firewall = {"name": "fw", "vnet": "v", "subnet": "b", "ip": "10.0.2.4"}
    assert fate(trace(dual(to_firewall, firewalls=[firewall]), "vm:six", OUTSIDE)) == OPEN
    assert fate(trace(dual(), "vm:six", "tag:Storage")) == OPEN


def test_appliances_pass_ipv6_on_and_translate_within_a_family_only() -> None:
    to_nva = route("d", "fd00:2::/48", "VirtualAppliance", "fd00:1:0:2::9")
    nva = {"name": "n", "vnet": "v", "subnet": "b", "ip": "fd00:1:0:2::9", "stateful": False}
    found = trace(dual(to_nva, nvas=[nva]), "vm:six", "vm:far")
    assert way(found)[1] == ["vm:six", "nva:n", "vm:far"]
    four = route("d", "fd00:2::/48", "VirtualAppliance", "10.0.2.9")
    mixed = {**nva, "ip": "10.0.2.9", "snat": True}
    assert fate(trace(dual(four, nvas=[mixed]), "vm:six", "vm:far")) == UNKNOWN


def test_the_way_out_is_known_with_a_nat_gateway_that_has_ipv6() -> None:
    assert fate(trace(dual(), "vm:six", OUTSIDE)) == OPEN
    second = {"name": "ng", "sku": "StandardV2", "publicIps": ["p6"]}
    design = dual(
        subnet={"natGateway": "ng"},
        natGateways=[second],
        publicIps=[{"name": "p6", "version": "IPv6", "sku": "StandardV2"}],
    )
    assert way(trace(design, "vm:six", OUTSIDE))[:2] == (
        "delivered",
        ["vm:six", "natgw:ng", "internet"],
    )
    first = dual(subnet={"natGateway": "ng"}, natGateways=[{"name": "ng"}])
    assert fate(trace(first, "vm:six", OUTSIDE)) == OPEN


def test_a_client_outside_asks_in_the_family_of_what_it_asks() -> None:
    found = trace(dual(), "internet:", "vm:six")
    assert fate(found) == ("blackhole", "forward", "private_to_internet")
    assert "2001:db8::1" in found.forward[0].because
