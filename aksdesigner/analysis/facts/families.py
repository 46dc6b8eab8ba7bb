"""IPv4 and IPv6 side by side: a packet is of one family, and each has its own routes and limits.

The rules describe IPv6 inside networks, over peerings and through appliances. Beyond that (firewalls,
services, most ways out) the answer is notComputed.
"""

from __future__ import annotations

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.ends import DEFAULT_CLIENT
from aksdesigner.analysis.facts.packets import End, Packet, Standing, Stop, failed
from aksdesigner.model.address import Address, ServiceTag
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix
from aksdesigner.model.kinds.subnet import Subnet

# a client of the Internet in the documentation range of IPv6
_CLIENT_V6 = Address.parse("2001:db8::1")


def is_v6(end: End) -> bool:
    """Return whether an end of a packet is an IPv6 address."""
    return isinstance(end, Address) and end.version == 6


def client_for(client: Address | ServiceTag | None, dst: End | None) -> End | None:
    """Return who asks from outside: the usual client, in the family of what it asks."""
    if client == DEFAULT_CLIENT and dst is not None and is_v6(dst):
        return _CLIENT_V6
    return client


def other_family(packet: Packet) -> Stop | None:
    """Return the stop of a packet whose ends are of different families, or None."""
    src, dst = packet.src, packet.dst
    if isinstance(src, Address) and isinstance(dst, Address) and src.version != dst.version:
        text = f"{src} is IPv{src.version} and {dst} IPv{dst.version}: the design gives the sender "
        return failed(
            "notComputed", "unknown_value", f"{text}no address of family IPv{dst.version}."
        )
    if is_v6(src) and isinstance(dst, ServiceTag):
        return beyond(f"How {dst.name} is reached by IPv6")
    return None


def beyond(what: str) -> Stop:
    """Return the stop of an IPv6 packet that comes to what the rules do not describe."""
    return failed("notComputed", "unmodelled:ipv6", f"{what} is not computed.")


def translated_family(packet: Packet, source: Address) -> Stop | None:
    """Return the stop where a device would have to translate to the other family, or None."""
    if not isinstance(packet.dst, Address) or packet.dst.version == source.version:
        return None
    text = f"The IPv{packet.dst.version} address that translates for {source} is not in the design."
    return failed("notComputed", "unknown_value", text)


def leaves_by_v6(design: Design, here: Standing) -> bool:
    """Return whether the subnet's NAT gateway gives IPv6 addresses: StandardV2, with one of them."""
    subnet = design.index.at(here.subnet or "")
    gateway = design.index.get(
        NatGateway, subnet.nat_gateway if isinstance(subnet, Subnet) else None
    )
    if gateway is None or gateway.sku != "StandardV2":
        return False
    named = [design.index.get(PublicIp, name) for name in gateway.public_ips]
    blocks = [design.index.get(PublicIpPrefix, name) for name in gateway.public_ip_prefixes]
    return any(found is not None and found.version == "IPv6" for found in (*named, *blocks))
