"""AKS cluster (Microsoft.ContainerService/managedClusters)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import Bool, Int, LocalSubnetRef, VnetRef, ZoneRef, field
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kubernetes import Ingress, Migration, NetworkPolicy, Workload
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource

CniMode = Literal["overlay", "podSubnetDynamic", "podSubnetStatic", "nodeSubnet", "kubenet", "byo"]
OutboundType = Literal[
    "loadBalancer",
    "managedNATGateway",
    "managedNATGatewayV2",
    "userAssignedNATGateway",
    "userDefinedRouting",
    "none",
    "block",
]


class Outbound(Part):
    """Settings of the outbound load balancer."""

    managed_ips: Int = field("Managed public addresses", default=1, low=1, high=100)
    ports: Int = field("Ports per node", "0 means automatic.", default=0, low=0, high=64_000)


class InternalLoadBalancer(Part):
    """A frontend that a Service of type LoadBalancer asks for."""

    name: str | None = field("Name")
    subnet: LocalSubnetRef | None = field("Subnet", "Absent: the first pool's node subnet.")
    ip: Address | None = field("Address")


class AksCluster(AzureResource):
    """A managed Kubernetes cluster and its node pools."""

    kind: ClassVar[str] = "aks"
    title: ClassVar[str] = "AKS cluster"
    section: ClassVar[str] = "aksClusters"
    singular: ClassVar[dict[str, str]] = {
        "pod_cidrs": "podCidr",
        "service_cidrs": "serviceCidr",
    }

    vnet: VnetRef | None = field(
        "Network", "Absent: a network that AKS manages itself.", group="Network"
    )
    sku: Literal["Base", "Automatic"] = field("SKU", default="Base")
    kubernetes_version: str | None = field("Kubernetes version", "For example 1.33.")
    cni_mode: CniMode = field(
        "Pod network", "Which addresses pods have.", default="overlay", group="Network"
    )
    dataplane: Literal["azure", "cilium"] = field("Dataplane", default="azure", group="Network")
    network_policy: Literal["none", "azure", "calico", "cilium"] = field(
        "Network policy engine", default="none", group="Network"
    )
    ip_families: tuple[Literal["ipv4", "ipv6"], ...] = field(
        "IP families", default=("ipv4",), group="Network", advanced=True
    )
    pod_cidrs: tuple[Cidr, ...] = field(
        "Pod range", "Absent: 10.244.0.0/16 in overlay and kubenet.", default=(), group="Network"
    )
    service_cidrs: tuple[Cidr, ...] = field(
        "Service range", "Absent: 10.0.0.0/16.", default=(), group="Network"
    )
    dns_service_ip: Address | None = field(
        "DNS service address", "In the service range; absent: its tenth.", group="Network"
    )
    outbound_type: OutboundType | None = field(
        "Outbound type", "Absent: loadBalancer.", group="Egress"
    )
    outbound: Outbound | None = field("Outbound load balancer", group="Egress")
    private: Bool = field("Private API server", default=False, group="API server")
    private_dns_zone: ZoneRef | None = field(
        "Private DNS zone", "system, none, or the name of a zone.", group="API server"
    )
    public_fqdn: Bool = field("Public name of a private cluster", default=True, group="API server")
    authorized_ranges: tuple[Cidr, ...] = field("Authorized ranges", default=(), group="API server")
    api_server_vnet_integration: Bool = field(
        "API server in the network", default=False, group="API server"
    )
    api_server_subnet: LocalSubnetRef | None = field("API server subnet", group="API server")
    identity: Literal["SystemAssigned", "UserAssigned"] = field(
        "Identity", default="SystemAssigned"
    )
    isolated: Bool = field(
        "Network isolated", "Images come from a cache registry.", default=False, group="Egress"
    )
    internal_lb_ips: Int = field(
        "Internal load balancer addresses",
        "Counted in the first pool's node subnet.",
        default=0,
        low=0,
        group="Ingress",
    )
    internal_lbs: tuple[InternalLoadBalancer, ...] = field(
        "Internal load balancers", default=(), group="Ingress"
    )
    service_ports: Int = field(
        "Load balanced ports",
        "Ports of all Services of type LoadBalancer.",
        default=0,
        low=0,
        group="Ingress",
    )
    ingress: tuple[Ingress, ...] = field("Ingress", default=(), group="Ingress")
    load_balancer_sku: Literal["standard", "basic"] = field(
        "Load balancer SKU", default="standard", group="Egress", advanced=True
    )
    planned_endpoint_subnet: LocalSubnetRef | None = field(
        "Planned endpoint subnet",
        "Where the endpoint of a private API server is meant to be.",
        group="API server",
        advanced=True,
    )
    hosted_agents: Bool = field(
        "Microsoft-hosted agents",
        "Deployed to by agents on the Internet.",
        default=False,
        group="API server",
        advanced=True,
    )
    zone_linked_afterwards: Bool = field(
        "Zone linked afterwards",
        "The system zone was linked to the DNS network by hand.",
        default=False,
        group="API server",
        advanced=True,
    )
    addons: tuple[str, ...] = field(
        "Add-ons", "For example azurePolicy, keyVaultSecretsProvider, virtualNode.", default=()
    )
    monitoring: Bool = field("Managed monitoring", default=False)
    node_provisioning: Bool = field(
        "Node auto-provisioning", default=False, group="Pools", advanced=True
    )
    local_dns: Bool = field("LocalDNS", default=False, group="Network", advanced=True)
    static_egress_gateway: Bool = field(
        "Static egress gateway", default=False, group="Egress", advanced=True
    )
    policy_required: Bool = field("Policies required", default=False, group="Policy")
    network_policies: tuple[NetworkPolicy, ...] = field(
        "Network policies", default=(), group="Policy"
    )
    workloads: tuple[Workload, ...] = field("Workloads", default=(), group="Policy")
    migration: Migration | None = field("Migration", "What it is to become.", advanced=True)
    node_ip: Address | None = field("Node address for traces", group="Network", advanced=True)
    pools: tuple[NodePool, ...] = field("Node pools", default=(), group="Pools")
