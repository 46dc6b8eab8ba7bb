"""Next hops that forward: firewalls, appliances, balancers before appliances (azure-rules C.5)."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.analysis.facts.arrival import (
    NOT_HERE,
    backend_place,
    come_back,
    hand_over,
    is_partly_known,
    nobody,
)
from aksdesigner.analysis.facts.crossing import cross
from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.families import beyond, is_v6, translated_family
from aksdesigner.analysis.facts.firewall_rules import (
    DnatRule,
    Ruling,
    dnat_rules_of,
    policy_of,
    private_ranges_of,
    rule_on,
    unreadable,
)
from aksdesigner.analysis.facts.gates import enter
from aksdesigner.analysis.facts.gateway_scope import onprem_prefixes, prefixes_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import Standing, Stop, Walk, failed, short
from aksdesigner.analysis.facts.peering_scope import (
    network_holding,
    network_names,
    peering_scope,
)
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.private_ranges import PRIVATE_RANGES
from aksdesigner.analysis.facts.public_owners import public_address
from aksdesigner.analysis.facts.rule_words import either, holds, port_in
from aksdesigner.analysis.facts.unmodelled import foreign_field, unknown_field
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

Forwarder = Firewall | NetworkVirtualAppliance | VirtualMachine


def to_next_hop(walk: Walk, address: Address) -> Stop | None:
    """Send a packet to the appliance at a next hop address; None means that it goes on there."""
    assert walk.here is not None
    near = walk.here.vnet
    found = _network_of_hop(walk.design, near, address)
    if isinstance(found, Stop):
        return found
    place = places_of(walk.design).owner(found, address)
    if place is None:
        return nobody(walk.design, found, address, "next_hop_unknown")
    if found != near:
        stop = cross(walk, near, found)
        if stop:
            return stop
    if walk.leg == "return" and walk.packet.dst == address:
        back = come_back(walk, found)
        if back is not NOT_HERE:
            return back if isinstance(back, Stop) else None
    if walk.packet.dst == address:
        return hand_over(walk, place)
    return _take(walk, place)


@kept
def _network_of_hop(design: Design, near: Key, address: Address) -> Key | Stop:
    """Return the network of a next hop address: the own one, or a direct peer."""
    reach = (near, *peering_scope(design).peers(near))
    for vnet in reach:
        if any(prefix.contains(address) for prefix in prefixes_of(design, vnet)):
            return vnet
    other = network_holding(design, address)
    if other is not None:
        text = f"Next hop {address} lies in {label_of(other)}, which is no direct peer of "
        return failed("blackhole", "next_hop_unreachable", f"{text}{label_of(near)}.")
    if any(prefix.contains(address) for prefix in _learned_anywhere(design)):
        text = f"Next hop {address} lies on-premises: Azure cannot use it as a next hop."
        return failed("blackhole", "next_hop_unreachable", text)
    if is_partly_known(design, None):
        text = f"Next hop {address} is not drawn, and the design is partial."
        return failed("notComputed", "external_owner", text)
    return failed("blackhole", "next_hop_unknown", f"Nothing drawn owns next hop {address}.")


@kept
def _learned_anywhere(design: Design) -> tuple[Cidr, ...]:
    """Return every on-premises prefix that some network knows, default routes left out."""
    found = (onprem_prefixes(design, f"vnet:{name}") for name in network_names(design))
    blocks = dict.fromkeys(prefix for prefixes in found for prefix in prefixes)
    return tuple(prefix for prefix in blocks if not prefix.is_default)


def _take(walk: Walk, place: Place) -> Stop | None:
    device = Standing.at(place)
    machine = place
    balancer = walk.design.index.at(place.key or "")
    if isinstance(balancer, LoadBalancer):
        behind = _behind(walk.design, balancer)
        if isinstance(behind, Stop):
            return behind
        machine = behind
        device = replace(device, subnet=machine.subnet, vnet=machine.vnet, place=machine)
    forwarder = walk.design.index.at(machine.key or "")
    if not isinstance(forwarder, (Firewall, NetworkVirtualAppliance, VirtualMachine)):
        return failed("blackhole", "no_ip_forwarding", f"{place.token} forwards no packets.")
    if not isinstance(forwarder, Firewall) and not forwarder.ip_forwarding:
        text = f"IP forwarding of {forwarder.name} is off, so Azure drops the packet there."
        off = failed("blackhole", "no_ip_forwarding", text, key=machine.key, setting="ipForwarding")
        stop = walk.bar(off)
        if stop:
            return stop
    unclear = _unclear(walk.design, forwarder) if walk.leg == "forward" else None
    return unclear or enter(walk, machine) or process(walk, device, forwarder)


def _behind(design: Design, balancer: LoadBalancer) -> Place | Stop:
    """Return the appliance that stands for all backends of a balancer (one hop, F-04)."""
    backend = next(iter(balancer.backends), None)
    if backend is None:
        return failed("blackhole", "no_host", f"Load balancer {balancer.name} has no backend.")
    place = backend_place(design, backend)
    if place is None:
        return failed("notComputed", "unknown_value", f"Backend {backend} has no address yet.")
    return place


def _unclear(design: Design, forwarder: Forwarder) -> Stop | None:
    kind = forwarder.kind
    extra = foreign_field(forwarder, kind)
    if extra:
        reason = "unmodelled:firewallPolicy" if kind == "fw" else f"unmodelled:{kind}.{extra}"
        text = f"Field {extra} of {forwarder.name} is not computed."
        return failed("notComputed", reason, text)
    unknown = unknown_field(forwarder, "rules", "policy", "snat", "ipForwarding", "stateful")
    if unknown:
        text = f"{unknown} of {forwarder.name} is unknown."
        return failed("notComputed", "unknown_value", text)
    unread = unreadable(design, forwarder) if isinstance(forwarder, Firewall) else None
    return failed("notComputed", *unread) if unread else None


def process(walk: Walk, device: Standing, forwarder: Forwarder) -> Stop | None:
    """Let an appliance take a packet: state, translation, and a fresh look-up behind it."""
    passing = (device.token, walk.packet.src, walk.packet.dst)
    walk.arrive(device.token, device.key, device.subnet, "")
    if passing in walk.seen:
        walk.note(f"{_name(device, forwarder)} takes it for the second time.")
        return failed("loop", "loop", f"The packet comes back to {forwarder.name}.")
    walk.seen.add(passing)
    if is_stateful(forwarder):
        walk.stateful.append(device.token)
    walk.devices.append(device)
    walk.stand(device)
    if walk.leg == "return":
        walk.note(f"{_name(device, forwarder)} takes the reply.")
        return None
    if isinstance(forwarder, Firewall) and is_v6(walk.packet.dst):
        return beyond(f"IPv6 through {forwarder.name}, an Azure Firewall,")
    ruling = _ruling(walk, forwarder)
    if ruling is not None and (ruling.unclear or ruling.access == "Deny"):
        stop = _refused(walk, device, forwarder, ruling)
        if stop:
            return stop
    snat = _why_snat(walk, forwarder, ruling)
    mixed = translated_family(walk.packet, device.place.address) if snat and device.place else None
    if mixed:
        return mixed
    walk.note(f"{_name(device, forwarder)} takes it{_translated(walk, device, forwarder, ruling)}")
    return None


def _ruling(walk: Walk, forwarder: Forwarder) -> Ruling | None:
    """Return what the policy of a firewall says, or None where there is none."""
    if not isinstance(forwarder, Firewall):
        return None
    key = key_of("fw", forwarder.name)
    if policy_of(walk.design, forwarder) is None:
        text = f"{forwarder.name} allows everything by {forwarder.rules} rules."
        walk.decided("firewall", "allow", f"{forwarder.rules} rules", key, text)
        return None
    ruling = rule_on(walk.design, forwarder, walk.packet, walk.name)
    if ruling.access == "Allow" and not ruling.unclear:
        text = f"{forwarder.name}: {ruling.text} allows it."
        walk.decided("firewall", "allow", ruling.rule, ruling.key, text)
    return ruling


def _refused(walk: Walk, device: Standing, forwarder: Forwarder, ruling: Ruling) -> Stop | None:
    """Return the stop of a packet that no rule lets through; routing alone ignores rules."""
    if not walk.filtered:
        return None
    if ruling.unclear:
        text = f"{forwarder.name}: {ruling.text}"
        return failed("notComputed", ruling.unclear, text)
    packet = walk.packet
    what = f"{packet.src} to {packet.dst} {packet.protocol} port {packet.port}"
    verb = " denies" if ruling.rule else ", which stops"
    text = f"{_name(device, forwarder)}: {ruling.text}{verb} {what}."
    walk.decided("firewall", "deny", ruling.rule or "default", ruling.key, text)
    setting = ruling.rule or "ruleCollectionGroups"
    return walk.bar(failed("dropped", "firewall_deny", text, key=ruling.key, setting=setting))


def _name(device: Standing, forwarder: Forwarder) -> str:
    """Return the device's name; behind a balancer one of its backends stands for all."""
    balanced = device.key is not None and device.key.startswith("lb:")
    return f"{short(device.token)} ({forwarder.name})" if balanced else forwarder.name


