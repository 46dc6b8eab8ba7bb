"""Crossing a peering: what its flags stop (azure-rules C.3)."""

from __future__ import annotations

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.gateway_scope import onprem_prefixes, prefixes_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import End, Stop, Walk, failed
from aksdesigner.analysis.facts.peering_scope import network_spaces, peering_scope
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.peering import Peering


def cross(walk: Walk, near: Key, far: Key) -> Stop | None:
    """Return why a packet cannot pass from one peered network into the other, or None.

    In serviceTagOnly mode nothing is stopped here; the source may fall out of a tag instead.
    """
    link = peering_scope(walk.design).between(near, far)
    mine, theirs = (link.half(near), link.half(far)) if link else (None, None)
    if mine is None or theirs is None:
        return failed("blackhole", "next_hop_unreachable", f"{_pair(near, far)} are not peered.")
    strict = walk.design.settings.peering_mode == "strict"
    if strict and not mine.allow_virtual_network_access and not walk.by_gateway:
        flag = "allowVirtualNetworkAccess"
        text = f"The peering {mine.name} has {flag} off."
        stop = _refuse(walk, "peering_access_blocked", mine, flag, text)
        if stop:
            return stop
    if theirs.allow_forwarded_traffic or not _is_forwarded(walk, near):
        text = f"The peering between {_pair(near, far)} lets it pass."
        walk.decided("peering", "allow", mine.name, key_of("peering", mine.name), text)
        return None
    if not strict:
        walk.foreign = True
        return None
    text = (
        f"The peering {theirs.name} has allowForwardedTraffic off, and {walk.packet.src} is not "
        f"an address of {label_of(near)}."
    )
    return _refuse(walk, "forwarded_traffic_blocked", theirs, "allowForwardedTraffic", text)


def _refuse(walk: Walk, reason: str, half: Peering, flag: str, text: str) -> Stop | None:
    key = key_of("peering", half.name)
    walk.decided("peering", "deny", flag, key, text)
    return walk.bar(failed("dropped", reason, text, key=key, setting=flag))


def _is_forwarded(walk: Walk, near: Key) -> bool:
    """Return whether the source is foreign to the network it comes out of, in the sense of C.3."""
    src = walk.packet.src
    if not isinstance(src, Address) or walk.by_gateway or _is_public(walk.design, src):
        return False
    return not any(space.contains(src) for space in prefixes_of(walk.design, near))


def _is_public(design: Design, address: End) -> bool:
    """Return whether an address lies outside RFC 1918, RFC 6598 and every modelled prefix."""
    if not isinstance(address, Address):
        return True
    return is_routable(address) and not is_modelled(design, address)


@kept
def is_modelled(design: Design, address: Address) -> bool:
    """Return whether an address lies in the space of a network or a site of the design."""
    return any(prefix.contains(address) for prefix in modelled_prefixes(design))


@kept
def modelled_prefixes(design: Design) -> tuple[Cidr, ...]:
    """Return the address spaces of all networks and sites, default routes left out."""
    blocks: dict[Cidr, None] = {}
    for name, spaces in network_spaces(design):
        blocks.update(dict.fromkeys((*spaces, *onprem_prefixes(design, f"vnet:{name}"))))
    for site in design.topology.on_prem:
        blocks.update(dict.fromkeys(site.prefixes))
    return tuple(block for block in blocks if not block.is_default)


def _pair(near: Key, far: Key) -> str:
    return f"{label_of(near)} and {label_of(far)}"
