"""Which ends of a path a design offers, and a traced path as an intent of the document."""

from __future__ import annotations

from typing import Any

from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint

# kinds that packets start from or arrive at under their own key
_PLAIN = ("vm", "nva", "pe", "lb", "fw", "site", "subnet")


def ends_of(document: Document) -> tuple[str, ...]:
    """Return the texts that a trace accepts for this design, sorted by kind and name."""
    index = document.topology.index
    found = [key for key in index.by_key if split_key(key)[0] in _PLAIN]
    for _, cluster in index.of_kind(AksCluster):
        found.append(f"pod:{cluster.name}")
        found += [f"pod:{cluster.name}/{pool.name}" for pool in cluster.pools]
        found.append(f"node:{cluster.name}")
    for _, internet in index.of_kind(Internet):
        found += [host.name for host in internet.destinations]
    for _, endpoint in index.of_kind(PrivateEndpoint):
        found += [endpoint.fqdn] if endpoint.fqdn else []
    for _, site in index.of_kind(OnPremises):
        found += [str(server.ip) for server in site.dns_servers]
    return ("internet", *sorted(dict.fromkeys(found)))


def end_of_key(key: Key) -> str:
    """Return the end that a resource on the canvas stands for."""
    kind, name = split_key(key)
    if kind in ("aks", "pool"):
        return f"pod:{name}"
    return "internet" if kind == "internet" else key


def query_of(trace: Trace) -> dict[str, Any]:
    """Return a path as the document keeps it: ends and what is expected of it."""
    query: dict[str, Any] = {"kind": "path", "from": trace.source, "to": trace.destination}
    if trace.port != 443:
        query["port"] = trace.port
    if trace.protocol != "tcp":
        query["protocol"] = trace.protocol
    query["expect"] = {
        "verdict": trace.verdict,
        "forward": [hop.token for hop in trace.forward],
    }
    return query