def is_stateful(forwarder: Forwarder) -> bool:
    """Return whether a device must see both directions of a flow (F-04)."""
    return forwarder.stateful if isinstance(forwarder, NetworkVirtualAppliance) else True


def _translated(walk: Walk, device: Standing, forwarder: Forwarder, ruling: Ruling | None) -> str:
    """Translate the source where the device does so (F-02), and say it."""
    rules = _allowed(forwarder, ruling)
    why = _why_snat(walk, forwarder, ruling)
    if why is None or device.place is None:
        return f"{rules} and keeps the source {walk.packet.src}."
    after = replace(walk.packet, src=device.place.address)
    walk.translate(after, device, stateful=is_stateful(forwarder))
    return f"{rules} and puts {device.place.address} as the source: {why}."


def _allowed(forwarder: Forwarder, ruling: Ruling | None) -> str:
    if not isinstance(forwarder, Firewall):
        return ""
    if ruling is None:
        return f", allowed by {forwarder.rules} rules,"
    return f", allowed by {ruling.text}," if _is_open(ruling) else ", rules ignored,"


def _is_open(ruling: Ruling) -> bool:
    return ruling.access == "Allow" and ruling.kind is not None and not ruling.unclear


def _why_snat(walk: Walk, forwarder: Forwarder, ruling: Ruling | None) -> str | None:
    """Return why a device translates the source, or None when it keeps it."""
    if isinstance(forwarder, Firewall):
        by_application = forwarder.rules == "application"
        if ruling is not None:
            by_application = ruling.kind == "application" and _is_open(ruling)
        if by_application:
            return "application rules always translate"
        outside = _needs_snat(walk, forwarder)
        return "the destination is outside its private ranges" if outside else None
    if isinstance(forwarder, NetworkVirtualAppliance) and forwarder.snat:
        return "it translates every source"
    return None


