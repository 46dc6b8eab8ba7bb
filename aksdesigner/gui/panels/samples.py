"""The samples that travel with the program, read once for the start screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aksdesigner import resources
from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError
from aksdesigner.store.design_file import parse_design, read_bytes
from aksdesigner.store.problems import StoreError


@dataclass(frozen=True)
class Sample:
    """One design to take apart."""

    path: Path
    title: str
    summary: str
    counts: str
    document: Document


@cache
def samples() -> tuple[Sample, ...]:
    """Return the samples that can be read, in the order of their file names."""
    folder = resources.path("samples")
    found: list[Sample] = []
    for path in sorted([*folder.glob("*.aksd"), *folder.glob("*.yaml")]):
        try:
            document = parse_design(read_bytes(path), str(path)).document
        except (StoreError, DocumentError):
            continue  # a broken sample must not keep the program from starting; a test tells
        found.append(Sample(path, document.name, _summary(document), _counts(document), document))
    return tuple(found)


def _summary(document: Document) -> str:
    """The first note of a sample says what it is about."""
    for note in document.notes:
        text = note.text.strip()
        if text:
            return text.partition("\n")[0]
    return ""


def _counts(document: Document) -> str:
    topology = document.topology
    parts = (
        (len(topology.vnets), "VNet", "VNets"),
        (sum(len(vnet.subnets) for vnet in topology.vnets), "subnet", "subnets"),
        (len(topology.aks_clusters), "cluster", "clusters"),
    )
    return "   ".join(f"{n} {one if n == 1 else many}" for n, one, many in parts if n)
