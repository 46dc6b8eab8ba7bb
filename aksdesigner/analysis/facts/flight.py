"""One flow: its way there and back, and its verdict (azure-rules C.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest

from aksdesigner.analysis.facts import story
from aksdesigner.analysis.facts.arrival import deliver, is_private_link, undo_at_host
from aksdesigner.analysis.facts.borders import at_internet, come_in, from_site, to_number
from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.endpoints import carried_name, pod_place
from aksdesigner.analysis.facts.ends import Origin, Target
from aksdesigner.analysis.facts.families import client_for, other_family
from aksdesigner.analysis.facts.gates import enter
from aksdesigner.analysis.facts.packets import (
    End,
    Packet,
    PublicAddress,
    Standing,
    Stop,
    Walk,
    failed,
    headed,
    short,
)
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.pod_gates import receive, send
from aksdesigner.analysis.facts.pods import captured
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.facts.public_owners import holders_of
from aksdesigner.analysis.facts.walk import run
from aksdesigner.analysis.results import Blocker, Hop, LayerDecision, LayerOutcome, Leg, Verdict
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance


@dataclass(frozen=True)
class Ask:
    """What is sent: port and protocol; `filtered` False ignores filters, `thorough` opens them."""

    port: int
    protocol: str
    filtered: bool = True
    thorough: bool = False


@dataclass(frozen=True)
class Flight:
    """One flow under judgement: both legs, and how it ended.

    `walk` and `back` are the legs themselves, `stop` how the way there ended. The other fields are those of a `Trace`.
    """

    walk: Walk
    back: Walk | None
    stop: Stop
    forward: tuple[Hop, ...]
    home: tuple[Hop, ...]
    verdict: Verdict = "delivered"
    leg: Leg | None = None
    reason: str | None = None
    device: str | None = None
    matched: Cidr | None = None
    sentence: str = ""

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """Everything that stands in the way, there and back."""
        return (*self.walk.blockers, *(self.back.blockers if self.back else ()))

    @property
    def decisions(self) -> tuple[LayerDecision, ...]:
        """What the layers say, there and back, in the order in which they were met."""
        return (*self.walk.decisions, *(self.back.decisions if self.back else ()))


def fly(design: Design, origin: Origin, target: Target, ask: Ask) -> Flight:
    """Send a packet from an end to another, and its reply back."""
    walk = _set_out(design, origin, target, ask)
    if target.dns is not None:
        refused: LayerOutcome = (
            "deny" if target.stop and target.stop.verdict == "dropped" else "unknown"
        )
        outcome: LayerOutcome = "allow" if target.stop is None else refused
        walk.decided("dns", outcome, target.token, None, target.dns)
    stop = _forward(walk, origin, target)
    if stop.kind in ("host", "endpoint"):
        stop = receive(walk, origin, target) or stop
    if stop.kind == "failed":
        walk.obstacle(stop)
        return _ended(walk, _back_from_afar(walk, target), stop, stop, "forward")
    if stop.kind == "host" and stop.text:
        return _inside_cluster(walk, stop)
    back = _turned(walk)
    end = _back(walk, back, stop)
    if end.kind == "failed":
        back.obstacle(end)
        return _ended(walk, back, stop, end, "return")
    return _compared(walk, back, stop)


def _turned(walk: Walk) -> Walk:
    """Return the leg of the reply to a packet."""
    return Walk(
        walk.design,
        "return",
        walk.packet.reply,
        walk.filtered,
        home=walk.home,
        home_site=walk.home_site,
        target=walk.target,
        translations=list(walk.translations),
        gateway=walk.gateway,
        thorough=walk.thorough,
    )


def _back_from_afar(walk: Walk, target: Target) -> Walk | None:
    """Walk the reply of a packet that cannot arrive, from where it was meant to go.

    Only where every obstacle is wanted: what would have to change on the way back too.
    """
    place = target.place or _owner_of(walk)
    if not walk.thorough or place is None or walk.home is None or place.kind == "lb":
        return None
    gate = enter(walk, place)
    if gate is not None:
        walk.obstacle(gate)
    back = _turned(walk)
    back.translations.clear()
    back.packet = Packet(place.address, walk.home.address, walk.packet.port, walk.packet.protocol)
    back.arrive(place.token, place.key, place.subnet, f"{short(place.token)} would reply.")
    if place.kind == "pe" or is_private_link(walk.design, place):
        return None
    back.here = Standing.at(place)
    end = run(back)
    if end.kind == "failed":
        back.obstacle(end)
    return back


def _owner_of(walk: Walk) -> Place | None:
    """Return what owns the destination of a packet, where one drawn thing alone does."""
    dst = walk.packet.dst
    found = [p for p in places_of(walk.design).all if p.address == dst]
    return found[0] if len(found) == 1 else None


def _set_out(design: Design, origin: Origin, target: Target, ask: Ask) -> Walk:
    dst = target.dst
    place = pod_place(design, origin, dst if isinstance(dst, Address) else None)
    src: End | None = place.address if place else client_for(origin.address, dst)
    packet = Packet(
        src or PublicAddress(origin.token),
        dst or PublicAddress(target.token),
        ask.port,
        ask.protocol,
    )
    walk = Walk(
        design,
        "forward",
        packet,
        ask.filtered,
        home=place if origin.kind == "host" else None,
        home_site=origin.site,
        target=target.place,
        thorough=ask.thorough,
        name=target.name or carried_name(design, target),
    )
    key = place.key if place else origin.site and f"site:{origin.site}"
    walk.arrive(origin.token, key, place.subnet if place else None, _sends(origin, packet))
    if place is not None:
        walk.here = Standing.at(place)
    return walk


def _sends(origin: Origin, packet: Packet) -> str:
    return f"{headed(origin.token)} sends from {packet.src} to {packet.dst}."


def _forward(walk: Walk, origin: Origin, target: Target) -> Stop:
    unknown = _unknown_end(origin, target, walk)
    if unknown is not None:
        return unknown
    dst = walk.packet.dst
    if origin.kind == "site":
        return from_site(walk, origin.site or "") or run(walk)
    if origin.past_routes and walk.home is not None and isinstance(dst, Address):
        return deliver(walk, walk.home.vnet) or run(walk)
    if origin.kind == "internet":
        return _from_internet(walk)
    refused = send(walk, origin, target)
    if refused is not None:
        return refused
    if origin.cluster is not None and isinstance(dst, Address):
        stop = captured(walk.design, origin.cluster, dst)
        if stop is not None:
            return stop
    return run(walk)


def _unknown_end(origin: Origin, target: Target, walk: Walk) -> Stop | None:
    """Return why an end of the question has no address, or None."""
    if origin.cluster is not None and origin.cluster.vnet is None:
        text = f"{origin.cluster.name} lives in a network that AKS manages, which is not drawn."
        return failed("notComputed", "unmodelled:managedNetwork", text)
    if (
        origin.kind == "host"
        and walk.home is None
        or origin.kind == "site"
        and origin.address is None
    ):
        text = f"The address of {short(origin.token)} is unknown."
        return failed("notComputed", "unknown_value", text)
    if target.stop is not None:
        return target.stop
    if target.dst is None:
        text = f"The address of {short(target.token)} is unknown."
        return failed("notComputed", "unknown_value", text)
    return other_family(walk.packet)


def _from_internet(walk: Walk) -> Stop:
    dst = walk.packet.dst
    if isinstance(dst, PublicAddress):
        return come_in(walk, dst) or run(walk)
    holders = holders_of(walk.design, dst) if isinstance(dst, Address) else ()
    if holders:
        return to_number(walk, holders) or run(walk)
    if isinstance(dst, Address) and not is_routable(dst):
        text = f"{dst} is no public address: the Internet cannot reach it."
        return failed("blackhole", "private_to_internet", text)
    return failed("notComputed", "external_owner", f"{dst} is outside of this design.")


def _back(walk: Walk, back: Walk, stop: Stop) -> Stop:
    """Walk the reply from where the packet arrived."""
    last = walk.hops[-1]
    if stop.kind == "internet":
        return at_internet(back) or run(back)
    back.arrive(last.token, last.key, last.subnet, f"{short(last.token)} replies.")
    if stop.kind == "edge":
        undo_at_host(back)
        return at_internet(back) or run(back)
    if stop.kind == "site":
        return from_site(back, short(last.token)) or run(back)
    if stop.kind in ("endpoint", "service"):
        return _straight(walk, back, stop)
    back.here = walk.here
    undo_at_host(back)
    return run(back)


def _straight(walk: Walk, back: Walk, stop: Stop) -> Stop:
    """Reply of an endpoint or service: no route table, straight to the packet's source (F-09)."""
    undo_at_host(back)
    back.note("It answers straight to the source, past every route table.")
    last = back.translations[-1] if back.translations else None
    device = last.device if last else None
    if last and device and last.after.src == back.packet.dst:
        back.translations.pop()
        back.packet = last.before.reply
        _return_to(back, device, stateful=last.stateful)
        return run(back)
    tagged = _symmetric_appliance(walk) if stop.kind == "endpoint" else None
    if tagged is not None:
        _return_to(back, tagged, stateful=tagged.token in walk.stateful)
        return run(back)
    if walk.home is not None:
        home = walk.home
        back.arrive(home.token, home.key, home.subnet, "The reply arrives.")
        return Stop("host")
    if walk.home_site is not None and walk.gateway is not None:
        back.arrive(walk.gateway, walk.gateway, None, "The gateway takes the reply.")
        back.arrive(f"onprem:{walk.home_site}", f"site:{walk.home_site}", None, "It arrives.")
        return Stop("site")
    return at_internet(back) or run(back)


