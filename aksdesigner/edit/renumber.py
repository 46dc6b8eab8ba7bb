"""Renumber: a subnet or a network gets other prefixes, and what had an address there goes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.changes import checked, found_as, full_key, with_replaced, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.edit.suggest import addresses_of, is_usable, site_ranges
from aksdesigner.model.address import Address, AddressError, Cidr
from aksdesigner.model.document import Document, Query
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Part, Resource, plain_of
from aksdesigner.model.topology import Topology

Moves = tuple[tuple[Cidr, Cidr], ...]

# what others announce, and what a cluster keeps inside itself, does not move with a network
_LEFT_ALONE = {
    "site": ("prefixes", "public_ip", "dns_servers"),
    "gw": ("connections",),
    "aks": ("pod_cidrs", "service_cidrs", "dns_service_ip", "authorized_ranges"),
    "pip": ("ip",),
}
# lists of texts that hold prefixes and addresses beside tags
_TEXTS = ("sources", "destinations", "addresses", "prefixes", "translated_address")
# keys of a query that may be a bare address
_ENDS = ("from", "to", "src", "dst", "source", "destination")


@dataclass(frozen=True)
class RenumberSubnet:
    """Give a subnet other prefixes, one for each that it has and of the same IP version.

    Fixed addresses keep their distance from the start of the prefix, or stay where the new prefix
    still holds them. Routes, security rules, DNS servers and intents that mean the old range mean
    the new one, unless another network or site has it too.
    """

    key: Key
    prefixes: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Renumber {label_of(self.key)} to {' and '.join(self.prefixes)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the new prefixes. Raises Refused where they don't fit."""
        key = full_key(self.key)
        subnet = found_as(document.topology.index, Subnet, key)
        moves = _paired(subnet.prefixes, self.prefixes)
        vnet, _, name = split_key(key)[1].partition("/")
        return _moved(document, vnet, moves, lambda item: item.name == name)


@dataclass(frozen=True)
class RenumberNetwork:
    """Give prefixes of a network (as its file spells them) others of the same length."""

    key: Key
    moves: Mapping[str, str]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Renumber {label_of(self.key)} to {' and '.join(self.moves.values())}"

    def apply(self, document: Document) -> Document:
        """Return the document with network, subnets and addresses moved. Raises Refused."""
        key = full_key(self.key)
        vnet = found_as(document.topology.index, VirtualNetwork, key)
        if missing := [text for text in self.moves if Cidr.parse(text) not in vnet.prefixes]:
            raise Refused(f"{vnet.name} has no prefix {missing[0]}.")
        moves = _paired(map(Cidr.parse, self.moves), tuple(self.moves.values()))
        if any(old.length != new.length for old, new in moves):
            raise Refused("A network moves to a prefix of the same length.")
        prefixes = tuple(dict(moves).get(prefix, prefix) for prefix in vnet.prefixes)
        after = _moved(document, vnet.name, moves, lambda _: True)
        moved = found_as(after.topology.index, VirtualNetwork, key)
        changed = checked(moved, {"prefixes": prefixes})
        return with_topology(after, with_replaced(after.topology, moved, changed))


def _paired(old: Iterable[Cidr], new: tuple[str, ...]) -> Moves:
    before = tuple(old)
    try:
        after = tuple(Cidr.parse(text) for text in new)
    except AddressError as problem:
        raise Refused(f"{problem}.".capitalize()) from None
    versions = [prefix.version for prefix in before], [prefix.version for prefix in after]
    if versions[0] != versions[1]:
        raise Refused("Give one prefix for each that is there, of the same IP version.")
    return tuple((a.network, b) for a, b in zip(before, after, strict=True))


@dataclass(frozen=True)
class _Shift:
    """Where the addresses of the old prefixes are now."""

    moves: Moves

    def address(self, address: Address) -> Address:
        for old, new in self.moves:
            if old.contains(address) and not new.contains(address):
                offset = address.value - old.first_value
                if offset >= new.size:
                    raise Refused(f"{new} has no room for {address}.")
                return new.network.address(offset)
        return address

    def prefix(self, prefix: Cidr) -> Cidr:
        for old, new in self.moves:
            if prefix.network == old:
                return new
            if old.contains(prefix.network) and not new.contains(prefix.network):
                start = prefix.value - old.first_value
                if start >= new.size or prefix.length < new.length:
                    raise Refused(f"{new} has no room for {prefix}.")
                return Cidr(new.first_value + start, prefix.length, prefix.version)
        return prefix


def _moved(
    document: Document, vnet: str, moves: Moves, is_meant: Callable[[Subnet], bool]
) -> Document:
    shift = _Shift(moves)
    topology = document.topology
    elsewhere = _Elsewhere(
        shift,
        own=_own_addresses(topology, vnet, shift),
        blocks=frozenset(_blocks_of(topology, lambda name: name == vnet)),
        others=tuple(_blocks_of(topology, lambda name: name != vnet))
        + tuple(site_ranges(topology)),
    )
    for section in type(topology).model_fields:
        items = getattr(topology, section)
        changed = tuple(_resource(item, vnet, shift, elsewhere, is_meant) for item in items)
        if any(a is not b for a, b in zip(items, changed, strict=True)):
            topology = topology.model_copy(update={section: changed})
    _require_usable(document.topology, topology, vnet)
    queries = tuple(_query(query, elsewhere) for query in document.queries)
    if any(a is not b for a, b in zip(queries, document.queries, strict=True)):
        document = document.replace(queries=queries)
    return with_topology(document, topology)


