"""OPS-01: Checklist question unanswered."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.answers import answer_to
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="OPS-01",
    name="unanswered-checklist",
    topic="operations",
    severity="info",
    since="0.2",
    title="Checklist question unanswered",
    source="azure-rules G.7 OPS-01",
    remedy="Answer the questions",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports production designs, and designs with a checklist, that leave a question open: who owns the address ranges, whether egress, policies and an upgrade were tried, the runbook for DNS, the alert on addresses.

    ## What it does
    Reports production designs with AKS clusters, and designs with a checklist, that leave a
    question open: who owns the address ranges, whether egress, policies and an upgrade were tried,
    the runbook for DNS, the alert on addresses.

    ## Why it matters
    Each of these has brought down a production cluster that was otherwise designed well.

    ## Example
    A checklist without an answer to upgradeRehearsal.

    ## How to fix
    Answer the questions in the design's checklist.

    ## References
    azure-rules G.7 OPS-01
    """
    clusters = facts.topology.aks_clusters
    answers = facts.document.checklist
    open_ones = {
        name: what for name, what in QUESTIONS.items() if not answer_to(answers, name).is_given
    }
    is_asked = facts.settings.production or bool(answers)
    if clusters and open_ones and is_asked and not facts.settings.partial:
        first = clusters[0]
        yield RULE.found(
            *(key_of("aks", cluster.name) for cluster in clusters),
            message=f"{first.name}: the checklist does not answer {listed(open_ones.values())}",
            remedy=f"Answer {listed(open_ones)} in the checklist",
            open=list(open_ones),
        )


QUESTIONS = {
    "cidrOwnership": "who allocates the address ranges",
    "egressTest": "whether egress was tried from pods",
    "policyTest": "whether network policies were tried",
    "upgradeRehearsal": "whether an upgrade with surge was rehearsed",
    "dnsRunbook": "where the runbook for DNS is",
    "ipAlerting": "who is told when addresses run out",
}
