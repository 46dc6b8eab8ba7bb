"""Address spaces, peerings and their order, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, expr
from aksdesigner.model.address import Cidr, next_free
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

# subnets that Azure's own services fill: their outbound access is not the drawing's to close
MANAGED_SUBNETS = frozenset(
    {
        "GatewaySubnet",
        "AzureFirewallSubnet",
        "AzureFirewallManagementSubnet",
        "AzureBastionSubnet",
        "RouteServerSubnet",
    }
)
EXAMPLE_SPACE = "10.0.0.0/16"


def address_space(draft: Draft, key: Key, network: VirtualNetwork) -> Expression:
    """Return a network's prefixes, or ask for them."""
    if network.prefixes:
        return expr(_blocks(draft, key, network.prefixes))
    return draft.ask(
        f"{network.name} address space",
        f"Address space of virtual network {network.name}, a list of prefixes.",
        kind="strings",
        example=[EXAMPLE_SPACE],
        resource=key,
    )


def subnet_prefixes(draft: Draft, key: Key, network: VirtualNetwork, subnet: Subnet) -> Expression:
    """Return a subnet's prefixes, or ask for them, with free space as the example."""
    if subnet.prefixes:
        return expr(_blocks(draft, key, subnet.prefixes))
    return draft.ask(
        f"{network.name} {subnet.name} prefixes",
        f"Prefixes of subnet {subnet.name} of virtual network {network.name}.",
        kind="strings",
        example=[str(_free(network, subnet))],
        resource=key,
    )


def _blocks(draft: Draft, key: Key, prefixes: tuple[Cidr, ...]) -> list[str]:
    """Return prefixes as Azure takes them; host bits are reported and left out."""
    for prefix in prefixes:
        if prefix != prefix.network:
            reason = f"Azure refuses host bits: {prefix} is written as {prefix.network}"
            draft.omit(key, "prefixes", reason)
    return [str(prefix.network) for prefix in prefixes]


def default_outbound(subnet: Subnet) -> bool | None:
    """Return whether a subnet has default outbound access, None to leave it to Azure.

    Subnets that a service fills, by their name or by delegation, have the service's own way out.
    """
    if subnet.private and (subnet.name in MANAGED_SUBNETS or subnet.delegation):
        return None
    return not subnet.private


def _free(network: VirtualNetwork, wanted: Subnet) -> Cidr:
    """Return a free block; each subnet of unknown size gets another one."""
    taken = [p for s in network.subnets for p in s.prefixes]
    spaces = [p for p in network.prefixes if p.version == 4] or [Cidr.parse(EXAMPLE_SPACE)]
    unsized = [s for s in network.subnets if not s.prefixes]
    for length in (24, 26, 28):
        blocks: list[Cidr] = []
        for _ in range(unsized.index(wanted) + 1):
            found = (next_free(space, length, [*taken, *blocks]) for space in spaces)
            block = next((b for b in found if b), None)
            if block is None:
                break
            blocks.append(block)
        else:
            return blocks[-1]
    return spaces[0]


def gateway_keys(draft: Draft, vnet: str) -> tuple[Key, ...]:
    """Return the gateways that the program creates in a network."""
    return tuple(
        key
        for key, gateway in draft.design.index.of_kind(NetworkGateway)
        if gateway.vnet == vnet and not draft.design.is_existing(key)
    )


def earlier_gateways(draft: Draft, key: Key, gateway: NetworkGateway) -> tuple[str, ...]:
    """Return the gateways of the same subnet that come first: Azure makes one at a time."""
    keys = gateway_keys(draft, gateway.vnet)
    return tuple(draft.symbols.symbol(k) for k in keys[: keys.index(key)][-1:])


def before_peering(draft: Draft, peering: Peering) -> tuple[Key, ...]:
    """Return what has to exist before a half of a peering that offers or uses a gateway."""
    keys: list[Key] = []
    if peering.allow_gateway_transit:
        keys += gateway_keys(draft, peering.from_)
    if peering.use_remote_gateways:
        keys += gateway_keys(draft, peering.to)
        other = draft.design.index.get(Peering, f"{peering.to}>{peering.from_}")
        comes_first = other is not None and not other.use_remote_gateways
        if other and comes_first and not draft.design.is_existing(key_of("vnet", peering.to)):
            keys.append(key_of("peering", other.name))
    return tuple(dict.fromkeys(keys))


def peering_name(draft: Draft, key: Key, peering: Peering) -> str:
    """Return a peering's name, unique in the network that owns it."""
    base = f"{peering.from_}-to-{peering.to}"
    return peering.azure_name or draft.names.derived("peer", base, key, "", peering.from_)
