"""NSG-10: Public frontend without an allowing group."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address, AddressError, Cidr, is_private
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

RULE = Rule(
    code="NSG-10",
    name="closed-public-frontend",
    topic="security",
    severity="warning",
    since="0.1",
    title="Public frontend without an allowing group",
    source="azure-rules D-12, G.7 NSG-10",
    remedy="Allow the wanted sources inbound",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports public load balancers with an inbound rule, and machines with a public address, to which no security group lets an Internet source in.

    ## What it does
    Reports public load balancers with an inbound rule, and machines with a public address, to
    which no security group lets an Internet source in.

    ## Why it matters
    Standard public addresses are closed until a group allows the traffic.

    ## Example
    A public load balancer before a machine without any group.

    ## How to fix
    Add an inbound allow rule to the group of the subnet or interface.

    ## References
    azure-rules D-12, G.7 NSG-10
    """
    fronts: list[tuple[Key, list[Key]]] = [
        (key_of("lb", b.name), [k for k in b.backends if k.startswith("vm:")])
        for b in facts.topology.load_balancers
        if b.type == "public" and not b.outbound_only
    ]
    fronts += [
        (key_of("vm", v.name), [key_of("vm", v.name)]) for v in facts.topology.vms if v.public_ip
    ]
    for key, machines in fronts:
        found = [facts.index.at(machine) for machine in machines]
        vms = [vm for vm in found if isinstance(vm, VirtualMachine)]
        if vms and not any(_lets_in(facts, vm) for vm in vms):
            yield RULE.found(
                key,
                *dict.fromkeys(key_of("subnet", f"{vm.vnet}/{vm.subnet}") for vm in vms),
                message=f"{key.partition(':')[2]} is public, and no security group lets an Internet "
                f"source reach {vms[0].name}",
            )


def _lets_in(facts: Facts, vm: VirtualMachine) -> bool:
    subnet = facts.index.get(Subnet, f"{vm.vnet}/{vm.subnet}")
    names = (vm.nsg, subnet.nsg if subnet else None)
    groups = [facts.index.get(NetworkSecurityGroup, name) for name in names]
    return any(
        item.direction == "Inbound" and item.access == "Allow" and _is_public(item)
        for group in groups
        if group is not None
        for item in group.rules
    )


def _is_public(item: SecurityRule) -> bool:
    return any(_names_outside(source) for source in item.sources)


def _names_outside(source: str) -> bool:
    if source in ("*", "Any", "Internet"):
        return True
    try:
        return not is_private(Cidr.parse(source) if "/" in source else Address.parse(source))
    except AddressError:
        return source not in ("VirtualNetwork", "AzureLoadBalancer")
