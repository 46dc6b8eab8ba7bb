"""Everything an analysis answers about its document, as plain values to compare."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.capacity import pod_blocks_of
from aksdesigner.analysis.facts.counters import counters
from aksdesigner.analysis.facts.endpoint_names import answer_in
from aksdesigner.analysis.facts.names import resolve
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key

OUTSIDE = ["203.0.113.1", "10.0.1.4", "mcr.microsoft.com", "kv.vault.azure.net", "tag:Storage"]
MOST_TRACES = 12


def said(question: Callable[[], Any]) -> Any:
    """Return an answer, or which exception was raised instead."""
    try:
        return question()
    except Exception as error:
        return type(error).__name__, str(error)


def everything(analysis: Analysis, random: Random) -> dict[str, Any]:
    """Return the answers; which traces, names and flows are asked depends on `random`."""
    by_kind = _keys(analysis.document)
    found: dict[str, Any] = {}
    asked: list[tuple[str, Callable[[], Any]]] = [
        ("findings", lambda: analysis.findings),
        ("overlaps", lambda: analysis.overlaps),
        ("graph", lambda: _graph(analysis)),
        ("counters", lambda: counters(analysis.facts)),
        ("places", lambda: analysis.facts.places.all),
    ]
    for subnet in by_kind.get("subnet", ()):
        asked.append((f"routes {subnet}", lambda s=subnet: analysis.routes(s)))
        asked.append((f"capacity {subnet}", lambda s=subnet: analysis.capacity(s)))
        for way in ("inbound", "outbound"):
            flow = (subnet, way, "10.1.4.4", "10.2.0.4", "tcp", 443)
            asked.append((f"nsg {way} {subnet}", lambda f=flow: analysis.nsg(*f)))
    for vnet in by_kind.get("vnet", ()):
        for name in OUTSIDE[2:4]:
            asked.append((f"{name} in {vnet}", lambda v=vnet, n=name: _name(analysis, v, n)))
        for endpoint in by_kind.get("pe", ()):
            label = f"{endpoint} in {vnet}"
            asked.append((label, lambda e=endpoint, v=vnet: answer_in(analysis.facts, e, v)))
    for cluster in by_kind.get("aks", ()):
        name = split_key(cluster)[1]
        asked.append((f"blocks {name}", lambda n=name: pod_blocks_of(analysis.facts, n)))
    asked.extend(_traces(analysis, by_kind, random))
    random.shuffle(asked)  # an answer must not depend on what was asked before
    for label, question in asked:
        found[label] = said(question)
    return dict(sorted(found.items()))


def _keys(document: Document) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for entry in document.topology.index.entries:
        found.setdefault(split_key(entry.key)[0], []).append(entry.key)
    return found


def _name(analysis: Analysis, vnet: Key, name: str) -> Any:
    return resolve(analysis.facts, vnet, name)


def _graph(analysis: Analysis) -> Any:
    graph = analysis.graph
    return list(graph.nodes(data=True)), list(graph.edges(data=True))


def _traces(
    analysis: Analysis, by_kind: dict[str, list[Key]], random: Random
) -> list[tuple[str, Callable[[], Any]]]:
    ends = [k for kind in ("vm", "nva", "subnet", "fw", "lb", "pe") for k in by_kind.get(kind, ())]
    ends += [f"pod:{split_key(key)[1]}" for key in by_kind.get("aks", ())]
    ends += [f"onprem:{split_key(key)[1]}" for key in by_kind.get("site", ())]
    if not ends:
        return []
    found = []
    for _ in range(MOST_TRACES):
        source, target = random.choice([*ends, "internet"]), random.choice(ends + OUTSIDE)
        mode = random.choice(["filtered", "routing"])
        port = random.choice([443, 53])
        found.append(
            (
                f"trace {source} > {target} {port} {mode}",
                lambda s=source, t=target, p=port, m=mode: analysis.trace(s, t, port=p, mode=m),
            )
        )
    return found