def _return_to(back: Walk, device: Standing, *, stateful: bool) -> None:
    text = f"{short(device.token)} knows the flow and sends the reply on."
    back.arrive(device.token, device.key, device.subnet, text)
    if stateful:
        back.stateful.append(device.token)
    back.stand(device)


def _symmetric_appliance(walk: Walk) -> Standing | None:
    """Return the last appliance, if its tag brings replies of endpoints back to it (F-09)."""
    device = walk.devices[-1] if walk.devices else None
    key = device.place.key if device and device.place else None
    found = walk.design.index.at(key or "")
    tagged = isinstance(found, NetworkVirtualAppliance) and found.disable_snat_on_pl
    return device if tagged else None


def _inside_cluster(walk: Walk, stop: Stop) -> Flight:
    """Return the flow of a packet that never leaves its cluster."""
    start = walk.hops[0]
    walk.note(stop.text)
    hops = (walk.hops[0], Hop(start.token, start.key, start.subnet, because="It stays there."))
    return Flight(walk, None, stop, hops, hops, sentence="Delivered inside the cluster.")


def _ended(walk: Walk, back: Walk | None, stop: Stop, end: Stop, leg: Leg) -> Flight:
    last = walk if leg == "forward" or back is None else back
    last.note(end.text)
    home = tuple(back.hops) if back is not None and leg == "return" else ()
    reason = None if end.verdict == "loop" else end.reason
    return Flight(
        walk,
        back,
        stop,
        tuple(walk.hops),
        home,
        end.verdict,
        leg,
        reason,
        matched=end.matched,
        sentence=story.stopped(leg, end),
    )


