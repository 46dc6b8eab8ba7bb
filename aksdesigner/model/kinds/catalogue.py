"""KINDS, in full, in palette order."""

from __future__ import annotations

from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource

KINDS: tuple[type[Resource], ...] = (
    VirtualNetwork,
    Subnet,
    Peering,
    RouteTable,
    NetworkSecurityGroup,
    AksCluster,
    NodePool,
    Firewall,
    NetworkVirtualAppliance,
    NetworkGateway,
    OnPremises,
    NatGateway,
    LoadBalancer,
    VirtualMachine,
    PrivateEndpoint,
    PlatformService,
    PrivateDnsZone,
    Internet,
)

KIND_BY_TOKEN: dict[str, type[Resource]] = {kind.kind: kind for kind in KINDS}
