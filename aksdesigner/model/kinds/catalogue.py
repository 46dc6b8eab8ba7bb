"""KINDS, in full, in palette order."""

from __future__ import annotations

from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.application_security_group import ApplicationSecurityGroup
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.ddos_plan import DdosPlan
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.ip_group import IpGroup
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
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix
from aksdesigner.model.kinds.route_server import RouteServer
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.kinds.virtual_wan import VirtualWan
from aksdesigner.model.kinds.waf_policy import WafPolicy
from aksdesigner.model.part import Resource

KINDS: tuple[type[Resource], ...] = (
    VirtualNetwork,
    Subnet,
    Peering,
    RouteTable,
    NetworkSecurityGroup,
    ApplicationSecurityGroup,
    AksCluster,
    NodePool,
    Firewall,
    FirewallPolicy,
    IpGroup,
    NetworkVirtualAppliance,
    NetworkGateway,
    ExpressRouteCircuit,
    RouteServer,
    OnPremises,
    VirtualWan,
    VirtualHub,
    NatGateway,
    PublicIp,
    PublicIpPrefix,
    DdosPlan,
    LoadBalancer,
    ApplicationGateway,
    ApplicationGatewayForContainers,
    WafPolicy,
    FrontDoor,
    Bastion,
    VirtualMachine,
    PrivateEndpoint,
    PrivateLinkService,
    PlatformService,
    PrivateDnsZone,
    DnsResolver,
    DnsRuleset,
    Internet,
)

KIND_BY_TOKEN: dict[str, type[Resource]] = {kind.kind: kind for kind in KINDS}
