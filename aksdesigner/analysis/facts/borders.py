"""Where networks end: gateways to on-premises, and the Internet in both directions (C.2, C.4, C.8)."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.analysis.facts.appliances import enter_by_dnat, snats_to_public
from aksdesigner.analysis.facts.arrival import (
    answers_from_public,
    deliver,
    hand_over,
    to_backend,
    to_balancer,
    undo_at_host,
)
from aksdesigner.analysis.facts.crossing import cross
from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.door_targets import gateway_instance
from aksdesigner.analysis.facts.doors import ingress_of
from aksdesigner.analysis.facts.families import beyond, is_v6, leaves_by_v6
from aksdesigner.analysis.facts.gateway_scope import (
    Learned,
    advertised,
    gateway_of,
    gateways_to,
    learned,
    prefixes_of,
    transit_users,
)
from aksdesigner.analysis.facts.outbound import Outbound, outbound_of, why_none
from aksdesigner.analysis.facts.packets import (
    PublicAddress,
    Standing,
    Stop,
    Translation,
    Walk,
    failed,
    headed,
    short,
    spoken,
)
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.facts.public_owners import (
    contested,
    holders_of,
    numbers_of,
    prefixes_given,
    public_address,
)
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway


def to_gateway(walk: Walk, row: EffectiveRoute) -> Stop | None:
    """Send a packet to the gateway of a route, and on to what is behind it (C.2)."""
    assert walk.here is not None
    near = walk.here.vnet
    use = gateway_of(walk.design, near)
    gateways = _usable(walk.design, near, row)
    if use is None or not gateways:
        text = f"{label_of(near)} has no gateway that this route may use."
        return failed("blackhole", "no_gateway", text, key=row.origin, setting=row.name)
    if use.transit and use.host != near:
        stop = cross(walk, near, use.host)
        if stop:
            return stop
    dst = walk.packet.dst
    found = {key: _behind(walk, key) for key in gateways}
    gateway = next((key for key in gateways if found[key]), gateways[0])
    walk.gateway = gateway
    text = f"Gateway {label_of(gateway)} receives it."
    walk.arrive(gateway, gateway, None, text)
    row_behind = found[gateway]
    if row_behind is not None:
        return _to_site(walk, row_behind)
    if isinstance(dst, Address):
        for vnet in (use.host, *_vpn_users(walk.design, gateway, use.host)):
            if any(space.contains(dst) for space in prefixes_of(walk.design, vnet)):
                return (cross(walk, use.host, vnet) if vnet != use.host else None) or deliver(
                    walk, vnet
                )
    text = f"Gateway {label_of(gateway)} knows no prefix that holds {dst}."
    return failed("blackhole", "gateway_no_route", text, key=gateway, setting="connections")


def _usable(design: Design, near: Key, row: EffectiveRoute) -> tuple[Key, ...]:
    """Return the gateways of a route: its own, or for a user route the only VPN gateway (C.1)."""
    if row.source == "VirtualNetworkGateway" and row.origin:
        return (row.origin,)
    use = gateway_of(design, near)
    keys = use.gateways if use else ()
    only_vpn = all(_type(design, key) == "Vpn" for key in keys)
    return keys if only_vpn else ()


def _type(design: Design, gateway: Key) -> str | None:
    found = design.index.at(gateway)
    return found.type if isinstance(found, NetworkGateway) else None


def _vpn_users(design: Design, gateway: Key, host: Key) -> tuple[Key, ...]:
    return transit_users(design, host) if _type(design, gateway) == "Vpn" else ()


def _behind(walk: Walk, gateway: Key) -> Learned | None:
    dst = walk.packet.dst
    if not isinstance(dst, Address):
        # a service or unnumbered public address: only a learned default route holds it
        rows = [row for row in learned(walk.design, gateway) if row.prefix.is_default]
    else:
        rows = [row for row in learned(walk.design, gateway) if row.prefix.contains(dst)]
    return max(rows, key=lambda row: (row.prefix.length, row.site == walk.home_site), default=None)


def _to_site(walk: Walk, row: Learned) -> Stop | None:
    if row.peer_gateway is not None:
        return enter_gateway(walk, row.peer_gateway)
    text = f"{row.site} receives it: {row.prefix} is there."
    key = key_of("site", row.site)
    drawn = walk.design.index.at(key) is not None
    walk.arrive(f"onprem:{row.site}", key if drawn else None, None, text)
    if walk.leg == "return" and walk.home_site != row.site:
        return failed("blackhole", "no_host", f"The reply ends at {row.site}, which did not ask.")
    return Stop("site")


def enter_gateway(walk: Walk, gateway: Key) -> Stop | None:
    """Come in through a gateway: from here the table of its GatewaySubnet decides (C.8)."""
    found = walk.design.index.at(gateway)
    if not isinstance(found, NetworkGateway):
        return failed("notComputed", "unknown_value", f"{gateway} is not drawn.")
    vnet = vnet_key(found.vnet)
    subnet = f"subnet:{found.vnet}/GatewaySubnet"
    text = f"Gateway {found.name} takes it into {found.vnet}."
    walk.arrive(gateway, gateway, subnet, text)
    walk.gateway = gateway
    walk.stand(Standing(gateway, gateway, vnet, subnet, gateway=True))
    return None


def from_site(walk: Walk, site: str) -> Stop | None:
    """Leave an on-premises site through the gateway that advertises the destination (C.8)."""
    gateways = gateways_to(walk.design, site)
    if not gateways:
        text = f"{site} is connected to no gateway."
        return failed("blackhole", "no_gateway", text, key=key_of("site", site))
    best: tuple[int, bool, Key] | None = None
    for gateway in gateways:
        for row in advertised(walk.design, gateway):
            if isinstance(walk.packet.dst, Address) and row.prefix.contains(walk.packet.dst):
                found = (row.prefix.length, gateway == walk.gateway, gateway)
                best = found if best is None or found[:2] > best[:2] else best
    if best is None:
        names = ", ".join(label_of(gateway) for gateway in gateways)
        text = f"{names} advertises no prefix that holds {walk.packet.dst} to {site}."
        lost = failed(
            "blackhole", "not_advertised", text, key=gateways[0], setting="allowGatewayTransit"
        )
        return walk.bar(lost) or enter_gateway(walk, gateways[0])
    return enter_gateway(walk, best[2])


def to_internet(walk: Walk) -> Stop | None:
    """Leave for the Internet: public destinations only, with an outbound method (C.2, C.4)."""
    assert walk.here is not None
    dst = walk.packet.dst
    if isinstance(dst, Address) and not is_routable(dst):
        text = f"Next hop Internet, and {dst} is no public address: nothing there delivers it."
        return failed("blackhole", "private_to_internet", text)
    if answers_from_public(walk):
        return _leave_as_it_came(walk)
    if is_v6(dst) and walk.leg == "forward" and not leaves_by_v6(walk.design, walk.here):
        return beyond(f"Which public address a packet to {dst} gets")
    method = outbound_of(walk.design, walk.here)
    is_firewall = split_key(walk.here.key or "")[0] == "fw"
    starts_here = len(walk.hops) == 1
    translates = walk.leg == "return" or not is_firewall or starts_here or _has_translation(walk)
    if method is None or not translates:
        text = why_none(walk.design, walk.here)
        setting = "publicIps" if is_firewall else "natGateway"
        key = walk.here.key if is_firewall else walk.here.subnet
        lost = failed("blackhole", "no_outbound", text, key=key, setting=setting)
        stop = walk.bar(lost)
        if stop:
            return stop
        method = Outbound(None, None, "")
    walk.note(method.text)
    walk.note(_seen_outside(walk.design, method.token or walk.here.token))
    if method.token is not None:
        text = f"{short(method.token)} puts a public address as the source."
        walk.arrive(method.token, method.key, None, text)
    if walk.leg == "forward" and not (
        is_firewall and method.token is None and snats_to_public(walk)
    ):
        _publish(walk, method.token, method.key)
    return at_internet(walk)


def _seen_outside(design: Design, token: str) -> str:
    """Return which addresses the Internet sees, as far as they are drawn."""
    known = [str(number) for number in numbers_of(design, token)]
    known += [f"one of prefix {name}" for name in prefixes_given(design, token)]
    return f"The Internet sees {' or '.join(known)}." if known else ""


def _leave_as_it_came(walk: Walk) -> Stop | None:
    """Send a reply out with the public address at which its flow came in."""
    walk.note("It leaves with the public address at which the flow came in.")
    src = walk.packet.src
    token = src.token if isinstance(src, PublicAddress) else ""
    straight = len(walk.hops) == 1  # an appliance between them would hide the balancer
    if straight and token.startswith(("lb:", "ingress:")):
        text = f"{short(token)} puts its frontend address as the source."
        walk.arrive(token, token, None, text)
    return at_internet(walk)


def _has_translation(walk: Walk) -> bool:
    last = walk.translations[-1] if walk.translations else None
    here = walk.here
    return bool(last and last.device and here and last.device.token == here.token)


def _publish(walk: Walk, token: str | None, key: Key | None) -> None:
    """Translate the source to a public address at the platform's edge."""
    assert walk.here is not None
    owner = token or walk.here.token
    device = Standing(owner, key, walk.here.vnet, None) if token else walk.here
    after = replace(walk.packet, src=public_address(walk.design, owner))
    walk.translate(after, device, edge=True)


