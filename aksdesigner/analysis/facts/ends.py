"""The ends of a question as values: who sends, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.packets import End, Stop
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.model.address import Address, ServiceTag
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kubernetes import Ingress, Workload
from aksdesigner.model.part import Resource

R = TypeVar("R", bound=Resource)
DEFAULT_CLIENT = Address.parse("198.51.100.1")
SOURCES = (
    "vm:NAME, nva:NAME, pod:CLUSTER[/POOL[/NAMESPACE/WORKLOAD]], subnet:VNET/SUBNET, "
    "onprem:SITE[@IP], bastion:NAME or internet:[IP]"
)
TARGETS = (
    f"an address, a name, {SOURCES}, lb:NAME, dnat:FIREWALL/RULE, pe:NAME, api:CLUSTER, agw:NAME, "
    "agc:NAME, fd:NAME, ingress:CLUSTER/NAME, pip:NAME or tag:SERVICE"
)


@dataclass(frozen=True)
class Origin:
    """Who sends. A host has a `place`, a site and the Internet an `address`.

    `cluster` and `pool` are set for pods: their place depends on the destination (C.7).
    `past_routes` marks what no route table or group of its own subnet holds back.
    """

    token: str
    kind: Literal["host", "site", "internet"]
    place: Place | None = None
    address: Address | ServiceTag | None = None
    site: str | None = None
    cluster: AksCluster | None = None
    pool: Key | None = None
    workload: Workload | None = None
    past_routes: bool = False


@dataclass(frozen=True)
class Target:
    """Where to. `place` is the owner as the question names it, `stop` says why there is no way.

    `name` and `dns`: the name that the question asks for, and what it stands for in a sentence.
    `ingress` is the one that the question means: it says what is behind its door.
    """

    token: str
    dst: End | None = None
    place: Place | None = None
    pod_of: AksCluster | None = None
    pool: Key | None = None
    workload: Workload | None = None
    port: int | None = None
    stop: Stop | None = None
    name: str | None = None
    dns: str | None = None
    ingress: tuple[AksCluster, Ingress] | None = None


def named(design: Design, kind: type[R], name: str, end: str) -> R:
    """Return a resource by name. Raises QueryError that lists what there is."""
    found = design.index.get(kind, name)
    if found is None:
        known = [split_key(key)[1] for key, _ in design.index.of_kind(kind)]
        names = ", ".join(known[:8]) if known else "none"
        raise QueryError(
            f"{end}: found {name!r}, expected the name of one {kind.title} of this design "
            f"(there is {names})"
        )
    return found
