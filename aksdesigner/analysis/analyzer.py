"""The analysis of one document: the only face that the rest of the program sees."""

from __future__ import annotations

from aksdesigner.analysis.results import (
    Capacity,
    EffectiveRoute,
    Finding,
    NsgAnswer,
    Overlap,
    Trace,
)
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key


class Analysis:
    """Answers about one document, computed when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def routes(self, subnet: Key) -> tuple[EffectiveRoute, ...]:
        """Return the effective routes of a subnet. Raises KeyError for an unknown subnet."""
        raise NotImplementedError

    def trace(
        self,
        source: str,
        destination: str,
        *,
        port: int = 443,
        protocol: str = "tcp",
        mode: str = "filtered",
    ) -> Trace:
        """Trace a packet there and back; `mode` "routing" ignores filters."""
        raise NotImplementedError

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlap matrix."""
        raise NotImplementedError

    def capacity(self, subnet: Key) -> Capacity:
        """Return the capacity of a subnet. Raises KeyError for an unknown subnet."""
        raise NotImplementedError

    def nsg(
        self, subnet: Key, direction: str, src: str, dst: str, protocol: str, port: int
    ) -> NsgAnswer:
        """Return which rule of the subnet's security group decides."""
        raise NotImplementedError

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, worst first."""
        raise NotImplementedError


def analyze(document: Document) -> Analysis:
    """Return the analysis of a document; never raises on a document that loads."""
    return Analysis(document)
