"""What single kinds become as modules of the Terraform registry, and what keeps them plain."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.avm.substitution import Substituted, with_modules
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.iac.expression import Flag, Items, Number, Property, Text, blocks, fields
from aksdesigner.iac.options import AzurermVersion, ExportOptions
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_topology

VNETS = [
    {"name": "hub", "prefixes": ["10.0.0.0/16"]},
    {"name": "spoke", "prefixes": ["10.1.0.0/16"]},
]


def _substituted(major: AzurermVersion = "4", **topology: Any) -> Substituted:
    document = new_document("t").replace(topology=read_topology(topology))
    plain = DIALECTS["terraform"].lower(Design(document, ExportOptions(azurerm=major))).finished()
    return with_modules(plain, "terraform", major)


def _one(found: Substituted, kind: str) -> Declaration:
    (item,) = [d for d in found.program.declarations if d.type == kind]
    return item


def _passed(found: Substituted, kind: str) -> dict[str, Any]:
    call = _one(found, kind)
    assert call.module, [o.reason for o in found.plain]
    return dict(call.body.pairs)


@pytest.mark.parametrize("major", ["4", "5"])
def test_each_half_of_a_peering_is_a_call_that_makes_no_other_half(major):
    both = [{"from": "hub", "to": "spoke"}, {"from": "spoke", "to": "hub"}]
    found = _substituted(major, vnets=VNETS, peerings=both)
    halves = [d for d in found.program.declarations if "peering" in d.type]
    assert len(halves) == 2
    ids = ("resource_id",) if major == "4" else ("id",)  # the network's module asks for azurerm 4
    ends = set()
    for half in halves:
        assert half.module
        passed = dict(half.body.pairs)
        assert passed["create_reverse_peering"] == Flag(value=False)
        ends.add((passed["parent_id"], passed["remote_virtual_network_id"]))
    hub, spoke = Property("vnet_hub", ids), Property("vnet_spoke", ids)
    assert ends == {(hub, spoke), (spoke, hub)}


def test_addresses_of_a_nat_gateway_stay_associations_with_the_module():
    found = _substituted(vnets=VNETS, natGateways=[{"name": "nat", "ips": 2, "zones": ["1"]}])
    assert _passed(found, "azurerm_nat_gateway")["zones"] == Items((Text("1"),))
    kind = "azurerm_nat_gateway_public_ip_association"
    tied = [d for d in found.program.declarations if d.type == kind]
    assert len(tied) == 2
    for item in tied:
        assert dict(item.body.pairs)["nat_gateway_id"] == Property("natgw_nat", ("resource_id",))


@pytest.mark.parametrize(
    ("kind", "topology", "reason"),
    [
        (
            "azurerm_nat_gateway",
            {"natGateways": [{"name": "nat", "sku": "StandardV2"}]},
            "no SKU StandardV2",
        ),
        (
            "azurerm_public_ip_prefix",
            {"publicIpPrefixes": [{"name": "p", "length": 30, "sku": "StandardV2"}]},
            "no SKU StandardV2",
        ),
        (
            "azurerm_public_ip_prefix",
            {"publicIpPrefixes": [{"name": "p", "length": 30, "custom": "byoip"}]},
            "custom_ip_prefix_id",
        ),
    ],
)
def test_what_a_module_can_not_say_stays_plain_and_is_told(kind, topology, reason):
    found = _substituted(**topology)
    assert _one(found, kind).module is None
    assert [o for o in found.plain if reason in o.reason]


def test_a_prefix_without_zones_says_so():
    found = _substituted(publicIpPrefixes=[{"name": "p", "length": 30}])
    passed = _passed(found, "azurerm_public_ip_prefix")
    assert passed["zones"] == Items(())  # else the module takes all three
    assert passed["prefix_length"] == Number(30)


def test_an_empty_ip_group_is_an_empty_list():
    passed = _passed(_substituted(ipGroups=[{"name": "g"}]), "azurerm_ip_group")
    assert passed["ip_addresses"] == Items(())


def _gateway(**parts: Any) -> Substituted:
    body = {
        "name": "lgw-site",
        "location": "westeurope",
        "resource_group_name": "rg",
        "gateway_address": "203.0.113.9",
        **parts,
    }
    kind = "azurerm_local_network_gateway"
    item = Declaration("lgw", kind, fields(body), "site:site")
    return with_modules(Program((), (item,)), "terraform", "4")


def test_a_local_network_gateway_has_its_prefixes_or_its_bgp():
    kind = "azurerm_local_network_gateway"
    plain = _passed(_gateway(address_space=["192.168.0.0/16"]), kind)
    assert plain["address_space"] == Items((Text("192.168.0.0/16"),))
    assert "bgp_settings" not in plain
    bgp = {"asn": 65010, "bgp_peering_address": "192.168.0.1"}
    learned = _passed(_gateway(bgp_settings=blocks(bgp)), kind)
    assert learned["address_space"] == Items(())  # the module asks for the list
    assert learned["bgp_settings"] == fields(bgp)


@pytest.mark.parametrize("name", ["lgw_site", "lgw.site", "ab", "a" * 81])
def test_a_name_that_a_module_refuses_stays_plain(name):
    found = _gateway(name=name)
    assert _one(found, "azurerm_local_network_gateway").module is None
    assert [o for o in found.plain if name in o.reason]
