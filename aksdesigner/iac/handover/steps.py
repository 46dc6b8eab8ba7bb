"""What others have to do by hand: changes of a field of theirs, which no file of ours can make.

A file that set such a field would have to set all the others of that resource too.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.handover.additions import Ours, concerns, is_mixed
from aksdesigner.iac.scopes import Scopes
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy
from aksdesigner.model.kinds.ip_group import IpGroup
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

# field of a subnet -> (kind token, option of az, what az calls the kind)
ATTACHED = {
    "route_table": ("rt", "--route-table", "route-table"),
    "nsg": ("nsg", "--network-security-group", "nsg"),
    "nat_gateway": ("natgw", "--nat-gateway", "nat gateway"),
}


@dataclass(frozen=True)
class Step:
    """One change of a resource of others: its key, what is to change, and the command, "" for none."""

    owner: Key
    what: str
    command: str = ""


def steps_of(scopes: Scopes) -> tuple[Step, ...]:
    """Return what others have to do by hand, in the order of the file."""
    design = scopes.design
    ours = Ours(design)
    found: list[Step] = []
    for entry in design.index.entries:
        resource = entry.resource
        if ours.deploys(entry.key) or design.index.at(entry.key) is not resource:
            continue
        if isinstance(resource, VirtualNetwork):
            found += _of_network(scopes, ours, entry.key, resource)
        elif isinstance(resource, IpGroup):
            found += _of_group(scopes, ours, entry.key, resource)
        elif isinstance(resource, NetworkSecurityGroup):
            found += _of_security(ours, entry.key, resource)
        elif isinstance(resource, FirewallPolicy):
            found += _of_policy(ours, entry.key, resource)
    return tuple(found)


def _of_network(scopes: Scopes, ours: Ours, key: Key, network: VirtualNetwork) -> Iterator[Step]:
    servers = [str(server) for server in network.dns_servers if ours.hold(server)]
    if servers:
        all_of_them = [str(server) for server in network.dns_servers]
        command = _az(scopes, key, "network", "vnet", "update", "--name", real_name(network))
        what = f"network {network.name} asks the DNS servers {', '.join(servers)}"
        yield Step(key, what, f"{command} --dns-servers {' '.join(all_of_them)}")
    for subnet in network.subnets:
        for field, (kind, option, words) in ATTACHED.items():
            name = getattr(subnet, field)
            attached = key_of(kind, name) if name else ""
            if not attached or not ours.deploys(attached):
                continue
            place = ("--vnet-name", real_name(network), "--name", subnet.name)
            command = _az(scopes, key, "network", "vnet", "subnet", "update", *place)
            thing: Any = scopes.design.index.at(attached)
            shown = ("network", *words.split(), "show", "--name", real_name(thing))
            found = f'"$({_az(scopes, attached, *shown)} --query id --output tsv)"'
            what = f"subnet {subnet.name} of network {network.name} gets {words} {name}"
            yield Step(key, what, f"{command} {option} {found}")


def _of_group(scopes: Scopes, ours: Ours, key: Key, group: IpGroup) -> Iterator[Step]:
    mine = [str(address) for address in group.prefixes if ours.hold(address)]
    for address in mine:
        command = _az(scopes, key, "network", "ip-group", "update", "--name", real_name(group))
        yield Step(
            key,
            f"IP group {group.name} holds {address}",
            f"{command} --add ipAddresses {shlex.quote(address)}",
        )


def _of_security(ours: Ours, key: Key, group: NetworkSecurityGroup) -> Iterator[Step]:
    for rule in group.rules:
        if concerns(ours, rule) and is_mixed(rule):
            what = f"security group {group.name} has rule {rule.name}, which Azure takes as two"
            yield Step(key, f"{what}: one with prefixes, one with application groups")


def _of_policy(ours: Ours, key: Key, policy: FirewallPolicy) -> Iterator[Step]:
    """Rules stand in groups that are written whole: theirs and ours can't be told apart by a file."""
    for group in policy.rule_collection_groups:
        for collection in group.collections:
            for rule in collection.rules:
                if any(map(ours.hold, (*rule.sources, *rule.destinations))):
                    place = f"collection {collection.name} of group {group.name}"
                    yield Step(key, f"policy {policy.name} has rule {rule.name} in {place}")


def _az(scopes: Scopes, key: Key, *words: str) -> str:
    """Return a command of az with the place of a resource."""
    scope = scopes.of(key)
    place = ["--resource-group", scope.group or "GROUP"]
    if scope.subscription:
        place += ["--subscription", scope.subscription]
    return shlex.join(["az", *words, *place])
