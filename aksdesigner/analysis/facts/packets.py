"""Packets on their way: addresses, translations, and where a leg stands or stops."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.results import (
    Blocker,
    EffectiveRoute,
    Hop,
    LayerDecision,
    LayerName,
    LayerOutcome,
    Leg,
    Verdict,
)
from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.ids import Key

MAX_HOPS = 16


@dataclass(frozen=True)
class PublicAddress:
    """A public address of a device; its number only where the design draws it.

    `rule` is the DNAT rule that a question names. The number adds nothing to what address it is.
    """

    token: str
    rule: str | None = None
    number: Address | None = field(default=None, compare=False)

    def __str__(self) -> str:
        number = f" ({self.number})" if self.number else ""
        return f"the public address of {spoken(self.token)}{number}"


End = Address | ServiceTag | PublicAddress


@dataclass(frozen=True)
class Packet:
    """What is on the wire."""

    src: End
    dst: End
    port: int
    protocol: str

    @property
    def reply(self) -> Packet:
        """The answer to this packet."""
        return replace(self, src=self.dst, dst=self.src)


@dataclass(frozen=True)
class Standing:
    """Where a packet is: the device, and the subnet whose table decides how it leaves.

    `gateway` marks a network gateway, which uses the table of its GatewaySubnet.
    """

    token: str
    key: Key | None
    vnet: Key
    subnet: Key | None
    place: Place | None = None
    gateway: bool = False

    @classmethod
    def at(cls, place: Place) -> Standing:
        """Stand at the owner of an address."""
        return cls(place.token, place.key, place.vnet, place.subnet, place)


@dataclass(frozen=True)
class Translation:
    """A NAT that happened: `before` and `after`, and the device that undoes it for the reply.

    `device` None means that the platform does it at the host of the resource (an instance public
    address, a load balancer towards its backend): no stop of its own on the way back.
    """

    before: Packet
    after: Packet
    device: Standing | None = None
    stateful: bool = False
    edge: bool = False


# edge: a global entry of Microsoft's network, outside of every network of the design
StopKind = Literal["host", "endpoint", "service", "site", "internet", "edge", "failed"]


@dataclass(frozen=True)
class Stop:
    """How a leg ended: where it arrived, or why it did not.

    `key` and `setting` name what stands in the way: a resource and its field or rule.
    """

    kind: StopKind
    verdict: Verdict = "delivered"
    reason: str | None = None
    matched: Cidr | None = None
    text: str = ""
    key: Key | None = None
    setting: str | None = None


def failed(
    verdict: Verdict,
    reason: str,
    text: str,
    matched: Cidr | None = None,
    *,
    key: Key | None = None,
    setting: str | None = None,
) -> Stop:
    """Return a stop that is no arrival."""
    return Stop("failed", verdict, reason, matched, text, key, setting)


@dataclass
class Walk:
    """One leg under way; the only mutable value here, alive during one question.

    `home` is who asked (its token, and its address as the reply knows it); `target` overrides the
    owner of an address that the question names itself. `foreign` marks a source that the last
    peering crossed keeps out of the VirtualNetwork tag (C.3, serviceTagOnly). `name` is the host
    that the packet asks for, None for one sent to a number. `thorough` goes on past what could be
    opened, and notes every obstacle and what each layer says.
    """

    design: Design
    leg: Leg
    packet: Packet
    filtered: bool
    home: Place | None = None
    home_site: str | None = None
    target: Place | None = None
    here: Standing | None = None
    hops: list[Hop] = field(default_factory=list)
    stateful: list[str] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    seen: set[tuple[str, End, End]] = field(default_factory=set)
    devices: list[Standing] = field(default_factory=list)
    gateway: Key | None = None
    by_gateway: bool = False
    foreign: bool = False
    name: str | None = None
    thorough: bool = False
    blockers: list[Blocker] = field(default_factory=list)
    decisions: list[LayerDecision] = field(default_factory=list)

    def bar(self, stop: Stop | None) -> Stop | None:
        """Return a stop, or, where every obstacle is wanted, note it and go on as if opened."""
        if stop is None or not self.thorough or stop.verdict == "notComputed":
            return stop
        self.obstacle(stop)
        return None

    def obstacle(self, stop: Stop, leg: Leg | None = None) -> None:
        """Note what stands in the way, on this leg or on one that is named."""
        reason = stop.reason or stop.verdict
        found = Blocker(reason, leg or self.leg, stop.key, stop.setting, stop.text)
        if found not in self.blockers:
            self.blockers.append(found)

    def decided(
        self,
        layer: LayerName,
        outcome: LayerOutcome,
        element: str | None,
        key: Key | None,
        text: str,
    ) -> None:
        """Note what a layer of control says about the packet where it is."""
        if self.thorough:
            self.decisions.append(LayerDecision(layer, outcome, element, key, self.leg, text))

    def arrive(self, token: str, key: Key | None, subnet: Key | None, text: str) -> None:
        """Add a stop, and say at the one before that it hands the packet on."""
        last = self.hops[-1].token if self.hops else token
        if last not in (token, "internet"):
            self.note(f"{short(last)} hands it to {spoken(token)}.")
        self.hops.append(Hop(token, key, subnet, because=text))

    def looked_up(self, route: EffectiveRoute | None, losers: tuple[EffectiveRoute, ...]) -> None:
        """Note the row that won at the present stop."""
        if self.hops:
            self.hops[-1] = replace(self.hops[-1], route=route, losers=losers)

    def note(self, text: str) -> None:
        """Add a sentence to the present stop."""
        if self.hops and text:
            told = self.hops[-1].because
            self.hops[-1] = replace(self.hops[-1], because=f"{told} {text}".strip())

    def stand(self, where: Standing) -> None:
        """Move on to a device."""
        self.here = where
        self.by_gateway = where.gateway
        self.foreign = False

    def translate(
        self, after: Packet, device: Standing | None, *, stateful: bool = False, edge: bool = False
    ) -> None:
        """Change the packet and remember how to undo it."""
        self.translations.append(Translation(self.packet, after, device, stateful, edge))
        self.packet = after


_NOUNS = {
    "vm": "vm",
    "nva": "appliance",
    "fw": "firewall",
    "lb": "load balancer",
    "pe": "private endpoint",
    "gw": "gateway",
    "natgw": "NAT gateway",
    "pod": "pod of",
    "onprem": "on-premises site",
    "service": "service",
    "subnet": "a host in",
    "api": "API server of",
    "resolver": "DNS resolver",
    "agw": "application gateway",
    "agc": "gateway for containers",
    "bastion": "Bastion",
    "pls": "link service",
    "fd": "Front Door",
    "ingress": "ingress",
}


def spoken(token: str) -> str:
    """Return how a sentence names a device: ``vm app2``, ``NAT gateway ng1``, ``the Internet``."""
    if token == "internet":
        return "the Internet"
    if token == "lb:kubernetes":
        return "the cluster's outbound load balancer"
    kind, _, name = token.partition(":")
    return f"{_NOUNS.get(kind, kind)} {name}"


def headed(token: str) -> str:
    """Return a device as the first words of a sentence: ``VM app2``, ``Firewall azfw``."""
    text = spoken(token)
    return f"VM {text[3:]}" if text.startswith("vm ") else f"{text[:1].upper()}{text[1:]}"


def short(token: str) -> str:
    """Return the bare name of a device: ``azfw``."""
    return token.partition(":")[2] or "the Internet"
