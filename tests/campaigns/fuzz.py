"""The analysis answers on any document that loads: random designs, their fields spoilt."""

from __future__ import annotations

import contextlib
import random
import traceback
from collections.abc import Mapping
from pathlib import Path

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.queries.answers import NotComputed, answer
from aksdesigner.analysis.rules.runner import INTERNAL
from aksdesigner.model.document import Document
from aksdesigner.model.ids import key_of
from aksdesigner.model.reading import DocumentError, read_document
from tests.campaigns.campaign import Campaign
from tests.support.random_designs.flows import sources_of, targets_of
from tests.support.random_designs.generator import random_data
from tests.support.random_designs.spoiling import spoilt

BATCH = 100
# subnets a design may have: mostly small ones, since faults hide in fields, not in numbers
SIZES = (*(1, 2, 3) * 8, *(4, 6, 8) * 2, 16, 60)
VARIANTS = 5  # so many times each random design is spoilt
NONSENSE = ("", ":", "vm:", "vm:nobody", "pod:nobody/x", "onprem:x@y", "internet:z", "10.0.0", "🦆",
            "dnat:a/b", "subnet:a/b", "tag:", "tag:a b", "api:nobody", "a..b", "lb:", "::", "999.1.1.1")  # fmt: skip


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    counts = {"documents": 0, "refused": 0}
    tries = 0
    while counts["documents"] < BATCH:
        if tries % VARIANTS == 0:
            whole = random_data(rng, rng.choice(SIZES))
        tries += 1
        data = spoilt(rng, whole)
        try:
            document = read_document(data).document
        except DocumentError:
            counts["refused"] += 1
            continue
        counts["documents"] += 1
        try:
            ask_everything(rng, analyze(document))
        except Exception as fault:
            raise AssertionError(_told(counts["documents"], fault)) from fault
    return counts


def _told(number: int, fault: Exception) -> str:
    frames = traceback.extract_tb(fault.__traceback__)[-2:]
    where = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"document {number}: {type(fault).__name__}: {fault} at {where}"


def ask_everything(rng: random.Random, analysis: Analysis) -> None:
    """Ask whatever can be asked; raises what the analysis raises, AssertionError for INT001."""
    document = analysis.document
    broken = [found.message for found in analysis.findings if found.code == INTERNAL]
    assert not broken, broken
    assert analysis.overlaps is not None
    for vnet in document.topology.vnets:
        for subnet in vnet.subnets[:8]:
            key = key_of("subnet", f"{vnet.name}/{subnet.name}")
            analysis.routes(key)
            analysis.capacity(key)
            _ask_groups(rng, analysis, key)
    _ask_paths(rng, analysis, document)
    for query in document.queries[:4]:
        with contextlib.suppress(NotComputed, QueryError):
            answer(analysis, {"kind": query.kind, **query.details})
    _ask_names(rng, analysis, document)


def _ask_paths(rng: random.Random, analysis: Analysis, document: Document) -> None:
    sources = [*sources_of(document), *NONSENSE]
    targets = [*targets_of(document), *NONSENSE]
    for _ in range(6):
        mode = rng.choice(("filtered", "filtered", "routing", "wrong"))
        port = rng.choice((0, 53, 443, 65535))
        protocol = rng.choice(("tcp", "Udp", "icmp", "*"))
        try:
            analysis.trace(
                rng.choice(sources), rng.choice(targets), port=port, protocol=protocol, mode=mode
            )
        except QueryError as refused:
            assert str(refused), "refused without a reason"


def _ask_names(rng: random.Random, analysis: Analysis, document: Document) -> None:
    names = [pe.fqdn for pe in document.topology.private_endpoints if pe.fqdn]
    for vnet in document.topology.vnets[:3]:
        name = rng.choice([*names, "kv.vault.azure.net", "x", ".", "ß.example"])
        with contextlib.suppress(NotComputed, QueryError):
            answer(analysis, {"kind": "dns", "vnet": vnet.name, "fqdn": name})


def _ask_groups(rng: random.Random, analysis: Analysis, key: str) -> None:
    ends = ("10.0.0.4", "8.8.8.8", "fd00::5", "tag:Storage", "168.63.129.16", "nothing")
    try:
        analysis.nsg(key, rng.choice(("Inbound", "outbound", "x")), rng.choice(ends), rng.choice(ends), "Tcp", 443)  # fmt: skip
    except QueryError as refused:
        assert str(refused), "refused without a reason"


CAMPAIGN = Campaign(
    "fuzz",
    "the analysis answers on any document that loads, and no rule breaks",
    1_000,
    trial,
    each=BATCH,
    unit="documents",
)