@dataclass(frozen=True)
class _Elsewhere:
    """Where a mention outside the network leads now; what another owner has too stays as it is.

    `blocks` are the prefixes of the network and its subnets, `others` those of everybody else,
    `own` the addresses that exactly one device of the design, one of this network, has.
    """

    shift: _Shift
    own: Mapping[Address, Address]
    blocks: frozenset[Cidr]
    others: tuple[Cidr, ...]

    def address(self, address: Address) -> Address:
        if address in self.own:
            return self.own[address]
        is_shared = any(other.contains(address) for other in self.others)
        return address if is_shared else self.shift.address(address)

    def prefix(self, prefix: Cidr) -> Cidr:
        block = prefix.network
        is_ours = block in self.blocks and block not in self.others
        is_shared = any(other.contains(block) for other in self.others)
        return self.shift.prefix(prefix) if is_ours or not is_shared else prefix


def _blocks_of(topology: Topology, is_meant: Callable[[str], bool]) -> Iterator[Cidr]:
    for vnet in topology.vnets:
        if is_meant(vnet.name):
            yield from (prefix.network for prefix in vnet.prefixes)
            yield from (p.network for subnet in vnet.subnets for p in subnet.prefixes)


def _own_addresses(topology: Topology, vnet: str, shift: _Shift) -> dict[Address, Address]:
    owners = Counter(address for _, address in addresses_of(topology))
    found: dict[Address, Address] = {}
    for key, address in addresses_of(topology):
        if getattr(topology.index.at(key), "vnet", None) == vnet and owners[address] == 1:
            found[address] = shift.address(address)
    return found


def _resource(
    item: Any, vnet: str, own: _Shift, foreign: _Elsewhere, is_meant: Callable[[Subnet], bool]
) -> Any:
    if isinstance(item, VirtualNetwork):
        changed = _walked(item, foreign, ("prefixes", "subnets"))
        if item.name != vnet:
            return changed
        subnets = tuple(_subnet(one, own) if is_meant(one) else one for one in item.subnets)
        if all(a is b for a, b in zip(subnets, item.subnets, strict=True)):
            return changed
        return changed.model_copy(update={"subnets": subnets})
    if not isinstance(item, Resource):
        return item
    shift = own if getattr(item, "vnet", None) == vnet else foreign
    return _walked(item, shift, _LEFT_ALONE.get(item.kind, ()))


def _subnet(subnet: Subnet, shift: _Shift) -> Subnet:
    prefixes = tuple(shift.prefix(prefix) for prefix in subnet.prefixes)
    return subnet if prefixes == subnet.prefixes else checked(subnet, {"prefixes": prefixes})


def _walked(part: Any, shift: _Shift | _Elsewhere, apart_from: tuple[str, ...] = ()) -> Any:
    """Return a part with every address and prefix in it passed through the shift."""
    updates: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in apart_from:
            continue
        new = _value(value, shift, is_text=name in _TEXTS)
        if new is not value:
            updates[name] = new
    return part.model_copy(update=updates) if updates else part


def _value(value: Any, shift: _Shift | _Elsewhere, *, is_text: bool) -> Any:
    if isinstance(value, Part):
        return _walked(value, shift)
    if isinstance(value, Address):
        new: Any = shift.address(value)
    elif isinstance(value, Cidr):
        new = shift.prefix(value)
    elif isinstance(value, str) and is_text:
        new = _text(value, shift)
    elif isinstance(value, tuple):
        new = tuple(_value(item, shift, is_text=is_text) for item in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    elif isinstance(value, dict):
        new = {key: _value(item, shift, is_text=False) for key, item in value.items()}
    else:
        return value
    return value if new == value else new


def _text(text: str, shift: _Shift | _Elsewhere) -> str:
    try:
        return str(shift.prefix(Cidr.parse(text)) if "/" in text else _bare(text, shift))
    except AddressError:
        return text


def _bare(text: str, shift: _Shift | _Elsewhere) -> Address:
    return shift.address(Address.parse(text))


def _query(query: Query, shift: _Elsewhere) -> Query:
    plain = plain_of(query)
    changed = {
        name: _text(value, shift) if name in _ENDS and isinstance(value, str) else value
        for name, value in plain.items()
    }
    return query if changed == plain else Query.model_validate(changed)


def _require_usable(before: Topology, after: Topology, vnet: str) -> None:
    """Refuse a move after which a subnet can't give out an address that it gave before."""
    known = dict.fromkeys(addresses_of(before))
    for key, address in addresses_of(after):
        resource = after.index.at(key)
        if (key, address) in known or getattr(resource, "vnet", None) != vnet:
            continue
        subnet = after.index.get(Subnet, f"{vnet}/{getattr(resource, 'subnet', None)}")
        if isinstance(subnet, Subnet) and subnet.prefixes and not is_usable(subnet, address):
            raise Refused(f"{label_of(key)} can't keep its place: {address} is not given out.")
