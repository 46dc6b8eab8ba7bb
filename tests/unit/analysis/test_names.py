"""Names: what a network resolves them to, and what that means for a path."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.names import resolve
from aksdesigner.model.document import Document
from tests.support.builders import hub_and_spoke
from tests.unit.analysis.asking import fate, trace, way

NAME = "kv.vault.azure.net"
ZONE = "privatelink.vaultcore.azure.net"


def design(
    linked: bool = True, public: str = "Disabled", zone: dict[str, Any] | None = None, **pe: Any
) -> Document:
    endpoint = {
        "name": "kv", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.5",
        "fqdn": NAME, "publicNetworkAccess": public, **pe,
    }  # fmt: skip
    links = [{"vnet": "spoke1"}] if linked else []
    zones = [{"name": ZONE, "records": {"kv": "10.0.2.5"}, "links": links, **(zone or {})}]
    return hub_and_spoke(1, more={"privateEndpoints": [endpoint], "privateDnsZones": zones})


def answer(found: Document, name: str = NAME) -> tuple[str, str | None]:
    got = resolve(analyze(found).facts, "vnet:spoke1", name)
    return got.answer, str(got.ip) if got.ip else None


def test_a_linked_zone_with_the_record_answers_privately() -> None:
    assert answer(design()) == ("private", "10.0.2.5")
    assert answer(design(), NAME.upper()) == ("private", "10.0.2.5")
    assert way(trace(design(), "vm:app1", NAME))[1] == ["vm:app1", "pe:kv"]


def test_a_zone_group_stands_for_the_record() -> None:
    found = design(zone={"records": {}}, zoneGroup=[ZONE])
    assert answer(found) == ("private", "10.0.2.5")


def test_without_the_link_the_name_is_public_and_closed() -> None:
    assert answer(design(linked=False)) == ("public", None)
    found = trace(design(linked=False), "vm:app1", NAME)
    assert fate(found) == ("dropped", "forward", "public_access_disabled")
    opened = trace(design(linked=False, public="Enabled"), "vm:app1", NAME)
    assert way(opened)[1] == ["vm:app1", "fw:azfw", "internet"]


def test_a_linked_zone_without_the_record_answers_nothing() -> None:
    assert answer(design(zone={"records": {}})) == ("nxdomain", None)
    assert fate(trace(design(zone={"records": {}}), "vm:app1", NAME))[2] == "nxdomain"
    links = [{"vnet": "spoke1", "resolutionPolicy": "NxDomainRedirect"}]
    assert answer(design(zone={"records": {}, "links": links}))[0] == "public"


def test_an_endpoint_that_is_not_approved_makes_no_alias() -> None:
    assert answer(design(state="Pending"))[0] == "public"


def test_a_dns_machine_has_forwarders_that_nobody_declared() -> None:
    server = {"name": "dns", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.53"}
    found = hub_and_spoke(1, more={"vms": [server]})
    for address, expected in (("10.1.1.53", "notComputed"), ("168.63.129.16", "public")):
        spoke = found.topology.vnets[1].with_changes(dns_servers=[address])
        topology = found.topology.with_changes(vnets=(found.topology.vnets[0], spoke))
        assert answer(found.replace(topology=topology))[0] == expected


@pytest.mark.parametrize("linked", [True, False])
def test_a_company_zone_answers_where_it_is_linked(linked: bool) -> None:
    links = [{"vnet": "spoke1"}] if linked else []
    zone = {"name": "corp.internal", "records": {"erp": "10.1.1.10"}, "links": links}
    found = hub_and_spoke(1, more={"privateDnsZones": [zone]})
    assert answer(found, "erp.corp.internal")[0] == ("private" if linked else "public")


def test_named_destinations_of_the_internet() -> None:
    net = [{"destinations": [{"name": "pay.example", "ip": "203.0.113.44"}]}]
    found = trace(hub_and_spoke(1, more={"internet": net}), "vm:app1", "pay.example")
    assert "to 203.0.113.44" in found.forward[0].because
    assert found.verdict == "delivered"


def asking(server: str, firewall: dict[str, Any] | None = None, linked: str = "hub") -> Document:
    endpoint = {"name": "kv", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.5", "fqdn": NAME}
    zones = [{"name": ZONE, "records": {"kv": "10.0.2.5"}, "links": [{"vnet": linked}]}]
    found = hub_and_spoke(
        1,
        firewall=firewall,
        more={"privateEndpoints": [endpoint], "privateDnsZones": zones},
    )
    spoke = found.topology.vnets[1].with_changes(dns_servers=[server])
    return found.replace(
        topology=found.topology.with_changes(vnets=(found.topology.vnets[0], spoke))
    )


def test_the_proxy_of_a_firewall_answers_with_the_zones_of_its_own_network() -> None:
    assert answer(asking("10.0.1.4", {"dnsProxy": True})) == ("private", "10.0.2.5")
    assert answer(asking("10.0.1.4", {"dnsProxy": True}, linked="spoke1"))[0] == "public"
    upstream = {"dnsProxy": True, "dnsServers": ["172.20.0.53"]}
    assert answer(asking("10.0.1.4", upstream))[0] == "dns_unreachable"
    upstream = {"dnsProxy": True, "dnsServers": ["203.0.113.53"]}
    assert answer(asking("10.0.1.4", upstream))[0] == "notComputed"


def test_a_server_that_no_packet_reaches_answers_nothing() -> None:
    assert answer(asking("10.0.1.4", {"dnsProxy": False}))[0] == "dns_unreachable"
    assert answer(asking("10.0.2.77"))[0] == "dns_unreachable"
    found = trace(asking("10.0.2.77"), "vm:app1", NAME)
    assert fate(found) == ("dropped", "forward", "dns_unreachable")
