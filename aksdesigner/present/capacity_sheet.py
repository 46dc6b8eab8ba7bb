"""The capacity sheet: one row for each range of addresses, with its figures and arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Capacity
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet


@dataclass(frozen=True)
class SheetRow:
    """One range: `unit` is what its figures count (addresses, node blocks of /24)."""

    key: Key
    icon: str
    name: str
    where: str
    unit: str
    today: int
    upgrade: int
    usable: int
    arithmetic: tuple[str, ...]

    @property
    def share(self) -> float:
        """How full it is at upgrade, 1.0 is full; more than that does not fit."""
        return self.upgrade / self.usable if self.usable else float(self.upgrade > 0)


def sheet_of(analysis: Analysis) -> tuple[SheetRow, ...]:
    """Return every range that something takes addresses from, the fullest first."""
    rows = [
        row
        for key, _ in analysis.document.topology.index.of_kind(Subnet)
        for row in _rows_of(analysis, key)
    ]
    seen: dict[tuple[Key, str], SheetRow] = {}
    for row in rows:
        seen.setdefault((row.key, row.unit), row)
    for row in _port_rows(analysis):
        seen.setdefault((row.key, row.unit), row)
    return tuple(sorted(seen.values(), key=lambda row: -row.share))


def _rows_of(analysis: Analysis, key: Key) -> Iterator[SheetRow]:
    subnet = analysis.document.topology.index.at(key)
    if not isinstance(subnet, Subnet) or not subnet.prefixes:
        return
    found = analysis.capacity(key)
    vnet, _, name = label_of(key).partition("/")
    prefix = str(subnet.prefixes[0])
    if found.need or found.today:
        yield SheetRow(
            key,
            "subnet",
            name,
            f"{prefix} · {vnet}",
            "addresses",
            found.today,
            found.need,
            found.usable,
            found.arithmetic,
        )
    pods = found.pod_subnet
    if pods is not None:
        yield _pod_subnet_row(analysis, found)
    if found.pod_blocks is not None and found.pod_blocks_need is not None:
        yield from _block_rows(analysis, key, found)


def _port_rows(analysis: Analysis) -> Iterator[SheetRow]:
    """Yield the ports of each way out to the Internet whose number is known."""
    for cluster in analysis.document.topology.aks_clusters:
        own = key_of("aks", cluster.name)
        for budget in analysis.snat(own):
            if budget.ports is None:
                continue
            device = label_of(budget.device) if budget.device else "load balancer of AKS"
            icon = split_key(budget.device)[0] if budget.device else "lb"
            asked = budget.asked or 0
            note = () if budget.asked is not None else ("Connections per node are not said.",)
            yield SheetRow(
                budget.device or own,
                icon,
                f"Ports of {device}",
                f"egress of {cluster.name}",
                f"ports for {cluster.name}",
                asked,
                asked,
                budget.ports,
                (*budget.arithmetic, *note),
            )


def _pod_subnet_row(analysis: Analysis, found: Capacity) -> SheetRow:
    pods = found.pod_subnet
    assert pods is not None
    vnet, _, name = label_of(pods.subnet).partition("/")
    subnet = analysis.document.topology.index.at(pods.subnet)
    prefix = str(subnet.prefixes[0]) if isinstance(subnet, Subnet) and subnet.prefixes else ""
    lines = (
        f"At least {pods.floor:,} addresses: 16 for each node",
        f"{pods.need:,} addresses when every node is full",
    )
    return SheetRow(
        pods.subnet,
        "pods",
        name,
        f"{prefix} · {vnet}",
        "pod addresses",
        pods.floor,
        pods.need,
        pods.usable,
        lines,
    )


def _block_rows(analysis: Analysis, key: Key, found: Capacity) -> Iterator[SheetRow]:
    """Yield the pod range of each overlay or kubenet cluster with a pool in this subnet."""
    vnet, _, name = label_of(key).partition("/")
    for cluster in analysis.document.topology.aks_clusters:
        if cluster.vnet != vnet or not any(pool.subnet == name for pool in cluster.pools):
            continue
        prefix = str(cluster.pod_cidrs[0]) if cluster.pod_cidrs else "10.244.0.0/16"
        nodes = sum(pool.count for pool in cluster.pools)
        blocks, need = found.pod_blocks or 0, found.pod_blocks_need or 0
        lines = (
            f"{need:,} nodes with surge and headroom, one /24 block each",
            f"{prefix} has {blocks:,} blocks of /24",
        )
        yield SheetRow(
            key_of("aks", cluster.name),
            "pods",
            f"Pods of {cluster.name}",
            f"{prefix} · a /24 for each node",
            "blocks",
            nodes,
            need,
            blocks,
            lines,
        )
