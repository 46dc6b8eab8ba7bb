"""Flags of peerings: forwarded traffic, access, and gateways offered and used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.repair.candidate import Candidate, candidate


def half_of(analysis: Analysis, owner: str, remote: str) -> Peering | None:
    """Return the half of a peering that a network owns, or None."""
    return analysis.document.topology.index.get(Peering, f"{owner}>{remote}")


def forwarding(
    analysis: Analysis, vnets: Iterable[Key | None], appliance: Key
) -> tuple[Command, ...]:
    """Return commands that let networks take in what an appliance of a peer forwards."""
    place = places_of(analysis.facts).first(appliance)
    commands: list[Command] = []
    for vnet in dict.fromkeys(vnets):
        if vnet is None or place is None or vnet == place.vnet:
            continue
        half = half_of(analysis, label_of(vnet), label_of(place.vnet))
        if half is not None and not half.allow_forwarded_traffic:
            key = key_of("peering", half.name)
            commands.append(SetField(key, "allow_forwarded_traffic", value=True))
    return tuple(commands)


def access(analysis: Analysis, vnet: Key) -> Iterator[Candidate]:
    """Yield for each peering of a network that blocks access the candidate that allows it."""
    own = label_of(vnet)
    for half in analysis.document.topology.peerings:
        if own in (half.from_, half.to) and not half.allow_virtual_network_access:
            key = key_of("peering", half.name)
            command = SetField(key, "allow_virtual_network_access", value=True)
            yield candidate(f"Allow access on {half.name}", command)


def transit(analysis: Analysis, vnet: Key) -> Iterator[Candidate]:
    """Yield for each peer that has a gateway the candidate that lets a network use it."""
    topology = analysis.document.topology
    own = label_of(vnet)
    if any(gateway.vnet == own for gateway in topology.gateways):
        return
    for remote in dict.fromkeys(gateway.vnet for gateway in topology.gateways):
        use, offer = half_of(analysis, own, remote), half_of(analysis, remote, own)
        if use is None or offer is None:
            continue
        yield candidate(
            f"Use the gateway of {remote} in {own}",
            SetField(key_of("peering", offer.name), "allow_gateway_transit", value=True),
            SetField(key_of("peering", use.name), "use_remote_gateways", value=True),
        )
