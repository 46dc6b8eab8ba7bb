"""The way of a packet there and back, and its verdict (azure-rules C.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest

from aksdesigner.analysis.facts import story
from aksdesigner.analysis.facts.arrival import undo_at_host
from aksdesigner.analysis.facts.borders import at_internet, come_in, from_site
from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.endpoints import (
    Origin,
    Target,
    carried_name,
    pod_place,
    read_source,
    read_target,
    with_port,
)
from aksdesigner.analysis.facts.memo import kept
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
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.facts.pods import captured
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.walk import run
from aksdesigner.analysis.results import Hop, Leg, Trace
from aksdesigner.model.address import Address
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance

MODES = ("filtered", "routing")


@dataclass(frozen=True)
class _Question:
    source: str
    destination: str
    port: int
    protocol: str
    mode: str


@kept
def trace_of(
    design: Design, source: str, destination: str, port: int, protocol: str, mode: str
) -> Trace:
    """Trace a packet. Raises QueryError when source, destination or mode cannot be read."""
    if mode not in MODES:
        raise QueryError(f"mode: found {mode!r}, expected {' or '.join(MODES)}")
    origin = read_source(design, source)
    target = read_target(design, destination, origin)
    question = _Question(source, destination, with_port(target, port), protocol.casefold(), mode)
    walk = _set_out(design, origin, target, question)
    stop = _forward(walk, origin, target)
    if stop.kind == "failed":
        return _ended(question, walk, None, stop, "forward")
    if stop.kind == "host" and stop.text:
        return _inside_cluster(question, walk, stop)
    back = Walk(
        design,
        "return",
        walk.packet.reply,
        walk.filtered,
        home=walk.home,
        home_site=walk.home_site,
        target=walk.target,
        translations=list(walk.translations),
        gateway=walk.gateway,
    )
    end = _back(walk, back, stop)
    if end.kind == "failed":
        return _ended(question, walk, back, end, "return")
    return _compared(question, walk, back)


def _set_out(design: Design, origin: Origin, target: Target, question: _Question) -> Walk:
    dst = target.dst
    place = pod_place(design, origin, dst if isinstance(dst, Address) else None)
    src: End | None = place.address if place else origin.address
    packet = Packet(
        src or PublicAddress(origin.token),
        dst or PublicAddress(target.token),
        question.port,
        question.protocol,
    )
    walk = Walk(
        design,
        "forward",
        packet,
        question.mode == "filtered",
        home=place if origin.kind == "host" else None,
        home_site=origin.site,
        target=target.place,
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
    unknown = _unknown_end(origin, target, walk.home)
    if unknown is not None:
        return unknown
    dst = walk.packet.dst
    if origin.kind == "site":
        return from_site(walk, origin.site or "") or run(walk)
    if origin.kind == "internet":
        return _from_internet(walk)
    if origin.cluster is not None and isinstance(dst, Address):
        stop = captured(walk.design, origin.cluster, dst)
        if stop is not None:
            return stop
    return run(walk)


def _unknown_end(origin: Origin, target: Target, home: Place | None) -> Stop | None:
    """Return why an end of the question has no address, or None."""
    if origin.cluster is not None and origin.cluster.vnet is None:
        text = f"{origin.cluster.name} lives in a network that AKS manages, which is not drawn."
        return failed("notComputed", "unmodelled:managedNetwork", text)
    if origin.kind == "host" and home is None or origin.kind == "site" and origin.address is None:
        text = f"The address of {short(origin.token)} is unknown."
        return failed("notComputed", "unknown_value", text)
    if target.stop is not None:
        return target.stop
    if target.dst is None:
        text = f"The address of {short(target.token)} is unknown."
        return failed("notComputed", "unknown_value", text)
    return None


def _from_internet(walk: Walk) -> Stop:
    dst = walk.packet.dst
    if isinstance(dst, PublicAddress):
        return come_in(walk, dst) or run(walk)
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


def _inside_cluster(question: _Question, walk: Walk, stop: Stop) -> Trace:
    """Return the trace of a packet that never leaves its cluster."""
    start = walk.hops[0]
    walk.note(stop.text)
    hops = (walk.hops[0], Hop(start.token, start.key, start.subnet, because="It stays there."))
    return _trace(question, hops, hops, "Delivered inside the cluster.")


def _ended(question: _Question, walk: Walk, back: Walk | None, stop: Stop, leg: Leg) -> Trace:
    (back or walk).note(stop.text)
    trace = _trace(question, tuple(walk.hops), _hops(back), story.stopped(leg, stop))
    reason = None if stop.verdict == "loop" else stop.reason
    return replace(trace, verdict=stop.verdict, leg=leg, reason=reason, matched_prefix=stop.matched)


def _hops(walk: Walk | None) -> tuple[Hop, ...]:
    return tuple(walk.hops) if walk else ()


def _compared(question: _Question, walk: Walk, back: Walk) -> Trace:
    """Compare the stateful devices of both legs: delivered or asymmetric (C.6)."""
    there, home = walk.stateful, list(reversed(back.stateful))
    text = story.delivered(walk.hops, back.hops)
    trace = _trace(question, tuple(walk.hops), tuple(back.hops), text)
    if there == home:
        return trace
    device = lonely_device(there, home)
    text = story.asymmetric(device, there)
    return replace(trace, verdict="asymmetric", leg="return", device=device, sentence=text)


def lonely_device(there: list[str], home: list[str]) -> str:
    """Return the device that only one direction meets, given two lists that differ (C.6)."""
    one, other = next(pair for pair in zip_longest(there, home) if pair[0] != pair[1])
    if one is not None and one not in home:
        return one
    if other is not None and other not in there:
        return other
    return one or other or ""


def _trace(
    question: _Question, forward: tuple[Hop, ...], home: tuple[Hop, ...], sentence: str
) -> Trace:
    return Trace(
        question.source,
        question.destination,
        question.port,
        question.protocol,
        "delivered",
        forward,
        home,
        sentence=sentence,
    )
