"""OPS-03: the regulated pool has a subnet of its own."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.new_subnet import new_subnet
from aksdesigner.repair.ways.subnets import length_for, subnet_at

CODE = "OPS-03"


ROOM = 2  # times what the pool needs at upgrade
LONGEST = 27


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Make a subnet with the associations of the shared one, and move the pool there."""
    key, place = finding.resources[:2]
    subnet = subnet_at(analysis, place)
    pool = analysis.document.topology.index.at(key)
    if subnet is None or not isinstance(pool, NodePool):
        return
    plan = next((plan for plan in plans_in(analysis.facts, place) if plan.key == key), None)
    length = min(LONGEST, length_for(ROOM * plan.total)) if plan else LONGEST
    kept = {
        "route_table": subnet.route_table,
        "nsg": subnet.nsg,
        "nat_gateway": subnet.nat_gateway,
    }
    fields = {field: value for field, value in kept.items() if value is not None}
    vnet = label_of(place).partition("/")[0]
    made = new_subnet(analysis, vnet, f"snet-{pool.name}", length, fields)
    if made is not None:
        target = label_of(key_of("subnet", f"{vnet}/{made.name}"))
        title = f"Move {label_of(key)} to {target} {made.prefix}"
        yield candidate(title, *made.commands, SetField(key, "subnet", made.name))
