"""What both dialects ask of a design before they write: scope, placement, who is there already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document, Settings
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource
from aksdesigner.model.references import uses_of
from aksdesigner.model.topology import Index

# kind token -> the field of a subnet that names it
ATTACHED = {"rt": "route_table", "nsg": "nsg", "natgw": "nat_gateway"}
# kinds that Azure wants in the region of what uses them
FOLLOWERS = frozenset({"pip", "ippfx", "asg", "waf"})


@dataclass(frozen=True)
class Design:
    """A document and the choices of its export, with the look-ups that the codecs need."""

    document: Document
    options: ExportOptions = DEFAULT

    @property
    def index(self) -> Index:
        """The topology's look-ups."""
        return self.document.topology.index

    @property
    def settings(self) -> Settings:
        """The design's settings."""
        return self.document.settings

    def is_existing(self, key: Key) -> bool:
        """Return whether others deploy a resource; the subnets of their networks are theirs."""
        resource: Any = self.index.at(key)
        if resource is None:
            return False
        if getattr(resource, "existing", False) or getattr(resource, "external", False):
            return True
        parent = self.index.by_key[key].parent
        return parent is not None and isinstance(resource, Subnet) and self.is_existing(parent)

    def subnet(self, vnet: str | None, name: str | None) -> Subnet | None:
        """Return a subnet by the names of its network and its own."""
        return self.index.get(Subnet, f"{vnet}/{name}") if vnet and name else None

    def default_route(self, subnet: Subnet) -> Address | None:
        """Return the appliance that the subnet's own 0.0.0.0/0 route leads to, or None."""
        table = self.index.get(RouteTable, subnet.route_table)
        for route in table.routes if table else ():
            if isinstance(route.prefix, Cidr) and str(route.prefix) == "0.0.0.0/0":
                return route.next_hop_ip
        return None

    def region_of(self, resource: Resource) -> str | None:
        """Return the region that a resource needs, None where the default holds.

        What stands in a network, or is attached to a subnet, has to be in the network's region;
        an address, a group or a ruleset follows what uses it.
        """
        region = self._region(resource)
        return region if region != self.settings.region else None

    def _region(self, resource: Resource) -> str | None:
        own: str | None = getattr(resource, "region", None)
        return own or self._region_of_place(resource)

    @cached_property
    def _users(self) -> dict[Key, list[Key]]:
        """Return who names what: key -> keys of the resources that name it."""
        found: dict[Key, list[Key]] = {}
        for use in uses_of(self.document.topology):
            found.setdefault(use.target, []).append(use.owner)
        return found

    def users_of(self, key: Key) -> list[Resource]:
        """Return the resources of the design that name a resource, in the order of the file."""
        owners = (self.index.at(owner) for owner in dict.fromkeys(self._users.get(key, ())))
        return [owner for owner in owners if owner is not None]

    def _region_of_place(self, resource: Resource) -> str | None:
        if resource.kind in FOLLOWERS:
            users = self.users_of(self.index.key(resource))
            return next((region for user in users if (region := self._region(user))), None)
        if isinstance(resource, DnsRuleset):
            resolvers = (self.index.get(DnsResolver, name) for name in resource.outbound)
            return next((region for r in resolvers if r and (region := self._region(r))), None)
        name: str | None = getattr(resource, "vnet", None)
        if name is None:
            name = next(self._networks_around(resource), None)
        network = self.index.get(VirtualNetwork, name)
        return network.region if network else None

    def _networks_around(self, resource: Resource) -> Iterator[str]:
        """Yield the networks whose subnets a resource is attached to, or that it leads to."""
        if isinstance(resource, LoadBalancer):
            behind = (self.index.at(key) for key in resource.backends)
            yield from (vnet for box in behind if (vnet := getattr(box, "vnet", None)))
        field = ATTACHED.get(resource.kind)
        for _, network in self.index.of_kind(VirtualNetwork) if field else ():
            for subnet in network.subnets:
                if getattr(subnet, field or "") == getattr(resource, "name", None):
                    yield network.name


def real_name(resource: Any) -> str:
    """Return the name that Azure knows a resource by."""
    return str(getattr(resource, "azure_name", None) or resource.name)


def subnet_key(vnet: str, name: str) -> Key:
    """Return the key of a subnet of a network."""
    return key_of("subnet", f"{vnet}/{name}")


def first_host(vnet: VirtualNetwork, name: str) -> Address | None:
    """Return the first address that Azure gives away in a subnet, its fourth (azure-rules B.6)."""
    for subnet in vnet.subnets:
        if subnet.name == name:
            for prefix in subnet.prefixes:
                if prefix.version == 4 and prefix.size > 4:
                    return prefix.address(4)
    return None
