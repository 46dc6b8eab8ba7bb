"""NSG-02: every rule has a priority of its own."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.security_rule import HIGHEST, LOWEST
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "NSG-02"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Give the later rules the next free priorities; bring a lone one into the range."""
    key = finding.resources[0]
    group = analysis.document.topology.index.at(key)
    if not isinstance(group, NetworkSecurityGroup):
        return
    priority = int(finding.evidence["priority"])
    way = "Inbound" if "inbound:" in finding.message else "Outbound"
    rules = [(place, r) for place, r in enumerate(group.rules) if r.direction == way]
    taken = {rule.priority for _, rule in rules}
    twins = [(place, rule) for place, rule in rules if rule.priority == priority]
    commands, said = [], []
    for place, rule in twins[1:] if len(twins) > 1 else twins:
        start = min(max(priority, LOWEST), HIGHEST)
        order = (*range(start, HIGHEST + 1), *range(start, LOWEST - 1, -1))
        free = next((number for number in order if number not in taken), None)
        if free is None:
            return
        taken.add(free)
        commands.append(SetField(key, f"rules[{place}].priority", free))
        said.append(f"{rule.name} priority {free}")
    yield candidate(f"Give {' and '.join(said)}", *commands)
