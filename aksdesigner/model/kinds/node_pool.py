"""Node pool of an AKS cluster (agentPools)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator

from aksdesigner.model.fields import Bool, Int, LocalSubnetRef, VnetRef, field
from aksdesigner.model.part import Resource
from aksdesigner.model.resource import Name


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _surge_text(text: str) -> str:
    number = text.removesuffix("%")
    if not (number.isascii() and number.isdecimal()):
        raise ValueError(f"found {text!r}, expected a number of nodes or a percentage such as 33%")
    return text


Surge = Annotated[str, BeforeValidator(_as_text), AfterValidator(_surge_text)]


class NodePool(Resource):
    """Nodes of one size and purpose."""

    kind: ClassVar[str] = "pool"
    title: ClassVar[str] = "Node pool"
    section: ClassVar[str] = "pools"

    name: Name = field("Name", "Unique within its cluster.", required=True)
    mode: Literal["System", "User"] = field("Mode", default="User")
    os: Literal["Linux", "Windows"] = field("Operating system", default="Linux")
    size: str | None = field("VM size", "For example Standard_D4ds_v5.")
    vnet: VnetRef | None = field(
        "Network", "Only where it is not that of the cluster.", group="Network", advanced=True
    )
    subnet: LocalSubnetRef | None = field("Node subnet", group="Network")
    pod_subnet: LocalSubnetRef | None = field(
        "Pod subnet", "For the pod subnet modes.", group="Network"
    )
    count: Int = field("Nodes", default=3, unit="nodes", low=0, group="Scale")
    min_count: Int | None = field("Autoscaler minimum", unit="nodes", low=0, group="Scale")
    max_count: Int | None = field(
        "Autoscaler maximum", "Absent: no autoscaler.", unit="nodes", low=0, group="Scale"
    )
    max_pods: Int | None = field(
        "Pods per node", "Absent: the default of the CNI mode.", unit="pods", group="Scale"
    )
    max_surge: Surge | None = field(
        "Max surge", "Extra nodes in an upgrade: a number or a percentage.", group="Upgrade"
    )
    max_unavailable: Surge | None = field("Max unavailable", group="Upgrade", advanced=True)
    virtual_nodes: Bool = field(
        "Virtual nodes",
        "Pods run in container instances of a delegated subnet.",
        default=False,
        group="Network",
        advanced=True,
    )
    zones: tuple[str, ...] = field("Availability zones", default=(), group="Placement")
    purpose: str | None = field("Purpose", group="Placement")
    priority: Literal["Regular", "Spot"] = field("Priority", default="Regular", group="Placement")
    taints: tuple[str, ...] = field("Taints", default=(), group="Placement", advanced=True)
    labels: dict[str, str] = field("Labels", factory=dict, group="Placement", advanced=True)
    connections_per_node: Int | None = field(
        "Connections per node", "Peak, to the busiest destination.", group="Egress", advanced=True
    )
