"""CAP-22: the load balancer has the ports that are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.limits import limit
from aksdesigner.edit.set_field import SetField
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.cluster_ranges import cluster_of

CODE = "CAP-22"


STEP = 8  # azure-rules B.4: ports are given in eights


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Use more addresses; else ask for fewer ports a node; round ports to eights."""
    key = finding.resources[0]
    cluster = cluster_of(analysis, key)
    if cluster is None or cluster.outbound is None:
        return
    ports = cluster.outbound.ports
    if "asked" in finding.evidence:
        each = limit("loadBalancerPortsPerAddress").value
        asked = int(finding.evidence["asked"])
        fewest = -(-asked // each)
        title = f"Use {count_of(fewest, 'address')} for outbound traffic"
        yield candidate(title, SetField(key, "outbound.managed_ips", fewest))
        nodes = asked // ports if ports else 0
        fitting = int(finding.evidence["available"]) // max(1, nodes) // STEP * STEP
        if fitting > 0:
            command = SetField(key, "outbound.ports", fitting)
            yield candidate(f"Use {fitting} ports a node", command)
    else:
        rounded = ports + STEP - ports % STEP
        yield candidate(f"Use {rounded} ports a node", SetField(key, "outbound.ports", rounded))
