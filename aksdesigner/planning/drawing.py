"""From an address plan to a design: networks, peerings, forced egress, clusters, endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aksdesigner.azure import special_subnets
from aksdesigner.azure.limits import limit
from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.azure.reserved import first_reserved
from aksdesigner.model.document import FORMAT_VERSION, Document
from aksdesigner.model.reading import read_document
from aksdesigner.planning.drawing_clusters import cluster_data
from aksdesigner.planning.nodes import nodes_of
from aksdesigner.planning.planner import AddressPlan, Range
from aksdesigner.planning.sheet import Endpoint, Hub, Network, Region, Spoke
from aksdesigner.planning.sizing import clusters_of

Plain = dict[str, Any]
# whose subnets send everything through the firewall; endpoints answer where they are asked from, and
# an application gateway with a public frontend takes no default route to a firewall
_ROUTED = ("nodes", "podSubnet", "ingress", "other")
_RESOLVED = ("snet-dns-in", "snet-dns-out")


@dataclass(frozen=True)
class _Drawing:
    plan: AddressPlan

    def firewall_ip(self, hub: Hub | None) -> str | None:
        """Return the address that Azure gives a hub's firewall: the first free one."""
        if hub is None or not hub.firewall:
            return None
        found = self.plan.at(f"{hub.name}/{special_subnets.FIREWALL_SUBNET}")
        return str(found.prefix.first + first_reserved()) if found else None

    def subnets_of(self, network: Network) -> list[Range]:
        return [item for item in self.plan.of("subnet") if item.network == network.name]

    def prefix_of(self, name: str) -> str:
        found = self.plan.at(name)
        assert found is not None
        return str(found.prefix)


def design_of_plan(plan: AddressPlan) -> Document:
    """Return the design of a plan, as the file format holds it.

    Egress of a spoke with a firewall in its hub goes through that firewall (userDefinedRouting);
    spokes of other regions are reached through both firewalls, so that both see both directions.
    """
    drawing = _Drawing(plan)
    sheet = plan.sheet
    sections: dict[str, list[Any]] = {}
    for region in sheet.regions:
        for network in region.networks:
            _add(sections, "vnets", _network(drawing, region, network))
            for nsg in _groups(drawing, region, network):
                _add(sections, "nsgs", nsg)
        for section, item in _region_parts(drawing, region):
            _add(sections, section, item)
    for peering in _peerings(drawing):
        _add(sections, "peerings", peering)
    for site in sheet.on_premises:
        _add(sections, "onPrem", {"name": site.name, "prefixes": [str(p) for p in site.prefixes]})
    sections["privateDnsZones"] = _zones(drawing)
    if any(_has_firewall(region) for region in sheet.regions):
        sections["internet"] = [{}]
    data: Plain = {
        "aksdesigner": FORMAT_VERSION,
        "name": sheet.name,
        "settings": _settings(plan),
        "topology": {name: items for name, items in sections.items() if items},
        "assumptions": list(plan.arithmetic),
    }
    registry = _registry(plan)
    if registry:
        data["registry"] = registry
    return read_document(data).document


def _add(sections: dict[str, list[Any]], name: str, item: Plain) -> None:
    sections.setdefault(name, []).append(item)


def _settings(plan: AddressPlan) -> Plain:
    """Return the settings; a design has one headroom for all clusters, so the least one counts."""
    sheet = plan.sheet
    spare = [nodes_of(sheet, cluster).emergency for cluster in clusters_of(sheet)]
    return {
        "region": sheet.regions[0].name,
        "growthFactor": sheet.growth_factor,
        "headroomNodes": min(spare, default=0),
        "migrationOverlap": sheet.migration_overlap,
    }


def _registry(plan: AddressPlan) -> list[Plain]:
    """Return the company's ranges and those of the clusters; shared ranges have no one owner."""
    sheet = plan.sheet
    found: list[Plain] = []
    for row in sheet.reserved:
        given = {"prefix": str(row.prefix), "owner": row.owner, "purpose": row.purpose}
        found.append({key: value for key, value in given.items() if value is not None})
    if sheet.share_services and not found:
        return []
    for kind, purpose in (("pods", "pod range"), ("services", "service range")):
        for item in plan.ranges:
            if item.kind == kind and item.cluster:
                found.append(
                    {"prefix": str(item.prefix), "owner": item.cluster, "purpose": purpose}
                )
    return found


def _has_firewall(region: Region) -> bool:
    return region.hub is not None and region.hub.firewall


def _network(drawing: _Drawing, region: Region, network: Network) -> Plain:
    data: Plain = {
        "name": network.name,
        "region": region.name,
        "prefixes": [drawing.prefix_of(network.name)],
        "subnets": [
            _subnet(drawing, region, network, item) for item in drawing.subnets_of(network)
        ],
    }
    if isinstance(network, Hub):
        data["hub"] = True
    if isinstance(network, Spoke) and network.environment:
        data["tags"] = {"environment": network.environment}
    return data


