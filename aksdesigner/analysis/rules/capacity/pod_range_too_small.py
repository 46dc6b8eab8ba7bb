"""CAP-04: Pod range too small."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import pod_blocks_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import block_prefix_length_for
from aksdesigner.analysis.facts.words import count_of, listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-04",
    name="pod-range-too-small",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Pod range too small",
    source="azure-rules B.3, G.2 CAP-04",
    remedy="Use a larger pod range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports overlay and kubenet clusters whose pod range has fewer /24 blocks than nodes during an upgrade.

    ## What it does
    Reports overlay and kubenet clusters whose pod range has fewer /24 blocks than nodes during
    an upgrade.

    ## Why it matters
    Each node takes one /24 of the pod range; a node without one never becomes ready.

    ## Example
    300 nodes and 100 surge nodes on a /16: 400 blocks needed, 256 there.

    ## How to fix
    Take a larger pod range; an overlay range can be expanded later to one that contains it.

    ## References
    azure-rules B.3, G.2 CAP-04
    """
    for cluster in facts.topology.aks_clusters:
        blocks = pod_blocks_of(facts, cluster.name)
        if blocks is None or (blocks.fits and all(c.length <= 24 for c in blocks.cidrs)):
            continue
        length = block_prefix_length_for(blocks.need)
        yield RULE.found(
            key_of("aks", cluster.name),
            message=f"{cluster.name} needs {count_of(blocks.need, 'block')} of /24 at upgrade, "
            f"{listed(blocks.cidrs)} holds {number(blocks.blocks)}",
            remedy=f"Use a /{length} or larger as pod range" if length else None,
            need=blocks.need,
            blocks=blocks.blocks,
        )
