"""Security groups: rules, levels, tags, ports."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.model.document import Document
from tests.support.builders import FIREWALL_IP, hub_and_spoke, route
from tests.unit.analysis.asking import fate, trace


def rule(name: str, priority: int, access: str, **fields: Any) -> dict[str, Any]:
    return {
        "name": name,
        "priority": priority,
        "direction": "Inbound",
        "access": access,
        **fields,
    }


def analysis(
    *rules: dict[str, Any], nic: list[dict[str, Any]] | None = None, **options: Any
) -> Analysis:
    groups = [{"name": "n", "rules": list(rules)}]
    machine: dict[str, Any] = {"name": "m", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.20"}
    if nic is not None:
        groups.append({"name": "nic", "rules": nic})
        machine["nsg"] = "nic"
    more = {"nsgs": groups, "vms": [machine], **options.pop("more", {})}
    return analyze(hub_and_spoke(2, subnet={"nsg": "n"}, more=more, **options))


def inbound(
    found: Analysis, src: str, port: int = 443, protocol: str = "Tcp"
) -> tuple[str, Any, str]:
    answer = found.nsg("subnet:spoke1/app", "Inbound", src, "10.1.1.20", protocol, port)
    return answer.access, answer.rule, answer.level


def test_the_lowest_number_decides_and_later_rules_are_not_read() -> None:
    found = analysis(rule("no", 200, "Deny"), rule("yes", 100, "Allow", source="10.0.2.0/24"))
    assert inbound(found, "10.0.2.9") == ("Allow", "yes", "subnet")
    assert inbound(found, "10.0.3.9") == ("Deny", "no", "subnet")


@pytest.mark.parametrize(
    ("ports", "port", "access"),
    [
        (["443"], 443, "Allow"),
        (["80-90"], 85, "Allow"),
        (["80-90"], 91, "Deny"),
        (["*"], 7, "Allow"),
    ],
)
def test_ports_are_numbers_ranges_or_all(ports: list[str], port: int, access: str) -> None:
    found = analysis(rule("yes", 100, "Allow", ports=ports), rule("no", 200, "Deny"))
    assert inbound(found, "10.0.2.9", port)[0] == access


def test_a_rule_of_another_protocol_is_passed_over() -> None:
    found = analysis(rule("udp", 100, "Allow", protocol="Udp"), rule("no", 200, "Deny"))
    assert inbound(found, "10.0.2.9", protocol="Tcp")[1] == "no"
    assert inbound(found, "10.0.2.9", protocol="Udp")[1] == "udp"


def test_both_levels_must_allow_and_the_denying_one_is_named() -> None:
    closed = analysis(nic=[rule("nic-no", 100, "Deny")])
    assert inbound(closed, "10.0.2.9") == ("Deny", "nic-no", "nic")
    subnet = analysis(rule("subnet-no", 100, "Deny"), nic=[rule("nic-yes", 100, "Allow")])
    assert inbound(subnet, "10.0.2.9") == ("Deny", "subnet-no", "subnet")
    both = analysis(rule("a", 100, "Allow"), nic=[rule("b", 100, "Allow")])
    assert inbound(both, "10.0.2.9") == ("Allow", "b", "nic")


def test_what_the_virtual_network_tag_holds() -> None:
    plain = analysis()
    assert inbound(plain, "10.0.2.9")[1] == "AllowVNetInBound"
    assert inbound(plain, "10.2.1.10")[1] == "DenyAllInBound"
    routed = analysis(routes=[route("s", "10.2.0.0/16", "VirtualAppliance", FIREWALL_IP)])
    assert inbound(routed, "10.2.1.10")[1] == "AllowVNetInBound"
    hybrid = analysis(gateway="Vpn")
    assert inbound(hybrid, "172.20.0.9")[1] == "AllowVNetInBound"
    assert inbound(hybrid, "10.2.1.10")[1] == "AllowVNetInBound"
    closed = analysis(spoke_flags={"allowVirtualNetworkAccess": False})
    assert inbound(closed, "10.0.2.9")[1] == "DenyAllInBound"


def test_tags_of_the_internet_and_of_probes() -> None:
    web = rule("web", 100, "Allow", source="Internet")
    found = analysis(web)
    assert inbound(found, "198.51.100.7")[1] == "web"
    assert inbound(found, "10.200.0.1")[1] == "DenyAllInBound"
    probe = rule("probe", 100, "Allow", source="AzureLoadBalancer")
    assert inbound(analysis(probe, rule("no", 200, "Deny")), "168.63.129.16")[1] == "probe"


def test_outbound_to_services_by_tag() -> None:
    out = {"direction": "Outbound"}
    storage = rule("storage", 100, "Allow", destination="Storage", **out)
    found = analysis(storage, rule("no", 200, "Deny", destination="Internet", **out))
    answer = found.nsg("subnet:spoke1/app", "Outbound", "10.1.1.20", "tag:Storage", "Tcp", 443)
    assert answer.rule == "storage"
    answer = found.nsg("subnet:spoke1/app", "Outbound", "10.1.1.20", "tag:Sql", "Tcp", 443)
    assert (answer.access, answer.rule) == ("Deny", "no")


def test_traffic_inside_a_subnet_is_judged_too() -> None:
    deny = rule("no-lateral", 100, "Deny", source="10.1.1.0/24")
    more = {"nsgs": [{"name": "n", "rules": [deny]}]}
    machine = {"name": "b", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.30"}
    design = hub_and_spoke(1, subnet={"nsg": "n"}, more={**more, "vms": [machine]})
    assert fate(trace(design, "vm:app1", "vm:b")) == ("dropped", "forward", "nsg_deny")
    assert trace(design, "vm:app1", "vm:b", mode="routing").verdict == "delivered"


def _grouped(*rules: dict[str, Any], target: dict[str, Any] | None = None) -> Document:
    return hub_and_spoke(
        1,
        subnet={"nsg": "n"},
        more={
            "asgs": [{"name": "web"}, {"name": "jump"}],
            "nsgs": [{"name": "n", "rules": list(rules)}],
            "vms": [
                {"name": "j", "vnet": "hub", "subnet": "shared", "asgs": ["jump"]},
                {"name": "k", "vnet": "hub", "subnet": "shared"},
                {"name": "w", "vnet": "spoke1", "subnet": "app", **(target or {"asgs": ["web"]})},
            ],
        },
    )


ALLOWED = ("delivered", None, None)
DENIED = ("dropped", "forward", "nsg_deny")


def test_application_groups_hold_the_machines_that_name_them() -> None:
    named = rule("asg", 100, "Allow", sourceAsgs=["jump"], destinationAsgs=["web"])
    design = _grouped(named, rule("no", 200, "Deny"))
    assert fate(trace(design, "vm:j", "vm:w")) == ALLOWED
    assert fate(trace(design, "vm:k", "vm:w")) == DENIED
    assert fate(trace(design, "vm:j", "vm:app1")) == DENIED


def test_a_group_beside_prefixes_adds_to_them() -> None:
    named = rule("asg", 100, "Allow", sourceAsgs=["jump"], sources=["10.0.2.5"])
    design = _grouped(named, rule("no", 200, "Deny"))
    assert fate(trace(design, "vm:k", "vm:w")) == ALLOWED


def test_membership_that_nobody_knows_is_not_guessed() -> None:
    named = rule("asg", 100, "Allow", destinationAsgs=["web"])
    design = _grouped(named, rule("no", 200, "Deny"), target={"unknown": {"asgs": "?"}})
    assert fate(trace(design, "vm:j", "vm:w")) == ("notComputed", "forward", "unknown_value")


def test_application_groups_of_newer_files_are_not_guessed() -> None:
    named = rule("asg", 100, "Allow", sourceApplicationSecurityGroups=["web"])
    assert fate(trace(_grouped(named), "vm:j", "vm:w"))[2] == "unmodelled:asg"


@pytest.mark.parametrize(
    ("fields", "protocol", "expected"),
    [
        ({"protocol": "Tcp"}, "tcp", ALLOWED),
        ({"protocol": "Tcp"}, "udp", DENIED),
        ({"protocol": "Icmp"}, "icmp", ALLOWED),
        ({"protocol": "Esp"}, "esp", ALLOWED),
        ({"protocol": "Ah"}, "esp", DENIED),
        ({"ports": ["443"]}, "icmp", DENIED),
        ({"ports": ["443"]}, "tcp", ALLOWED),
        ({"sourcePorts": ["1024-65535"]}, "tcp", ALLOWED),
        ({"sourcePorts": ["53"]}, "tcp", DENIED),
        ({"sourcePorts": ["5000-6000"]}, "tcp", ("notComputed", "forward", "unknown_value")),
    ],
)
def test_protocols_and_source_ports(
    fields: dict[str, Any], protocol: str, expected: tuple[str, str | None, str | None]
) -> None:
    design = _grouped(rule("r", 100, "Allow", **fields), rule("no", 200, "Deny"))
    assert fate(trace(design, "vm:k", "vm:w", protocol=protocol)) == expected


def test_the_interface_has_a_group_of_its_own() -> None:
    design = hub_and_spoke(
        1,
        subnet={"nsg": "open"},
        more={
            "nsgs": [
                {"name": "open", "rules": [rule("yes", 100, "Allow")]},
                {"name": "shut", "rules": [rule("no-out", 100, "Deny", direction="Outbound")]},
            ],
            "vms": [
                {"name": "j", "vnet": "hub", "subnet": "shared"},
                {"name": "w", "vnet": "spoke1", "subnet": "app", "nsg": "shut"},
            ],
        },
    )
    assert fate(trace(design, "vm:j", "vm:w")) == ALLOWED  # stateful: the reply needs no rule
    found = trace(design, "vm:w", "vm:j")
    assert fate(found) == DENIED
    assert "interface" in found.sentence


def test_texts_that_are_no_addresses_or_directions_are_refused() -> None:
    found = analysis()
    for arguments in (("Sideways", "10.0.0.1"), ("Inbound", "nonsense")):
        with pytest.raises(QueryError):
            found.nsg("subnet:spoke1/app", arguments[0], arguments[1], "10.1.1.20", "Tcp", 443)
    with pytest.raises(KeyError):
        found.nsg("subnet:no/where", "Inbound", "10.0.0.1", "10.1.1.20", "Tcp", 443)