def _subnet(drawing: _Drawing, region: Region, network: Network, item: Range) -> Plain:
    need = item.source
    assert need is not None
    data: Plain = {"name": item.name, "prefix": str(item.prefix)}
    if need.delegation:
        data["delegation"] = need.delegation
    if _takes_group(item):
        data["nsg"] = _group_name(network, item)
    if need.role == "endpoints":
        data["pePolicies"] = "NetworkSecurityGroupEnabled"
    if isinstance(network, Spoke) and _has_firewall(region) and need.role in _ROUTED:
        data["routeTable"] = _table_of(network, item)
    if item.name == special_subnets.FIREWALL_SUBNET and _other_firewalls(drawing, region):
        data["routeTable"] = f"rt-{network.name}-firewall"
    if item.name == special_subnets.GATEWAY_SUBNET and _has_firewall(region) and region.spokes:
        data["routeTable"] = f"rt-{network.name}-gateway"
    return data


def _table_of(spoke: Spoke, item: Range) -> str:
    """Return the table of a subnet; AKS writes routes of its pods into a kubenet cluster's own."""
    alone = {cluster.name for cluster in spoke.clusters if cluster.cni_mode == "kubenet"}
    return f"rt-{item.cluster}" if item.cluster in alone else f"rt-{spoke.name}"


def _takes_group(item: Range) -> bool:
    """Return whether a subnet gets a group; what Azure keeps rules for is left to its services."""
    role = item.source.role if item.source else ""
    return role not in ("special", "gateway")


def _group_name(network: Network, item: Range) -> str:
    return f"nsg-{network.name}-{item.name.removeprefix('snet-')}"


def _groups(drawing: _Drawing, region: Region, network: Network) -> Iterator[Plain]:
    for item in drawing.subnets_of(network):
        if _takes_group(item):
            yield {"name": _group_name(network, item), "region": region.name}


def _region_parts(drawing: _Drawing, region: Region) -> Iterator[tuple[str, Plain]]:
    """Yield (section, item) of everything in a region but its networks."""
    if region.hub is not None:
        for section, item in _hub_parts(drawing, region.hub):
            yield section, {**item, "region": region.name}
    for section, item in _tables(drawing, region):
        yield section, {**item, "region": region.name}
    for spoke in region.spokes:
        for section, item in _spoke_parts(drawing, region, spoke):
            yield (
                section,
                item if section == "privateEndpointIps" else {**item, "region": region.name},
            )


def _hub_parts(drawing: _Drawing, hub: Hub) -> Iterator[tuple[str, Plain]]:
    if hub.firewall:
        firewall: Plain = {
            "name": f"afw-{hub.name}",
            "vnet": hub.name,
            "ip": drawing.firewall_ip(hub),
            "publicIps": hub.firewall_public_ips,
        }
        if hub.firewall_management:
            firewall["managementSubnet"] = special_subnets.FIREWALL_MANAGEMENT_SUBNET
        yield "firewalls", firewall
    if hub.gateway:
        sites = [{"site": site.name} for site in drawing.plan.sheet.on_premises]
        yield (
            "gateways",
            {"name": f"vgw-{hub.name}", "vnet": hub.name, "sku": "VpnGw2AZ", "connections": sites},
        )
    if hub.bastion:
        yield "bastions", {"name": f"bas-{hub.name}", "vnet": hub.name}
    if hub.route_server:
        yield "routeServers", {"name": f"rs-{hub.name}", "vnet": hub.name}
    if hub.resolver:
        inbound = drawing.plan.at(f"{hub.name}/{_RESOLVED[0]}")
        assert inbound is not None
        yield (
            "dnsResolvers",
            {
                "name": f"dnspr-{hub.name}",
                "vnet": hub.name,
                "inbound": [
                    {"subnet": _RESOLVED[0], "ip": str(inbound.prefix.first + first_reserved())}
                ],
                "outbound": [{"subnet": _RESOLVED[1]}],
            },
        )


def _other_firewalls(drawing: _Drawing, region: Region) -> list[tuple[Region, str]]:
    """Return the other regions that have a firewall, each with its address."""
    if not _has_firewall(region):
        return []
    others = (other for other in drawing.plan.sheet.regions if other is not region)
    found = [(other, drawing.firewall_ip(other.hub)) for other in others]
    return [(other, address) for other, address in found if address is not None]


def _tables(drawing: _Drawing, region: Region) -> Iterator[tuple[str, Plain]]:
    own = drawing.firewall_ip(region.hub)
    if region.hub is None or own is None:
        return
    others = _other_firewalls(drawing, region)
    for spoke in region.spokes:
        routes = [_route("default", "0.0.0.0/0", own)]
        routes += [
            _route(f"to-{remote.name}", drawing.prefix_of(remote.name), own)
            for other, _ in others
            for remote in other.spokes
        ]
        subnets = drawing.subnets_of(spoke)
        routed = (item for item in subnets if item.source and item.source.role in _ROUTED)
        for name in dict.fromkeys(_table_of(spoke, item) for item in routed):
            yield "routeTables", {"name": name, "disableBgp": True, "routes": _fitting(routes)}
    if others:
        away = [
            _route(f"to-{remote.name}", drawing.prefix_of(remote.name), address)
            for other, address in others
            for remote in other.spokes
        ]
        internet = {"name": "internet", "prefix": "0.0.0.0/0", "nextHopType": "Internet"}
        yield (
            "routeTables",
            {"name": f"rt-{region.hub.name}-firewall", "routes": [internet, *away]},
        )
    if region.hub.gateway and region.spokes:
        routes = [_route(f"to-{s.name}", drawing.prefix_of(s.name), own) for s in region.spokes]
        yield "routeTables", {"name": f"rt-{region.hub.name}-gateway", "routes": routes}