def stopped(flight: Flight, stop: Stop) -> Flight:
    """Return a flow that arrived at a device which cannot send it on."""
    last = flight.back or flight.walk  # it comes after what stands in the way of this flow
    last.obstacle(stop, leg="forward")
    reason = None if stop.verdict == "loop" else stop.reason
    return replace(
        noted(flight, stop.text),
        home=(),
        verdict=stop.verdict,
        leg="forward",
        reason=reason,
        device=None,
        sentence=story.stopped("forward", stop),
    )


def noted(flight: Flight, text: str) -> Flight:
    """Return a flow with one more sentence at the device where it arrived."""
    last = flight.forward[-1]
    told = replace(last, because=f"{last.because} {text}".strip())
    return replace(flight, forward=(*flight.forward[:-1], told))


def _compared(walk: Walk, back: Walk, stop: Stop) -> Flight:
    """Compare the stateful devices of both legs: delivered or asymmetric (C.6)."""
    there, home = walk.stateful, list(reversed(back.stateful))
    legs = (tuple(walk.hops), tuple(back.hops))
    if there == home:
        text = story.delivered(walk.hops, back.hops)
        return Flight(walk, back, stop, *legs, sentence=text)
    device = lonely_device(there, home)
    text = story.asymmetric(device, there)
    back.obstacle(failed("asymmetric", "asymmetric", text, key=_key_of(device, walk, back)))
    return Flight(
        walk, back, stop, *legs, verdict="asymmetric", leg="return", device=device, sentence=text
    )


def _key_of(token: str, *legs: Walk) -> str | None:
    hops = (hop for leg in legs for hop in leg.hops)
    return next((hop.key for hop in hops if hop.token == token), None)


def lonely_device(there: list[str], home: list[str]) -> str:
    """Return the device that only one direction meets, given two lists that differ (C.6)."""
    one, other = next(pair for pair in zip_longest(there, home) if pair[0] != pair[1])
    if one is not None and one not in home:
        return one
    if other is not None and other not in there:
        return other
    return one or other or ""
