"""What Azure says: each number has a source and a date, and the tables hold together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from aksdesigner import resources
from aksdesigner.azure import aks, reserved
from aksdesigner.azure.dedicated_subnets import dedicated_for, dedicated_subnets
from aksdesigner.azure.limits import automatic_port_rows, limit, limits
from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.azure.private_zones import (
    alias_of,
    group_zones,
    is_zone,
    public_suffixes,
    zones_of_group,
)
from aksdesigner.azure.regions import region, regions
from aksdesigner.model.address import Cidr

FILES = (
    "limits.json",
    "reserved.json",
    "aks.json",
    "dedicated_subnets.json",
    "private_zones.json",
    "regions.json",
    "public_resolvers.json",
)


def _dates(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        if "source" in value or "as_of" in value:
            yield value.get("source"), value.get("as_of")
        for inner in value.values():
            yield from _dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _dates(inner)


@pytest.mark.parametrize("name", FILES)
def test_every_number_has_a_source_and_a_date(name: str) -> None:
    data = json.loads(resources.text("azure", name))
    assert data["source"] and data["as_of"]
    for source, as_of in _dates(data):
        assert source
        assert date.fromisoformat(as_of) <= date(2026, 11, 25)


def test_limits() -> None:
    assert limit("routesPerTable").value == 400
    assert limit("nodesPerPool").value == 1000
    assert len({entry.name for entry in limits()}) == len(limits())
    with pytest.raises(KeyError):
        limit("nonsense")


def test_automatic_ports_shrink_as_the_pool_grows() -> None:
    rows = automatic_port_rows()
    assert rows[0] == (50, 1024) and rows[-1] == (1000, 32)
    assert [ports for _, ports in rows] == sorted((p for _, p in rows), reverse=True)
    assert [nodes for nodes, _ in rows] == sorted(nodes for nodes, _ in rows)


def test_reserved_ranges_can_be_read() -> None:
    assert reserved.reserved_per_subnet() == 5
    tables = (
        reserved.aks_prefixes(),
        reserved.forbidden_prefixes(),
        reserved.docker_prefixes(),
        reserved.resolver_prefixes(),
    )
    for table in tables:
        assert table and all(Cidr.parse(text).is_canonical for text in table)
    resolver = [Cidr.parse(text) for text in reserved.resolver_prefixes()]
    assert str(min(c.first for c in resolver)) == "10.0.1.0"
    assert str(max(c.last for c in resolver)) == "10.0.16.255"
    assert sum(c.size for c in resolver) == 16 * 256


def test_aks_defaults() -> None:
    assert Cidr.parse(aks.default_pod_cidr()).length == 16
    assert aks.default_max_pods("nodeSubnet") == 30
    assert aks.service_cidr_lengths() == (12, 28)
    assert aks.retirement("kubenet") == "2028-03-31"


def test_dedicated_subnets_by_name_and_delegation() -> None:
    gateway = dedicated_for("GatewaySubnet", None)
    assert gateway is not None and (gateway.longest, gateway.recommended) == (29, 27)
    resolver = dedicated_for("dns-in", "microsoft.network/DNSRESOLVERS")
    assert resolver is not None and resolver.longest == 28
    assert dedicated_for("app", None) is None
    assert all(entry.recommended <= entry.longest for entry in dedicated_subnets())


def test_zones_by_group() -> None:
    row = zones_of_group("Registry")
    assert row is not None and row.zones == ("privatelink.azurecr.io",)
    assert zones_of_group("nonsense") is None
    assert "vault.azure.net" in public_suffixes()
    assert all(zone.startswith("privatelink.") for row in group_zones() for zone in row.zones)


@pytest.mark.parametrize("service", LINKED_SERVICES)
def test_suggested_endpoints_agree_with_the_table(service: str) -> None:
    linked = LINKED_SERVICES[service]
    row = zones_of_group(linked.group_id)
    if row is None:
        assert service == "openAi"  # two zones under an id that other services share
    else:
        assert set(linked.zones) <= set(row.zones)


def test_regions() -> None:
    found = region("West Europe")
    assert found is not None and (found.name, found.pair) == ("westeurope", "northeurope")
    assert region("atlantis") is None
    names = {entry.name for entry in regions()}
    assert len(names) == len(regions())
    assert all(entry.pair is None or entry.pair in names for entry in regions())


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("kv1.vault.azure.net", "kv1.privatelink.vaultcore.azure.net"),
        ("cr1.eastasia.data.azurecr.io", "cr1.eastasia.data.privatelink.azurecr.io"),
        ("db.eastasia.kusto.windows.net", "db.privatelink.eastasia.kusto.windows.net"),
        ("oai.openai.azure.com", "oai.privatelink.openai.azure.com"),
        ("r1.eastasia.redis.azure.net", "r1.eastasia.privatelink.redis.azure.net"),
        ("app.scm.azurewebsites.net", "app.scm.privatelink.azurewebsites.net"),
    ],
)
def test_the_alias_of_a_public_name(name: str, alias: str) -> None:
    found = alias_of(name)
    assert found is not None
    assert found.name == alias
    assert found.name.endswith(f".{found.zone}")


def test_names_that_no_row_knows_have_no_alias() -> None:
    assert alias_of("www.example.com") is None
    assert alias_of("vault.azure.net") is None


def test_zones_with_a_place_for_a_region() -> None:
    assert is_zone(
        "privatelink.eastasia.kusto.windows.net", "privatelink.{region}.kusto.windows.net"
    )
    assert not is_zone("privatelink.kusto.windows.net", "privatelink.{region}.kusto.windows.net")
    assert not is_zone("privatelink.a.b.azmk8s.io", "privatelink.{region}.azmk8s.io")
