"""What stands at a next hop address, and whether it forwards packets (azure-rules C.2, C.5)."""

from __future__ import annotations

from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.private_ranges import PRIVATE_RANGES
from aksdesigner.analysis.facts.unmodelled import foreign_field, unknown_field
from aksdesigner.analysis.reach.actions import (
    NO_FORWARDING,
    WALK,
    Device,
    Terminal,
    Translates,
)
from aksdesigner.analysis.reach.networks import Network
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Topology

Standing = Firewall | NetworkVirtualAppliance | VirtualMachine | LoadBalancer
Forwarder = Firewall | NetworkVirtualAppliance | VirtualMachine


class Machines:
    """The resources that may stand at a next hop, and the devices made of them."""

    def __init__(self, topology: Topology, before: Machines | None = None) -> None:
        sections = (topology.firewalls, topology.nvas, topology.vms, topology.load_balancers)
        self.by_key: dict[Key, Resource] = {}
        for section in sections:
            for item in section:
                self.by_key.setdefault(f"{item.kind}:{item.name}", item)
        # devices that stay as they were stay the same objects
        self._devices: dict[tuple[object, ...], Device] = before._devices if before else {}
        self._at: dict[tuple[Network, Address], Device | Terminal | None] = {}

    def networks_unlike(self, before: Machines) -> set[str]:
        """Return the networks of machines that are others than before."""
        moved = [
            item
            for key in self.by_key.keys() | before.by_key.keys()
            if self.by_key.get(key) is not before.by_key.get(key)
            for item in (self.by_key.get(key), before.by_key.get(key))
        ]
        return {item.vnet for item in moved if isinstance(item, Standing) and item.vnet}

    def at(self, network: Network, address: Address) -> Device | Terminal | None:
        """Return the device at a next hop address of a network; None: nothing owns the address."""
        key = (network, address)
        if key not in self._at:
            self._at[key] = self._found(network, address)
        return self._at[key]

    def _found(self, network: Network, address: Address) -> Device | Terminal | None:
        place = network.owner(address)
        if place is None:
            return None
        machine = place
        found = self.by_key.get(place.key or "")
        balanced = isinstance(found, LoadBalancer)
        if isinstance(found, LoadBalancer):
            key = next(iter(found.backends), "")
            behind = self.by_key.get(key)
            inside = network.places.first(key)
            if not isinstance(behind, (NetworkVirtualAppliance, VirtualMachine)) or inside is None:
                return WALK
            found, machine = behind, inside
        if place.kind not in ("fw", "nva", "vm", "lb"):
            return NO_FORWARDING
        if not isinstance(found, Forwarder):
            return WALK
        if not isinstance(found, Firewall) and not found.ip_forwarding:
            return NO_FORWARDING
        source = (machine.address.version, machine.address.value)
        device = Device(
            place.token,
            network.name,
            (address.version, address.value),
            network.name,
            machine.subnet.partition("/")[2],
            source,
            found.stateful if isinstance(found, NetworkVirtualAppliance) else True,
            _translates(found),
            isinstance(found, Firewall),
            balanced,
            isinstance(found, NetworkVirtualAppliance) and found.disable_snat_on_pl,
            _unclear(network, found, machine),
        )
        return self._devices.setdefault(device.values, device)


def _translates(found: Forwarder) -> Translates:
    if isinstance(found, Firewall):
        if found.rules == "application":
            return "always"
        ranges: tuple[Cidr, ...] = found.private_ranges or PRIVATE_RANGES
        return tuple((cidr.version, cidr.block) for cidr in ranges)
    if isinstance(found, NetworkVirtualAppliance) and found.snat:
        return "always"
    return "never"


def _unclear(network: Network, found: Forwarder, place: Place) -> bool:
    """Return whether the walk would stop at this device because nobody knows what it does."""
    unknown = unknown_field(found, "rules", "policy", "snat", "ipForwarding", "stateful")
    if foreign_field(found, found.kind) or unknown:
        return True
    if isinstance(found, Firewall) and found.policy is not None:
        return True  # the rule that decides says whether the source is translated (F-02)
    if not network.holds(place.address.version, place.address.value):
        return True
    if network.is_shared(place.address):
        return True
    subnet = network.subnets.get(place.subnet.partition("/")[2])
    if subnet is None:
        return False
    return unknown_field(subnet, "routeTable", "natGateway", "serviceEndpoints") is not None