def at_internet(walk: Walk) -> Stop | None:
    """Be on the Internet: arrive there, come in again, or return to the edge that translated."""
    walk.arrive("internet", None, None, _on_internet(walk))
    packet = walk.packet
    last = walk.translations[-1] if walk.translations else None
    if walk.leg == "return":
        if last and last.after.src == packet.dst:
            return _back_in(walk, last)
        if walk.home is None and walk.home_site is None:
            return Stop("internet")
        text = f"The reply to {packet.dst} leaves for the Internet, which did not ask."
        return failed("blackhole", "private_to_internet", text)
    if isinstance(packet.dst, PublicAddress):
        return come_in(walk, packet.dst)
    holders = holders_of(walk.design, packet.dst) if isinstance(packet.dst, Address) else ()
    if holders:
        return to_number(walk, holders)
    return Stop("internet")


def to_number(walk: Walk, holders: tuple[str, ...]) -> Stop | None:
    """Enter at a drawn public address that the packet names by its number."""
    if len(holders) > 1:
        return contested(str(walk.packet.dst), holders)
    named = public_address(walk.design, holders[0])
    walk.note(f"{walk.packet.dst} is a public address of {spoken(holders[0])}.")
    walk.translate(replace(walk.packet, dst=named), None, edge=True)
    return come_in(walk, named)


