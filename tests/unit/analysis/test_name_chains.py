"""Names through other people's hands: resolvers, rulesets, DNS machines, proxies, sites (E.2)."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.names import (
    Resolution,
    azure_answer,
    azure_context,
    resolve,
    resolve_at_site,
)
from aksdesigner.model.document import Document
from tests.support.builders import hub_and_spoke
from tests.unit.analysis.asking import fate, trace, way

NAME = "kv.vault.azure.net"
ZONE = "privatelink.vaultcore.azure.net"
INBOUND = "10.0.20.4"
RESOLVER = {
    "name": "r",
    "vnet": "hub",
    "inbound": [{"subnet": "dns-in", "ip": INBOUND}],
    "outbound": [{"subnet": "dns-out"}],
}


def design(servers: list[str] | None = None, linked: str = "hub", **more: Any) -> Document:
    """Return hub and spoke1 with a gateway and site dc; the zone is linked to one network."""
    endpoint = {
        "name": "kv", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.5", "fqdn": NAME,
    }  # fmt: skip
    zones = [{"name": ZONE, "records": {"kv": "10.0.2.5"}, "links": [{"vnet": linked}]}]
    sections = {"privateEndpoints": [endpoint], "privateDnsZones": zones, **more}
    sections.setdefault("dnsResolvers", [RESOLVER])
    found = hub_and_spoke(
        1,
        gateway="Vpn",
        disable_bgp=False,
        forced=False,
        subnets={
            "hub": [
                {"name": "dns-in", "prefix": "10.0.20.0/28"},
                {"name": "dns-out", "prefix": "10.0.20.16/28"},
            ]
        },
        more={k: v for k, v in sections.items() if k != "onPrem"},
    )
    topology = found.topology
    if "onPrem" in sections:
        site = hub_and_spoke(0, more={"onPrem": sections["onPrem"]}).topology.on_prem
        topology = topology.with_changes(on_prem=site)
    hub, spoke = topology.vnets
    spoke = spoke.with_changes(dns_servers=servers or [])
    return found.replace(topology=topology.with_changes(vnets=(hub, spoke)))


def asked(found: Document, name: str = NAME, vnet: str = "spoke1") -> Resolution:
    return resolve(analyze(found).facts, f"vnet:{vnet}", name)


def test_the_inbound_endpoint_answers_with_the_zones_of_the_resolvers_network() -> None:
    got = asked(design([INBOUND]))
    assert (got.answer, str(got.ip), got.context) == ("private", "10.0.2.5", "vnet:hub")
    assert asked(design([INBOUND], linked="spoke1")).answer == "public"
    assert way(trace(design([INBOUND]), "vm:app1", NAME))[1] == ["vm:app1", "pe:kv"]


def test_the_short_form_of_an_inbound_endpoint_finds_its_subnet() -> None:
    short = {"name": "r", "vnet": "hub", "inboundIp": INBOUND}
    assert asked(design([INBOUND], dnsResolvers=[short])).answer == "private"


def test_a_dns_machine_forwards_to_azure_unless_it_names_others() -> None:
    vm = {"name": "dns", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.53", "purpose": "dns"}
    assert asked(design(["10.0.2.53"], vms=[vm])).answer == "private"
    there = {**vm, "dnsForwarders": [INBOUND]}
    got = asked(design(["10.0.2.53"], vms=[there]))
    assert (got.answer, got.context) == ("private", "vnet:hub")
    assert [step.split(" asks ")[0] for step in got.steps if " asks " in step] == ["spoke1", "dns"]
    plain = {key: value for key, value in vm.items() if key != "purpose"}
    assert asked(design(["10.0.2.53"], vms=[plain])).answer == "notComputed"


def test_the_first_server_that_is_reached_answers() -> None:
    assert asked(design(["10.0.2.99", INBOUND])).answer == "private"
    assert asked(design(["10.0.2.99"])).answer == "dns_unreachable"
    assert asked(design(["8.8.8.8", INBOUND])).answer == "private"  # no way out to 8.8.8.8


def test_an_open_resolver_knows_public_names_alone() -> None:
    found = design(["8.8.8.8"])
    hub, spoke = found.topology.vnets
    subnets = tuple(subnet.with_changes(private=False) for subnet in spoke.subnets)
    spoke = spoke.with_changes(subnets=subnets)
    opened = found.replace(topology=found.topology.with_changes(vnets=(hub, spoke)))
    assert asked(opened).answer == "public"
    other = opened.topology.vnets[1].with_changes(dns_servers=["203.0.113.53"])
    opened = opened.replace(topology=opened.topology.with_changes(vnets=(hub, other)))
    assert (asked(opened).answer, asked(opened).reason) == ("notComputed", "external_owner")


def ruleset(*rules: dict[str, Any], outbound: str = "r") -> dict[str, Any]:
    return {"name": "rules", "outbound": [outbound], "links": ["spoke1"], "rules": list(rules)}


def test_a_ruleset_forwards_by_the_longest_suffix() -> None:
    to_hub = {"suffix": "vault.azure.net.", "targets": [INBOUND]}
    to_nobody = {"suffix": ".", "targets": ["10.0.2.99"]}
    found = design(dnsRulesets=[ruleset(to_nobody, to_hub)])
    assert asked(found).answer == "private"
    assert asked(found, "www.example.com").answer == "dns_unreachable"
    off = design(dnsRulesets=[ruleset(to_nobody, {**to_hub, "enabled": False})])
    assert asked(off).answer == "dns_unreachable"


def test_a_linked_zone_comes_before_a_ruleset() -> None:
    to_nobody = {"suffix": "vault.azure.net", "targets": ["10.0.2.99"]}
    assert asked(design(linked="spoke1", dnsRulesets=[ruleset(to_nobody)])).answer == "private"


def test_a_ruleset_without_a_drawn_outbound_endpoint_is_not_guessed() -> None:
    rule = {"suffix": ".", "targets": [INBOUND]}
    resolver = {**RESOLVER, "outbound": []}
    got = asked(design(dnsRulesets=[ruleset(rule)], dnsResolvers=[resolver]))
    assert (got.answer, got.reason) == ("notComputed", "unknown_value")


def test_forwarding_in_a_circle_ends() -> None:
    rule = {"suffix": ".", "targets": [INBOUND]}
    loop = {**ruleset(rule), "links": ["hub"]}
    got = asked(design([INBOUND], linked="spoke1", dnsRulesets=[loop]))
    assert (got.answer, got.reason) == ("dns_unreachable", "dns_loop")
    vm = {"name": "dns", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.53", "purpose": "dns"}
    second = {**vm, "name": "dns2", "ip": "10.0.2.54", "dnsForwarders": ["10.0.2.53"]}
    pair = [{**vm, "dnsForwarders": ["10.0.2.54"]}, second]
    assert asked(design(["10.0.2.53"], vms=pair)).reason == "dns_loop"


def site(*forwards: dict[str, Any]) -> list[dict[str, Any]]:
    server = {"ip": "172.20.0.53", "forwards": list(forwards)}
    return [{"name": "dc", "prefixes": ["172.20.0.0/16"], "dnsServers": [server]}]


def test_a_site_forwards_the_public_suffix_to_a_resolver() -> None:
    forward = {"suffix": "vault.azure.net", "to": INBOUND}
    found = design(onPrem=site(forward))
    got = resolve_at_site(analyze(found).facts, "dc", NAME)
    assert (got.answer, got.context) == ("private", "vnet:hub")
    assert fate(trace(found, "onprem:dc", NAME))[0] == "delivered"
    wrong = design(onPrem=site({"suffix": "privatelink.vaultcore.azure.net", "to": INBOUND}))
    assert resolve_at_site(analyze(wrong).facts, "dc", NAME).answer == "public"
    silent = resolve_at_site(analyze(design()).facts, "dc", NAME)
    assert (silent.answer, silent.reason) == ("notComputed", "unknown_value")


def test_a_network_may_ask_a_server_on_premises() -> None:
    forward = {"suffix": "vault.azure.net", "to": INBOUND}
    assert asked(design(["172.20.0.53"], onPrem=site(forward))).answer == "private"
    assert asked(design(["172.20.0.53"], onPrem=site())).answer == "public"
    undeclared = asked(design(["172.20.0.54"], onPrem=site(forward)))
    assert (undeclared.answer, undeclared.reason) == ("notComputed", "unknown_value")


@pytest.mark.parametrize(("registration", "expected"), [(True, "private"), (False, "nxdomain")])
def test_a_registration_link_writes_the_names_of_machines(
    registration: bool, expected: str
) -> None:
    zones = [{"name": "corp.internal", "links": [{"vnet": "spoke1", "registration": registration}]}]
    got = asked(design(privateDnsZones=zones), "app1.corp.internal")
    assert got.answer == expected
    assert (str(got.ip) == "10.1.1.10") == registration


def test_a_wildcard_stands_for_every_name_that_has_no_record() -> None:
    records = {"*": "10.0.2.9", "a": "10.0.2.8", "*.deep": "10.0.2.7"}
    zones = [{"name": "corp.internal", "records": records, "links": [{"vnet": "spoke1"}]}]
    found = design(privateDnsZones=zones)
    wanted = {"a": "10.0.2.8", "b": "10.0.2.9", "x.deep": "10.0.2.7", "x.y": "10.0.2.9"}
    for label, ip in wanted.items():
        assert str(asked(found, f"{label}.corp.internal").ip) == ip


def test_the_data_names_of_a_registry_are_aliases_too() -> None:
    zone = {"name": "privatelink.azurecr.io", "links": [{"vnet": "spoke1"}]}
    zone["records"] = {"crprod": "10.0.2.6", "crprod.southeastasia.data": "10.0.2.7"}
    endpoint = {
        "name": "cr", "vnet": "hub", "subnet": "shared", "ips": ["10.0.2.6", "10.0.2.7"],
        "groupIds": ["registry"], "fqdn": "crprod.azurecr.io",
    }  # fmt: skip
    found = design(privateEndpoints=[endpoint], privateDnsZones=[zone])
    got = asked(found, "crprod.southeastasia.data.azurecr.io")
    assert (got.answer, str(got.ip)) == ("private", "10.0.2.7")
    assert asked(found, "crprod.azurecr.io").chain[1] == "crprod.privatelink.azurecr.io"
    grouped = {**endpoint, "zoneGroup": ["privatelink.azurecr.io"]}
    found = design(privateEndpoints=[grouped], privateDnsZones=[{**zone, "records": {}}])
    for name, ip in (("crprod", "10.0.2.6"), ("crprod.southeastasia.data", "10.0.2.7")):
        assert str(asked(found, f"{name}.azurecr.io").ip) == ip


def test_a_zone_of_the_public_suffix_hides_the_service() -> None:
    zones = [{"name": "vault.azure.net", "links": [{"vnet": "spoke1"}]}]
    assert asked(design(privateDnsZones=zones)).answer == "nxdomain"


def test_the_name_of_a_private_api_server() -> None:
    cluster = {
        "name": "aks1", "vnet": "spoke1", "private": True, "nodeIp": "10.1.1.20",
        "pools": [{"name": "system", "subnet": "app", "mode": "System"}],
    }  # fmt: skip
    found = design(aksClusters=[cluster])
    name = "aks1.privatelink.region.azmk8s.io"
    assert asked(found, name).answer == "private"
    assert asked(found, name, "hub").answer == "public"
    public = asked(found, "aks1.region.azmk8s.io", "hub")
    assert (public.answer, public.ip) == ("private", asked(found, name).ip)


def test_who_answers_every_name_is_asked_once() -> None:
    """The short way, context first and then the name, never differs from the long one."""
    vm = {"name": "dns", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.53", "purpose": "dns"}
    forward = {"suffix": "vault.azure.net", "to": INBOUND}
    all_names = {"suffix": ".", "to": "10.0.2.53"}
    rule = {"suffix": ".", "targets": [INBOUND]}
    designs = {
        "own": (design(), "vnet:spoke1"),
        "inbound": (design([INBOUND]), "vnet:hub"),
        "machine": (design(["10.0.2.53"], vms=[vm]), "vnet:hub"),
        "site": (design(["172.20.0.53"], onPrem=site(forward, all_names), vms=[vm]), None),
        "ruleset": (design(dnsRulesets=[ruleset(rule)]), None),
        "nobody": (design(["10.0.2.99"]), None),
    }
    for name, (found, expected) in designs.items():
        facts = analyze(found).facts
        context = azure_context(facts, "vnet:spoke1")
        assert context == expected, name
        for fqdn in (NAME, "www.example.com", "other.vault.azure.net") if context else ():
            long, short = resolve(facts, "vnet:spoke1", fqdn), azure_answer(facts, context, fqdn)
            assert (long.answer, long.ip, long.zone) == (short.answer, short.ip, short.zone)
