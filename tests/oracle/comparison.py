"""The product's answers against those of the second implementation."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import EffectiveRoute, Trace
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import key_of
from tests.oracle.estate import Estate
from tests.oracle.groups import PRIVATE, Seen, decide
from tests.oracle.overlaps import overlaps
from tests.oracle.paths import Answer, inspectors, trace
from tests.oracle.routes import listed
from tests.oracle.scope import OutOfScope
from tests.support.random_designs.flows import Question, questions

PATHS = 10
GROUPS = 4


@dataclass
class Comparison:
    """What was compared and what differs; `asked` and `out` count questions by kind."""

    asked: Counter[str] = field(default_factory=Counter)
    out: Counter[str] = field(default_factory=Counter)
    why_out: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of questions that the second implementation answers."""
        return 1 - self.out.total() / max(1, self.asked.total())

    def leave_out(self, kind: str, why: OutOfScope) -> None:
        self.out[kind] += 1
        self.why_out[str(why)] += 1


def compare(rng: random.Random, analysis: Analysis) -> Comparison:
    """Ask both about everything that a design holds, and about some packets."""
    found = Comparison()
    estate = Estate(analysis.document)
    _routes(found, analysis, estate)
    _overlaps(found, analysis, estate)
    _groups(found, rng, analysis, estate)
    for question in questions(rng, analysis.document, PATHS, names=False):
        path(found, analysis, estate, question)
    return found


def compare_known(analysis: Analysis, asked: list[Question]) -> Comparison:
    """Ask both about routes, overlaps and given packets."""
    found = Comparison()
    estate = Estate(analysis.document)
    _routes(found, analysis, estate)
    _overlaps(found, analysis, estate)
    for question in asked:
        path(found, analysis, estate, question)
    return found


def row_of(row: EffectiveRoute) -> tuple[object, ...]:
    """Return a row of the product as it is compared."""
    ip = str(row.next_hop_ips[0]) if row.next_hop_ips else None
    return (str(row.prefix), row.next_hop_type, ip, row.source, row.state, row.suppressed)


def _is_compared(row: EffectiveRoute) -> bool:
    return not isinstance(row.prefix, Cidr) or row.prefix.version == 4


def _routes(found: Comparison, analysis: Analysis, estate: Estate) -> None:
    for vnet in analysis.document.topology.vnets:
        for subnet in vnet.subnets:
            found.asked["routes"] += 1
            try:
                wanted = listed(estate, vnet.name, subnet.name)
            except OutOfScope as why:
                found.leave_out("routes", why)
                continue
            rows = analysis.routes(key_of("subnet", f"{vnet.name}/{subnet.name}"))
            said = sorted((row_of(row) for row in rows if _is_compared(row)), key=str)
            _differ(found, f"routes of {vnet.name}/{subnet.name}", said, wanted)


def _overlaps(found: Comparison, analysis: Analysis, estate: Estate) -> None:
    found.asked["overlaps"] += 1
    try:
        wanted = overlaps(estate)
    except OutOfScope as why:
        found.leave_out("overlaps", why)
        return
    rows = analysis.overlaps
    said = sorted((r.rule, tuple(sorted(r.sides)), str(r.intersect), r.severity) for r in rows)
    _differ(found, "overlaps", said, wanted)


def _groups(found: Comparison, rng: random.Random, analysis: Analysis, estate: Estate) -> None:
    places = [(v, s) for v in analysis.document.topology.vnets for s in v.subnets if s.nsg]
    if not places:
        return
    for _ in range(GROUPS):
        vnet, subnet = rng.choice(places)
        way = rng.choice(("Inbound", "Outbound"))
        ends = [_end(rng, estate, vnet.name) for _ in range(2)]
        protocol, port = rng.choice(("Tcp", "Udp")), rng.choice((443, 80, 22, 53))
        found.asked["groups"] += 1
        flow = Seen(ends[0], ends[1], protocol, port)
        own = ends[1] if way == "Inbound" else ends[0]
        try:
            host = estate.owner(vnet.name, own)
            nic = getattr(host.owner, "nsg", None) if host and host.subnet == subnet.name else None
            wanted = decide(estate, vnet.name, subnet, nic, way, flow)
        except OutOfScope as why:
            found.leave_out("groups", why)
            continue
        key = key_of("subnet", f"{vnet.name}/{subnet.name}")
        answer = analysis.nsg(key, way, str(ends[0]), str(ends[1]), protocol, port)
        text = f"group of {vnet.name}/{subnet.name} {way} {ends[0]} to {ends[1]} {protocol} {port}"
        _differ(found, text, (answer.access, answer.rule), wanted)


def _end(rng: random.Random, estate: Estate, vnet: str) -> Address:
    hosts = [h.ip for h in estate.hosts() if h.ip.version == 4]
    blocks = [p.first + 9 for p in estate.space(vnet) if p.size > 16]
    others = [Address.parse("203.0.113.10"), Address.parse("10.99.0.4"), PRIVATE[0].first + 700]
    return rng.choice([*hosts, *hosts, *blocks, *others])


def path(found: Comparison, analysis: Analysis, estate: Estate, q: Question) -> None:
    """Compare the answers to one packet: verdict, leg, reason, and who inspected it."""
    try:
        said = analysis.trace(
            q.source, q.destination, port=q.port, protocol=q.protocol, mode=q.mode
        )
    except QueryError:
        return
    found.asked["paths"] += 1
    try:
        wanted = trace(estate, q.source, q.destination, q.port, q.protocol, q.mode)
    except OutOfScope as why:
        found.leave_out("paths", why)
        return
    _differ(found, str(q), _answer_of(said, wanted), wanted)


def _answer_of(said: Trace, wanted: Answer) -> Answer:
    """Return the product's answer as it is compared.

    A packet that never leaves its cluster or its host, and the last round of a loop, have no path
    to compare.
    """
    forward = inspectors([hop.token for hop in said.forward])
    back = inspectors([hop.token for hop in said.back])
    if said.verdict == "loop" or wanted.local:
        forward, back = wanted.forward, wanted.back
    return Answer(said.verdict, said.leg, said.reason, forward, back, local=wanted.local)


def _differ(found: Comparison, what: str, said: object, wanted: object) -> None:
    if said == wanted:
        return
    if isinstance(said, list) and isinstance(wanted, list):
        more = [item for item in said if item not in wanted]
        less = [item for item in wanted if item not in said]
        found.differences.append(f"{what}: only the product {more}, only the rulebook {less}")
    else:
        found.differences.append(f"{what}: the product {said}, the rulebook {wanted}")