def _on_internet(walk: Walk) -> str:
    if walk.leg == "forward":
        return f"The Internet takes it to {walk.packet.dst}."
    return f"The reply is on the Internet, on its way to {walk.packet.dst}."


def _back_in(walk: Walk, last: Translation) -> Stop | None:
    """Bring a reply from the Internet to the device that gave the flow its public address."""
    walk.translations.pop()
    walk.packet = last.before.reply
    device = last.device
    assert device is not None
    if last.edge:
        dst = walk.packet.dst
        if device.token != (walk.home.token if walk.home else None) and device.place is None:
            text = f"{short(device.token)} translates it back to {dst}."
            walk.arrive(device.token, device.key, None, text)
        return deliver(walk, device.vnet)
    text = f"{short(device.token)} knows the flow and translates it back to {walk.packet.dst}."
    walk.arrive(device.token, device.key, device.subnet, text)
    if last.stateful:
        walk.stateful.append(device.token)
    walk.stand(device)
    undo_at_host(walk)
    return None


def come_in(walk: Walk, target: PublicAddress) -> Stop | None:
    """Enter from the Internet at a public address of the design."""
    found = walk.design.index.at(target.token)
    kind, _, name = target.token.partition(":")
    if isinstance(found, Firewall):
        return enter_by_dnat(walk, found, target.rule)
    if isinstance(found, LoadBalancer):
        text = f"Load balancer {found.name} hands it to a backend, client address unchanged."
        return to_balancer(walk, found, text)
    if kind == "ingress":
        return _to_ingress(walk, target.token, name)
    if kind in ("agc", "fd"):
        walk.arrive(target.token, target.token, None, f"{headed(target.token)} receives it.")
        return Stop("edge")
    if kind in ("natgw", "gw"):
        text = f"{headed(target.token)} takes no flows that begin outside."
        return failed("blackhole", "no_host", text, key=target.token)
    place = places_of(walk.design).first(target.token)
    if kind == "agw":
        place = gateway_instance(walk.design, name)
    if place is None:
        return failed("notComputed", "unknown_value", f"{target.token} has no address yet.")
    walk.note(f"The public address of {short(target.token)} leads to {place.address}.")
    walk.translate(replace(walk.packet, dst=place.address), None, edge=True)
    return hand_over(walk, place)


def _to_ingress(walk: Walk, token: str, name: str) -> Stop | None:
    """Enter at the public load balancer that a cluster asked for."""
    found = ingress_of(walk.design.topology, name)
    if found is None:
        return failed("notComputed", "unknown_value", f"{token} is not drawn.")
    text = f"{headed(token)} hands it to a node, client address unchanged."
    return to_backend(walk, token, found[0], f"aks:{found[0].name}", text)
