"""NSG-02: Priority clash or out of range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="NSG-02",
    name="priority-clash",
    topic="security",
    severity="error",
    since="0.1",
    title="Priority clash or out of range",
    source="azure-rules D-01",
    remedy="Give each rule its own priority from 100 to 4096",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports rules of one direction with the same priority, and priorities outside 100 to 4096.

    ## What it does
    Reports rules of one direction with the same priority, and priorities outside 100 to 4096.

    ## Why it matters
    Azure refuses the group.

    ## Example
    Two inbound rules with priority 200.

    ## How to fix
    Give each rule its own priority.

    ## References
    azure-rules D-01
    """
    for group in facts.topology.nsgs:
        seen: dict[tuple[str, int], list[str]] = {}
        for item in group.rules:
            seen.setdefault((item.direction, item.priority), []).append(item.name)
        for (direction, priority), names in seen.items():
            if len(names) > 1:
                fault = f"{listed(names)} share priority {priority}"
            elif not 100 <= priority <= 4096:
                fault = f"{names[0]} has priority {priority}, outside 100 to 4096"
            else:
                continue
            yield RULE.found(
                key_of("nsg", group.name),
                message=f"{group.name}, {direction.lower()}: {fault}",
                rules=names,
                priority=priority,
            )
