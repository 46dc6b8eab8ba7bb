"""Traces between endpoints: one speaker for each subnet, a bounded number, and who stopped them."""

from __future__ import annotations

from typing import Any

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.scan import MOST, scan_of, sources_of, targets_of
from aksdesigner.analysis.rules.peering import blocked_forwarded_traffic
from aksdesigner.model.reading import read_document


def hub(spokes: int, machines: int = 1, **refusing: bool) -> Facts:
    names = [f"s{number}" for number in range(1, spokes + 1)]
    vnets: list[dict[str, Any]] = [
        {
            "name": "hub",
            "prefixes": ["10.0.0.0/16"],
            "subnets": [{"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"}],
        }
    ]
    peerings, vms = [], []
    for number, name in enumerate(names, start=1):
        subnet = {"name": "app", "prefix": f"10.{number}.1.0/24", "routeTable": "rt"}
        vnets.append({"name": name, "prefixes": [f"10.{number}.0.0/16"], "subnets": [subnet]})
        peerings.append({"from": "hub", "to": name})
        allows = not refusing.get(name, False)
        peerings.append({"from": name, "to": "hub", "allowForwardedTraffic": allows})
        vms += [{"name": f"{name}-{i}", "vnet": name, "subnet": "app"} for i in range(machines)]
    default = {
        "name": "default",
        "prefix": "0.0.0.0/0",
        "nextHopType": "VirtualAppliance",
        "nextHopIp": "10.0.1.4",
    }
    topology = {
        "vnets": vnets,
        "peerings": peerings,
        "vms": vms,
        "firewalls": [{"name": "fw", "vnet": "hub", "ip": "10.0.1.4"}],
        "routeTables": [{"name": "rt", "routes": [default]}],
    }
    return Facts(read_document({"aksdesigner": 1, "topology": topology}).document)


def test_one_machine_speaks_for_its_subnet() -> None:
    facts = hub(2, machines=5)
    assert [source.text for source in sources_of(facts)] == ["vm:s1-0", "vm:s2-0"]
    assert len(scan_of(facts)) == 4  # each other, and the Internet


def test_a_large_design_is_scanned_in_part() -> None:
    facts = hub(60)
    assert len(sources_of(facts)) == MOST and len(targets_of(facts)) == MOST
    assert len(scan_of(facts)) <= MOST * MOST


def test_everybody_is_delivered_in_a_sane_hub() -> None:
    assert {scanned.trace.verdict for scanned in scan_of(hub(3))} == {"delivered"}


def test_each_refusing_half_is_named_once() -> None:
    found = list(blocked_forwarded_traffic.check(hub(4, s2=True, s3=True)))
    assert sorted(f.resources[0] for f in found) == ["peering:s2>hub", "peering:s3>hub"]
    assert {f.severity for f in found} == {"warning"}