def _needs_snat(walk: Walk, firewall: Firewall) -> bool:
    ranges = private_ranges_of(walk.design, firewall) or PRIVATE_RANGES
    dst = walk.packet.dst
    if not isinstance(dst, Address):
        return not any(block.is_default for block in ranges)
    return not any(block.contains(dst) for block in ranges)


def enter_by_dnat(walk: Walk, firewall: Firewall, rule_name: str | None) -> Stop | None:
    """Take a packet at a firewall's public address and hand it to a rule's target (F-01, F-02).

    Without the name of a rule the first one counts that means the packet.
    """
    place = places_of(walk.design).first(f"fw:{firewall.name}")
    rules = dnat_rules_of(walk.design, firewall)
    if rule_name is not None:
        rules = tuple(rule for rule in rules if rule.name == rule_name)
    if place is None or (rule_name is not None and not rules):
        return failed("notComputed", "unknown_value", f"{firewall.name} has no address yet.")
    rule = next((rule for rule in rules if _means(rule, walk)), next(iter(rules), None))
    if rule is None:
        walk.arrive(place.token, place.key, place.subnet, "")
        text = f"{firewall.name} has no DNAT rule, so it denies what comes to its public address."
        key = key_of("fwpol", firewall.policy) if firewall.policy else place.key
        walk.decided("firewall", "deny", "default", key, text)
        return failed("dropped", "firewall_deny", text, key=key, setting="dnat")
    unclear = _unclear(walk.design, firewall)
    if unclear:
        return unclear
    if rule.to is None:
        text = f"DNAT rule {rule.name} of {firewall.name} leads to a name, not to an address."
        return failed("notComputed", "unknown_value", text)
    device = Standing.at(place)
    stop = _unmatched(walk, firewall, rule)
    if stop:
        walk.arrive(place.token, place.key, place.subnet, "")
        return stop
    port = _number(rule.to_port) or rule.only_port or walk.packet.port
    text = (
        f"DNAT rule {rule.name}{rule.where} of {firewall.name} sends it to {rule.to} port {port}, "
        f"with {place.address} as the source."
    )
    walk.decided("firewall", "allow", rule.name, place.key, text)
    walk.arrive(place.token, place.key, place.subnet, text)
    walk.stateful.append(place.token)
    walk.devices.append(device)
    after = replace(walk.packet, src=place.address, dst=rule.to, port=port)
    walk.stand(device)
    walk.translate(after, device, stateful=True)
    return None


def _means(rule: DnatRule, walk: Walk) -> bool:
    """Return whether a DNAT rule means a packet: its source, protocol and port."""
    packet = walk.packet
    words = [word.casefold() for word in rule.protocols]
    source = either(holds(text, packet.src) for text in rule.sources)
    port = any(port_in(text, packet.port) for text in rule.ports)
    return bool(source) and port and ("any" in words or packet.protocol in words)


def _unmatched(walk: Walk, firewall: Firewall, rule: DnatRule) -> Stop | None:
    """Return the stop of a packet that a DNAT rule does not mean: its source, protocol or port."""
    packet = walk.packet
    if _means(rule, walk) or not walk.filtered:
        return None
    text = (
        f"DNAT rule {rule.name}{rule.where} of {firewall.name} does not mean {packet.src} "
        f"{packet.protocol} port {packet.port}, so the firewall denies it."
    )
    key = key_of("fwpol", firewall.policy) if firewall.policy else key_of("fw", firewall.name)
    walk.decided("firewall", "deny", rule.name, key, text)
    return walk.bar(failed("dropped", "firewall_deny", text, key=key, setting=rule.name))


def _number(port: str | None) -> int | None:
    return int(port) if port and port.isdecimal() else None


def snats_to_public(walk: Walk) -> bool:
    """Make the public address of a firewall the source where it leaves for the Internet (F-02).

    False when the firewall never translates: then it cannot reach the Internet directly.
    """
    assert walk.here is not None
    last = walk.translations[-1] if walk.translations else None
    if last is None or last.device is None or last.device.token != walk.here.token:
        return False
    public = replace(last.after, src=public_address(walk.design, walk.here.token))
    walk.translations[-1] = replace(last, after=public)
    walk.packet = public
    return True
