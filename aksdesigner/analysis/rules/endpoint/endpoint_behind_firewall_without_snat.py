"""PEP-03: Endpoint behind a firewall without SNAT."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.scan import devices_of, scan_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of

RULE = Rule(
    code="PEP-03",
    name="endpoint-behind-firewall-without-snat",
    topic="endpoint",
    severity="error",
    since="0.1",
    title="Endpoint behind a firewall without SNAT",
    source="azure-rules F-09, G.6 PEP-03",
    remedy="Use application rules, or translate the source",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private endpoints that are reached through a stateful appliance which does not translate the source.

    ## What it does
    Reports private endpoints that are reached through a stateful appliance which does not
    translate the source.

    ## Why it matters
    Answers of an endpoint ignore route tables and go straight back; the appliance sees one half
    and drops the rest.

    ## Example
    Network rules of Azure Firewall before an endpoint.

    ## How to fix
    Use application rules, which always translate, or translate on the appliance.

    ## References
    azure-rules F-09, G.6 PEP-03
    """
    groups: dict[Key, list[tuple[Key, str]]] = {}
    for scanned in scan_of(facts):
        is_endpoint = scanned.target.kind == "pe" and scanned.target.key is not None
        if is_endpoint and scanned.trace.verdict == "asymmetric":
            where = scanned.source.subnet or scanned.source.key or ""
            device = scanned.trace.device or next(iter(devices_of(scanned.trace)), "")
            groups.setdefault(scanned.target.key or "", []).append((where, device))
    for endpoint, ways in groups.items():
        devices = listed(dict.fromkeys(device.partition(":")[2] for _, device in ways))
        sources = list(dict.fromkeys(where for where, _ in ways))
        yield RULE.found(
            endpoint,
            *sources,
            message=f"{label_of(endpoint)} is reached from {listed(label_of(s) for s in sources)} "
            f"through {devices}, which does not translate the source; its answers go past it",
            devices=[device for _, device in ways],
        )
