"""What random designs reach: every kind, field, mode, verdict, reason, route and finding.

`reached` says what one design holds; `expected` what many must hold together; `missing` compares.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from typing import get_args

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import RouteSource, RouteState, Trace, Verdict
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.runner import INTERNAL
from aksdesigner.model.document import Document
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import CniMode, OutboundType
from aksdesigner.model.part import Part, Resource
from tests.support.random_designs.fields import sections, slots_of
from tests.support.random_designs.flows import Question, questions
from tests.support.random_designs.reasons import REASONS

BAR, IN_DESIGNS = 50, 10_000
FIREWALL_SHARE = 0.5
INSPECTED = "a delivered path through a firewall"
QUESTIONS = 10


def reached(rng: random.Random, document: Document) -> set[str]:
    """Return what a design reaches, asked its findings, its routes and some paths."""
    analysis = analyze(document)
    found = set(_parts(document))
    found |= {f"finding {finding.code}" for finding in analysis.findings}
    found |= _routes(document, analysis)
    found |= _paths(rng, document, analysis)
    count = sum(len(vnet.subnets) for vnet in document.topology.vnets)
    found.add(f"{count} subnets")
    return found


def _parts(document: Document) -> Iterable[str]:
    topology = document.topology
    for section in type(topology).model_fields:
        for item in getattr(topology, section):
            yield from _fields(item)
    for cluster in topology.aks_clusters:
        yield f"cniMode {cluster.cni_mode}"
        yield f"outboundType {cluster.outbound_type or 'loadBalancer'}"


def _fields(part: Part) -> Iterable[str]:
    kind = type(part)
    if isinstance(part, Resource):
        yield f"kind {kind.kind}"
    for name, info in kind.model_fields.items():
        if info.exclude:
            continue
        value = getattr(part, name)
        default = info.get_default(call_default_factory=True)
        if not info.is_required():
            yield f"field {kind.__name__}.{name} {'unset' if value == default else 'set'}"
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from _fields(inner)


def _routes(document: Document, analysis: Analysis) -> set[str]:
    found = set()
    for vnet in document.topology.vnets:
        for subnet in vnet.subnets:
            for row in analysis.routes(key_of("subnet", f"{vnet.name}/{subnet.name}")):
                found.add(f"route {row.state}")
                found.add(f"route {row.source}")
                if row.suppressed:
                    found.add("route suppressed")
    return found


def _paths(rng: random.Random, document: Document, analysis: Analysis) -> set[str]:
    found = set()
    for question in [*promising(document), *questions(rng, document, QUESTIONS)]:
        trace = asked(analysis, question)
        if trace is None:
            continue
        found.add(f"verdict {trace.verdict}")
        if trace.reason:
            found.add(f"reason {trace.reason}")
        if trace.verdict == "delivered" and any(h.token.startswith("fw:") for h in trace.forward):
            found.add(INSPECTED)
    return found


def asked(analysis: Analysis, question: Question) -> Trace | None:
    """Return the answer to a question, or None for one that cannot be read."""
    try:
        return analysis.trace(
            question.source,
            question.destination,
            port=question.port,
            protocol=question.protocol,
            mode=question.mode,
        )
    except QueryError:
        return None


def promising(document: Document) -> list[Question]:
    """Return questions that a design with a firewall was made for."""
    if not document.topology.firewalls:
        return []
    t = document.topology
    ends = [f"vm:{vm.name}" for vm in t.vms[:3]]
    ends += [f"pod:{aks.name}" for aks in t.aks_clusters[:1] if aks.pools]
    out = [Question(end, "203.0.113.10", mode="routing") for end in ends]
    pairs = zip(t.vms, t.vms[1:], strict=False)
    return out + [Question(f"vm:{a.name}", f"vm:{b.name}", mode="routing") for a, b in pairs][:2]


def expected() -> list[str]:
    """Return everything that many designs must reach."""
    found = [INSPECTED, "route suppressed"]
    for kind in sections().values():
        found += _expected_of(kind, set())
    found += [f"cniMode {mode}" for mode in get_args(CniMode)]
    found += [f"outboundType {kind}" for kind in get_args(OutboundType)]
    found += [f"verdict {verdict}" for verdict in get_args(Verdict)]
    found += [f"route {state}" for state in (*get_args(RouteState), *get_args(RouteSource))]
    found += [f"reason {reason}" for reason in REASONS]
    found += [f"finding {module.RULE.code}" for module in RULES]
    return list(dict.fromkeys(found))


def _expected_of(kind: type[Part], seen: set[type[Part]]) -> list[str]:
    if kind in seen:
        return []
    seen.add(kind)
    found = [f"kind {kind.kind}"] if issubclass(kind, Resource) else []
    names: dict[int, str] = {id(info): name for name, info in kind.model_fields.items()}
    for slot in slots_of(kind):
        name = names[id(slot.info)]
        if not slot.required:
            found += [f"field {kind.__name__}.{name} {how}" for how in ("set", "unset")]
        inner = slot.inner
        if inner is not None:
            found += _expected_of(inner, seen)
    return found


def missing(counts: Counter[str], designs: int) -> list[str]:
    """Return what was reached too seldom in so many designs, with the figures.

    In fewer designs than the bar is made for, chance gets its due: two and a half deviations.
    """
    share = BAR * designs / IN_DESIGNS
    bar = BAR if designs >= IN_DESIGNS else max(0, int(share - 2.5 * share**0.5))
    found = [f"{name}: {counts[name]} of {bar}" for name in expected() if counts[name] < bar]
    inspected = counts[INSPECTED] / max(1, designs)
    luck = 0 if designs >= IN_DESIGNS else 2.5 * (0.25 / max(1, designs)) ** 0.5
    if inspected < FIREWALL_SHARE - luck:
        found.append(f"{INSPECTED}: in {inspected:.0%} of designs, {FIREWALL_SHARE:.0%} wanted")
    if designs >= IN_DESIGNS and sizes(counts) != (1, 60):
        found.append(f"subnets: found {sizes(counts)}, expected 1 to 60")
    if counts[f"finding {INTERNAL}"]:
        found.append(f"finding {INTERNAL}: {counts[f'finding {INTERNAL}']} of 0")
    return found


def sizes(counts: Counter[str]) -> tuple[int, int]:
    """Return the smallest and the largest number of subnets that a design had."""
    found = [int(name.split()[0]) for name in counts if name.endswith(" subnets")]
    return (min(found), max(found)) if found else (0, 0)


def report(counts: Counter[str], designs: int) -> str:
    """Return the coverage as lines: the group, how many of it were reached, the least reached."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for name in expected():
        groups.setdefault(name.split()[0], []).append((counts[name], name))
    low, high = sizes(counts)
    lines = [f"{designs:,} designs of {low} to {high} subnets"]
    for group, rows in groups.items():
        least, name = min(rows)
        reached_rows = sum(1 for count, _ in rows if count)
        lines.append(f"{group}: {reached_rows} of {len(rows)} reached; least: {name} ({least})")
    return "\n".join(lines)
