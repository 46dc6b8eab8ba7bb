"""Rules of firewall policies on a path: order, matching, translation (azure-rules F-01, F-02)."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.facts.rule_words import holds, name_matches
from aksdesigner.model.address import Address, ServiceTag
from aksdesigner.model.document import Document
from tests.support.builders import hub_and_spoke
from tests.unit.analysis.asking import fate, trace, way

WEB = "203.0.113.10"
DENIED = ("dropped", "forward", "firewall_deny")
DELIVERED = ("delivered", None, None)


def rule(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, **fields}


def collection(
    kind: str, *rules: dict[str, Any], priority: int = 100, action: str = "Allow", name: str = "c"
) -> dict[str, Any]:
    return {
        "name": name,
        "priority": priority,
        "type": kind,
        "action": action,
        "rules": list(rules),
    }


def group(*collections: dict[str, Any], priority: int = 100, name: str = "g") -> dict[str, Any]:
    return {"name": name, "priority": priority, "collections": list(collections)}


def policy(*groups: dict[str, Any], name: str = "p", **fields: Any) -> dict[str, Any]:
    return {"name": name, "ruleCollectionGroups": list(groups), **fields}


def guarded(*policies: dict[str, Any], **more: Any) -> Document:
    return hub_and_spoke(
        2, firewall={"policy": "p"}, more={"firewallPolicies": list(policies), **more}
    )


ANY = rule("any", destinations=["*"], protocols=["Any"])
TO_WEB = rule("web", destinations=[WEB], protocols=["Tcp"], ports=["443"])


def test_without_a_match_the_firewall_denies() -> None:
    found = trace(guarded(policy()), "vm:app1", WEB)
    assert fate(found) == DENIED
    assert "no rule of policy p matches" in found.sentence
    assert way(found)[1] == ["vm:app1", "fw:azfw"]


def test_the_stop_names_collection_and_rule() -> None:
    found = trace(guarded(policy(group(collection("network", TO_WEB, name="out")))), "vm:app1", WEB)
    assert fate(found) == DELIVERED
    firewall = next(hop for hop in found.forward if hop.token == "fw:azfw")
    assert "network rule web of collection out in policy p" in firewall.because


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"destinations": ["203.0.113.0/24"]}, DELIVERED),
        ({"destinations": ["203.0.113.5-203.0.113.20"]}, DELIVERED),
        ({"destinations": ["203.0.113.11"]}, DENIED),
        ({"destinations": ["Storage"]}, DENIED),
        ({"destinations": ["*"], "ports": ["80", "400-450"]}, DELIVERED),
        ({"destinations": ["*"], "ports": ["80"]}, DENIED),
        ({"destinations": ["*"], "protocols": ["Udp"]}, DENIED),
        ({"destinations": ["*"], "sources": ["10.2.0.0/16"]}, DENIED),
        ({"destinations": ["*"], "sources": ["10.1.1.10"]}, DELIVERED),
        ({"destinations": ["*"], "sourceIpGroups": ["apps"]}, DELIVERED),
        ({"destinations": ["*"], "sourceIpGroups": ["others"]}, DENIED),
        ({"destinationIpGroups": ["partners"]}, DELIVERED),
        ({"destinationIpGroups": ["others"]}, DENIED),
    ],
)
def test_a_network_rule_matches_all_its_sides(
    fields: dict[str, Any], expected: tuple[str, str | None, str | None]
) -> None:
    design = guarded(
        policy(group(collection("network", rule("r", **{"protocols": ["Tcp"], **fields})))),
        ipGroups=[
            {"name": "apps", "prefixes": ["10.1.0.0/16"]},
            {"name": "partners", "prefixes": ["203.0.113.0/28", "198.51.100.0/24"]},
            {"name": "others", "prefixes": ["192.0.2.0/24"]},
        ],
    )
    assert fate(trace(design, "vm:app1", WEB)) == expected


def test_groups_then_collections_by_priority_and_the_first_match_ends() -> None:
    allow = collection("network", ANY, priority=200, name="allow")
    deny = collection("network", ANY, priority=100, action="Deny", name="deny")
    one_group = guarded(policy(group(allow, deny)))
    assert fate(trace(one_group, "vm:app1", WEB)) == DENIED
    two_groups = guarded(
        policy(group(deny, priority=300, name="late"), group(allow, priority=200, name="early"))
    )
    assert fate(trace(two_groups, "vm:app1", WEB)) == DELIVERED


def test_network_rules_come_before_application_rules_of_any_priority() -> None:
    block = collection("network", ANY, priority=65_000, action="Deny")
    names = collection("application", rule("all", fqdns=["*"]), priority=100)
    found = trace(guarded(policy(group(names, block))), "vm:app1", WEB)
    assert fate(found) == DENIED


def test_rules_of_the_parent_come_first_and_its_dnat_rules_are_not_passed_on() -> None:
    nat = rule("in", ports=["443"], protocols=["Tcp"], translatedAddress="10.1.1.10")
    nat_collection = collection("nat", nat, action="Dnat", name="nat")
    parent = policy(
        group(collection("network", ANY, action="Deny"), nat_collection, priority=60_000), name="up"
    )
    child = policy(group(collection("network", ANY), priority=100), parent="up")
    design = guarded(parent, child)
    assert fate(trace(design, "vm:app1", WEB)) == DENIED
    with pytest.raises(ValueError, match="there is none"):
        trace(design, "internet:", "dnat:azfw/in")


def test_application_rules_need_a_name_and_always_translate() -> None:
    design = guarded(
        policy(group(collection("application", rule("pay", fqdns=["*.example"])))),
        internet=[{"name": "net", "destinations": [{"name": "pay.example", "ip": WEB}]}],
    )
    assert fate(trace(design, "vm:app1", "pay.example")) == DELIVERED
    assert fate(trace(design, "vm:app1", WEB)) == DELIVERED
    assert fate(trace(design, "vm:app1", "203.0.113.77")) == DENIED
    assert fate(trace(design, "vm:app1", "pay.example", port=8443)) == DENIED


def test_an_application_rule_translates_also_towards_private_destinations() -> None:
    hosts = collection("application", rule("all", fqdns=["*"], protocols=["Https:443"]))
    found = trace(guarded(policy(group(hosts))), "vm:app1", "vm:app2")
    assert fate(found) == DELIVERED
    assert "puts 10.0.1.4 as the source" in found.forward[1].because
    kept = trace(guarded(policy(group(collection("network", ANY)))), "vm:app1", "vm:app2")
    assert "keeps the source 10.1.1.10" in kept.forward[1].because


def test_private_ranges_are_those_of_the_policy() -> None:
    own = policy(group(collection("network", ANY)), privateRanges=["255.255.255.255/32"])
    found = trace(guarded(own), "vm:app1", "vm:app2")
    assert "puts 10.0.1.4 as the source" in found.forward[1].because


@pytest.mark.parametrize(("proxy", "expected"), [(True, DELIVERED), (False, DENIED)])
def test_names_in_network_rules_need_the_dns_proxy(
    proxy: bool, expected: tuple[str, str | None, str | None]
) -> None:
    named = collection("network", rule("pay", fqdns=["pay.example"], protocols=["Tcp"]))
    design = guarded(
        policy(group(named), dnsProxy=proxy),
        internet=[{"name": "net", "destinations": [{"name": "pay.example", "ip": WEB}]}],
    )
    assert fate(trace(design, "vm:app1", WEB)) == expected


def test_a_service_without_a_name_leaves_name_rules_open() -> None:
    named = collection("application", rule("blob", fqdns=["*.blob.core.windows.net"]))
    design = guarded(policy(group(named)))
    found = trace(design, "vm:app1", "tag:Storage")
    assert fate(found) == ("notComputed", "forward", "unknown_value")
    tagged = collection("network", rule("st", serviceTags=["Storage"], protocols=["Tcp"]))
    assert fate(trace(guarded(policy(group(tagged))), "vm:app1", "tag:Storage")) == DELIVERED
    assert fate(trace(guarded(policy(group(tagged))), "vm:app1", "tag:Sql")) == DENIED


def test_the_cluster_tag_holds_the_names_that_a_cluster_needs() -> None:
    tagged = collection("application", rule("aks", fqdnTags=["AzureKubernetesService"]))
    design = guarded(
        policy(group(tagged)),
        internet=[
            {
                "name": "net",
                "destinations": [
                    {"name": "mcr.microsoft.com", "ip": WEB},
                    {"name": "pay.example", "ip": "203.0.113.11"},
                ],
            }
        ],
    )
    assert fate(trace(design, "vm:app1", WEB)) == DELIVERED
    assert fate(trace(design, "vm:app1", "203.0.113.11")) == DENIED
    other = collection("application", rule("win", fqdnTags=["WindowsUpdate"]))
    unknown = guarded(
        policy(group(other)),
        internet=[{"name": "net", "destinations": [{"name": "mcr.microsoft.com", "ip": WEB}]}],
    )
    assert fate(trace(unknown, "vm:app1", WEB)) == ("notComputed", "forward", "unknown_value")


def test_a_dnat_rule_of_a_policy_lets_its_sources_in() -> None:
    nat = rule(
        "in",
        sources=["198.51.100.0/24"],
        ports=["8443"],
        protocols=["Tcp"],
        translatedAddress="10.1.1.10",
        translatedPort="443",
    )
    design = guarded(policy(group(collection("nat", nat, action="Dnat"))))
    found = trace(design, "internet:", "dnat:azfw/in")
    assert way(found) == (
        "delivered",
        ["internet", "fw:azfw", "vm:app1"],
        ["vm:app1", "fw:azfw", "internet"],
    )
    assert found.port == 8443
    assert fate(trace(design, "internet:192.0.2.7", "dnat:azfw/in")) == DENIED


def test_routing_mode_ignores_the_rules() -> None:
    assert fate(trace(guarded(policy()), "vm:app1", WEB, mode="routing")) == DELIVERED


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"name": "p", "external": True}, "external_owner"),
        ({"name": "p", "unknown": {"ruleCollectionGroups": "?"}}, "unknown_value"),
    ],
)
def test_a_policy_that_nobody_knows_is_not_computed(more: dict[str, Any], reason: str) -> None:
    assert fate(trace(guarded(more), "vm:app1", WEB)) == ("notComputed", "forward", reason)


def test_words_of_rules() -> None:
    app = Address.parse("10.1.1.10")
    assert holds("10.1.0.0/16", app) is True
    assert holds("fd00::/8", app) is False
    assert holds("AzureCloud", ServiceTag("Storage")) is True
    assert holds("203.0.113.0/24", ServiceTag("Storage")) is None
    assert holds("10.0.0.0/8", ServiceTag("Storage")) is False
    assert name_matches("*.example.com", "a.b.example.com")
    assert not name_matches("*.example.com", "example.com")
    assert name_matches("*.hcp.*.azmk8s.io", "k.hcp.westeurope.azmk8s.io")
    assert not name_matches("*.hcp.*.azmk8s.io", "hcp.westeurope.azmk8s.io")