def _route(name: str, prefix: str, hop: str) -> Plain:
    return {"name": name, "prefix": prefix, "nextHopType": "VirtualAppliance", "nextHopIp": hop}


def _fitting(routes: list[Plain]) -> list[Plain]:
    """Return a table that Azure takes: the default route says the same as all the others."""
    return routes if len(routes) <= limit("routesPerTable").value else routes[:1]


def _spoke_parts(drawing: _Drawing, region: Region, spoke: Spoke) -> Iterator[tuple[str, Plain]]:
    balancer = drawing.plan.at(f"{spoke.name}/snet-ilb")
    frontend = str(balancer.prefix.first + first_reserved()) if balancer else None
    for index, cluster in enumerate(spoke.clusters):
        # the first cluster's internal ingress takes the first address of the ingress subnet
        yield (
            "aksClusters",
            cluster_data(
                drawing.plan,
                spoke,
                cluster,
                is_routed=_has_firewall(region),
                frontend=frontend if index == 0 else None,
            ),
        )
    if spoke.gateway_instances:
        yield "wafPolicies", {"name": f"waf-{spoke.name}"}
        gateway: Plain = {
            "name": f"agw-{spoke.name}",
            "vnet": spoke.name,
            "subnet": "snet-appgw",
            "tier": "WAF_v2",
            "wafPolicy": f"waf-{spoke.name}",
            "maxCapacity": spoke.gateway_instances,
        }
        if spoke.clusters:
            gateway["backend"] = f"aks:{spoke.clusters[0].name}"
        yield "applicationGateways", gateway
    yield from _endpoint_parts(drawing, spoke)


def _endpoint_parts(drawing: _Drawing, spoke: Spoke) -> Iterator[tuple[str, Plain]]:
    place = drawing.plan.at(f"{spoke.name}/snet-pe")
    for index, endpoint in enumerate(spoke.endpoints):
        assert place is not None
        linked = LINKED_SERVICES.get(endpoint.service)
        fqdn = _fqdn(endpoint)
        service: Plain = {
            "name": endpoint.name,
            "service": endpoint.service,
            "publicNetworkAccess": "Disabled",
        }
        item: Plain = {
            "name": f"pe-{endpoint.name}",
            "vnet": spoke.name,
            "subnet": "snet-pe",
            "ip": str(place.prefix.first + first_reserved() + index),
            "target": endpoint.name,
            "publicNetworkAccess": "Disabled",
        }
        group = endpoint.group or (linked.group_id if linked else None)
        if group:
            item["groupIds"] = [group]
        if fqdn:
            service["fqdn"] = item["fqdn"] = fqdn
        if linked and linked.zones:
            item["zoneGroup"] = list(linked.zones)
        yield "paasServices", service
        yield "privateEndpoints", item
    if spoke.private_endpoints:
        yield (
            "privateEndpointIps",
            {"subnet": f"{spoke.name}/snet-pe", "ips": spoke.private_endpoints},
        )


def _fqdn(endpoint: Endpoint) -> str | None:
    if endpoint.fqdn is not None:
        return endpoint.fqdn
    linked = LINKED_SERVICES.get(endpoint.service)
    return f"{endpoint.name}.{linked.suffix}" if linked and linked.suffix else None


def _zones(drawing: _Drawing) -> list[Plain]:
    """Return the zones of all endpoints, each linked to every network: all of them may ask."""
    sheet = drawing.plan.sheet
    spokes = [network for network in sheet.networks if isinstance(network, Spoke)]
    linked = [LINKED_SERVICES.get(e.service) for spoke in spokes for e in spoke.endpoints]
    names = dict.fromkeys(zone for known in linked if known for zone in known.zones)
    links = [{"vnet": network.name} for network in sheet.networks]
    return [{"name": name, "links": links} for name in names]


def _peerings(drawing: _Drawing) -> Iterator[Plain]:
    regions = drawing.plan.sheet.regions
    for region in regions:
        for spoke in region.spokes if region.hub else ():
            assert region.hub is not None
            gateway = region.hub.gateway
            yield {"from": region.hub.name, "to": spoke.name, "allowGatewayTransit": gateway}
            yield {
                "from": spoke.name,
                "to": region.hub.name,
                "allowForwardedTraffic": True,
                "useRemoteGateways": gateway,
            }
    hubs = [region.hub for region in regions if region.hub is not None]
    for index, first in enumerate(hubs):
        for second in hubs[index + 1 :]:
            yield {"from": first.name, "to": second.name, "allowForwardedTraffic": True}
            yield {"from": second.name, "to": first.name, "allowForwardedTraffic": True}
