"""What the analysis answers: plain, frozen values that panels, reports and tests read.

Words and enum values are those of Azure. Lists are in a stable order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.ids import Key

Severity = Literal["error", "warning", "info"]
RouteSource = Literal["Default", "VirtualNetworkGateway", "User"]
RouteState = Literal["Active", "Invalid"]
Verdict = Literal["delivered", "dropped", "blackhole", "asymmetric", "loop", "notComputed"]
Leg = Literal["forward", "return"]
# the layers of control, in the order in which a packet of a pod meets them
LayerName = Literal[
    "dns", "networkPolicy", "nsg", "route", "peering", "firewall", "privateEndpoint"
]
LayerOutcome = Literal["allow", "deny", "notInvolved", "notEnforced", "unknown"]


@dataclass(frozen=True)
class EffectiveRoute:
    """One row of a subnet's effective route table (azure-rules C.1).

    `suppressed` marks a gateway route that is Active and never selected (rule C-03). `reason` is
    one sentence: why this row is used, or which row beats it and by which rule. `name` is the name
    of the user route; `origin` the key of what brought the row (route table, peering, gateway,
    private endpoint, or the network itself).
    """

    prefix: Cidr | ServiceTag
    next_hop_type: str
    next_hop_ips: tuple[Address, ...] = ()
    source: RouteSource = "Default"
    state: RouteState = "Active"
    suppressed: bool = False
    name: str | None = None
    origin: Key | None = None
    reason: str = ""


@dataclass(frozen=True)
class Hop:
    """One stop of a packet.

    `token` is what the golden cases print (``vm:app1``, ``fw:azfw``, ``internet``); `key` the
    resource to highlight, None for the Internet and AKS's own load balancer; `subnet` the subnet
    whose table was looked up when leaving this stop; `route` the row that won there (None at the
    last stop); `losers` the other rows that hold the destination, with their reasons; `because`
    one sentence.
    """

    token: str
    key: Key | None = None
    subnet: Key | None = None
    route: EffectiveRoute | None = None
    losers: tuple[EffectiveRoute, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Blocker:
    """One thing that would have to change before a flow passes.

    `key` is the resource whose `setting` (camelCase field, or the name of a rule) stands in the
    way, None where nothing drawn does; `sentence` tells it to a person.
    """

    reason: str
    leg: Leg
    key: Key | None
    setting: str | None
    sentence: str


@dataclass(frozen=True)
class LayerDecision:
    """What one layer of control says about a flow.

    `element` names the rule, route or flag that decides, `key` its resource. notEnforced: policies
    exist and the cluster's engine does not apply them.
    """

    layer: LayerName
    outcome: LayerOutcome
    element: str | None = None
    key: Key | None = None
    leg: Leg = "forward"
    sentence: str = ""


@dataclass(frozen=True)
class Trace:
    """The way of a packet there and back (azure-rules C.6).

    `leg` says which direction failed, `reason` is an identifier of azure-rules C to E
    (``next_hop_none``, ``no_outbound`` ...), `device` the token of the device that sees only one
    direction, `matched_prefix` accompanies ``next_hop_none``, `sentence` tells it to a person.
    `layers` has one decision a layer, `blockers` everything that would have to change on both
    legs; both are filled by `Analysis.trace` only, since they cost a second walk.
    """

    source: str
    destination: str
    port: int
    protocol: str
    verdict: Verdict
    forward: tuple[Hop, ...]
    back: tuple[Hop, ...] = ()
    leg: Leg | None = None
    reason: str | None = None
    device: str | None = None
    matched_prefix: Cidr | None = None
    sentence: str = ""
    layers: tuple[LayerDecision, ...] = ()
    blockers: tuple[Blocker, ...] = ()


@dataclass(frozen=True)
class Overlap:
    """One unordered pair of ranges that share addresses (azure-rules A.4).

    `sides` are the spellings of the command line (``vnet hub 10.0.0.0/16``, ``aks-prod
    serviceCidr 172.30.0.0/16``, ``AKS reserved 172.30.0.0/16``); `keys` the resources behind them.
    """

    rule: str
    sides: tuple[str, str]
    intersect: Cidr
    severity: Severity
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class PodSubnetCapacity:
    """Addresses that pods of the flat modes need in their own subnet."""

    subnet: Key
    usable: int
    floor: int
    need: int
    fits: bool


@dataclass(frozen=True)
class PoolDemand:
    """What one pool asks of a subnet, with its arithmetic in words."""

    pool: Key
    nodes: int
    surge: int
    addresses: int
    arithmetic: str


@dataclass(frozen=True)
class Capacity:
    """Addresses of one subnet: what there is, what is needed (azure-rules B.3).

    `need` counts planning nodes (autoscaler maximum), surge, headroom and extras; `today` the
    current node counts without surge; `steady` the planning nodes without surge and headroom
    (need0). `pod_blocks` fields are None unless the mode is overlay or kubenet.
    """

    subnet: Key
    usable: int
    nodes: int
    surge: int
    extras: int
    need: int
    fits: bool
    steady: int
    steady_fits: bool
    today: int
    headroom: int
    max_nodes: int | None = None
    pod_blocks: int | None = None
    pod_blocks_need: int | None = None
    pod_fits: bool | None = None
    pod_subnet: PodSubnetCapacity | None = None
    pools: tuple[PoolDemand, ...] = ()
    arithmetic: tuple[str, ...] = ()


SnatKind = Literal[
    "loadBalancer",
    "natGateway",
    "firewall",
    "appliance",
    "defaultOutbound",
    "onPremises",
    "none",
    "notComputed",
]


@dataclass(frozen=True)
class PoolPorts:
    """Ports of one pool: what each node has (None: a shared store), what its nodes ask for.

    `asked` is None where the design does not say the connections of a node.
    """

    pool: Key
    nodes: int
    surge: int
    per_node: int | None
    asked: int | None
    arithmetic: str


@dataclass(frozen=True)
class SnatBudget:
    """Ports of one way out of a cluster to the Internet (azure-rules B.4).

    `device` is the key of what translates, None for the load balancer that AKS makes. `ips` counts
    IPv4 addresses; `ports` is all there are; `per_node` what each node gets from a load balancer;
    `asked` what is given out (load balancer) or asked for (shared by all users). None: unknown.
    """

    kind: SnatKind
    device: Key | None = None
    ips: int | None = None
    ports: int | None = None
    per_node: int | None = None
    asked: int | None = None
    fits: bool | None = None
    pools: tuple[PoolPorts, ...] = ()
    arithmetic: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing a rule has to say about the design.

    `message` leads with the object's name and states the numbers; `remedy` is what to do;
    `resources` are keys, the first is where the badge goes; `evidence` is JSON data.
    """

    code: str
    severity: Severity
    title: str
    message: str
    resources: tuple[Key, ...]
    remedy: str
    evidence: dict[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class NsgAnswer:
    """Which rule of a subnet's security group decides; rule None means no group at all.

    `reason` says why nobody knows whether that rule matches; then `access` means nothing.
    """

    access: Literal["Allow", "Deny"]
    rule: str | None
    level: Literal["subnet", "nic"] = "subnet"
    group: str | None = None
    reason: str | None = None
