"""What an offer promises: it ends the finding, brings no error, keeps intents, and says what it does."""

from __future__ import annotations

from typing import Any

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.queries import AddQuery
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.reading import read_document
from aksdesigner.repair.differences import changes_between
from aksdesigner.repair.offers import first_offer, offers
from aksdesigner.repair.run import run_fixes
from tests.support.fixes import bad_design, finding_of


def design(**topology: Any) -> Document:
    return read_document({"aksdesigner": 1, "topology": topology}).document


def found(document: Document, code: str) -> tuple[Analysis, Finding]:
    analysis = analyze(document)
    return analysis, next(f for f in analysis.findings if f.code == code)


HUB = {
    "name": "hub",
    "prefixes": ["10.0.0.0/16"],
    "subnets": [
        {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
        {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
    ],
}


def spoke(name: str, prefix: str, **subnet: Any) -> dict[str, Any]:
    block = prefix.replace(".0.0/16", ".1.0/24")
    return {
        "name": name,
        "prefixes": [prefix],
        "subnets": [{"name": "app", "prefix": block, **subnet}],
    }


def test_the_seed_example_gets_the_range_that_its_author_should_have_printed() -> None:
    offer = first_offer(*finding_of("ADR-10"))
    assert offer is not None
    cluster = offer.document.topology.index.get(AksCluster, "aks1")
    assert cluster is not None
    assert str(cluster.service_cidrs[0]) == "172.29.0.0/16"
    assert str(cluster.dns_service_ip) == "172.29.0.10"
    assert offer.changes == (
        "aks1: service range 172.30.0.0/16 → 172.29.0.0/16",
        "aks1: DNS service address 172.30.0.10 → 172.29.0.10",
    )


def test_an_error_that_a_fix_brings_is_fixed_in_the_same_step() -> None:
    analysis, finding = finding_of("PEER-02")
    offer = first_offer(analysis, finding)
    assert offer is not None
    assert len(offer.command.commands) > 1
    assert "; " in offer.title
    errors = {f.code for f in analyze(offer.document).findings if f.severity == "error"}
    assert errors <= {f.code for f in analysis.findings if f.severity == "error"}


def test_spokes_are_routed_through_the_hub_on_both_sides_with_the_flags_it_takes() -> None:
    document = design(
        vnets=[HUB, spoke("spoke1", "10.1.0.0/16"), spoke("spoke2", "10.2.0.0/16")],
        peerings=[
            {"from": "hub", "to": "spoke1"},
            {"from": "spoke1", "to": "hub"},
            {"from": "hub", "to": "spoke2"},
            {"from": "spoke2", "to": "hub"},
        ],
        firewalls=[{"name": "azfw", "vnet": "hub", "ip": "10.0.1.4"}],
        vms=[
            {"name": "a", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.10"},
            {"name": "b", "vnet": "spoke2", "subnet": "app", "ip": "10.2.1.10"},
        ],
    )
    flow = {"kind": "path", "from": "vm:a", "to": "10.2.1.10", "required": True}
    asked = AddQuery(flow).apply(document)
    analysis, finding = found(asked, "PEER-09")
    ways = offers(analysis, finding)
    assert [way.title.partition(";")[0] for way in ways] == [
        "Route spoke1/app and spoke2/app through azfw",
        "Peer spoke1 with spoke2",
    ]
    through = ways[0].document
    trace = analyze(through).trace("vm:a", "10.2.1.10")
    assert trace.verdict == "delivered"
    assert [hop.token for hop in trace.forward] == ["vm:a", "fw:azfw", "vm:b"]
    assert [hop.token for hop in trace.back] == ["vm:b", "fw:azfw", "vm:a"]
    flags = {p.name: p.allow_forwarded_traffic for p in through.topology.peerings}
    assert flags["spoke1>hub"] and flags["spoke2>hub"]


def test_a_subnet_that_grows_moves_its_neighbours_with_their_addresses() -> None:
    document = design(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/23"],
                "subnets": [
                    {"name": "nodes", "prefix": "10.0.0.0/26"},
                    {"name": "apps", "prefix": "10.0.0.64/26"},
                ],
            }
        ],
        aksClusters=[
            {
                "name": "aks1",
                "vnet": "v",
                "outboundType": "loadBalancer",
                "serviceCidr": "172.29.0.0/16",
                "pools": [{"name": "system", "subnet": "nodes", "mode": "System", "count": 70}],
            }
        ],
        vms=[{"name": "vm1", "vnet": "v", "subnet": "apps", "ip": "10.0.0.70"}],
    )
    ways = offers(*found(document, "CAP-01"))
    moved = next(way for way in ways if "and move" in way.title)
    subnets = {
        label_of(key): [str(p) for p in entry.resource.prefixes]  # type: ignore[attr-defined]
        for key, entry in moved.document.topology.index.by_key.items()
        if key.startswith("subnet:")
    }
    assert subnets == {"v/nodes": ["10.0.0.0/25"], "v/apps": ["10.0.0.128/26"]}
    assert [str(vm.ip) for vm in moved.document.topology.vms] == ["10.0.0.134"]


def test_a_fix_that_would_break_an_intent_is_not_offered() -> None:
    analysis, finding = finding_of("NSG-01")
    assert offers(analysis, finding)
    analysis, finding = finding_of("NSG-06")
    kept = offers(analysis, finding)
    assert kept
    flow = {
        "kind": "path",
        "from": "vm:app2",
        "to": str(_machine_in_data(analysis.document)),
        "port": 9999,
        "expect": {"verdict": "delivered"},
    }
    asked = AddQuery(flow).apply(analysis.document)
    before = analyze(asked)
    if before.trace("vm:app2", flow["to"], port=9999).verdict == "delivered":
        finding = next(f for f in before.findings if f.code == "NSG-06")
        assert offers(before, finding) == ()


def _machine_in_data(document: Document) -> object:
    return next((vm.ip for vm in document.topology.vms if vm.subnet == "data"), "10.1.2.10")


def test_nothing_is_offered_where_a_person_must_decide() -> None:
    for code in ("PEP-01", "DNS-10", "NSG-10", "OPS-04"):
        assert offers(*finding_of(code)) == ()


def test_a_zone_of_ones_own_is_named_after_the_region_and_linked_to_the_servers() -> None:
    document = bad_design("AKS-04")
    settings = document.settings.with_changes(region="westeurope")
    offer = first_offer(*found(document.replace(settings=settings), "AKS-04"))
    assert offer is not None
    zone = offer.document.topology.private_dns_zones[0]
    assert zone.name == "privatelink.westeurope.azmk8s.io"
    assert [link.vnet for link in zone.links] == ["spoke", "hub"]


def test_fixes_run_until_nothing_wanted_is_left() -> None:
    document = bad_design("RTE-11")
    run = run_fixes(document, lambda _, finding: finding.severity == "error")
    assert run.left == ()
    assert run.steps
    assert not [f for f in analyze(run.document).findings if f.severity == "error"]


def test_what_has_no_fix_is_left() -> None:
    run = run_fixes(bad_design("PEP-01"), lambda _, finding: finding.code == "PEP-01")
    assert [f.code for f in run.left] == ["PEP-01"]
    assert run.steps == ()


def guarded(**policy: Any) -> Document:
    """Return a spoke that leaves through a firewall with a policy, and a flow that is required."""
    document = design(
        vnets=[HUB, spoke("s1", "10.1.0.0/16", routeTable="rt"), spoke("s2", "10.2.0.0/16")],
        peerings=[
            {"from": a, "to": b, "allowForwardedTraffic": True}
            for a, b in (("hub", "s1"), ("s1", "hub"), ("hub", "s2"), ("s2", "hub"))
        ],
        routeTables=[
            {
                "name": "rt",
                "routes": [
                    {
                        "name": "d",
                        "prefix": "0.0.0.0/0",
                        "nextHopType": "VirtualAppliance",
                        "nextHopIp": "10.0.1.4",
                    }
                ],
            }
        ],
        firewalls=[{"name": "azfw", "vnet": "hub", "ip": "10.0.1.4", "policy": "pol"}],
        firewallPolicies=[{"name": "pol", **policy}],
        vms=[{"name": "a", "vnet": "s1", "subnet": "app", "ip": "10.1.1.10"}],
    )
    flow = {"kind": "path", "from": "vm:a", "to": "203.0.113.10", "port": 8443, "required": True}
    return AddQuery(flow).apply(document)


def test_a_required_flow_that_a_firewall_denies_is_allowed_and_no_more() -> None:
    document = guarded()
    analysis, finding = found(document, "RTE-01")
    offer = first_offer(analysis, finding)
    assert offer is not None
    assert offer.title == "Allow 10.1.1.10/32 to 203.0.113.10/32:8443 in pol"
    after = analyze(offer.document)
    assert after.trace("vm:a", "203.0.113.10", port=8443).verdict == "delivered"
    assert after.trace("vm:a", "203.0.113.10", port=443).verdict == "dropped"
    assert after.trace("vm:a", "203.0.113.11", port=8443).verdict == "dropped"


def test_a_deny_collection_is_not_in_the_way_of_what_is_allowed() -> None:
    rule = {"name": "r", "destinations": ["*"], "protocols": ["Any"]}
    collection = {"name": "no", "priority": 200, "type": "network", "action": "Deny"}
    group = {"name": "g", "priority": 100, "collections": [{**collection, "rules": [rule]}]}
    analysis, finding = found(guarded(ruleCollectionGroups=[group]), "RTE-01")
    offer = first_offer(analysis, finding)
    assert offer is not None
    collections = offer.document.topology.firewall_policies[0].rule_collection_groups[0].collections
    assert [(c.name, c.priority, c.action) for c in collections] == [
        ("no", 200, "Deny"),
        ("allow-network", 100, "Allow"),
    ]


def test_a_rule_for_pods_names_their_subnet() -> None:
    offer = first_offer(*finding_of("DNS-13"))
    assert offer is not None
    assert "10.80.0.0/22 to 10.80.8.4/32:53" in offer.title


def test_a_rule_that_is_added_is_told_in_words_alone() -> None:
    before = AddResource("fwpol").apply(new_document())
    rule = {
        "name": "aks",
        "sources": ["10.80.0.0/22"],
        "fqdnTags": ["AzureKubernetesService"],
        "protocols": ["Https:443"],
    }
    collection = {
        "name": "allow-application",
        "priority": 100,
        "type": "application",
        "action": "Allow",
        "rules": [rule],
    }
    groups = [{"name": "allowed", "priority": 100, "collections": [collection]}]
    key = before.topology.index.entries[0].key
    after = SetField(key, "rule_collection_groups", groups).apply(before)
    (told,) = changes_between(before, after)
    assert "add allowed 100 allow-application 100" in told
    assert not set(told) & set("{}[]'")
