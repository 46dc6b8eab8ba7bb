"""What runs in a cluster, as far as the network must know: workloads and network policies."""

from __future__ import annotations

from typing import Literal

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import Bool, Int, LocalSubnetRef, field
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.part import Part
from aksdesigner.model.resource import Name


class Workload(Part):
    """Pods that are alike: named ``pod:cluster/pool/namespace/workload`` in questions."""

    name: Name = field("Name", required=True)
    namespace: str = field("Namespace", default="default")
    labels: dict[str, str] = field("Labels", factory=dict)
    pool: str | None = field("Node pool", "Absent: the pool that a trace starts in.")
    ports: tuple[Port, ...] = field("Ports", default=())
    host_network: Bool = field("Host network", default=False)
    replicas: Int = field("Replicas", default=1, low=0)


class PolicyPort(Part):
    """A port that a policy names; no port means every port of the protocol."""

    protocol: Literal["TCP", "UDP", "SCTP"] = field("Protocol", default="TCP")
    port: Port | None = field("Port")
    end_port: Int | None = field("End port")


class PolicyPeer(Part):
    """Whom a rule of a policy means: pods by labels, namespaces by labels, or a prefix."""

    pods: dict[str, str] | None = field("Pod labels", "Empty: every pod.")
    namespaces: dict[str, str] | None = field(
        "Namespace labels", "Empty: every namespace; absent: the policy's own."
    )
    ip_block: Cidr | None = field("Prefix")
    except_: tuple[Cidr, ...] = field("Except", default=(), alias="except")


class PolicyRule(Part):
    """Peers and ports that a policy allows; no peers means everybody, no ports every port."""

    peers: tuple[PolicyPeer, ...] = field("Peers", default=())
    ports: tuple[PolicyPort, ...] = field("Ports", default=())


class NetworkPolicy(Part):
    """A Kubernetes NetworkPolicy: selects pods of its namespace, and then only what it lists passes."""

    name: Name = field("Name", required=True)
    namespace: str = field("Namespace", default="default")
    pods: dict[str, str] = field("Pod labels", "Empty: every pod of the namespace.", factory=dict)
    types: tuple[Literal["Ingress", "Egress"], ...] = field("Types", default=("Ingress",))
    ingress: tuple[PolicyRule, ...] = field("Ingress", default=())
    egress: tuple[PolicyRule, ...] = field("Egress", default=())


class Ingress(Part):
    """How requests come into a cluster: the six patterns, and who owns what."""

    name: Name = field("Name", required=True)
    pattern: Literal["inCluster", "agic", "agc", "gatewayApi", "internalOnly"] = field(
        "Pattern", default="inCluster"
    )
    visibility: Literal["public", "internal"] = field("Visibility", default="public")
    subnet: LocalSubnetRef | None = field("Subnet", "Of an internal frontend.")
    ip: Address | None = field("Frontend address")
    gateway: str | None = field(
        "Gateway", "Name of the application gateway (agic) or of the gateway for containers (agc)."
    )
    namespace: str | None = field("Namespace of the backend")
    workload: str | None = field("Backend workload")
    port: Port = field("Port", default="443")
    target_port: Port = field("Pod port", default="8080")
    hosts: tuple[str, ...] = field("Host names", default=())
    tls_owner: str | None = field("TLS owner")
    dns_owner: str | None = field("DNS owner")
    health_probe: str | None = field("Health probe", "For example /healthz.")
    behind_firewall: Bool = field("Behind the firewall", default=False)


class Migration(Part):
    """What a cluster is meant to become; absent fields stay as they are."""

    cni_mode: (
        Literal["overlay", "podSubnetDynamic", "podSubnetStatic", "nodeSubnet", "kubenet", "byo"]
        | None
    ) = field("Pod network")
    dataplane: Literal["azure", "cilium"] | None = field("Dataplane")
    network_policy: Literal["none", "azure", "calico", "cilium"] | None = field("Policy engine")
    outbound_type: str | None = field("Outbound type")
