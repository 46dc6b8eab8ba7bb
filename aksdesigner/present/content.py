"""What stands on the canvas, before anybody knows where: one node for each box, without a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import REGION, container_of
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Entry, Index
from aksdesigner.present import leaf_text
from aksdesigner.present.attached import Attached
from aksdesigner.present.leaf_lines import some
from aksdesigner.present.picture import NOWHERE, Node

# what the subnets of these names hold is a service's own; they show its glyph and no bar
SPECIAL_SUBNETS = (
    "GatewaySubnet",
    "AzureFirewallSubnet",
    "AzureFirewallManagementSubnet",
    "AzureBastionSubnet",
    "RouteServerSubnet",
)
# modes in which pods have addresses of a range outside the network
OUTSIDE_POD_MODES = ("overlay", "kubenet")


def nodes_of(document: Document, analysis: Analysis | None) -> list[Node]:
    """Return every box of a document, containers before what they hold, all at the origin."""
    return list(_Content(document, analysis).nodes())


class _Content:
    """The look-ups that making nodes needs."""

    def __init__(self, document: Document, analysis: Analysis | None) -> None:
        self.document = document
        self.analysis = analysis
        self.index: Index = document.topology.index
        self.attached = Attached.of(document.topology)
        self.regions: dict[str, None] = {}

    def nodes(self) -> Iterator[Node]:
        """Yield regions, then every resource that is a box, then pendants."""
        made = [node for entry in self.index.by_key.values() for node in self._of(entry)]
        for name in self.document.view.positions:
            kind, _, region = name.partition(":")
            if kind == REGION and region:
                self.regions.setdefault(region)
        for region in self.regions:
            yield _plain(
                key_of(REGION, region),
                None,
                REGION,
                "region",
                title=region,
                icon=REGION,
                is_container=True,
            )
        yield from made

    def _of(self, entry: Entry) -> Iterator[Node]:
        """Yield the node of a resource, and the pendants of a cluster."""
        resource, key = entry.resource, entry.key
        if isinstance(resource, Peering) or self.attached.is_drawn_elsewhere(key):
            return
        parent = container_of(self.index, key) or self._home(resource)
        if isinstance(resource, VirtualNetwork):
            yield self._vnet(key, resource, parent)
        elif isinstance(resource, Subnet):
            yield self._subnet(key, resource, parent)
        else:
            node = leaf_text.node_of(key, resource, parent, self.attached)
            chips = self.attached.chips_of(key) if node.form in ("card", "outside") else ()
            host = self._service_host(resource) or node.host
            yield replace(node, host=host, chips=chips)
        if isinstance(resource, AksCluster):
            yield from self._pendants(resource, parent)

    def _home(self, resource: Resource) -> Key | None:
        """Return the region's frame that a resource outside every network stands in."""
        if resource.kind in ("site", "internet", "fd"):
            return None
        name = getattr(resource, "region", None) or self._region_near(resource)
        if not name:
            return None
        self.regions.setdefault(name)
        return key_of(REGION, name)

    def _region_near(self, resource: Resource) -> str | None:
        """Services and zones stand where their first endpoint or linked network is."""
        name: str | None = None
        if isinstance(resource, PlatformService):
            name = next((e.vnet for e in self.attached.endpoints_of(resource.name)), None)
        elif isinstance(resource, PrivateDnsZone):
            name = next((link.vnet for link in resource.links), None)
        elif isinstance(resource, DnsRuleset):
            name = next(iter(resource.links), None)
        vnet = self.index.get(VirtualNetwork, name)
        return (vnet.region if vnet else None) or self.document.settings.region

    def _service_host(self, resource: Resource) -> Key | None:
        """Return the network that a platform service hangs on: that of its first endpoint."""
        if not isinstance(resource, PlatformService):
            return None
        endpoints = self.attached.endpoints_of(resource.name)
        return key_of("vnet", endpoints[0].vnet) if endpoints else None

    def _vnet(self, key: Key, vnet: VirtualNetwork, parent: Key | None) -> Node:
        form = "hub" if is_hub(self.index, vnet) else "vnet"
        return _plain(
            key,
            vnet,
            "vnet",
            form,
            parent=parent,
            title=vnet.name,
            subtitle=some(vnet.prefixes, 2) or leaf_text.SIZE_UNKNOWN,
            icon=form,
            chips=self.attached.chips_of(key),
            is_container=True,
            is_unsized=not vnet.prefixes,
        )

    def _subnet(self, key: Key, subnet: Subnet, parent: Key | None) -> Node:
        is_special = subnet.name in SPECIAL_SUBNETS or bool(subnet.delegation)
        return _plain(
            key,
            subnet,
            "subnet",
            "special" if is_special else "subnet",
            parent=parent,
            title=subnet.name,
            subtitle=some(subnet.prefixes, 1) or leaf_text.SIZE_UNKNOWN,
            icon="subnet",
            lines=leaf_text.subnet_lines(subnet, self.attached.reserved_in(key)),
            chips=self.attached.chips_of(key),
            fill=None if is_special else self._fill(key, subnet),
            is_container=True,
            is_unsized=not subnet.prefixes,
        )

    def _fill(self, key: Key, subnet: Subnet) -> tuple[int, int, int] | None:
        if self.analysis is None or not any(p.version == 4 for p in subnet.prefixes):
            return None
        found = self.analysis.capacity(key)
        if not (found.pools or found.today or found.need):
            return None
        return found.today, found.need, found.usable

    def _pendants(self, cluster: AksCluster, parent: Key | None) -> Iterator[Node]:
        vnet = key_of("vnet", cluster.vnet or "")
        host = vnet if vnet in self.index.by_key else key_of("aks", cluster.name)
        entry = self.index.by_key.get(host)
        outer = container_of(self.index, host) or (self._home(entry.resource) if entry else parent)
        if cluster.cni_mode in OUTSIDE_POD_MODES:
            yield _plain(
                key_of("pods", cluster.name),
                None,
                "pods",
                "pendant",
                parent=outer,
                host=host,
                title="Pods",
                subtitle=some(cluster.pod_cidrs, 1) or leaf_text.DEFAULT_POD_RANGE,
                icon="pods",
                lines=(leaf_text.pod_line(cluster, is_named=self._several_clusters(cluster)),),
            )
        yield _plain(
            key_of("services", cluster.name),
            None,
            "services",
            "pendant",
            parent=outer,
            host=host,
            title="Services",
            subtitle=some(cluster.service_cidrs, 1) or leaf_text.DEFAULT_SERVICE_RANGE,
            icon="services",
            lines=(leaf_text.service_line(cluster, is_named=self._several_clusters(cluster)),),
        )

    def _several_clusters(self, cluster: AksCluster) -> bool:
        others = self.document.topology.aks_clusters
        return sum(other.vnet == cluster.vnet for other in others) > 1


