"""RTE-10: Asymmetric path."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.scan import Scanned, scan_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of

RULE = Rule(
    code="RTE-10",
    name="asymmetric-path",
    topic="routing",
    severity="error",
    since="0.1",
    title="Asymmetric path",
    source="azure-rules C.6, G.4 RTE-10",
    remedy="Mirror the routes, or translate the source",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports stateful appliances that see only one direction of traffic between two subnets.

    ## What it does
    Reports stateful appliances that see only one direction of traffic between two subnets.

    ## Why it matters
    They drop what they saw only half of; connections hang.

    ## Example
    A spoke sends to its neighbour through the firewall, the neighbour answers by a direct
    peering.

    ## How to fix
    Mirror the routes on the other side, or let the appliance translate the source.

    ## References
    azure-rules C.6, G.4 RTE-10
    """
    groups: dict[tuple[str, Key], list[Scanned]] = {}
    for (device, where, _), scanned in _one_way(facts).items():
        groups.setdefault((device, where), []).append(scanned)
    for (device, where), group in groups.items():
        others = dict.fromkeys(s.target.subnet or s.target.key or "" for s in group)
        name = device.partition(":")[2] or "A stateful appliance"
        hops = group[0].trace.forward + group[0].trace.back
        yield RULE.found(
            *dict.fromkeys(h.key for h in hops if h.token == device and h.key is not None),
            where,
            *others,
            message=f"{name} sees one direction only of traffic from {label_of(where)} to "
            f"{listed(label_of(other) for other in others)}",
            device=device,
            leg=group[0].trace.leg,
            forward=[hop.token for hop in group[0].trace.forward],
            back=[hop.token for hop in group[0].trace.back],
        )


def _one_way(facts: Facts) -> dict[tuple[str, Key, Key], Scanned]:
    """Return the asymmetric traces by (device, source, target): of both directions, one.

    Which one goes by the names, so that the order of the file has no say in what is told.
    """
    found: dict[tuple[str, Key, Key], Scanned] = {}
    for scanned in scan_of(facts):
        if scanned.trace.verdict == "asymmetric" and scanned.target.kind != "internet":
            where = scanned.source.subnet or scanned.source.key or ""
            other = scanned.target.subnet or scanned.target.key or ""
            found.setdefault((scanned.trace.device or "", where, other), scanned)
    return {
        (device, where, other): scanned
        for (device, where, other), scanned in found.items()
        if _rank(where) <= _rank(other) or (device, other, where) not in found
    }


def _rank(end: Key) -> tuple[bool, Key]:
    """Return the place of an end of a pair: subnets come before sites."""
    return not end.startswith("subnet:"), end
