"""Another size or another place for a subnet, its contents and neighbours with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.edit.command import Command
from aksdesigner.edit.renumber import RenumberNetwork, RenumberSubnet
from aksdesigner.edit.set_field import SetField
from aksdesigner.edit.suggest import VNET_LENGTH, next_vnet_prefix
from aksdesigner.model.address import Cidr, next_free
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.candidate import Candidate, candidate

# azure-rules A-03
LARGEST, SMALLEST = 2, 29


def subnet_at(analysis: Analysis, key: Key) -> Subnet | None:
    """Return the subnet of a key, or None."""
    found = analysis.document.topology.index.at(key)
    return found if isinstance(found, Subnet) else None


def vnet_around(analysis: Analysis, subnet: Key) -> VirtualNetwork | None:
    """Return the network that a subnet's key names, or None."""
    name = split_key(subnet)[1].partition("/")[0]
    return analysis.document.topology.index.get(VirtualNetwork, name)


def length_for(need: int) -> int:
    """Return the longest prefix that gives out `need` addresses; Azure keeps five of each."""
    return max(LARGEST, min(SMALLEST, 32 - (need + 5 - 1).bit_length()))


def another_size(analysis: Analysis, key: Key, length: int) -> Iterator[Candidate]:
    """Yield candidates that give a subnet a block of a length, the least upheaval first.

    It grows where it is; or moves to a free block; or its neighbours move out of its way; or the
    network gets one more prefix.
    """
    subnet, vnet = subnet_at(analysis, key), vnet_around(analysis, key)
    if subnet is None or vnet is None:
        return
    old = next((p for p in subnet.prefixes if p.version == 4), None)
    if old is None or not LARGEST <= length <= SMALLEST:
        return
    block = Cidr(old.value, length).network
    taken = _others(vnet, subnet)
    is_inside = any(space.contains(block) for space in vnet.prefixes)
    if is_inside and not any(block.overlaps(other) for other in taken):
        yield candidate(f"Grow {label_of(key)} to {block}", _to(key, subnet, old, block))
    elif is_inside and old.length > length:
        yield from _neighbours_moved(vnet, key, subnet, old, block)
    yield from another_place(analysis, key, length)


def another_place(analysis: Analysis, key: Key, length: int | None = None) -> Iterator[Candidate]:
    """Yield the move of a subnet to a free block of its network, of its own length by default.

    A full network gets one more prefix.
    """
    subnet, vnet = subnet_at(analysis, key), vnet_around(analysis, key)
    old = next((p for p in subnet.prefixes if p.version == 4), None) if subnet else None
    if subnet is None or vnet is None or old is None:
        return
    moved = list(_moved(vnet, key, subnet, old, length or old.length))
    yield from moved or _network_extended(analysis, vnet, key, subnet, old, length or old.length)


def _others(vnet: VirtualNetwork, subnet: Subnet) -> list[Cidr]:
    return [p for other in vnet.subnets if other is not subnet for p in other.prefixes]


def _to(key: Key, subnet: Subnet, old: Cidr, new: Cidr) -> RenumberSubnet:
    return RenumberSubnet(key, tuple(str(new if p == old else p) for p in subnet.prefixes))


def free_block(vnet: VirtualNetwork, length: int, taken: Iterable[Cidr]) -> Cidr | None:
    """Return the lowest block of a network's IPv4 space that `taken` leaves free, or None."""
    kept = list(taken)
    for space in vnet.prefixes:
        if space.version == 4 and space.length <= length:
            free = next_free(space.network, length, kept)
            if free is not None:
                return free
    return None


def _moved(
    vnet: VirtualNetwork, key: Key, subnet: Subnet, old: Cidr, length: int
) -> Iterator[Candidate]:
    others = _others(vnet, subnet)
    for taken in ([*others, old.network], others):
        free = free_block(vnet, length, taken)
        if free is not None:
            yield candidate(f"Move {label_of(key)} to {free}", _to(key, subnet, old, free))
            return


def _neighbours_moved(
    vnet: VirtualNetwork, key: Key, subnet: Subnet, old: Cidr, block: Cidr
) -> Iterator[Candidate]:
    """Move what stands in the way of a subnet that grows where it is."""
    taken = [*_others(vnet, subnet), block]
    commands: list[Command] = []
    names: list[str] = []
    for other in vnet.subnets:
        hits = [p for p in other.prefixes if p.overlaps(block)]
        if other is subnet or not hits:
            continue
        there = key_of("subnet", f"{vnet.name}/{other.name}")
        free = free_block(vnet, hits[0].length, taken) if len(hits) == 1 else None
        if free is None:
            return
        taken.append(free)
        commands.append(_to(there, other, hits[0], free))
        names.append(f"{other.name} to {free}")
    title = f"Grow {label_of(key)} to {block} and move {' and '.join(names)}"
    yield candidate(title, *commands, _to(key, subnet, old, block))


def _network_extended(
    analysis: Analysis, vnet: VirtualNetwork, key: Key, subnet: Subnet, old: Cidr, length: int
) -> Iterator[Candidate]:
    """Give the network one more prefix, and the subnet a block of it."""
    space = next_vnet_prefix(analysis.document, min(length, VNET_LENGTH))
    if space is None:
        return
    new = Cidr(space.first_value, length)
    prefixes = [*(str(p) for p in vnet.prefixes), str(space)]
    yield candidate(
        f"Add {space} to {vnet.name} and move {label_of(key)} to {new}",
        SetField(key_of("vnet", vnet.name), "prefixes", prefixes),
        _to(key, subnet, old, new),
    )


def another_network_range(
    analysis: Analysis, key: Key, faulty: Iterable[Cidr] | None = None
) -> Iterator[Candidate]:
    """Yield candidates that renumber a network, all its IPv4 prefixes or the faulty ones.

    Its subnets and what stands in them keep their places within it.
    """
    vnet = analysis.document.topology.index.at(key)
    if not isinstance(vnet, VirtualNetwork):
        return
    meant = [p for p in (faulty or vnet.prefixes) if p in vnet.prefixes and p.version == 4]
    moves: dict[str, str] = {}
    taken: list[Cidr] = []
    for prefix in meant:
        free = _network_block(analysis, prefix.length, taken)
        if free is None:
            return
        taken.append(free)
        moves[str(prefix)] = str(free)
    if moves:
        title = f"Renumber {vnet.name} to {' and '.join(moves.values())}"
        yield candidate(title, RenumberNetwork(key, moves))


def _network_block(analysis: Analysis, length: int, taken: list[Cidr]) -> Cidr | None:
    """Return a free block for a network; the first one where several are asked for one by one."""
    first = next_vnet_prefix(analysis.document, length)
    if first is None or not any(first.overlaps(other) for other in taken):
        return first
    wider = next_vnet_prefix(analysis.document, max(length - len(taken) - 1, 8))
    return next_free(wider, length, taken) if wider else None
