"""The analysis of one document: the only face that the rest of the program sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksdesigner.analysis.facts.capacity import capacity_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.graph import TopologyGraph
from aksdesigner.analysis.facts.names import Resolution, resolve
from aksdesigner.analysis.facts.overlap import overlaps_of
from aksdesigner.analysis.facts.snat import snat_of
from aksdesigner.analysis.reach.matrix import (
    DEFAULT_PORTS,
    MatrixRow,
    Mode,
    Port,
    matrix_of,
)
from aksdesigner.analysis.reach.reach import Reach
from aksdesigner.analysis.results import (
    Capacity,
    EffectiveRoute,
    Finding,
    NsgAnswer,
    Overlap,
    SnatBudget,
    Trace,
)
from aksdesigner.analysis.rules.runner import findings_of
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key


class Analysis:
    """Answers about one document, computed when first asked for and then kept."""

    def __init__(
        self, document: Document, facts: Facts | None = None, near: Reach | None = None
    ) -> None:
        self.document = document
        self.facts = facts or Facts(document)
        self._near = near
        self._reach: Reach | None = None

    def after(self, document: Document) -> Analysis:
        """Return the analysis of what an edit, an undo or a redo made of this document.

        It takes over every answer that the difference does not touch, and equals
        `analyze(document)`. This analysis stays answerable; the two share one store, which turns
        to whoever asks.
        """
        return Analysis(document, self.facts.after(document), self._reach or self._near)

    @property
    def reach(self) -> Reach:
        """Who reaches whom by routing alone, for every pair; made out of the last one asked."""
        if self._reach is None:
            near, self._near = self._near, None
            self._reach = near.after(self.document) if near else Reach.of(self.document)
        return self._reach

    def matrix(
        self, ports: Sequence[Port] = DEFAULT_PORTS, *, mode: Mode = "filtered"
    ) -> Iterator[MatrixRow]:
        """Yield who reaches whom and through what, group by group of alike ends.

        `mode` "routing" ignores security groups and firewall rules, and `ports` with them.
        """

        def ask(source: str, target: str, port: int, protocol: str) -> Trace:
            return self.facts.trace(source, target, port, protocol, "filtered")

        return matrix_of(self.reach, ask, self.facts.index, ports, mode)

    @property
    def graph(self) -> TopologyGraph:
        """The topology as a graph; readers never change it."""
        return self.facts.graph

    def routes(self, subnet: Key) -> tuple[EffectiveRoute, ...]:
        """Return the effective routes of a subnet. Raises KeyError for an unknown subnet."""
        return self.facts.effective_routes(subnet)

    def trace(
        self,
        source: str,
        destination: str,
        *,
        port: int = 443,
        protocol: str = "tcp",
        mode: str = "filtered",
    ) -> Trace:
        """Trace a packet there and back; `mode` "routing" ignores filters.

        What each layer of control says, and all that stands in the way on both legs, is added.
        Raises QueryError (a ValueError) when source or destination cannot be read.
        """
        return self.facts.explained_trace(source, destination, port, protocol, mode)

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlap matrix."""
        return overlaps_of(self.facts)

    def capacity(self, subnet: Key) -> Capacity:
        """Return the capacity of a subnet. Raises KeyError for an unknown subnet."""
        return capacity_of(self.facts, subnet)

    def snat(self, cluster: str) -> tuple[SnatBudget, ...]:
        """Return the ports of a cluster's ways out to the Internet; empty for an unknown name."""
        return snat_of(self.facts, split_key(cluster)[1])

    def nsg(
        self, subnet: Key, direction: str, src: str, dst: str, protocol: str, port: int
    ) -> NsgAnswer:
        """Return which rule of the subnet's security group decides."""
        return self.facts.nsg(subnet, direction, src, dst, protocol, port)

    def dns(self, vnet: Key, fqdn: str) -> Resolution:
        """Return what a name stands for inside a network. Raises KeyError for an unknown network."""
        self.facts.vnet(vnet)
        return resolve(self.facts, vnet, fqdn)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, worst first."""
        return findings_of(self.facts)


def analyze(document: Document) -> Analysis:
    """Return the analysis of a document; never raises on a document that loads."""
    return Analysis(document)
