"""CAP-21: Limit of Azure reached."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.counters import counters
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="CAP-21",
    name="limit-nearly-reached",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Limit of Azure reached",
    source="azure-rules A.2, G.2 CAP-21",
    remedy="Split before the limit is reached",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks, security groups and route tables that exceed a limit of Azure, or use more than 80% of it.

    ## What it does
    Reports networks, security groups and route tables that exceed a limit of Azure, or use more
    than 80% of it.

    ## Why it matters
    Azure refuses the next one, in the middle of a rollout.

    ## Example
    A network with 510 peerings.

    ## How to fix
    Split the network, or spread its load.

    ## References
    azure-rules A.2, G.2 CAP-21
    """
    for counter in counters(facts):
        most = counter.limit.value
        if counter.value * 10 > most * 8:
            over = counter.value > most
            yield RULE.found(
                counter.key,
                message=f"{label_of(counter.key)} has {number(counter.value)} {counter.what}; "
                f"the limit is {number(most)}",
                severity="error" if over and not counter.is_soft else "warning",
                value=counter.value,
                limit=most,
                limitSource=counter.limit.source,
            )
