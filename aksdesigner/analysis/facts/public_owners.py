"""Public addresses that are drawn: whose they are, and what their numbers are where known."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import PublicAddress, Stop, failed, spoken
from aksdesigner.model.address import Address
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.topology import Topology


def _holders(topology: Topology) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (token, names of the public addresses it has)."""
    for fw in topology.firewalls:
        yield f"fw:{fw.name}", fw.public_ip_names
    for lb in topology.load_balancers:
        yield f"lb:{lb.name}", lb.public_ip_names
    for natgw in topology.nat_gateways:
        yield f"natgw:{natgw.name}", natgw.public_ips
    for agw in topology.application_gateways:
        yield f"agw:{agw.name}", (agw.public_ip,) if agw.public_ip else ()
    for bastion in topology.bastions:
        yield f"bastion:{bastion.name}", (bastion.public_ip,) if bastion.public_ip else ()
    for gateway in topology.gateways:
        yield f"gw:{gateway.name}", gateway.public_ips


@kept
def names_of(design: Design, token: str) -> tuple[str, ...]:
    """Return the names of the drawn public addresses of a device."""
    return next((names for owner, names in _holders(design.topology) if owner == token), ())


@kept
def numbers_of(design: Design, token: str) -> tuple[Address, ...]:
    """Return the numbers of a device's public addresses, as far as the design says them."""
    found = (design.index.get(PublicIp, name) for name in names_of(design, token))
    return tuple(pip.ip for pip in found if pip is not None and pip.ip is not None)


@kept
def prefixes_given(design: Design, token: str) -> tuple[str, ...]:
    """Return the names of the public prefixes that a NAT gateway draws addresses from."""
    kind, _, name = token.partition(":")
    found = design.index.get(NatGateway, name) if kind == "natgw" else None
    return found.public_ip_prefixes if found is not None else ()


@kept
def holders_of(design: Design, address: Address) -> tuple[str, ...]:
    """Return the tokens of the devices that have a public address; more than one is a fault."""
    pips = (design.index.get(PublicIp, name) for name in _held(design))
    names = {pip.name for pip in pips if pip is not None and pip.ip == address}
    return tuple(sorted({token for name in names for token in _held(design)[name]}))


@kept
def holders_of_name(design: Design, name: str) -> tuple[str, ...]:
    """Return the tokens of the devices that name a drawn public address."""
    return _held(design).get(name, ())


@kept
def _held(design: Design) -> dict[str, tuple[str, ...]]:
    """Return the devices of each public address by its name, in the order of their tokens."""
    found: dict[str, set[str]] = {}
    for token, names in _holders(design.topology):
        for name in names:
            found.setdefault(name, set()).add(token)
    return {name: tuple(sorted(tokens)) for name, tokens in found.items()}


def contested(what: str, holders: tuple[str, ...]) -> Stop:
    """Return why a public address that several devices name leads nowhere that can be said.

    Azure gives an address to one of them; which, the design does not say.
    """
    text = f"{what} is given to {' and to '.join(map(spoken, holders))}: it can be one's only."
    return failed("notComputed", "unknown_value", text)


def public_address(design: Design, token: str, rule: str | None = None) -> PublicAddress:
    """Return the public address of a device; its number is kept where there is only one."""
    names, numbers = names_of(design, token), numbers_of(design, token)
    alone = len(names) == len(numbers) == 1 and not prefixes_given(design, token)
    number = numbers[0] if alone else None
    return PublicAddress(token, rule, number)
