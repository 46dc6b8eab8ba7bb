"""Flows that a person declared: the design's own path queries (azure-rules G, requiredFlows)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.analysis.facts.endpoints import pod_place, read_source
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.names import Resolution, resolve, resolve_at_site
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.results import Trace
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.kinds.aks_cluster import AksCluster


@dataclass(frozen=True)
class Flow:
    """A declared flow; `place` is its index among the design's queries."""

    place: int
    source: str
    destination: str
    port: int
    protocol: str
    is_required: bool
    is_operator: bool
    inspected_by: str | None
    is_forbidden: bool = False

    def trace(self, facts: Facts) -> Trace | None:
        """Return its trace, or None where an end can't be read (the query itself reports that)."""
        try:
            return facts.trace(self.source, self.destination, self.port, self.protocol)
        except QueryError:
            return None

    @property
    def words(self) -> str:
        """How a sentence names it: ``pod:aks-prod to 10.0.3.5:443``."""
        return f"{self.source} to {self.destination}:{self.port}"


@kept
def declared_flows(facts: Facts) -> tuple[Flow, ...]:
    """Return the path queries of the design that name both ends, one flow for each port."""
    found: list[Flow] = []
    for place, query in enumerate(facts.document.queries):
        details = query.details
        source, destination = details.get("from"), details.get("to")
        protocol = details.get("protocol", "tcp")
        if query.kind != "path" or not isinstance(source, str) or not isinstance(destination, str):
            continue
        by = details.get("inspectedBy")
        found += [
            Flow(
                place=place,
                source=source,
                destination=destination,
                port=port,
                protocol=protocol if isinstance(protocol, str) else "tcp",
                is_required=details.get("required") is True,
                is_operator=details.get("operator") is True,
                inspected_by=by if isinstance(by, str) else None,
                is_forbidden=_is_forbidden(details),
            )
            for port in _ports(details)
        ]
    return tuple(found)


def _ports(details: Mapping[str, Any]) -> list[int]:
    """Return the ports of a path query: its ``ports``, else its ``port``, else 443."""
    many = details.get("ports")
    wanted = many if isinstance(many, (list, tuple)) and many else [details.get("port", 443)]
    return [p if isinstance(p, int) and not isinstance(p, bool) else 443 for p in wanted]


def _is_forbidden(details: Mapping[str, Any]) -> bool:
    """Return whether a path query wants its flow stopped: ``not``, or a verdict that is no arrival."""
    unwanted = details.get("not")
    if isinstance(unwanted, Mapping):
        return unwanted.get("verdict") == "delivered"
    expect = details.get("expect")
    verdict = expect.get("verdict") if isinstance(expect, Mapping) else None
    return unwanted is True or verdict in ("dropped", "blackhole")


@kept
def required_flows(facts: Facts) -> tuple[Flow, ...]:
    """Return the flows that must be delivered."""
    return tuple(flow for flow in declared_flows(facts) if flow.is_required)


@kept
def operator_flows(facts: Facts) -> tuple[Flow, ...]:
    """Return the flows by which people and agents operate the clusters."""
    return tuple(flow for flow in declared_flows(facts) if flow.is_operator)


def resolved_by(facts: Facts, flow: Flow, name: str) -> Resolution | None:
    """Return how the source of a flow resolves a name, or None where its place is not known."""
    try:
        origin = read_source(facts, flow.source)
    except QueryError:
        return None
    if origin.kind == "site":
        return resolve_at_site(facts, origin.site or "", name)
    if origin.kind == "internet":
        return resolve(facts, None, name)
    place = pod_place(facts, origin, None)
    return resolve(facts, place.vnet, name, place) if place else None


def addresses_pod(facts: Facts, cluster: AksCluster) -> bool:
    """Return whether a declared flow from outside the cluster goes to one of its pods."""
    token = f"pod:{cluster.name}"
    for flow in declared_flows(facts):
        is_outside = flow.source.split("/")[0] != token
        if is_outside and (
            flow.destination.split("/")[0] == token or _is_pod(facts, cluster, flow.destination)
        ):
            return True
    return False


def _is_pod(facts: Facts, cluster: AksCluster, text: str) -> bool:
    try:
        address = Address.parse(text)
    except AddressError:
        return False
    if any(cidr.contains(address) for cidr in pod_cidrs_of(cluster)):
        return True
    pods = (p for p in facts.places.all if p.token == f"pod:{cluster.name}" and p.kind == "pod")
    subnets = {place.subnet for place in pods}
    return any(prefix.contains(address) for key in subnets for prefix in facts.subnet(key).prefixes)
