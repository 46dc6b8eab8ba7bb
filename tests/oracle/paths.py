"""The way of a packet there and back, and what becomes of it, again: C.6."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.address import Address
from tests.oracle.ends import Public, captured, sender_of, target_of
from tests.oracle.estate import Estate, Host
from tests.oracle.groups import is_private
from tests.oracle.legs import HOST_SERVICES, Ended, Leg
from tests.oracle.scope import OutOfScope


@dataclass(frozen=True)
class Answer:
    """What is compared with the product's trace."""

    verdict: str
    leg: str | None = None
    reason: str | None = None
    forward: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    local: bool = False


def trace(
    estate: Estate, source: str, destination: str, port: int, protocol: str, mode: str
) -> Answer:
    """Answer a question. Raises OutOfScope where the rulebook, as read here, does not answer."""
    dst, target, its_port = target_of(estate, destination, source)
    sender = sender_of(estate, source, dst)
    drawn = estate.topology.public_ips
    if drawn and (isinstance(dst, Public) or dst in [pip.ip for pip in drawn]):
        raise OutOfScope("public addresses that are drawn")
    for end in (sender.ip, dst):
        if isinstance(end, Address) and end.version == 6:
            raise OutOfScope("IPv6")
    there = Leg(
        estate,
        "forward",
        sender.ip,
        dst,
        its_port or port,
        protocol,
        mode == "filtered",
        sender.host,
        sender.site,
        target,
    )
    if sender.cluster is not None and isinstance(dst, Address):
        fate = captured(estate, sender.cluster, dst)
        if fate is not None:
            return (
                Answer("delivered", local=True)
                if fate == "inside"
                else Answer("blackhole", "forward", fate)
            )
    try:
        arrived = _set_out(there, sender.host, sender.site)
    except Ended as end:
        return _told(end, there, None)
    back = Leg(
        estate,
        "return",
        there.dst,
        there.src,
        there.port,
        protocol,
        there.filtered,
        sender.host,
        sender.site,
        target,
        nats=list(there.nats),
        gateway=there.gateway,
    )
    try:
        _reply(there, back, arrived)
    except Ended as end:
        return _told(end, there, back)
    same = there.states == back.states[::-1]
    return _told(Ended("delivered" if same else "asymmetric", None), there, back)


def _told(end: Ended, there: Leg, back: Leg | None) -> Answer:
    leg = None if end.verdict == "delivered" else "return" if back else "forward"
    forward, home = inspectors(there.path), inspectors(back.path if back else [])
    local = there.dst in HOST_SERVICES
    return Answer(end.verdict, leg, end.reason, forward, home, local)


def inspectors(path: list[str]) -> tuple[str, ...]:
    """Return the firewalls and appliances of a path, in order."""
    return tuple(name for name in path if name.startswith(("fw:", "nva:")))


def _set_out(leg: Leg, host: Host | None, site: str | None) -> str:
    if host is not None:
        leg.stand(host.vnet, host.subnet, host if host.kind != "host" else None)
        leg.path.append(host.name)
        return leg.run()
    if site is not None:
        leg.first = False
        leg.from_site(site)
        return leg.run()
    leg.first = False
    if isinstance(leg.dst, Public):
        return leg.come_in(leg.dst.owner) or leg.run()
    if isinstance(leg.dst, Address) and is_private(leg.dst):
        raise Ended("blackhole", "private_to_internet")
    raise OutOfScope("from the Internet to the Internet")


def _reply(there: Leg, back: Leg, arrived: str) -> None:
    back.first = False
    if arrived == "internet":
        if not back.at_internet():
            back.run()
    elif arrived == "site":
        site = _site_at(there)
        back.from_site(site)
        back.run()
    elif arrived in ("endpoint", "service"):
        back.straight(arrived, there.devices, there.states)
    else:
        back.stand(there.vnet, there.subnet, there.device)
        back.path.append(there.path[-1])
        back.first = True
        back.undo_inbound()
        back.run()


def _site_at(there: Leg) -> str:
    gateway = next(g for g in there.estate.topology.gateways if g.name == there.gateway)
    site = there.behind(gateway)
    if site is None or all(s.name != site for s in there.estate.topology.on_prem):
        raise OutOfScope("a site that is not drawn")
    return site