def _plain(
    key: Key,
    resource: Resource | None,
    kind: str,
    form: str,
    *,
    parent: Key | None = None,
    title: str = "",
    subtitle: str = "",
    icon: str = "",
    lines: tuple[str, ...] = (),
    chips: tuple[tuple[str, str, Key], ...] = (),
    fill: tuple[int, int, int] | None = None,
    is_container: bool = False,
    is_unsized: bool = False,
    host: Key | None = None,
) -> Node:
    return Node(
        key=key, uid=resource.uid if resource else None, kind=kind, form=form, parent=parent,
        box=NOWHERE, title=title, subtitle=subtitle, icon=icon, lines=lines, chips=chips,
        fill=fill, is_container=is_container, is_unsized=is_unsized, host=host,
    )  # fmt: skip


def is_hub(index: Index, vnet: VirtualNetwork) -> bool:
    """Return whether a network is drawn as a hub: it says so, or others may route through it."""
    return vnet.hub or vnet.name in _with_devices(index)


def _with_devices(index: Index) -> frozenset[str]:
    """Return the names of the networks with something that others may route through."""
    known: frozenset[str] | None = index.notes.get(_with_devices)
    if known is None:
        devices = (Firewall, NetworkVirtualAppliance, NetworkGateway)
        known = frozenset(
            entry.resource.vnet
            for entry in index.entries
            if isinstance(entry.resource, devices) and entry.resource.vnet
        )
        index.notes[_with_devices] = known
    return known
