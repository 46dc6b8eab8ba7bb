"""CAP-14: the service has the subnet that Azure asks for."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.azure.dedicated_subnets import dedicated_for
from aksdesigner.azure.special_subnets import FIREWALL_MANAGEMENT_SUBNET
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate
from aksdesigner.repair.ways.new_subnet import new_subnet
from aksdesigner.repair.ways.subnets import another_size, subnet_at

CODE = "CAP-14"


MANAGEMENT_LENGTH = 26  # azure-rules B.6


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Grow the subnet to what is recommended, else to what is needed; add a management subnet."""
    key = finding.resources[0]
    subnet = subnet_at(analysis, key)
    dedicated = dedicated_for(subnet.name, subnet.delegation) if subnet else None
    if dedicated is not None:
        for length in dict.fromkeys((dedicated.recommended, dedicated.longest)):
            yield from another_size(analysis, key, length)
    firewall = analysis.document.topology.index.at(key)
    if isinstance(firewall, Firewall) and firewall.management_subnet is None:
        yield _with_management(analysis, key, firewall)


def _with_management(analysis: Analysis, key: str, firewall: Firewall) -> Candidate:
    name = FIREWALL_MANAGEMENT_SUBNET
    network = analysis.document.topology.index.get(VirtualNetwork, firewall.vnet)
    is_there = any(subnet.name == name for subnet in network.subnets) if network else False
    made = None if is_there else new_subnet(analysis, firewall.vnet, name, MANAGEMENT_LENGTH)
    commands = made.commands if made else ()
    place = key_of("vnet", firewall.vnet).partition(":")[2]
    return candidate(f"Add {place}/{name}", *commands, SetField(key, "management_subnet", name))
